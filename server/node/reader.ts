// Reads a build context from disk, as much of it as an analysis asks for and no more than the caps allow.

import { open, readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { dockerignore, type IgnoreMatcher } from "../core/project/dockerignore.ts";
import { globMatcher } from "../core/project/glob.ts";
import { type FileState, normalPath, type ProjectSnapshot, type Wanted } from "../core/project/project.ts";

export interface ReaderCaps {
  /** Files read in all. */
  readonly files: number;
  readonly bytesPerFile: number;
  readonly bytesInAll: number;
  /** Folders below the context. */
  readonly depth: number;
  /** Entries looked at in one walk. */
  readonly entries: number;
}

export const defaultCaps: ReaderCaps = {
  files: 400,
  bytesPerFile: 512 * 1024,
  bytesInAll: 8 * 1024 * 1024,
  depth: 12,
  entries: 20_000,
};

export interface ContextFolder {
  /** Absolute path of the context. */
  readonly folder: string;
  /** Absolute path of the Dockerfile: `<Dockerfile>.dockerignore` beside it counts before `.dockerignore`. */
  readonly dockerfile?: string | undefined;
}

export const nothingLoaded: ProjectSnapshot = { known: true, files: new Map(), globs: new Map() };

/** Folders that hold what others wrote or what a build made; they are not walked. */
const unwalked = new Set([
  "node_modules",
  ".git",
  "target",
  "vendor",
  ".venv",
  "venv",
  "__pycache__",
  ".gradle",
  ".terraform",
]);

/**
 * A new snapshot: what is there plus what is wanted. Never rejects; what can't be read is `unread` with the
 * reason. Links that leave the context are not followed.
 */
export async function loadSnapshot(
  context: ContextFolder,
  wanted: readonly Wanted[],
  have: ProjectSnapshot,
  caps: ReaderCaps = defaultCaps,
): Promise<ProjectSnapshot> {
  const files = new Map(have.files);
  const globs = new Map(have.globs);
  const root = await realpath(context.folder).catch(() => context.folder);
  const budget = budgetLeft(files, caps);
  const missing = wanted.filter((each) =>
    each.kind === "file" ? !files.has(each.path) : !globs.has(each.glob),
  );
  const wantedGlobs = missing.flatMap((each) => (each.kind === "glob" ? [each.glob] : []));
  if (wantedGlobs.length > 0) {
    const ignored = await readDockerignore(context);
    const paths = await walk(root, ignored, caps);
    for (const glob of wantedGlobs) globs.set(glob, paths.filter(globMatcher(glob)));
  }
  for (const each of missing) {
    if (each.kind === "file") files.set(each.path, await readState(root, each.path, caps, budget));
  }
  return { known: true, files, globs };
}

/** The matcher of the `.dockerignore` that counts for this Dockerfile. */
export async function readDockerignore(context: ContextFolder): Promise<IgnoreMatcher> {
  const candidates = [
    ...(context.dockerfile === undefined ? [] : [`${context.dockerfile}.dockerignore`]),
    join(context.folder, ".dockerignore"),
  ];
  for (const path of candidates) {
    const text = await readText(path, defaultCaps.bytesPerFile);
    if (text.kind === "text") return dockerignore(text.text);
  }
  return () => false;
}

interface Budget {
  files: number;
  bytes: number;
}

function budgetLeft(files: ReadonlyMap<string, FileState>, caps: ReaderCaps): Budget {
  let bytes = caps.bytesInAll;
  let count = caps.files;
  for (const state of files.values()) {
    if (state.kind !== "text") continue;
    bytes -= state.text.length;
    count--;
  }
  return { files: count, bytes };
}

async function readState(root: string, path: string, caps: ReaderCaps, budget: Budget): Promise<FileState> {
  const normal = normalPath(path);
  if (normal === undefined) return { kind: "absent" };
  const absolute = join(root, normal);
  try {
    const real = await realpath(absolute);
    if (real !== root && !real.startsWith(root + sep))
      return { kind: "unread", why: "it is a link that leaves the context" };
    const facts = await stat(real);
    if (facts.isDirectory()) return { kind: "folder" };
    if (!facts.isFile()) return { kind: "unread", why: "it is no regular file" };
    if (facts.size > caps.bytesPerFile)
      return { kind: "unread", why: `it has more than ${caps.bytesPerFile} bytes` };
    if (budget.files <= 0 || budget.bytes < facts.size)
      return { kind: "unread", why: "the project has more files than are read" };
    const state = await readText(real, caps.bytesPerFile);
    if (state.kind !== "text") return state;
    budget.files--;
    budget.bytes -= facts.size;
    return (facts.mode & 0o111) === 0 ? state : { ...state, executable: true };
  } catch (error) {
    return errorState(error);
  }
}

/** Reads at most `most` bytes; a file that grew meanwhile or holds a NUL byte is `unread`. */
async function readText(path: string, most: number): Promise<FileState> {
  try {
    const file = await open(path, "r");
    try {
      const buffer = Buffer.alloc(most + 1);
      const { bytesRead } = await file.read(buffer, 0, most + 1, 0);
      const content = buffer.subarray(0, bytesRead);
      if (bytesRead > most) return { kind: "unread", why: `it has more than ${most} bytes` };
      if (content.includes(0)) return { kind: "unread", why: "it is not text" };
      return { kind: "text", text: content.toString("utf8") };
    } finally {
      await file.close();
    }
  } catch (error) {
    return errorState(error);
  }
}

function errorState(error: unknown): FileState {
  const code = (error as { code?: string }).code ?? "";
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "absent" };
  return {
    kind: "unread",
    why: code === "EACCES" || code === "EPERM" ? "it may not be read" : `it can't be read (${code})`,
  };
}

/** Paths of regular files below the root, sorted, without what is ignored. */
async function walk(root: string, ignored: IgnoreMatcher, caps: ReaderCaps): Promise<readonly string[]> {
  const found: string[] = [];
  const queue: { readonly path: string; readonly depth: number }[] = [{ path: "", depth: 0 }];
  let entries = 0;
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    const { path: below, depth } = folder;
    const names = await readdir(join(root, below), { withFileTypes: true }).catch(() => []);
    for (const entry of names) {
      if (++entries > caps.entries) return found.sort();
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      // A folder that is left out may hold files that a later `!` pattern brings back, so only files are asked for.
      if (entry.isDirectory()) {
        if (!unwalked.has(entry.name) && depth < caps.depth) queue.push({ path, depth: depth + 1 });
      } else if (entry.isFile() && !ignored(path)) found.push(path);
    }
  }
  return found.sort();
}
