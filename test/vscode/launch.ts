// Finds a VS Code to test with, prepares a copy of the sample and runs a suite in it.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { installVscode } from "../../scripts/install-vscode.mjs";
import { findChromium } from "../../scripts/vscode-browser.mjs";
import { bundle, root } from "../built.ts";
import { launchInBrowser } from "./launch-browser.ts";
import { downloadDesktopVscode, launchInElectron } from "./launch-electron.ts";
import type { SuiteOutcome } from "./protocol.ts";

export interface LaunchOptions {
  /** The folder that is opened. All paths are absolute. */
  readonly folder: string;
  readonly openFile: string;
  readonly extension: string;
  readonly suiteFile: string;
  /** For VS Code's own data and what the launcher and the suite exchange. */
  readonly workFolder: string;
  readonly picturesFolder: string;
  readonly trust: "trusted" | "ask";
  readonly engine: boolean;
  /** For the whole suite, in milliseconds. */
  readonly timeout: number;
}

export type Vscode =
  | { readonly kind: "browser"; readonly serverMain: string; readonly chromium: string }
  | { readonly kind: "electron"; readonly executable: string }
  | { readonly kind: "none"; readonly reason: string };

/**
 * The VS Code to test with. The environment variable `LEAN_VSCODE` chooses: the path of a VS Code executable,
 * `electron` to download one, or `browser`. Without it the one for the browser is taken where Chromium is there.
 */
export async function findVscode(): Promise<Vscode> {
  const choice = process.env.LEAN_VSCODE ?? "";
  if (choice !== "" && choice !== "electron" && choice !== "browser") {
    if (existsSync(choice)) return { kind: "electron", executable: choice };
    return { kind: "none", reason: `LEAN_VSCODE names \`${choice}\`, which does not exist` };
  }
  const reasons: string[] = [];
  for (const find of choice === "electron"
    ? [electron]
    : choice === "browser"
      ? [browser]
      : [browser, electron]) {
    try {
      return await find();
    } catch (error) {
      reasons.push(error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error));
    }
  }
  return { kind: "none", reason: reasons.join("; ") };
}

async function browser(): Promise<Vscode> {
  const chromium = findChromium();
  if (chromium === undefined) throw new Error("no Chromium (set LEAN_CHROMIUM to one)");
  return { kind: "browser", serverMain: await installVscode(), chromium };
}

async function electron(): Promise<Vscode> {
  const display = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!display) throw new Error("no display for a desktop VS Code");
  return { kind: "electron", executable: await downloadDesktopVscode() };
}

/** True when a container engine answers here, so that the suite can build. */
export function engineAnswers(): boolean {
  return (
    spawnSync("docker", ["version", "--format", "{{.Server.Version}}"], { timeout: 20_000 }).status === 0
  );
}

/** Pictures of the last run. */
const picturesFolder = path.join(root, "node_modules", ".cache", "vscode-pictures");

/** Those that the documentation shows; `LEAN_SCREENSHOTS=1` puts new ones there. Look at them before committing. */
const documented = [
  "squiggles",
  "lightbulb",
  "refactor-preview",
  "split-applied",
  "sizes",
  "result",
  "report-light",
  "report-dark",
  "report-high-contrast",
  "report-contents",
];

function updateDocumentation(): void {
  if (process.env.LEAN_SCREENSHOTS !== "1") return;
  for (const name of documented) {
    const picture = path.join(picturesFolder, `${name}.png`);
    if (existsSync(picture)) cpSync(picture, path.join(root, "docs", "images", `${name}.png`));
  }
}

/** Runs one suite (a bundle in dist/test) on a fresh copy of the sample. */
export async function runSuite(
  vscode: Exclude<Vscode, { kind: "none" }>,
  suite: {
    readonly name: string;
    readonly trust: "trusted" | "ask";
    readonly engine: boolean;
    readonly timeout: number;
    /** The extension's folder; the checkout when absent. */
    readonly extension?: string;
    /** The workspace's own settings, if any. */
    readonly workspaceSettings?: Readonly<Record<string, unknown>>;
  },
): Promise<SuiteOutcome> {
  // The real path: VS Code compares it with the paths of its own file events.
  const workFolder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "lean-dockerfile-vscode-")));
  try {
    const folder = path.join(workFolder, "go-hello");
    cpSync(path.join(root, "examples", "go-hello"), folder, { recursive: true });
    if (suite.workspaceSettings !== undefined) {
      mkdirSync(path.join(folder, ".vscode"));
      writeFileSync(path.join(folder, ".vscode", "settings.json"), JSON.stringify(suite.workspaceSettings));
    }
    mkdirSync(picturesFolder, { recursive: true });
    const options: LaunchOptions = {
      folder,
      openFile: path.join(folder, "Dockerfile"),
      extension: suite.extension ?? root,
      suiteFile: bundle(`test/${suite.name}.js`),
      workFolder,
      picturesFolder,
      trust: suite.trust,
      engine: suite.engine,
      timeout: suite.timeout,
    };
    if (vscode.kind === "browser") {
      const outcome = await launchInBrowser(options, vscode);
      updateDocumentation();
      return outcome;
    }
    return await launchInElectron(options, vscode.executable);
  } finally {
    rmSync(workFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}
