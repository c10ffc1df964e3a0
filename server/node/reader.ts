// Reads a build context from disk, as much of it as an analysis asks for and no more than the caps allow.

import { open, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { ProjectBuild } from "../core/project/builds/build.ts";
import { type Dockerignore, emptyDockerignore, parseDockerignore } from "../core/project/dockerignore.ts";
import {
  type FileState,
  normalPath,
  ownIgnoreFile,
  type ProjectSnapshot,
  type Wanted,
} from "../core/project/project.ts";
import { ContextWalk, isInside, type WalkCaps } from "./context-walk.ts";

export interface ReaderCaps extends WalkCaps {
  /** Files read in all. */
  readonly files: number;
  readonly bytesPerFile: number;
  readonly bytesInAll: number;
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
  /** What the project's files say of the Dockerfile's builds. */
  readonly builds?: readonly ProjectBuild[] | undefined;
}

export const nothingLoaded: ProjectSnapshot = { known: true, files: new Map(), globs: new Map() };

/** A context that is read in several rounds: the walk of its folders is made once. */
export class ContextReader {
  private readonly context: ContextFolder;
  private readonly caps: ReaderCaps;
  private root: Promise<string> | undefined;
  private walk: Promise<ContextWalk> | undefined;

  constructor(context: ContextFolder, caps: ReaderCaps = defaultCaps) {
    this.context = context;
    this.caps = caps;
  }

  /**
   * A new snapshot: what is there plus what is wanted. Never rejects; what can't be read is `unread` with the
   * reason. Links that leave the context are not followed.
   */
  async load(wanted: readonly Wanted[], have: ProjectSnapshot): Promise<ProjectSnapshot> {
    const files = new Map(have.files);
    const globs = new Map(have.globs);
    this.root ??= realpath(this.context.folder).catch(() => this.context.folder);
    const root = await this.root;
    const budget = budgetLeft(files, this.caps);
    const { builds, weights } = have;
    const loaded = { known: true, ...placeOf(this.context), builds, weights, files, globs };
    const own = ownIgnoreFile(loaded);
    for (const each of wanted) {
      if (each.kind === "glob") {
        if (!globs.has(each.glob)) globs.set(each.glob, await (await this.walkOf(root)).find(each.glob));
      } else if (files.has(each.path)) {
        // It was read in an earlier round.
      } else if (each.path === own) {
        files.set(own, await readText(`${this.context.dockerfile}.dockerignore`, this.caps.bytesPerFile));
      } else {
        files.set(each.path, await readState(root, each.path, this.caps, budget));
      }
    }
    return loaded;
  }

  private walkOf(root: string): Promise<ContextWalk> {
    this.walk ??= readDockerignore(this.context).then((ignore) => new ContextWalk(root, ignore, this.caps));
    return this.walk;
  }
}

/** Loads what is wanted in one round. Never rejects; what can't be read is `unread` with the reason. */
export async function loadSnapshot(
  context: ContextFolder,
  wanted: readonly Wanted[],
  have: ProjectSnapshot,
  caps: ReaderCaps = defaultCaps,
): Promise<ProjectSnapshot> {
  return new ContextReader(context, caps).load(wanted, have);
}

/** The patterns of the `.dockerignore` that counts for this Dockerfile; none when it can't be read. */
export async function readDockerignore(context: ContextFolder): Promise<Dockerignore> {
  const candidates = [
    ...(context.dockerfile === undefined ? [] : [`${context.dockerfile}.dockerignore`]),
    join(context.folder, ".dockerignore"),
  ];
  for (const path of candidates) {
    const state = await readText(path, defaultCaps.bytesPerFile);
    if (state.kind === "text") return parseDockerignore(state.text);
  }
  return emptyDockerignore;
}

/** Where the Dockerfile lies, as a snapshot says it. */
function placeOf({ folder, dockerfile }: ContextFolder): Pick<ProjectSnapshot, "dockerfile"> {
  return dockerfile === undefined ? {} : { dockerfile: relative(folder, dockerfile).split(sep).join("/") };
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
    bytes -= Buffer.byteLength(state.text);
    count--;
  }
  return { files: count, bytes };
}

async function readState(root: string, path: string, caps: ReaderCaps, budget: Budget): Promise<FileState> {
  const normal = normalPath(path);
  if (normal === undefined || normal.includes("\0")) return { kind: "absent" };
  try {
    const real = await realpath(join(root, normal));
    if (!isInside(root, real)) return { kind: "unread", why: "it is a link that leaves the context" };
    const facts = await stat(real);
    if (facts.isDirectory()) return { kind: "folder" };
    if (!facts.isFile()) return { kind: "unread", why: "it is no regular file" };
    if (facts.size > caps.bytesPerFile) return tooLarge(caps.bytesPerFile);
    if (budget.files <= 0 || budget.bytes < facts.size)
      return { kind: "unread", why: "the project has more files than are read" };
    const state = await readText(real, caps.bytesPerFile, facts.size);
    if (state.kind !== "text") return state;
    budget.files--;
    budget.bytes -= facts.size;
    // Windows has no such right, and Docker's client gives it to every file that it sends from there.
    return process.platform === "win32" ? state : { ...state, executable: (facts.mode & 0o111) !== 0 };
  } catch (error) {
    return errorState(error);
  }
}

/** Reads at most `most` bytes; a file that grew meanwhile or holds a NUL byte is `unread`. */
async function readText(path: string, most: number, expected = 4_096): Promise<FileState> {
  try {
    const file = await open(path, "r");
    try {
      // One byte more than expected tells whether there is more.
      let buffer = Buffer.allocUnsafe(Math.min(expected, most) + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
        if (bytesRead === 0) break;
        length += bytesRead;
        if (length > most) return tooLarge(most);
        if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(2 * buffer.length, most + 1));
      }
      const content = buffer.subarray(0, length);
      if (content.includes(0)) return { kind: "unread", why: "it is not text" };
      return { kind: "text", text: content.toString("utf8") };
    } finally {
      await file.close();
    }
  } catch (error) {
    return errorState(error);
  }
}

function tooLarge(most: number): FileState {
  return { kind: "unread", why: `it has more than ${most} bytes` };
}

function errorState(error: unknown): FileState {
  const code = (error as { code?: string }).code ?? "";
  if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") return { kind: "absent" };
  const forbidden = code === "EACCES" || code === "EPERM";
  return { kind: "unread", why: forbidden ? "it may not be read" : `it can't be read (${code})` };
}
