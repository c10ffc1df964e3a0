// Records what a real engine leaves out of a context and what COPY makes of its sources, for the tests' fixtures.
// Usage: node scripts/run-ts.mjs scripts/record-context.ts FIXTURE.json   (prints the fixture's rows as recorded now)

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { extract } from "tar-stream";

interface Row {
  readonly patterns?: string;
  readonly sources?: readonly string[];
  readonly destination?: string;
}

const fixtureFile = process.argv[2];
if (fixtureFile === undefined) {
  console.error("usage: node scripts/run-ts.mjs scripts/record-context.ts FIXTURE.json");
  process.exit(2);
}
const fixture = JSON.parse(readFileSync(fixtureFile, "utf8")) as {
  readonly tree: readonly string[];
  readonly rows: readonly Row[];
};
let built = 0;
for (const row of fixture.rows) {
  const { patterns, sources, destination } = row;
  const copy = sources === undefined ? "COPY . /w/" : `COPY ${JSON.stringify([...sources, destination])}`;
  const files = await filesInImage(copy, patterns ?? "Dockerfile\n.dockerignore\n");
  const shown =
    files === "error" || patterns === undefined
      ? files
      : fixture.tree.filter((path) => !files.includes(`/w/${path}`));
  console.log(JSON.stringify({ ...row, recorded: shown }));
}

/** Builds one layer from the fixture's tree and lists the files in the image. */
async function filesInImage(copy: string, dockerignore: string): Promise<readonly string[] | "error"> {
  const folder = mkdtempSync(join(tmpdir(), "lean-record-"));
  const tag = `lean-record-${process.pid}:${built++}`;
  try {
    for (const path of fixture.tree) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), "x");
    }
    writeFileSync(join(folder, "Dockerfile"), `FROM scratch\nWORKDIR /w\n${copy}\n`);
    writeFileSync(join(folder, ".dockerignore"), dockerignore);
    if (spawnSync("docker", ["build", "-q", "-t", tag, folder]).status !== 0) return "error";
    const saved = spawnSync("docker", ["save", tag], { maxBuffer: 1 << 28 });
    return await regularFiles(saved.stdout);
  } finally {
    spawnSync("docker", ["rmi", tag]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Regular files of all layers of a saved image; whiteouts do not occur in images of this kind. */
async function regularFiles(archive: Buffer): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const layer of await entries(archive)) {
    const content = layer.content[0] === 0x1f ? gunzipSync(layer.content) : layer.content;
    if (!layer.name.endsWith("layer.tar") && content.subarray(257, 262).toString("latin1") !== "ustar")
      continue;
    for (const entry of await entries(content))
      if (entry.type === "file") found.add(`/${entry.name.replace(/^\/+/, "")}`);
  }
  return [...found].sort();
}

interface Entry {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

async function entries(archive: Buffer): Promise<readonly Entry[]> {
  const found: Entry[] = [];
  const reader = extract();
  reader.end(archive);
  for await (const entry of reader) {
    const parts: Buffer[] = [];
    for await (const part of entry) parts.push(part as Buffer);
    found.push({ name: entry.header.name, type: entry.header.type ?? "file", content: Buffer.concat(parts) });
  }
  return found;
}
