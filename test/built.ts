// Makes sure that the bundles in dist/ are those of the sources, for tests that run them.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "..");

/** Builds client, server, command line and the editor's suite unless dist/ is newer than every source file in it. */
export function ensureBuilt(): void {
  if (isFresh()) return;
  const result = spawnSync(process.execPath, ["esbuild.mjs", "--tests"], { cwd: root, encoding: "utf8" });
  if (result.status !== 0) throw new Error(`The build failed:\n${result.stdout}${result.stderr}`);
}

/** The absolute path of a bundle, such as `server.js`. */
export function bundle(name: string): string {
  return path.join(root, "dist", name);
}

function isFresh(): boolean {
  const metafile = bundle("meta.json");
  if (!existsSync(metafile)) return false;
  const meta = JSON.parse(readFileSync(metafile, "utf8")) as {
    inputs: Record<string, unknown>;
    outputs: Record<string, unknown>;
  };
  const outputs = Object.keys(meta.outputs).map((file) => path.join(root, file));
  const needed = ["client.js", "server.js", "cli.js", "test/suite.js", "test/restricted.js"].map(bundle);
  if (![...outputs, ...needed].every((file) => existsSync(file))) return false;
  const oldestOutput = Math.min(...outputs.map((file) => statSync(file).mtimeMs));
  const inputs = ["esbuild.mjs", ...Object.keys(meta.inputs)].map((file) => path.join(root, file));
  return inputs.every((file) => existsSync(file) && statSync(file).mtimeMs <= oldestOutput);
}
