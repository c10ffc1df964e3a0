// What a Python program needs at run time: what its sources write, start and name by path.

import { type PythonSource, readPythonSource } from "../project/manifests/python-source.ts";
import type { Project, ProjectSnapshot } from "../project/project.ts";

export interface PythonNeeds {
  /** Why it may write files, as the path of a source; undefined where no source does. */
  readonly writes: string | undefined;
  readonly programs: readonly string[];
  /** A source that needs what a slim image lacks, or that names the interpreter by path. */
  readonly against: { readonly path: string; readonly why: string } | undefined;
  /** Values of STATIC_ROOT as the settings write them. */
  readonly staticRoots: readonly string[];
  /** No source of the project is there: what runs was fetched. */
  readonly fetched: boolean;
  /** A source reads `pyproject.toml`. */
  readonly readsPyproject: boolean;
}

/** More sources than these are not read: then the program may do anything. */
const mostSources = 400;

const besides =
  /(?:^|\/)(?:tests?|testing|docs?|examples?|benchmarks?|scripts?|node_modules|venv|\.venv|env|migrations|alembic)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|setup|noxfile|fabfile|tasks)\.py$/;

/** Reads the project's sources without tests; what was not loaded yet is wanted. */
export function pythonNeeds(project: Project): PythonNeeds {
  const sources = pythonSources(project);
  const programs = new Set<string>();
  let writes: string | undefined;
  let against: PythonNeeds["against"];
  for (const { path, source } of sources.read) {
    if (source.writes) writes ??= path;
    for (const program of source.programs) programs.add(program);
    if (source.computesPrograms) writes ??= path;
    if (source.tkinter)
      against ??= { path, why: `\`${path}\` imports tkinter, whose libraries slim images do not have` };
    if (source.fixedPath)
      against ??= { path, why: `\`${path}\` names a program or package of the image's Python by its path` };
  }
  return {
    writes: sources.complete ? writes : (writes ?? "more sources than are read"),
    programs: [...programs],
    against,
    staticRoots: sources.read.flatMap(({ source }) => source.staticRoot ?? []),
    fetched: sources.read.length === 0,
    readsPyproject: !sources.complete || sources.read.some(({ source }) => source.readsPyproject),
  };
}

interface Sources {
  readonly read: readonly { readonly path: string; readonly source: PythonSource }[];
  readonly complete: boolean;
}

function pythonSources(project: Project): Sources {
  const paths = (project.find("**/*.py") ?? []).filter((path) => !besides.test(path));
  const wanted = paths.slice(0, mostSources);
  const known = cache.get(project.snapshot);
  const loaded = wanted.every((path) => project.snapshot.files.has(path));
  if (known !== undefined && loaded) return known;
  const read = wanted.flatMap((path) => {
    const text = project.text(path);
    return text == null ? [] : [{ path, source: readPythonSource(text) }];
  });
  const sources = { read, complete: paths.length <= mostSources };
  if (loaded) cache.set(project.snapshot, sources);
  return sources;
}

const cache = new WeakMap<ProjectSnapshot, Sources>();
