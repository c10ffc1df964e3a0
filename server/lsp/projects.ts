// The snapshots of build contexts: what was loaded of each, and what a changed file takes back out of it.

import { contextSources } from "../core/model/context-sources.ts";
import { Dockerfile } from "../core/model/dockerfile.ts";
import { concernsBuilds } from "../core/project/builds/project-builds.ts";
import { globMatcher } from "../core/project/glob.ts";
import type { FileState, ProjectSnapshot, Wanted } from "../core/project/project.ts";
import { parseDockerfile } from "../core/syntax/parse.ts";
import type { FileHost, FoundContext } from "./host.ts";

/** What is known of a Dockerfile before its context is found. */
export interface ProjectRequest {
  /** Absolute path. */
  readonly dockerfile: string;
  readonly text: string;
  /** The workspace's folders. */
  readonly roots: readonly string[];
  /** The setting `leanDockerfile.context`; empty when not set. */
  readonly configured: string;
}

/** One Dockerfile's build context, with what is loaded of it. */
export interface OpenProject {
  /** Absolute path. */
  readonly folder: string;
  readonly snapshot: ProjectSnapshot;
}

interface Entry {
  readonly folder: string;
  readonly dockerfile: string;
  snapshot: ProjectSnapshot;
  /** Weights that are no longer true: they are shown until the next weighing, so that a figure does not flicker. */
  readonly stale: Set<string>;
  /** How often the ignore file changed, so that a weighing under the one before is not kept. */
  ignoreChanges: number;
}

export type FileEvent = { readonly path: string; readonly kind: "created" | "changed" | "deleted" };

/** Answers kept; each text with other COPY instructions asks anew. */
const mostContexts = 200;

const copyInstruction = /^[ \t]*(?:ONBUILD[ \t]+)?(?:COPY|ADD|FROM)\b(?:.*[\\`][ \t]*\r?\n)*.*$/gim;
const variableInstruction = /^[ \t]*(?:ARG|ENV)\b.*$/gim;

const nothingLoaded: ProjectSnapshot = { known: true, files: new Map(), globs: new Map() };

/** Kept between requests; everything in it can be read again from the disk. */
export class Projects {
  private readonly files: FileHost;
  /** By the Dockerfile's path: two Dockerfiles of one folder may have different `.dockerignore` files. */
  private readonly entries = new Map<string, Entry>();
  /** The context found for a question, by the question. */
  private readonly contexts = new Map<string, Promise<FoundContext | undefined>>();

  constructor(files: FileHost) {
    this.files = files;
  }

  /** The project of a Dockerfile; undefined when its context is not known. */
  async open(request: ProjectRequest): Promise<OpenProject | undefined> {
    const { dockerfile } = request;
    const found = await this.contextOf(request);
    if (found === undefined) return undefined;
    const { folder, builds } = found;
    const known = this.entries.get(dockerfile);
    if (known?.folder === folder) {
      if (known.snapshot.builds !== builds) known.snapshot = { ...known.snapshot, builds };
      return known;
    }
    const entry: Entry = {
      folder,
      dockerfile,
      snapshot: { ...nothingLoaded, builds },
      stale: new Set(),
      ignoreChanges: 0,
    };
    this.entries.set(dockerfile, entry);
    return entry;
  }

  /** Loads what is wanted and gives the project with it. */
  async load(dockerfile: string, wanted: readonly Wanted[]): Promise<OpenProject | undefined> {
    const entry = this.entries.get(dockerfile);
    if (entry === undefined) return undefined;
    const before = entry.snapshot;
    const loaded = await this.files.load(entry, wanted, before);
    // A file that changed while others were read was taken out of the snapshot; what was read then is stale.
    if (entry.snapshot === before) entry.snapshot = loaded;
    return { folder: entry.folder, snapshot: loaded };
  }

  /** Weighs those paths whose weight isn't known or no longer true. True when that told something new. */
  async weigh(dockerfile: string, paths: readonly string[]): Promise<boolean> {
    const entry = this.entries.get(dockerfile);
    if (entry === undefined) return false;
    const { snapshot, stale, ignoreChanges } = entry;
    const unknown = paths.filter((path) => stale.has(path) || snapshot.weights?.has(path) !== true);
    if (unknown.length === 0) return false;
    for (const path of unknown) stale.delete(path);
    const found = await this.files.weigh(entry, unknown);
    if (entry.ignoreChanges !== ignoreChanges) return false;
    entry.snapshot = { ...entry.snapshot, weights: new Map([...(entry.snapshot.weights ?? []), ...found]) };
    return found.size > 0;
  }

  /** Forgets what depends on the changed files. True when an open project is touched. */
  forget(events: readonly FileEvent[]): boolean {
    // A file that comes or goes may make another folder the context, and so may what describes builds.
    const contextsTouched =
      this.contexts.size > 0 &&
      events.some(({ kind, path }) => kind !== "changed" || concernsBuilds(path.replaceAll("\\", "/")));
    if (contextsTouched) this.contexts.clear();
    let touched = false;
    for (const entry of this.entries.values()) {
      noteStaleWeights(entry, events);
      if (events.some(({ path }) => path.endsWith(".dockerignore"))) entry.ignoreChanges++;
      const snapshot = withoutChanged(entry, events);
      if (snapshot === undefined) continue;
      entry.snapshot = snapshot;
      touched = true;
    }
    return touched || contextsTouched;
  }

  /** Forgets a closed Dockerfile. */
  close(dockerfile: string): void {
    this.entries.delete(dockerfile);
  }

  clear(): void {
    this.entries.clear();
    this.contexts.clear();
  }

  private contextOf(request: ProjectRequest): Promise<FoundContext | undefined> {
    const { dockerfile, text, roots, configured } = request;
    // The text matters only through its COPY and ADD instructions, so typing elsewhere asks the disk nothing.
    const copies = text.match(copyInstruction) ?? [];
    const variables = text.match(variableInstruction) ?? [];
    const key = JSON.stringify([dockerfile, configured, roots, copies, variables]);
    const known = this.contexts.get(key);
    if (known !== undefined) return known;
    if (this.contexts.size >= mostContexts) this.contexts.clear();
    const found = this.files.contextOf({
      dockerfile,
      given: configured,
      root: rootOf(dockerfile, roots) ?? this.files.folderOf(dockerfile),
      sources: contextSources(new Dockerfile(parseDockerfile(text))),
    });
    this.contexts.set(key, found);
    return found;
  }
}

/** The innermost workspace folder that holds the file. */
export function rootOf(path: string, roots: readonly string[]): string | undefined {
  return roots
    .filter((root) => relativePath(root, path) !== undefined)
    .sort((a, b) => b.length - a.length)[0];
}

/** The snapshot without what the events made stale; undefined when none of it is. */
function withoutChanged(entry: Entry, events: readonly FileEvent[]): ProjectSnapshot | undefined {
  const { folder, dockerfile, snapshot } = entry;
  const files = new Map(snapshot.files);
  let globs = new Map(snapshot.globs);
  let stale = false;
  for (const { path, kind } of events) {
    const ignoreFile = path === `${dockerfile}.dockerignore`;
    const relative = relativePath(folder, path);
    if (relative === undefined && !ignoreFile) continue;
    if (ignoreFile || relative === ".dockerignore") {
      // It decides what every glob finds and which paths exist in the context.
      return snapshot.files.size + snapshot.globs.size === 0
        ? undefined
        : { ...nothingLoaded, builds: snapshot.builds };
    }
    if (relative === undefined) continue;
    for (const known of files.keys()) {
      if (!concerns(known, relative, files.get(known), kind)) continue;
      files.delete(known);
      stale = true;
    }
    if (kind === "changed") continue;
    const kept = [...globs].filter(([glob]) => !mayMatch(glob, relative));
    if (kept.length === globs.size) continue;
    globs = new Map(kept);
    stale = true;
  }
  return stale ? { ...snapshot, files, globs } : undefined;
}

function noteStaleWeights({ folder, snapshot, stale }: Entry, events: readonly FileEvent[]): void {
  const { weights } = snapshot;
  if (weights === undefined) return;
  for (const { path } of events) {
    const [top] = relativePath(folder, path)?.split("/") ?? [];
    if (top !== undefined && weights.has(top)) stale.add(top);
  }
}

/** A path concerns itself, and, when it comes or goes, the folders above it and, for a folder, all below it. */
function concerns(
  known: string,
  changed: string,
  state: FileState | undefined,
  kind: FileEvent["kind"],
): boolean {
  if (known === changed) return true;
  if (kind === "changed") return false;
  if (known.startsWith(`${changed}/`)) return true;
  return (known === "." || changed.startsWith(`${known}/`)) && state?.kind !== "folder";
}

/** A folder that comes or goes may hold any number of matches, so its own path need not match. */
function mayMatch(glob: string, changed: string): boolean {
  if (globMatcher(glob)(changed)) return true;
  const isFile = /\.[^/.]+$/.test(changed);
  return !isFile;
}

/** The path below a folder with `/` between its parts; undefined when it lies elsewhere. */
export function relativePath(folder: string, path: string): string | undefined {
  const [base, full] = [folder, path].map((each) => each.replace(/\\/g, "/").replace(/\/+$/, ""));
  if (base === undefined || full === undefined || !full.startsWith(`${base}/`)) return undefined;
  return full.slice(base.length + 1);
}
