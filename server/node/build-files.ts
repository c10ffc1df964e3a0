// Reads the files of a project that describe builds: those beside a Dockerfile, above it and in customary folders.

import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { BuildFile } from "../core/project/builds/build.ts";
import { describesBuilds, neededBeside, neededBy } from "../core/project/builds/project-builds.ts";

/** Larger files are no configuration that people write; bytes. */
const mostBytes = 1024 * 1024;

/** Projects with hundreds of workflows have those that matter among the first; files of one Dockerfile. */
const mostFiles = 100;

/** Folders beside a Dockerfile, or above it, that hold such files. */
const customary = [
  ".vscode",
  ".github/workflows",
  ".devcontainer",
  "docker",
  "deploy",
  "deployment",
  "compose",
];

/** What was read, by path, so that many Dockerfiles of one project read a file once. */
export type ReadBuildFiles = Map<string, Promise<BuildFile | undefined>>;

/**
 * The files in these folders (absolute paths, the nearest first) and in the customary folders below them, in that
 * order; paths are relative to `root`. Never rejects; what can't be read is left out.
 */
export async function findBuildFiles(
  folders: readonly string[],
  root: string,
  known: ReadBuildFiles,
): Promise<readonly BuildFile[]> {
  const files: BuildFile[] = [];
  for (const folder of folders) {
    const names = await namesIn(folder);
    // Only folders that are there are asked.
    const below = customary.filter((each) => names.includes(each.split("/")[0] ?? ""));
    const paths = names.map((name) => join(folder, name));
    for (const each of below) {
      const place = join(folder, each);
      paths.push(...(await namesIn(place)).map((name) => join(place, name)));
    }
    const beside = paths.flatMap((path) =>
      neededBeside(nameOf(path, root)).map((name) => join(dirname(path), name)),
    );
    for (const path of [...paths, ...new Set(beside)]) {
      if (files.length >= mostFiles) return files;
      const name = nameOf(path, root);
      if (!describesBuilds(name) && !beside.includes(path)) continue;
      const file = await readOnce(path, name, known);
      if (file !== undefined) files.push(file);
    }
  }
  return withNamed(files, root, known);
}

/** A file may extend one that extends another one; real ones stay below three. */
const deepest = 4;

/** With the files that these name, within `root` and the bounds above. */
async function withNamed(
  found: readonly BuildFile[],
  root: string,
  known: ReadBuildFiles,
): Promise<readonly BuildFile[]> {
  const files = [...found];
  const have = new Set(files.map(({ path }) => path));
  let last: readonly BuildFile[] = files;
  for (let depth = 0; depth < deepest && last.length > 0; depth++) {
    const more: BuildFile[] = [];
    for (const name of new Set(last.flatMap(neededBy))) {
      const isOutside = name.startsWith("../") || name.startsWith("/") || /^[A-Za-z]:/.test(name);
      if (have.has(name) || isOutside || files.length + more.length >= mostFiles) continue;
      have.add(name);
      const file = await readOnce(join(root, name), name, known);
      if (file !== undefined) more.push(file);
    }
    files.push(...more);
    last = more;
  }
  return files;
}

function nameOf(path: string, root: string): string {
  return relative(root, path).split(sep).join("/");
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

function readOnce(path: string, name: string, known: ReadBuildFiles): Promise<BuildFile | undefined> {
  // The same file has another name where the search ends in another folder.
  const key = `${name} ${path}`;
  let file = known.get(key);
  if (file === undefined) {
    file = readSmall(path).then((text) => (text === undefined ? undefined : { path: name, text }));
    known.set(key, file);
  }
  return file;
}

async function readSmall(path: string): Promise<string | undefined> {
  try {
    const facts = await stat(path);
    if (!facts.isFile() || facts.size > mostBytes) return undefined;
    return await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Every folder from `from` up to `root`, both included; only `from` when it does not lie in `root`. */
export function foldersUpTo(from: string, root: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = from; ; folder = dirname(folder)) {
    folders.push(folder);
    const below = relative(root, folder);
    const inside = below !== "" && below !== ".." && !below.startsWith(`..${sep}`);
    if (!inside || dirname(folder) === folder) return folders;
  }
}
