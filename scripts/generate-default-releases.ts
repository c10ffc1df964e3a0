// Writes into server/core/images/additions.json which release a tag without one stands for: `python:3.12`, `php:8.3-fpm`.
//
//   node scripts/run-ts.mjs scripts/generate-default-releases.ts FOLDER
//
// FOLDER is a clone of docker-library/official-images with its history: a version that is no longer listed keeps the
// release that it had last. Run scripts/generate-images.ts afterwards.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A run of versions; what a family of images takes for granted. */
interface Default {
  readonly versions?: readonly string[];
  readonly exactly?: string;
  readonly from?: string;
  readonly below?: string;
  readonly release: string;
  readonly source: string;
}

const outFile = join("server", "core", "images", "additions.json");
/** How many numbers of a version the tag has that people write: `3.12`, `20`. */
const depths: Readonly<Record<string, number>> = { golang: 2, node: 1, php: 2, python: 2, ruby: 2 };
const releases = /-(jessie|stretch|buster|bullseye|bookworm|trixie|forky)$/;

function main(): number {
  const folder = process.argv[2];
  if (folder === undefined) {
    console.error("usage: node scripts/run-ts.mjs scripts/generate-default-releases.ts FOLDER");
    return 2;
  }
  const additions = JSON.parse(readFileSync(outFile, "utf8"));
  for (const [image, depth] of Object.entries(depths)) {
    const family = additions.families.find((each: { family: string }) => each.family === image);
    family.defaults = defaults(history(folder, image), depth, image);
  }
  writeFileSync(outFile, `${JSON.stringify(additions, null, 2)}\n`);
  return 0;
}

/** The last release that each plain version had. */
function history(folder: string, image: string): ReadonlyMap<string, string> {
  const file = `library/${image}`;
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-C", folder, ...args], { encoding: "utf8", maxBuffer: 1 << 26 });
  const found = new Map<string, string>();
  for (const commit of git("log", "--reverse", "--format=%H", "--", file).split("\n").filter(Boolean)) {
    let text = "";
    try {
      text = git("show", `${commit}:${file}`);
    } catch {
      // The file was moved or removed in that commit.
      continue;
    }
    for (const block of text.split(/\n\s*\n/)) {
      const own = field(block, "Tags");
      const release = own.map((tag) => releases.exec(tag)?.[1]).find((each) => each !== undefined);
      if (release === undefined) continue;
      for (const tag of [...own, ...field(block, "SharedTags")]) {
        const version = /^(\d+(?:\.\d+)*)(?:-(?:fpm|cli|apache|slim))?$/.exec(tag)?.[1];
        if (version !== undefined) found.set(version, release);
      }
    }
  }
  return found;
}

function field(block: string, name: string): readonly string[] {
  const value = new RegExp(`^${name}:\\s*(.*)$`, "m").exec(block)?.[1];
  return value?.split(",").map((tag) => tag.trim()) ?? [];
}

/** Runs of versions whose release is not the one that the shorter tag has, before that shorter tag. */
function defaults(found: ReadonlyMap<string, string>, depth: number, image: string): readonly Default[] {
  const source = `docker-library/official-images library/${image}, all versions of the file until 2026-08`;
  const byVersion = [...found.keys()].sort(compare);
  const shorter = byVersion.filter((version) => numbers(version).length === depth);
  const runs: Default[] = [];
  for (const short of shorter.toReversed()) {
    const release = found.get(short) ?? "";
    const own = byVersion.filter(
      (version) => numbers(version).length === depth + 1 && version.startsWith(`${short}.`),
    );
    let from = `${short}.0`;
    own.forEach((version, at) => {
      const next = own[at + 1];
      const same = next !== undefined && found.get(next) === found.get(version);
      if (same || found.get(version) === release) return;
      if (next !== undefined) runs.push({ from, below: next, release: found.get(version) ?? "", source });
      if (next !== undefined) from = next;
    });
    // A tag without a version, and a longer one than any yet, is the newest.
    if (short === shorter.at(-1)) runs.push({ from: short, release, source });
    else runs.push({ versions: [short], release, source });
  }
  if (depth === 2)
    for (const major of byVersion.filter((version) => numbers(version).length === 1))
      if (!(shorter.at(-1) ?? "").startsWith(`${major}.`))
        runs.push({ exactly: major, release: found.get(major) ?? "", source });
  return runs;
}

function numbers(version: string): readonly number[] {
  return version.split(".").map(Number);
}

function compare(left: string, right: string): number {
  const [a, b] = [numbers(left), numbers(right)];
  for (let at = 0; at < Math.max(a.length, b.length); at++)
    if ((a[at] ?? -1) !== (b[at] ?? -1)) return (a[at] ?? -1) - (b[at] ?? -1);
  return 0;
}

process.exitCode = main();
