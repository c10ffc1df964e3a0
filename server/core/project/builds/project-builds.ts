// The builds of one Dockerfile that a project's files describe: compose, bake, tasks, pipelines and Makefiles.

import { baseName } from "../../model/paths.ts";
import { bakeBuilds } from "./bake.ts";
import type { BuildFile, BuildSource, DescribedBuild, ProjectBuild } from "./build.ts";
import { composeBuilds, extendedFiles } from "./compose.ts";
import { environmentFile } from "./compose-variables.ts";
import { gitlabBuilds } from "./gitlab-ci.ts";
import { makefileBuilds } from "./makefile-builds.ts";
import { folderOf, isAddress, joined } from "./places.ts";
import { taskBuilds } from "./tasks.ts";
import { workflowBuilds } from "./workflow.ts";

/** A kind of file, known by its path; the folder that its paths start from is so many folders above it. */
interface Kind {
  readonly source: BuildSource;
  readonly path: RegExp;
  readonly above: number;
  /** What a file has in it that describes a build: most workflows don't, and reading YAML takes its time. */
  readonly hint: RegExp;
}

const clients = /\b(?:docker|podman|nerdctl|buildah|kaniko)\b/;

/** In the order in which their word on a context counts. */
const kinds: readonly Kind[] = [
  {
    source: "compose",
    path: /(?:^|\/)(?:docker-)?compose(?:[.-][^/]+)?\.ya?ml$/,
    above: 0,
    hint: /\b(?:build|extends)\b/,
  },
  { source: "bake", path: /(?:^|\/)docker-bake(?:\.[^/]+)?\.(?:json|hcl)$/, above: 0, hint: /\btarget\b/ },
  { source: "task", path: /(?:^|\/)\.vscode\/tasks\.json$/, above: 1, hint: /docker-build/ },
  { source: "workflow", path: /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/, above: 2, hint: clients },
  { source: "gitlab", path: /(?:^|\/)\.gitlab-ci\.ya?ml$/, above: 0, hint: clients },
  { source: "makefile", path: /(?:^|\/)(?:GNUm|[Mm])akefile$/, above: 0, hint: clients },
];

/** Files and builds of these names are for people at work. */
const development =
  /(?:^|[-_.])(?:dev|devel|development|test|tests|testing|lint|ci|debug|local|devcontainer)(?:$|[-_.])/i;

/** True for a path (with `/`) of a file that may describe builds. */
export function describesBuilds(path: string): boolean {
  return kindOf(path) !== undefined;
}

/** True for a path whose change may change the builds: what describes them, and what such files take values from. */
export function concernsBuilds(path: string): boolean {
  // Any file of this kind may be one that a compose file extends.
  return describesBuilds(path) || /(?:^|\/)\.env$|\.ya?ml$/.test(path);
}

/** Names of files that have no builds but values, and are to be read where they lie beside this one. */
export function neededBeside(path: string): readonly string[] {
  return kindOf(path)?.source === "compose" ? [".env"] : [];
}

/** Paths of files that this one names and needs, relative to the same folder as its own path. */
export function neededBy(file: BuildFile): readonly string[] {
  // Whether it is a compose file by its name or because one names it: only those have services that extend others.
  if (!/\.ya?ml$/.test(file.path) || !/\bextends\b/.test(file.text)) return [];
  return extendedFiles(file.text).map((path) => joined(folderOf(file.path), path));
}

function kindOf(path: string): Kind | undefined {
  return kinds.find((kind) => kind.path.test(path));
}

/** Kinds whose word on a build's context counts. */
export function namesContext({ source }: ProjectBuild): boolean {
  return source === "compose" || source === "bake" || source === "task";
}

/**
 * What the files say of one Dockerfile, in their order. All paths are relative to one folder. Any texts give a value.
 */
export function projectBuilds(files: readonly BuildFile[], dockerfile: string): readonly ProjectBuild[] {
  return files.flatMap((file) => {
    const kind = kindOf(file.path);
    if (kind === undefined) return [];
    const folder = joined(".", `${folderOf(file.path)}${"/..".repeat(kind.above)}`);
    return described(kind, file, files).flatMap((build) => {
      if (isAddress(build.context)) return [];
      const context = joined(folder, build.context);
      const start = build.dockerfileFrom === "context" ? context : folder;
      if (joined(start, build.dockerfile) !== dockerfile) return [];
      return [projectBuild(kind.source, file.path, build, context)];
    });
  });
}

function projectBuild(
  source: BuildSource,
  file: string,
  build: DescribedBuild,
  context: string,
): ProjectBuild {
  return {
    source,
    file,
    name: build.name,
    context,
    target: build.target,
    development: isForWork(source, file, build.name),
    ...(build.inputs === undefined ? {} : { inputs: build.inputs }),
    ...(build.start === undefined ? {} : { start: build.start }),
  };
}

/** A pipeline's jobs are called `ci` and `test` whatever they ship. */
function isForWork(source: BuildSource, file: string, name: string): boolean {
  if (/(?:^|\/)\.devcontainer\//.test(file)) return true;
  if (source === "workflow" || source === "gitlab") return false;
  return development.test(name) || development.test(baseName(file).replace(/\.ya?ml$|\.json$|\.hcl$/, ""));
}

/** A file is read once for all Dockerfiles that are asked about with it and the files beside it. */
function described(kind: Kind, file: BuildFile, all: readonly BuildFile[]): readonly DescribedBuild[] {
  let builds = cache.get(file);
  if (builds === undefined) {
    builds = kind.hint.test(file.text) ? read(kind, file, all) : [];
    cache.set(file, builds);
  }
  return builds;
}

const cache = new WeakMap<BuildFile, readonly DescribedBuild[]>();

function read(kind: Kind, file: BuildFile, all: readonly BuildFile[]): readonly DescribedBuild[] {
  switch (kind.source) {
    case "compose":
      return composeBuilds(file.text, {
        base: baseOf(file, all)?.text,
        variables: environmentFile(siblings(file, all, [".env"])[0]?.text ?? ""),
        read: (path) => {
          const place = joined(folderOf(file.path), path);
          return all.find((each) => each.path === place)?.text;
        },
      });
    case "bake":
      return bakeBuilds(bakeFilesOf(file, all));
    case "task":
      return taskBuilds(file.text);
    case "workflow":
      return workflowBuilds(file.text);
    case "gitlab":
      return gitlabBuilds(file.text);
    case "makefile":
      return makefileBuilds(file.text);
  }
}

const composeBases = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

/** The file that compose lays an override over; undefined for one that stands alone. */
function baseOf(file: BuildFile, all: readonly BuildFile[]): BuildFile | undefined {
  if (composeBases.includes(baseName(file.path))) return undefined;
  return siblings(file, all, composeBases)[0];
}

/** Bake reads these together; a file of another name is given to it alone. */
const bakeDefaults = [
  "docker-bake.json",
  "docker-bake.hcl",
  "docker-bake.override.json",
  "docker-bake.override.hcl",
];

function bakeFilesOf(file: BuildFile, all: readonly BuildFile[]): Parameters<typeof bakeBuilds>[0] {
  const group = siblings(file, all, bakeDefaults);
  if (group.includes(file) && group[0] !== file) return [];
  return (group.includes(file) ? group : [file]).map(({ path, text }) => ({
    text,
    language: path.endsWith(".json") ? "json" : "hcl",
  }));
}

/** The files beside one that have these names, in the order of the names. */
function siblings(
  file: BuildFile,
  all: readonly BuildFile[],
  names: readonly string[],
): readonly BuildFile[] {
  const folder = folderOf(file.path);
  return names.flatMap(
    (name) => all.find(({ path }) => baseName(path) === name && folderOf(path) === folder) ?? [],
  );
}
