// What `npm run package` makes: the VSIX's list of files, and that a real VS Code installs and runs it.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureBuilt, root } from "../built.ts";
import { findVscode, runSuite } from "./launch.ts";
import { packageExtension, zipEntries } from "./vsix.ts";

const minutes = 60_000;
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };

let folder: string;
let vsix: string;

beforeAll(() => {
  ensureBuilt();
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "lean-dockerfile-package-")));
  mkdirSync(path.join(folder, "source"));
  vsix = packageExtension(path.join(folder, "source"));
}, 5 * minutes);

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

describe("the VSIX", () => {
  test("is named after its version", () => {
    expect(path.basename(vsix)).toBe(`lean-dockerfile-${manifest.version}.vsix`);
  });

  test("holds these files and no others", () => {
    const names = zipEntries(vsix).map(({ name }) => name);
    expect(names.sort()).toEqual([
      "[Content_Types].xml",
      "extension.vsixmanifest",
      "extension/LICENSE.txt",
      "extension/changelog.md",
      "extension/dist/client.js",
      "extension/dist/server.js",
      "extension/dist/worker.js",
      "extension/docs/images/icon.png",
      "extension/docs/schemas/configuration.schema.json",
      "extension/package.json",
      "extension/readme.md",
      "extension/syntaxes/lean-dockerfile-comments.tmLanguage.json",
      "extension/syntaxes/lean-dockerfile.tmLanguage.json",
    ]);
  });

  test("holds minified bundles without source maps", () => {
    const bundles = zipEntries(vsix).filter(({ name }) => name.startsWith("extension/dist/"));
    for (const { name, bytes } of bundles)
      expect([name, bytes > 1_000 && bytes < 2_500_000]).toEqual([name, true]);
    const client = readFileSync(path.join(folder, "source", "dist", "client.js"), "utf8");
    expect(client).not.toContain("sourceMappingURL");
  });

  test("installs and runs in a real VS Code", { timeout: 8 * minutes }, async ({ skip }) => {
    const vscode = await findVscode();
    if (vscode.kind !== "browser") {
      const reason =
        vscode.kind === "none" ? vscode.reason : "only the VS Code for the browser is asked to install it";
      if (vscode.kind === "none" && (process.env.LEAN_REQUIRE ?? "").split(",").includes("vscode"))
        throw new Error(reason);
      console.log(`skipped: ${reason}`);
      skip(reason);
      return;
    }
    const extensions = path.join(folder, "extensions");
    const cli = [
      vscode.serverMain,
      "--accept-server-license-terms",
      "--server-data-dir",
      path.join(folder, "data"),
    ];
    const places = [...cli, "--extensions-dir", extensions];
    const installed = spawnSync(process.execPath, [...places, "--install-extension", vsix], {
      encoding: "utf8",
    });
    expect(`${installed.stdout}${installed.stderr}`).toContain("was successfully installed");
    const listed = spawnSync(process.execPath, [...places, "--list-extensions", "--show-versions"], {
      encoding: "utf8",
    });
    expect(listed.stdout).toContain(`lean-dockerfile.lean-dockerfile@${manifest.version}`);

    const unpacked = readdirSync(extensions).find((name) =>
      name.startsWith("lean-dockerfile.lean-dockerfile-"),
    );
    expect(unpacked).toBeDefined();
    const outcome = await runSuite(vscode, {
      name: "restricted",
      trust: "ask",
      engine: false,
      timeout: 3 * minutes,
      extension: path.join(extensions, unpacked ?? ""),
      workspaceSettings: {
        "leanDockerfile.engine.path": "./run-me.sh",
        "leanDockerfile.preferredRuntime": "scratch",
      },
    });
    expect(outcome.cases.filter(({ error }) => error !== null)).toEqual([]);
  });
});
