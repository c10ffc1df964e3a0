// Makes the VSIX with the project's own script, in a copy of the sources, and reads what it holds.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { root } from "../built.ts";

/** What the script needs; the rest of the checkout must not matter for what is packaged. */
const sources = [
  ...["client", "server", "syntaxes", "docs", "examples", "test"],
  ...["package.json", "esbuild.mjs", ".vscodeignore", "README.md", "CHANGELOG.md", "LICENSE"],
];

/**
 * Runs `npm run package` and gives the VSIX's path. A copy, because packaging writes minified bundles
 * into dist/ while other tests use them there.
 */
export function packageExtension(folder: string): string {
  for (const name of sources) {
    const from = path.join(root, name);
    if (existsSync(from)) cpSync(from, path.join(folder, name), { recursive: true });
  }
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "junction");
  const npm = process.env.npm_execpath ?? "";
  const [command, args] = npm.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const result = spawnSync(command, [...args, "run", "package"], { cwd: folder, encoding: "utf8" });
  if (result.status !== 0) throw new Error(`npm run package failed:\n${result.stdout}${result.stderr}`);
  const vsix = readdirSync(folder).filter((name) => name.endsWith(".vsix"));
  if (vsix.length !== 1 || vsix[0] === undefined)
    throw new Error(`expected one VSIX, found [${vsix.join(", ")}]`);
  return path.join(folder, vsix[0]);
}

export interface ZipEntry {
  readonly name: string;
  /** Uncompressed, in bytes. */
  readonly bytes: number;
}

/** The entries of a zip archive, read from its central directory. */
export function zipEntries(file: string): readonly ZipEntry[] {
  const data = readFileSync(file);
  const end = data.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new Error(`${file} is no zip archive`);
  const entries: ZipEntry[] = [];
  let at = data.readUInt32LE(end + 16);
  for (let left = data.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = data.readUInt16LE(at + 28);
    const extraLength = data.readUInt16LE(at + 30);
    const commentLength = data.readUInt16LE(at + 32);
    entries.push({
      name: data.toString("utf8", at + 46, at + 46 + nameLength),
      bytes: data.readUInt32LE(at + 24),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}
