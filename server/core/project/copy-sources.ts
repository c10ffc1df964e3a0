// What a COPY takes from the build context and where each file lands, as engines do it
// (recorded in test/project/copy-recorded.json).

import { foldersOf } from "../model/paths.ts";
import type { Dockerignore } from "./dockerignore.ts";
import { ignored } from "./dockerignore.ts";
import { compileGlob, hasWildcard, matchesGlob } from "./glob.ts";
import type { Project } from "./project.ts";

/** A COPY or ADD from the context, with its variables replaced. */
export interface CopyRequest {
  /** As written; no URLs and no heredocs. */
  readonly sources: readonly string[];
  /** Absolute path in the image. */
  readonly target: string;
  /** The destination is a folder for sure: it ends with a slash, is the working directory, or there are several sources. */
  readonly intoFolder: boolean;
  /** `--parents`: sources keep their folders. */
  readonly parents?: boolean;
  /** `--exclude` patterns. */
  readonly exclude?: readonly string[];
}

/** Files that docker makes of one file of the context. */
export interface CopiedFile {
  /** Relative to the context. */
  readonly from: string;
  /** Absolute path in the image. */
  readonly to: string;
}

/** What a source is; undefined when the project does not tell yet. */
export type SourceKind = "file" | "folder" | "pattern" | "absent" | undefined;

/**
 * A source as docker looks it up: relative to the context, `.` for all of it. BuildKit stops `..` at the context's
 * edge; the legacy builder refuses such a source (`leavesContext`).
 */
export function contextPath(source: string): { readonly path: string; readonly leavesContext: boolean } {
  const parts: string[] = [];
  let leavesContext = false;
  for (const part of source.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) leavesContext = true;
  }
  return { path: parts.length === 0 ? "." : parts.join("/"), leavesContext };
}

/** Whether a source is there and what it is; for a pattern whether anything matches. */
export function sourceKind(project: Project, source: string, ignore?: Dockerignore): SourceKind {
  const { path } = contextPath(source);
  if (path === ".") return project.known ? "folder" : undefined;
  if (hasWildcard(path)) {
    const matches = patternMatches(project, path);
    return matches === undefined ? undefined : matches.length === 0 ? "absent" : "pattern";
  }
  const state = project.file(path);
  if (state === undefined) return undefined;
  if (state.kind === "absent") return "absent";
  if (state.kind === "folder") return "folder";
  return ignore !== undefined && ignored(ignore, path) ? "absent" : "file";
}

/** Whether a source is there; undefined when it is not known yet. */
export function sourceExists(project: Project, source: string, ignore?: Dockerignore): boolean | undefined {
  const kind = sourceKind(project, source, ignore);
  return kind === undefined ? undefined : kind !== "absent";
}

/**
 * Where a file of the context lands, without asking what is there: undefined when no source takes it. A source that
 * is equal to the path counts as that file, one above it as its folder.
 */
export function landing(copy: CopyRequest, path: string): string | undefined {
  const { named, patterns } = sourceIndex(copy);
  const places = [...patterns];
  // Its own name, those of its folders, and `.` for the whole context.
  for (const root of foldersOf(path)) {
    const place = named.get(root);
    if (place !== undefined) places.push(place);
  }
  // Later sources win where two land in one place, and a file lands once at most by each.
  for (const place of places.sort((a, b) => b - a)) {
    const source = copy.sources[place];
    if (source === undefined) continue;
    const root = takenRoot(contextPath(source).path, path);
    if (root !== undefined && !excluded(copy, root, path)) return destinationOf(copy, root, path);
  }
  return undefined;
}

/** Where sources stand in their copy: those that are names by the name, and patterns. */
interface SourceIndex {
  readonly named: ReadonlyMap<string, number>;
  readonly patterns: readonly number[];
}

const indexes = new WeakMap<CopyRequest, SourceIndex>();

function sourceIndex(copy: CopyRequest): SourceIndex {
  const known = indexes.get(copy);
  if (known !== undefined) return known;
  const named = new Map<string, number>();
  const patterns: number[] = [];
  copy.sources.forEach((source, place) => {
    const { path } = contextPath(source);
    // The same name again takes the same, so the last one stands for all.
    if (hasWildcard(path)) patterns.push(place);
    else named.set(path, place);
  });
  const index: SourceIndex = { named, patterns };
  indexes.set(copy, index);
  return index;
}

/** Every file that the copy takes, by destination; undefined when the project does not tell yet. */
export function copiedFiles(project: Project, copy: CopyRequest): readonly CopiedFile[] | undefined {
  const byDestination = new Map<string, string>();
  let known = project.known;
  for (const source of copy.sources) {
    const { path } = contextPath(source);
    const files = filesOf(project, path);
    if (files === undefined) {
      known = false;
      continue;
    }
    for (const file of files) {
      const root = takenRoot(path, file);
      if (root !== undefined && !excluded(copy, root, file))
        byDestination.set(destinationOf(copy, root, file), file);
    }
  }
  if (!known) return undefined;
  return [...byDestination].map(([to, from]) => ({ from, to })).sort((a, b) => (a.to < b.to ? -1 : 1));
}

/** Files of the context that a source stands for. */
function filesOf(project: Project, path: string): readonly string[] | undefined {
  if (path === ".") return project.find("**");
  if (hasWildcard(path)) return patternMatches(project, path);
  const state = project.file(path);
  if (state === undefined) return undefined;
  if (state.kind === "absent") return [];
  return state.kind === "folder" ? project.find(`${escaped(path)}/**`) : [path];
}

/** Files that match a pattern, and those in folders that match it. Go knows neither `**` nor `[!a]`. */
export function patternMatches(project: Project, pattern: string): readonly string[] | undefined {
  const glob = pattern.replace(/\*{2,}/g, "*").replace(/\[!/g, "[\\!");
  const files = project.find(glob);
  const below = project.find(`${glob}/**`);
  return files === undefined || below === undefined ? undefined : [...files, ...below];
}

function escaped(path: string): string {
  return path.replace(/[*?[\\]/g, "\\$&");
}

/**
 * The file or folder that a source names when it takes a file: itself, the folder, or what its pattern matches of
 * the path's first parts.
 */
function takenRoot(source: string, path: string): string | undefined {
  if (source === "." || source === path) return source;
  if (!hasWildcard(source)) return path.startsWith(`${source}/`) ? source : undefined;
  const pattern = compileGlob(source, { deep: false });
  const parts = path.split("/");
  const depth = source.split("/").length;
  if (pattern === undefined || parts.length < depth) return undefined;
  const root = parts.slice(0, depth).join("/");
  return matchesGlob(pattern, root) ? root : undefined;
}

function destinationOf(copy: CopyRequest, root: string, path: string): string {
  const folder = copy.target.endsWith("/") ? copy.target.slice(0, -1) : copy.target;
  if (copy.parents === true) return `${folder}/${path}`;
  if (root === path) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return copy.intoFolder || copy.target === "/" ? `${folder}/${name}` : folder;
  }
  return `${folder}/${root === "." ? path : path.slice(root.length + 1)}`;
}

/** `--exclude` looks at the path below the source's folder. */
function excluded(copy: CopyRequest, root: string, path: string): boolean {
  if (copy.exclude === undefined) return false;
  const below =
    root === path ? path.slice(path.lastIndexOf("/") + 1) : root === "." ? path : path.slice(root.length + 1);
  return copy.exclude.some((pattern) => {
    const compiled = compileGlob(contextPath(pattern).path, { deep: true });
    if (compiled === undefined) return false;
    // A pattern that matches a folder takes all in it.
    for (let end = below.indexOf("/"); end !== -1; end = below.indexOf("/", end + 1))
      if (matchesGlob(compiled, below.slice(0, end))) return true;
    return matchesGlob(compiled, below);
  });
}
