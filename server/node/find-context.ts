// Finds the build context of a Dockerfile: what is given, what the project says, or where its COPY sources exist.

import { readdir, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { ProjectBuild } from "../core/project/builds/build.ts";
import { namesContext, projectBuilds } from "../core/project/builds/project-builds.ts";
import { contextPath } from "../core/project/copy-sources.ts";
import { globMatcher, hasWildcard } from "../core/project/glob.ts";
import { findBuildFiles, foldersUpTo, type ReadBuildFiles } from "./build-files.ts";

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

/** A context, and what the project's files say of the Dockerfile's builds. */
export interface FoundContext {
  /** Absolute path. */
  readonly folder: string;
  /** With contexts relative to the folder in which the search ends. */
  readonly builds: readonly ProjectBuild[];
}

/** The context of a Dockerfile, or undefined when it can't be known. Never rejects. */
export async function findContext(
  request: ContextRequest,
  known: ReadBuildFiles = new Map(),
): Promise<FoundContext | undefined> {
  const folders = foldersUpTo(dirname(request.dockerfile), request.root);
  const top = folders.at(-1) ?? request.root;
  const dockerfile = relative(top, request.dockerfile).split(sep).join("/");
  const builds = projectBuilds(await findBuildFiles(folders, top, known), dockerfile);
  const folder = await folderOf(request, folders, top, builds);
  return folder === undefined ? undefined : { folder, builds };
}

async function folderOf(
  { given, root, sources }: ContextRequest,
  folders: readonly string[],
  top: string,
  builds: readonly ProjectBuild[],
): Promise<string | undefined> {
  if (given !== "") {
    const folder = isAbsolute(given) ? given : resolve(root, given);
    return (await isFolder(folder)) ? folder : undefined;
  }
  for (const build of builds.filter(namesContext)) {
    const folder = resolve(top, build.context);
    if (await isFolder(folder)) return folder;
  }
  return folderWithSources(sources, folders);
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
