// Runs the suite in the desktop VS Code through @vscode/test-electron.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { cacheFolder } from "../../scripts/install-vscode.mjs";
import type { LaunchOptions } from "./launch.ts";
import { type SuiteOutcome, type SuiteSettings, settingsVariable } from "./protocol.ts";

/** Downloads VS Code's current release, or finds the one downloaded before, and gives its executable. */
export function downloadDesktopVscode(): Promise<string> {
  return downloadAndUnzipVSCode({ cachePath: path.join(cacheFolder(), "vscode-desktop"), timeout: 30_000 });
}

export async function launchInElectron(options: LaunchOptions, executable: string): Promise<SuiteOutcome> {
  const outcomeFile = path.join(options.workFolder, "outcome.json");
  const settings: SuiteSettings = { outcomeFile, momentsFolder: null, engine: options.engine };
  const trust = options.trust === "trusted" ? ["--disable-workspace-trust"] : [];
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const failure = await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: options.extension,
    extensionTestsPath: options.suiteFile,
    extensionTestsEnv: { [settingsVariable]: JSON.stringify(settings) },
    launchArgs: [
      options.folder,
      "--disable-extensions",
      "--skip-welcome",
      "--skip-release-notes",
      `--user-data-dir=${path.join(options.workFolder, "data")}`,
      ...trust,
      ...root,
    ],
  }).then(
    () => undefined,
    (error: unknown) => error,
  );
  // A failed case ends VS Code with an error as well; what the suite wrote says more.
  if (existsSync(outcomeFile)) return JSON.parse(readFileSync(outcomeFile, "utf8")) as SuiteOutcome;
  throw failure ?? new Error("VS Code ended before the suite was done.");
}
