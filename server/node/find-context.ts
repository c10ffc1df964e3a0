// Finds the build context of a Dockerfile: what is given, what the project says, or where its COPY sources exist.

import { readdir, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { contextPath } from "../core/project/copy-sources.ts";
import { globMatcher, hasWildcard } from "../core/project/glob.ts";
import { contextFromFile, contextFromTasks, mayNameContext } from "./context-files.ts";
import { isInside } from "./context-walk.ts";

export interface ContextRequest {
  /** Absolute path. */
  readonly dockerfile: string;
  /** Given by the user, absolute or relative to the root; empty when not given. */
  readonly given: string;
  /** The folder in which the search ends, absolute; the Dockerfile lies in it. */
  readonly root: string;
  /** The sources of its COPY and ADD from the context, as written; those with variables left out. */
  readonly sources: readonly string[];
}

/** The absolute path of the context's folder, or undefined when it can't be known. Never rejects. */
export async function findContext(request: ContextRequest): Promise<string | undefined> {
  if (request.given !== "") {
    const given = isAbsolute(request.given) ? request.given : resolve(request.root, request.given);
    return (await isFolder(given)) ? given : undefined;
  }
  const folders = upwards(dirname(request.dockerfile), request.root);
  return (
    (await contextFromProject(request.dockerfile, folders)) ??
    (await folderWithSources(request.sources, folders))
  );
}

/** Every folder from `from` up to `root`, both included; only `from` when it does not lie in `root`. */
function upwards(from: string, root: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = from; ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === root || !isInside(root, folder) || dirname(folder) === folder) return folders;
  }
}

/** What a compose file, a bake file or a `docker-build` task says of this Dockerfile; the nearest file counts. */
async function contextFromProject(
  dockerfile: string,
  folders: readonly string[],
): Promise<string | undefined> {
  for (const folder of folders) {
    const names = (await readdir(folder).catch(() => [])).filter(mayNameContext).sort();
    for (const name of names) {
      const found = await contextFromFile(join(folder, name), dockerfile);
      if (found !== undefined && (await isFolder(found))) return found;
    }
    const task = await contextFromTasks(folder, dockerfile);
    if (task !== undefined && (await isFolder(task))) return task;
  }
  return undefined;
}

async function folderWithSources(
  sources: readonly string[],
  folders: readonly string[],
): Promise<string | undefined> {
  for (const folder of folders) if (await holdsSources(folder, sources)) return folder;
  return undefined;
}

async function holdsSources(folder: string, sources: readonly string[]): Promise<boolean> {
  for (const source of sources) {
    if (/^(?:https?|git|ssh):\/\/|^git@/.test(source) || source.includes("\0")) continue;
    const { path } = contextPath(source);
    if (!(await holdsSource(folder, path))) return false;
  }
  return true;
}

/** A pattern is looked up as far as it is fixed, and the names of one folder are matched with its first part behind. */
async function holdsSource(folder: string, path: string): Promise<boolean> {
  if (!hasWildcard(path)) return exists(join(folder, path));
  const parts = path.split("/");
  const first = parts.findIndex(hasWildcard);
  const matches = globMatcher((parts[first] ?? "").replace(/\*{2,}/g, "*"));
  const names = await readdir(join(folder, ...parts.slice(0, first))).catch(() => []);
  return names.some((name) => matches(name));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}
