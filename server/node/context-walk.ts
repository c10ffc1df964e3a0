// Walks a build context for the paths that docker would take, once for all globs of an analysis.

import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import {
  type Dockerignore,
  type IgnoreVerdict,
  leavesOutAll,
  notIgnored,
  verdictOf,
} from "../core/project/dockerignore.ts";
import { globFolder, globMatcher } from "../core/project/glob.ts";

export interface WalkCaps {
  /** Folders below the start. */
  readonly depth: number;
  /** Entries looked at in all. */
  readonly entries: number;
}

/** Folders that hold what others wrote or what a build made; only a glob that names one enters it. */
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

/** The files of one context, read at most once; later questions see what the first walk saw. */
export class ContextWalk {
  private readonly root: string;
  private readonly ignore: Dockerignore;
  private readonly caps: WalkCaps;
  private readonly walks = new Map<string, Promise<readonly string[]>>();
  private entries = 0;

  /** `root` is a real path: links are compared with it. */
  constructor(root: string, ignore: Dockerignore, caps: WalkCaps) {
    this.root = root;
    this.ignore = ignore;
    this.caps = caps;
  }

  /** Sorted paths of files that match a glob and that docker takes. Never rejects; beyond the caps nothing is found. */
  async find(glob: string): Promise<readonly string[]> {
    const folder = globFolder(glob);
    const start = folder.split("/").some((part) => unwalked.has(part)) ? folder : "";
    let walk = this.walks.get(start);
    if (walk === undefined) {
      walk = this.filesBelow(start);
      this.walks.set(start, walk);
    }
    return (await walk).filter(globMatcher(glob));
  }

  private async filesBelow(start: string): Promise<readonly string[]> {
    const found: string[] = [];
    let level: Folder[] = [{ path: start, verdict: this.verdictOfFolder(start) }];
    for (let depth = 0; level.length > 0 && depth <= this.caps.depth; depth++) {
      const next: Folder[] = [];
      for (const folder of level) {
        if (this.entries >= this.caps.entries) return found.sort();
        await this.visit(folder, found, next);
      }
      level = next;
    }
    return found.sort();
  }

  private verdictOfFolder(path: string): IgnoreVerdict {
    let verdict = notIgnored;
    if (path === "") return verdict;
    const parts = path.split("/");
    for (let end = 1; end <= parts.length; end++)
      verdict = verdictOf(this.ignore, verdict, parts.slice(0, end).join("/"));
    return verdict;
  }

  private async visit(folder: Folder, found: string[], next: Folder[]): Promise<void> {
    const entries = await readdir(join(this.root, folder.path), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (++this.entries > this.caps.entries) return;
      const path = folder.path === "" ? entry.name : `${folder.path}/${entry.name}`;
      const verdict = verdictOf(this.ignore, folder.verdict, path);
      if (entry.isDirectory()) {
        // A folder that is left out may hold files that a `!` pattern brings back.
        const empty = verdict.ignored && leavesOutAll(this.ignore, path);
        if (!unwalked.has(entry.name) && !empty) next.push({ path, verdict });
      } else if (
        !verdict.ignored &&
        (entry.isFile() || (entry.isSymbolicLink() && (await this.isFileInside(path))))
      ) {
        found.push(path);
      }
    }
  }

  /** A link to a file of the context; links to folders are not followed, so that a walk ends. */
  private async isFileInside(path: string): Promise<boolean> {
    try {
      const real = await realpath(join(this.root, path));
      return isInside(this.root, real) && (await stat(real)).isFile();
    } catch {
      return false;
    }
  }
}

interface Folder {
  /** Empty for the context itself. */
  readonly path: string;
  readonly verdict: IgnoreVerdict;
}

/** True when a real path is the root or lies below it. */
export function isInside(root: string, real: string): boolean {
  return real === root || real.startsWith(root.endsWith(sep) ? root : root + sep);
}
