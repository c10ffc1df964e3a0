// A build context for tests, from a folder or from a record, that answers what the analysis asks for.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { concernsBuilds, projectBuilds } from "../../server/core/project/builds/project-builds.ts";
import { dockerignore } from "../../server/core/project/dockerignore.ts";
import {
  type FileState,
  type ProjectSnapshot,
  unknownProject,
  type Wanted,
} from "../../server/core/project/project.ts";

/** Every file of a context by its path, with `/` between parts. */
export type ContextFiles = ReadonlyMap<string, FileState>;

/** All files of a folder; undefined when the folder does not exist. */
export function contextOfFolder(folder: string): ContextFiles | undefined {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const files = new Map<string, FileState>();
  const visit = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) files.set(path, stateOfFile(join(folder, path)));
    }
  };
  visit("");
  return files;
}

export function contextOfRecord(record: Readonly<Record<string, string>>): ContextFiles {
  return new Map(Object.entries(record).map(([path, text]) => [path, { kind: "text", text }]));
}

/**
 * The snapshot that holds what was asked for so far and nothing else; unknown without a context. `dockerfile` is the
 * Dockerfile's path in the context.
 */
export function snapshotOf(
  context: ContextFiles | undefined,
  wanted: readonly Wanted[],
  dockerfile?: string,
): ProjectSnapshot {
  if (context === undefined) return unknownProject;
  const files = new Map<string, FileState>();
  const globs = new Map<string, readonly string[]>();
  for (const each of wanted) {
    if (each.kind === "file") files.set(each.path, stateOf(context, each.path));
    else globs.set(each.glob, matching(context, each.glob, dockerfile));
  }
  return { known: true, dockerfile, builds: buildsIn(context, dockerfile ?? "Dockerfile"), files, globs };
}

/** What the context's own compose files, bake files and pipelines say. */
function buildsIn(context: ContextFiles, dockerfile: string): ProjectSnapshot["builds"] {
  const files = [...context].flatMap(([path, state]) =>
    state.kind === "text" && concernsBuilds(path) ? [{ path, text: state.text }] : [],
  );
  return projectBuilds(files, dockerfile);
}

function stateOfFile(path: string): FileState {
  const text = readFileSync(path, "utf8");
  if (text.includes("\0")) return { kind: "unread", why: "it is not text" };
  return { kind: "text", text, executable: (statSync(path).mode & 0o111) !== 0 };
}

function stateOf(context: ContextFiles, path: string): FileState {
  const file = context.get(path);
  if (file !== undefined) return file;
  const isFolder = path === "." || [...context.keys()].some((each) => each.startsWith(`${path}/`));
  return isFolder ? { kind: "folder" } : { kind: "absent" };
}

function matching(context: ContextFiles, glob: string, dockerfile: string | undefined): readonly string[] {
  const pattern = globPattern(glob);
  const patterns = context.get(`${dockerfile}.dockerignore`) ?? context.get(".dockerignore");
  const ignored = patterns?.kind === "text" ? dockerignore(patterns.text) : undefined;
  return [...context.keys()].filter((path) => pattern.test(path) && ignored?.(path) !== true).sort();
}

/** `*` and `?` stay within a part, `**` crosses parts and also matches none. */
function globPattern(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*\*|\*|\?|[.+^${}()|[\]\\]/g, (token) => {
    if (token === "**/") return "(?:.*/)?";
    if (token === "**") return ".*";
    if (token === "*") return "[^/]*";
    return token === "?" ? "[^/]" : `\\${token}`;
  });
  return new RegExp(`^${source}$`);
}
