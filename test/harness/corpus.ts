// Real Dockerfiles, from the folder in LEAN_CORPUS.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

export interface CorpusFile {
  readonly id: string;
  readonly text: string;
}

/** The folder of the corpus; undefined with a line that says so where it is not set. */
export function corpusFolder(): string | undefined {
  const folder = process.env.LEAN_CORPUS;
  if (folder !== undefined && folder !== "") return folder;
  console.log("skipped: LEAN_CORPUS names no folder with real Dockerfiles");
  return undefined;
}

export function corpusFiles(folder: string): readonly CorpusFile[] {
  const path = join(folder, "dockerfiles.jsonl.gz");
  if (!existsSync(path)) throw new Error(`LEAN_CORPUS has no ${path}`);
  const lines = gunzipSync(readFileSync(path)).toString("utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as CorpusFile);
}
