// A project held in memory: answers what a function wants of it, as a host would from disk.

import { globMatcher } from "../../server/core/project/glob.ts";
import { type FileState, Project, type ProjectSnapshot } from "../../server/core/project/project.ts";

/** Runs until nothing more is wanted, at most eight times, and gives the last result. */
export function inProject<T>(
  files: Readonly<Record<string, string>>,
  run: (project: Project) => T,
  dockerfile?: string,
): T {
  let snapshot: ProjectSnapshot = { known: true, dockerfile, files: new Map(), globs: new Map() };
  for (let round = 0; ; round++) {
    const project = new Project(snapshot);
    const result = run(project);
    if (project.wanted.length === 0 || round === 8) return result;
    const states = new Map(snapshot.files);
    const globs = new Map(snapshot.globs);
    for (const wanted of project.wanted) {
      if (wanted.kind === "file") states.set(wanted.path, stateOf(files, wanted.path));
      else globs.set(wanted.glob, Object.keys(files).filter(globMatcher(wanted.glob)).sort());
    }
    snapshot = { ...snapshot, files: states, globs };
  }
}

function stateOf(files: Readonly<Record<string, string>>, path: string): FileState {
  const text = files[path];
  if (text !== undefined) return { kind: "text", text };
  const folder = path === "." || Object.keys(files).some((each) => each.startsWith(`${path}/`));
  return { kind: folder ? "folder" : "absent" };
}

/** A snapshot that has every answer at once. */
export function answering(files: Readonly<Record<string, string>>): ProjectSnapshot {
  return {
    known: true,
    files: new (class extends Map<string, FileState> {
      override get(path: string): FileState {
        const state = super.get(path) ?? stateOf(files, path);
        this.set(path, state);
        return state;
      }
      override has(): boolean {
        return true;
      }
    })(),
    globs: new (class extends Map<string, readonly string[]> {
      override get(glob: string): readonly string[] {
        const paths = super.get(glob) ?? Object.keys(files).filter(globMatcher(glob)).sort();
        this.set(glob, paths);
        return paths;
      }
    })(),
  };
}
