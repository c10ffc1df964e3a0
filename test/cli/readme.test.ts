// The README tells the truth: its examples print what they are shown to print, and what it names exists.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { bundle, ensureBuilt, root } from "../built.ts";

beforeAll(ensureBuilt, 60_000);

const readme = readFileSync(path.join(root, "README.md"), "utf8");
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
  contributes: { configuration: readonly { properties: Record<string, unknown> }[] };
};

/** Examples as `$ lean-dockerfile ARGUMENTS` and its output; a comparison needs an engine, so it is not among them. */
const examples = [
  ...readme.matchAll(/^```text\n\$ lean-dockerfile ((?!compare)[^\n]+)\n([\s\S]*?)^```$/gm),
].map(([, args = "", output = ""]) => ({ args, output }));

describe("the README", () => {
  test("has examples", () => {
    expect(examples.length).toBeGreaterThanOrEqual(2);
  });

  test.each(examples)("$args", ({ args, output }) => {
    // Both streams in one, as a terminal shows them.
    const script = 'exec "$@" 2>&1';
    const command = ["-c", script, "sh", process.execPath, bundle("cli.js"), ...args.split(" ")];
    const run = spawnSync("sh", command, {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });
    expect(run.stdout).toBe(output);
  });

  test("links to files that exist", () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = ""]) => target);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((target) => !existsSync(path.join(root, target)))).toEqual([]);
  });

  test("names scripts that exist", () => {
    // The table of rules speaks of other people's calls of npm.
    const own = readme.replace(/<!-- rules:start -->[\s\S]*<!-- rules:end -->/, "");
    const names = [...own.matchAll(/npm (?:run )?(\w[\w:]*)/g)].map(([, name = ""]) => name);
    const known = [...Object.keys(manifest.scripts), "ci", "link"];
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });

  test("lists every setting", () => {
    const settings = manifest.contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
    const unnamed = settings.filter(
      (name) => !/\.(?:rules|trace)\./.test(name) && !readme.includes(`\`${name}\``),
    );
    expect(unnamed).toEqual([]);
  });
});
