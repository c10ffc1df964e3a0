// The copies of a stage that take files from the build context, and whether they bring sources.

import { Memory } from "../memory.ts";
import type { Copy, Dockerfile } from "../model/dockerfile.ts";
import { copiesIntoExistingFolders } from "../model/existing-folders.ts";
import { PairCache } from "../model/pair-cache.ts";
import { isWithin, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { type CopyRequest, contextPath, landing } from "../project/copy-sources.ts";
import { hasWildcard } from "../project/glob.ts";
import type { Project } from "../project/project.ts";
import type { Instruction } from "../syntax/instruction.ts";

export interface ContextCopy {
  readonly instruction: Instruction;
  readonly copy: Copy;
  /** Context paths of the sources, as docker looks them up; undefined when a variable in them can't be known. */
  readonly sources: readonly string[] | undefined;
  /** Undefined when sources or destination can't be known. */
  readonly request: CopyRequest | undefined;
}

/** The COPY and ADD instructions of a stage that take files from the context, in order. */
export function contextCopies(dockerfile: Dockerfile, stage: Stage): readonly ContextCopy[] {
  const known = cache.get(stage);
  if (known !== undefined) return known;
  const intoFolders = copiesIntoExistingFolders(dockerfile, stage);
  const found: ContextCopy[] = [];
  for (const instruction of stage.instructions) {
    if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") continue;
    const copy = dockerfile.copy(instruction);
    if (copy === undefined) continue;
    const context = contextCopy(stage, copy, intoFolders.has(instruction));
    if (context !== undefined) found.push(context);
  }
  cache.set(stage, found);
  return found;
}

/** Stages are made anew for every analysis, so what was found for one never outlives it. */
const cache = new Memory<Stage, readonly ContextCopy[]>("stage");

function contextCopy(stage: Stage, copy: Copy, isFolder: boolean): ContextCopy | undefined {
  const { instruction } = copy;
  if (copy.origin.kind !== "context") return undefined;
  const heredocs = new Set(instruction.heredocs.map((heredoc) => heredoc.operator.start));
  const words = copy.sources.filter((word) => !heredocs.has(word.span.start));
  const texts = words.map((word) => stage.expand(word.text, instruction));
  const local = texts.filter(
    (text) => text === undefined || !/^(?:https?|git|ssh|ftp):\/\/|^git@/.test(text),
  );
  if (local.length === 0) return undefined;
  const known = local.filter((text) => text !== undefined);
  const sources = known.length < local.length ? undefined : known.map((text) => contextPath(text).path);
  const exclude = instruction.flags
    .filter((flag) => flag.name === "exclude")
    .flatMap((flag) => flag.value ?? []);
  const request: CopyRequest | undefined =
    sources === undefined || copy.target === undefined
      ? undefined
      : {
          sources: known,
          target: copy.target,
          intoFolder: copy.intoFolder || isFolder,
          parents: instruction.flag("parents") !== undefined,
          ...(exclude.length === 0 ? {} : { exclude }),
        };
  return { instruction, copy, sources, request };
}

/** The files of a stage: made once for each analysis, whose stages and project are its own. */
export function contextFilesOf(dockerfile: Dockerfile, stage: Stage, project: Project): ContextFiles {
  return files.get(project, stage, () => new ContextFiles(dockerfile, stage, project));
}

const files = new PairCache<Project, ContextFiles>();

/** The files of the context that lie in a stage and the stages it is FROM, by their places in the image. */
export class ContextFiles {
  private readonly copies: readonly ContextCopy[];
  private readonly project: Project;
  private readonly found = new Map<string, string | null>();

  constructor(dockerfile: Dockerfile, stage: Stage, project: Project) {
    this.copies = stage.chain.flatMap((each) => [...contextCopies(dockerfile, each)].reverse());
    this.project = project;
  }

  /** Context path of a file or folder: null when no copy brings it, undefined while that isn't known. */
  at(image: string): string | null | undefined {
    let path = this.found.get(image);
    if (path === undefined) {
      path = this.search(image);
      if (path !== undefined) this.found.set(image, path);
    }
    return path;
  }

  private search(image: string): string | null | undefined {
    let open = false;
    for (const copy of this.copies) {
      const { request, sources } = copy;
      if (request === undefined || sources === undefined) continue;
      for (const source of sources) {
        const path = this.origin(copy, source, image);
        if (path === undefined) continue;
        const exists = this.project.exists(path);
        if (exists === true) return path;
        if (exists === undefined) open = true;
      }
    }
    return open ? undefined : null;
  }

  /** What a source would have to hold to give the image's path. */
  private origin(copy: ContextCopy, source: string, image: string): string | undefined {
    const name = image.slice(image.lastIndexOf("/") + 1);
    // A file by its own name or by a pattern.
    const beside = hasWildcard(source) ? `${folderOf(source)}${name}` : source;
    if (beside !== "." && landingOf(copy, beside) === image && this.project.file(beside)?.kind !== "folder")
      return beside;
    const target = copy.copy.target ?? "/";
    if (hasWildcard(source) || !isWithin(target, image) || this.project.file(source)?.kind === "text")
      return undefined;
    const rest = image.slice(target === "/" ? 1 : target.length + 1);
    const path = source === "." ? rest : `${source}/${rest}`;
    return rest === "" ? source : landingOf(copy, path) === image ? path : undefined;
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** Where a file of the context lands by a copy; undefined when the copy does not take it. */
export function landingOf(copy: ContextCopy, path: string): string | undefined {
  return copy.request === undefined ? undefined : landing(copy.request, path);
}

/** Where the contents of a folder of the context land by a copy; undefined when it does not take the folder. */
export function folderLandingOf(copy: ContextCopy, path: string): string | undefined {
  const inside = landingOf(copy, `${path}/.`);
  return inside === undefined ? undefined : resolvePath("/", inside);
}

/** True when files of the two copies may lie in one another's folders, so that their order matters. */
export function mayOverlap(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || isWithin(a, b) || isWithin(b, a);
}

/** Files in which people write programs. */
const sourceFile =
  /\.(?:go|[cm]?[jt]sx?|vue|svelte|astro|py|rs|java|kt|scala|clj|rb|php|cs|fs|vb|c|cc|cpp|cxx|h|hpp|swift|hs|exs?|dart|zig|nim|cr|html?|css|scss|less)$/i;

/** Files that say what is built from what, and with which tools: they change seldom. */
const manifestFile =
  /^(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-.*\.yaml|bun\.lockb?|bunfig\.toml|lerna\.json|nx\.json|turbo\.json|\.npmrc|\.yarnrc(?:\.yml)?|\.pnpmfile\.cjs|\.nvmrc|\.node-version|tsconfig.*\.json|[^/]*\.config\.[cm]?[jt]s|[^/]*conf(?:ig)?\.(?:py|[cm]?[jt]s|rb)|(?:gulp|grunt|web|rake|jake)file(?:\.[\w.]+)?|webpack[^/]*\.js|\.[^/]*rc\.[cm]?js|requirements.*|constraints.*\.txt|dev-requirements.*|pyproject\.toml|setup\.(?:py|cfg)|poetry\.(?:lock|toml)|uv\.(?:lock|toml)|pdm\.(?:lock|toml)|Pipfile(?:\.lock)?|environment.*\.ya?ml|\.python-version|Cargo\.(?:toml|lock)|rust-toolchain(?:\.toml)?|build\.rs|go\.(?:mod|sum|work|work\.sum)|pom\.xml|settings\.xml|mvnw(?:\.cmd)?|[^/]*\.gradle(?:\.kts)?|gradle\.(?:properties|lockfile)|gradlew(?:\.bat)?|Gemfile.*|[^/]*\.gemspec|composer\.(?:json|lock)|mix\.(?:exs|lock)|rebar\.(?:config|lock)|[^/]*\.(?:cs|fs|vb)proj|[^/]*\.slnx?|Directory\.[^/]*|nuget\.config|global\.json|Package(?:@swift-[\d.]+)?\.(?:swift|resolved)|pubspec\.(?:yaml|lock)|[^/]*\.cabal|cabal\.project[^/]*|stack\.yaml(?:\.lock)?|package\.yaml|Makefile|Dockerfile.*|\.dockerignore|\.gitignore|LICENSE.*|README.*)$/i;

/** Folders that hold nothing but what an installation reads. */
const manifestFolder =
  /^(?:gradle|\.gradle|\.mvn|\.yarn|\.cargo|\.pnpm|requirements?|patches|prisma|vendor|wheels|wheelhouse|node_modules)$/i;

/** Names under which sources commonly lie; for contexts that aren't known. */
const sourceFolder =
  /^(?:src|source|sources|app|apps|application|lib|libs|cmd|internal|pkg|packages|server|client|api|web|website|backend|frontend|front|back|service|services|main|project|code|core|modules)$/i;

/** Where configuration, tools and libraries of the system lie: what is copied there is no program's source. */
const systemFolder =
  /^\/(?:etc|bin|sbin|lib|lib64|boot|dev|usr\/(?:bin|sbin|lib|lib64|libexec|etc|include|share\/(?!nginx)[^/]+)|usr\/local\/(?:bin|sbin|etc|share|include|lib))(?:\/|$)|^\/(?:root|home\/[^/]+)\/\.[^/]+/;

/** True when the copy puts files where the system, its package manager or its tools read them. */
export function goesToSystem(copy: ContextCopy): boolean {
  const { target } = copy.copy;
  // A folder copied over the root is a piece of a file system.
  return (
    target !== undefined &&
    (systemFolder.test(target) ||
      (target === "/" &&
        copy.sources?.includes(".") === false &&
        copy.copy.intoFolder &&
        copy.sources.every((source) => !sourceFile.test(source))))
  );
}

/** True when the copy brings the whole context or one of its folders with sources, or source files by name. */
export function bringsSources(project: Project, copy: ContextCopy): boolean {
  if (goesToSystem(copy)) return false;
  return copy.sources === undefined
    ? copy.copy.sources.some((word) => /^\$/.test(word.text))
    : copy.sources.some((source) => isSource(project, source));
}

/** True when the copy brings nothing but manifests, by their names. */
export function bringsManifestsOnly(copy: ContextCopy): boolean {
  return (
    copy.sources?.every(
      (source) => manifestFile.test(lastPart(source)) || manifestFolder.test(lastPart(source)),
    ) === true
  );
}

function isSource(project: Project, source: string): boolean {
  const name = lastPart(source);
  if (source === "." || /^\*+(?:\.\*)?$/.test(source)) return wholeHasSources(project);
  if (manifestFile.test(name) || manifestFolder.test(name)) return false;
  // `src/*` is the folder without itself.
  if (/^\*+(?:\.\*)?$/.test(name)) return isSource(project, source.slice(0, -name.length - 1));
  if (hasWildcard(name)) return sourceFile.test(name);
  if (sourceFile.test(name)) {
    // A folder may be called `app.js`, but a name says enough.
    return !/\.(?:html?|css)$/i.test(name);
  }
  const state = project.known ? project.file(source) : undefined;
  if (state !== undefined) return state.kind === "folder" && folderHasSources(project, `${source}/`);
  return !project.known && sourceFolder.test(name);
}

/** A context with manifests alone, as some images have, is as good as copying these. */
function wholeHasSources(project: Project): boolean {
  if (!project.known) return true;
  const top = project.find("*");
  if (top === undefined) return true;
  if (top.some((path) => !manifestFile.test(path))) return true;
  return folderHasSources(project, "");
}

function folderHasSources(project: Project, prefix: string): boolean {
  const paths = project.find(`${prefix}**/*`);
  if (paths === undefined) return true;
  return paths.some((path) => sourceFile.test(path) && !manifestFile.test(lastPart(path)));
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
