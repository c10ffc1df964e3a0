// The build context as the core sees it: an immutable snapshot of files read so far, and what is still wanted.

import type { Remembering } from "../memory.ts";
import type { ProjectBuild } from "./builds/build.ts";

/** What is known of one path, relative to the context, with `/` between its parts and no leading `./`. */
export type FileState =
  /** `executable` is absent where the host has no such right. */
  | { readonly kind: "text"; readonly text: string; readonly executable?: boolean }
  | { readonly kind: "folder" }
  | { readonly kind: "absent" }
  /** It exists, but was not read: over a cap, binary or not permitted. */
  | { readonly kind: "unread"; readonly why: string };

/** What a host has loaded of the context. `globs` maps a glob to the sorted paths that match it. */
export interface ProjectSnapshot {
  /** False when no context is known: then every question answers `undefined`. */
  readonly known: boolean;
  /**
   * The Dockerfile's path from the context, with `/`; where it lies elsewhere it begins with `../` or is absolute.
   * The host gives it with what it loads; absent for a text without a place.
   */
  readonly dockerfile?: string | undefined;
  /** The builds of this Dockerfile that compose files, bake files and pipelines describe, the nearest file first. */
  readonly builds?: readonly ProjectBuild[] | undefined;
  /** What docker takes of some paths, weighed by the host at leisure; see `Project.weight`. */
  readonly weights?: ReadonlyMap<string, Weight> | undefined;
  readonly files: ReadonlyMap<string, FileState>;
  readonly globs: ReadonlyMap<string, readonly string[]>;
}

/** How much of a file or folder goes into the context. */
export interface Weight {
  readonly bytes: number;
  /** `at-least` where there was more than could be looked at. */
  readonly bound: "exact" | "at-least";
}

/** Something the analysis asked for that the snapshot does not hold yet. */
export type Wanted =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "glob"; readonly glob: string };

const noBuilds: readonly ProjectBuild[] = [];

export const unknownProject: ProjectSnapshot = { known: false, files: new Map(), globs: new Map() };

/**
 * Answers questions about the context from a snapshot and remembers what it could not answer.
 * Every method gives `undefined` for "not known (yet)", which a check treats as "stay silent".
 */
export class Project implements Remembering {
  readonly answers: unknown[] = [];
  private readonly missing = new Map<string, Wanted>();
  /** How many questions had no answer, the same one counted each time. */
  private misses = 0;
  private readonly asked = new Set<string>();
  readonly snapshot: ProjectSnapshot;

  constructor(snapshot: ProjectSnapshot) {
    this.snapshot = snapshot;
  }

  get known(): boolean {
    return this.snapshot.known;
  }

  /** The builds that the project's files describe; empty where there are none. */
  get builds(): readonly ProjectBuild[] {
    return this.snapshot.builds ?? noBuilds;
  }

  /**
   * What docker takes of a path; undefined while nobody has weighed it. An answer is complete without: a context is
   * weighed when a file is opened or saved, not for each analysis.
   */
  weight(path: string): Weight | undefined {
    this.asked.add(path);
    return this.snapshot.weights?.get(path);
  }

  /** The paths whose weight was asked for, known or not. */
  get weighable(): readonly string[] {
    return [...this.asked];
  }

  /** Everything asked for in this run that the snapshot did not hold. */
  get wanted(): readonly Wanted[] {
    return [...this.missing.values()];
  }

  /** The state of one path, or undefined when it was not loaded yet. */
  file(path: string): FileState | undefined {
    if (!this.snapshot.known) return undefined;
    // The Dockerfile's own ignore file counts also where it lies outside the context.
    const normal = path === ownIgnoreFile(this.snapshot) ? path : normalPath(path);
    if (normal === undefined) return { kind: "absent" };
    const state = this.snapshot.files.get(normal);
    if (state === undefined) this.miss(`file ${normal}`, { kind: "file", path: normal });
    return state;
  }

  /** The file's text; null when it is absent or was not read; undefined when not loaded yet. */
  text(path: string): string | null | undefined {
    const state = this.file(path);
    if (state === undefined) return undefined;
    return state.kind === "text" ? state.text : null;
  }

  /** Whether a file or folder is there; undefined when not loaded yet. */
  exists(path: string): boolean | undefined {
    const state = this.file(path);
    return state === undefined ? undefined : state.kind !== "absent";
  }

  /**
   * The sorted paths of files that match a glob (`*` within a part, `**` across parts), without what
   * `.dockerignore` leaves out of the context; undefined when not loaded yet.
   */
  find(glob: string): readonly string[] | undefined {
    if (!this.snapshot.known) return undefined;
    const paths = this.snapshot.globs.get(glob);
    if (paths === undefined) this.miss(`glob ${glob}`, { kind: "glob", glob });
    return paths;
  }

  /** Whether `work` got an answer to all that it asked: else what it gives rests on half the facts. */
  answersAll<T>(work: () => T): { readonly result: T; readonly complete: boolean } {
    const before = this.misses;
    const result = work();
    return { result, complete: this.misses === before };
  }

  private miss(key: string, wanted: Wanted): void {
    this.misses++;
    this.missing.set(key, wanted);
  }
}

/** The path of `<Dockerfile>.dockerignore`, as the snapshot keys it; undefined for a text without a place. */
export function ownIgnoreFile({ dockerfile }: ProjectSnapshot): string | undefined {
  return dockerfile === undefined ? undefined : `${dockerfile}.dockerignore`;
}

/**
 * A path as the snapshot keys it: no `./`, no doubled or trailing slash; the context itself is `.`.
 * Undefined when it leaves the context.
 */
export function normalPath(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else parts.push(part);
  }
  return parts.length === 0 ? "." : parts.join("/");
}
