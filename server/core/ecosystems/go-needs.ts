// What a Go program needs at run time: files it opens, certificates, time zones, users, other programs.

import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { type GoSource, readGoSource } from "../project/manifests/go-source.ts";
import { normalPath, type Project, type ProjectSnapshot } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import { type ContextMap, contextMapOf } from "../split/context-map.ts";
import { isEnvironmentFile } from "../split/environment-file.ts";
import { isKeptOutOfGit } from "../split/opened-files.ts";
import type { AssetUse, ProgramNeeds } from "../split/program-needs.ts";
import { engineSocket } from "../split/user.ts";
import type { GoBuild } from "./go-build.ts";

/** Folders that programs read at run time by custom; copied when names of opened files are computed. */
const customaryFolders = [
  "templates",
  "template",
  "tmpl",
  "views",
  "static",
  "public",
  "assets",
  "web",
  "www",
  "html",
  "ui",
  "dist",
  "migrations",
  "migration",
  "db/migrations",
  "sql",
  "config",
  "configs",
  "conf",
  "etc",
  "locales",
  "locale",
  "i18n",
  "lang",
  "translations",
  "resources",
  "data",
  "certs",
  "keys",
  "fonts",
];

/** The same for files beside go.mod. */
const customaryFile =
  /\.(?:html?|tmpl|gohtml|ya?ml|json|toml|ini|conf|cfg|properties|sql|pem|crt|csv|env)$|^\.env$/i;
const projectPaper =
  /^(?:docker-compose|compose|\.golangci|\.goreleaser|\.travis|\.github|package(?:-lock)?\.json|tsconfig|cloudbuild|skaffold|k8s|openapi|swagger|renovate|codecov|\.pre-commit|Taskfile|sqlc|buf|app\.yaml|service\.yaml|deployment|kustomization|values|Chart|benchmark_config)/i;

/** Context paths that only the build, or nobody, reads. */
export function isGoSource(project: Project, path: string): boolean {
  if (path === ".") return true;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (
    /\.(?:go|s|c|h|cc|cpp|proto)$|^go\.(?:mod|sum|work|work\.sum)$|^(?:Makefile|LICENSE|README.*|Dockerfile.*|.*\.md)$|^\.(?:git|github|dockerignore|gitignore)$/i.test(
      name,
    )
  )
    return true;
  if (/(?:^|\/)(?:vendor|testdata)(?:\/|$)/.test(path)) return true;
  if (project.file(path)?.kind !== "folder") return false;
  const sources = project.find(`${path}/**/*.go`);
  return sources !== undefined && sources.length > 0;
}

/** Packages that call a container engine through a mounted socket. */
const engineClient =
  /^(?:github\.com\/(?:docker\/(?:docker|engine)\/client|moby\/moby\/client|fsouza\/go-dockerclient|containers\/podman(?:\/v\d+)?\/pkg\/bindings))(?:\/|$)/;

/** Reads the project's sources; what was not loaded yet is wanted and makes the answer provisional. */
export function goProgramNeeds(file: RuleFile, stage: Stage, builds: readonly GoBuild[]): ProgramNeeds {
  const { project } = file;
  const map = contextMapOf(file.dockerfile, stage, project);
  const sources = goSources(project);
  const workdir = stage.workdir().value ?? "/";
  const assets = new Map<string, AssetUse>();
  const imagePaths: string[] = [];
  const privateFiles = new Set<string>();
  let opensMore = false;
  let writes = false;
  const programs = new Set<string>();
  for (const { path, source } of sources) {
    for (const use of source.opens) {
      const image = resolvePath(workdir, globParent(use.path));
      if (isEnvironmentFile(image)) privateFiles.add(image);
      const context = map.toContext(image);
      if (context === undefined) imagePaths.push(image);
      else if (context !== "." && (project.exists(context) === true || map.expects(context)))
        assets.set(context, { path: context, why: `\`${path}\` opens it` });
      else if (isKeptOutOfGit(project, context)) privateFiles.add(image);
      else if (context === "." && /[*?[]|^\.?\/?$/.test(use.path)) opensMore = true;
    }
    // A library may open what it is given under a name: a model, a page.
    for (const name of source.paths) {
      const context = map.toContext(resolvePath(workdir, name));
      if (context === undefined || context === "." || assets.has(context) || isGoSource(project, context))
        continue;
      if (project.exists(context) === true)
        assets.set(context, { path: context, why: `\`${path}\` names it` });
    }
    if (source.computedOpens > 0) opensMore = true;
    if (source.writes) writes = true;
    for (const program of source.programs) programs.add(program);
  }
  const moduleFolder = moduleContextFolder(map, builds);
  if (opensMore)
    for (const path of customaryPaths(project, moduleFolder))
      if (!assets.has(path))
        assets.set(path, { path, why: "the program computes the names of files that it opens" });
  const any = (test: (source: GoSource) => boolean): boolean => sources.some(({ source }) => test(source));
  const manifest = project.text(join(moduleFolder, "go.mod")) ?? "";
  const modules = manifest.includes("require");
  return {
    assets: [...assets.values()],
    imagePaths,
    privateFiles: [...privateFiles],
    opensMore,
    writes,
    ...(any((source) => source.imports.some((path) => engineClient.test(path)))
      ? { rootBecause: engineSocket }
      : {}),
    certificates: modules || any((source) => source.tls),
    timeZones: any((source) => source.timeZones),
    users: any((source) => source.users),
    temporaryFolder: any((source) => source.temporaryFiles),
    programs: [...programs],
  };
}

/** Absolute image paths of what `//go:embed` takes into the program; the folder of a pattern. */
export function embeddedPaths({ dockerfile, project }: RuleFile, stage: Stage): readonly string[] {
  const map = contextMapOf(dockerfile, stage, project);
  return goSources(project).flatMap(({ path, source }) => {
    const slash = path.lastIndexOf("/");
    return source.embeds.flatMap((pattern) => {
      const named = globParent(pattern.replace(/^all:/, ""));
      const image = map.toImage(normalPath(`${path.slice(0, slash + 1)}${named}`) ?? ".");
      return image === undefined ? [] : [image];
    });
  });
}

/** The project's sources without tests and vendored modules; read once for each snapshot. */
function goSources(project: Project): readonly { readonly path: string; readonly source: GoSource }[] {
  const cached = cache.get(project.snapshot);
  const paths = project.find("**/*.go") ?? [];
  const wanted = paths.filter(
    (path) => !path.endsWith("_test.go") && !/(?:^|\/)(?:vendor|testdata)\//.test(path),
  );
  const complete = wanted.every((path) => project.snapshot.files.has(path));
  if (cached !== undefined && complete) return cached;
  const sources = wanted.flatMap((path) => {
    const text = project.text(path);
    if (text === undefined || text === null) return [];
    const source = readGoSource(text);
    return source.excluded ? [] : [{ path, source }];
  });
  if (complete) cache.set(project.snapshot, sources);
  return sources;
}

const cache = new WeakMap<ProjectSnapshot, readonly { readonly path: string; readonly source: GoSource }[]>();

function moduleContextFolder(map: ContextMap, builds: readonly GoBuild[]): string {
  const folder = builds[0]?.moduleFolder ?? builds[0]?.run.cwd;
  return (folder === undefined ? undefined : map.toContext(folder)) ?? ".";
}

function customaryPaths(project: Project, folder: string): readonly string[] {
  const folders = customaryFolders
    .map((name) => join(folder, name))
    .filter((path) => project.file(path)?.kind === "folder");
  const prefix = folder === "." ? "" : `${folder}/`;
  const files = (project.find(`${prefix}*`) ?? []).filter((path) => {
    const name = path.slice(prefix.length);
    return !name.includes("/") && customaryFile.test(name) && !projectPaper.test(name);
  });
  return [...folders.filter((path) => !isGoSource(project, path)), ...files];
}

function join(folder: string, name: string): string {
  return normalPath(`${folder}/${name}`) ?? name;
}

/** `templates/*.html` is answered by its folder. */
function globParent(path: string): string {
  const wild = path.search(/[*?[{]/);
  if (wild === -1) return path;
  const slash = path.lastIndexOf("/", wild);
  return slash === -1 ? "." : path.slice(0, slash);
}
