// Weighs paths of a build context: how many bytes docker would take of each, the ignore file taken into account.

import { lstat, readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import type { IgnoreVerdict } from "../core/project/dockerignore.ts";
import { type Dockerignore, leavesOutAll, notIgnored, verdictOf } from "../core/project/dockerignore.ts";
import type { Weight } from "../core/project/project.ts";
import { isInside } from "./context-walk.ts";
import { type ContextFolder, readDockerignore } from "./reader.ts";

export interface WeightCaps {
  /** Entries looked at for one path. */
  readonly entries: number;
  /** Folders below the path. */
  readonly depth: number;
  /** For all paths together. */
  readonly milliseconds: number;
}

/** The largest `node_modules` have about as many files, and are walked in a few seconds. */
export const defaultWeightCaps: WeightCaps = { entries: 300_000, depth: 48, milliseconds: 10_000 };

/** Files looked at together: a disk answers many questions sooner than one after another. */
const atOnce = 64;

/**
 * The weight of each path, relative to the context; those that are not there are missing. Links count as nothing, and
 * what goes beyond the caps makes a weight a lower bound. Never rejects.
 */
export async function weighContext(
  context: ContextFolder,
  paths: readonly string[],
  caps: WeightCaps = defaultWeightCaps,
): Promise<ReadonlyMap<string, Weight>> {
  const weights = new Map<string, Weight>();
  const root = await realpath(context.folder).catch(() => context.folder);
  const ignore = await readDockerignore(context);
  const until = Date.now() + caps.milliseconds;
  for (const path of paths) {
    const weight = await new Scale(root, ignore, caps, until).weigh(path);
    if (weight !== undefined) weights.set(path, weight);
  }
  return weights;
}

interface Folder {
  readonly path: string;
  readonly verdict: IgnoreVerdict;
}

class Scale {
  private readonly root: string;
  private readonly ignore: Dockerignore;
  private readonly caps: WeightCaps;
  /** Milliseconds since 1970. */
  private readonly until: number;
  private bytes = 0;
  private entries = 0;
  private complete = true;

  constructor(root: string, ignore: Dockerignore, caps: WeightCaps, until: number) {
    this.root = root;
    this.ignore = ignore;
    this.caps = caps;
    this.until = until;
  }

  async weigh(path: string): Promise<Weight | undefined> {
    try {
      const place = join(this.root, path);
      if (!isInside(this.root, await realpath(place))) return undefined;
      const facts = await lstat(place);
      const verdict = this.verdictOf(path);
      if (facts.isDirectory()) await this.folders([{ path, verdict }]);
      else if (facts.isFile() && !verdict.ignored) this.bytes = facts.size;
      else return undefined;
    } catch {
      return undefined;
    }
    return { bytes: this.bytes, bound: this.complete ? "exact" : "at-least" };
  }

  private verdictOf(path: string): IgnoreVerdict {
    let verdict = notIgnored;
    const parts = path.split("/");
    for (let end = 1; end <= parts.length; end++)
      verdict = verdictOf(this.ignore, verdict, parts.slice(0, end).join("/"));
    return verdict;
  }

  private async folders(start: readonly Folder[]): Promise<void> {
    let level = start;
    for (let depth = 0; level.length > 0; depth++) {
      const next: Folder[] = [];
      if (depth > this.caps.depth) this.complete = false;
      for (const folder of level) {
        if (this.entries >= this.caps.entries || Date.now() > this.until) this.complete = false;
        if (!this.complete) return;
        await this.visit(folder, next);
      }
      level = next;
    }
  }

  private async visit(folder: Folder, next: Folder[]): Promise<void> {
    const entries = await readdir(join(this.root, folder.path), { withFileTypes: true }).catch(() => []);
    const files: string[] = [];
    for (const entry of entries) {
      this.entries++;
      const path = `${folder.path}/${entry.name}`;
      const verdict = verdictOf(this.ignore, folder.verdict, path);
      if (entry.isFile() && !verdict.ignored) files.push(path);
      // A folder that is left out may hold files that a `!` pattern brings back.
      if (entry.isDirectory() && !(verdict.ignored && leavesOutAll(this.ignore, path)))
        next.push({ path, verdict });
    }
    for (let at = 0; at < files.length; at += atOnce) {
      const sizes = await Promise.all(
        files.slice(at, at + atOnce).map((path) =>
          lstat(join(this.root, path)).then(
            ({ size }) => size,
            () => 0,
          ),
        ),
      );
      for (const size of sizes) this.bytes += size;
    }
  }
}
