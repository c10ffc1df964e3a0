// Files of the context that a program's sources name in string literals, for languages that are not parsed any deeper.

import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { leftOutByGit } from "../project/gitignore.ts";
import {
  readSourceText,
  type SourceLiteral,
  type SourceStyle,
  type SourceText,
} from "../project/manifests/source-text.ts";
import type { FileState, Project } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import { ContextMap } from "./context-map.ts";
import type { AssetUse, ProgramNeeds } from "./program-needs.ts";

export interface ReadSource extends SourceText {
  /** Context path. */
  readonly path: string;
}

const cache = new WeakMap<FileState, SourceText>();

/** The sources at these context paths; a file that is not loaded yet is asked for and left out. */
export function readSources(
  project: Project,
  paths: readonly string[],
  style: SourceStyle,
): readonly ReadSource[] {
  return paths.flatMap((path) => {
    const state = project.file(path);
    if (state?.kind !== "text") return [];
    let source = cache.get(state);
    if (source === undefined) {
      source = readSourceText(state.text, style);
      cache.set(state, source);
    }
    return [{ path, ...source }];
  });
}

export interface OpenedFacts {
  readonly project: Project;
  readonly map: ContextMap;
  /** Absolute folders that relative names start from: the working directory, the crate's own folder. */
  readonly folders: readonly string[];
  readonly isSource: (contextPath: string) => boolean;
  /** False for literals that only the compiler reads. */
  readonly counts: (literal: SourceLiteral) => boolean;
  /** True for a call that opens the file it is given; other literals count where they look like a path. */
  readonly opens: RegExp;
}

/** Literals longer than this are no names of files. */
const longest = 200;

/** Files and folders that exist in the context and that the sources name. */
export function openedFiles(sources: readonly ReadSource[], facts: OpenedFacts): readonly AssetUse[] {
  const found = new Map<string, AssetUse>();
  for (const { path, literals } of sources)
    for (const literal of literals) {
      const { value, call } = literal;
      if (value.length === 0 || value.length > longest || !/^[\w ./*{}-]+$/.test(value)) continue;
      const like = /[./]/.test(value.replace(/^\.\//, "")) || facts.opens.test(call);
      if (!like || !facts.counts(literal)) continue;
      for (const folder of facts.folders) {
        const context = facts.map.toContext(resolvePath(folder, globParent(value)));
        if (context === undefined || context === "." || found.has(context) || facts.isSource(context))
          continue;
        const state = facts.project.file(context);
        // `config::File::with_name("config/default")` finds the ending by itself.
        if (state?.kind === "absent" && /with_name$/.test(call))
          for (const match of facts.project.find(`${context}.*`) ?? [])
            found.set(match, { path: match, why: `\`${path}\` names it` });
        if (state === undefined || state.kind === "absent") continue;
        found.set(context, { path: context, why: `\`${path}\` names it` });
      }
    }
  return [...found.values()];
}

/** What programs make themselves, so that nobody copies it. */
const made = /\.(?:log|db|sqlite3?|tmp|out|pid|lock|sock)$/i;

/** True for a file that a program reads and that only its author's context has: `.gitignore` names it. */
export function isKeptOutOfGit(project: Project, contextPath: string): boolean {
  return (
    !made.test(contextPath) &&
    project.file(contextPath)?.kind === "absent" &&
    leftOutByGit(project, contextPath)
  );
}

/**
 * Absolute image paths of files that the sources name and that `.gitignore` keeps out of the context. Whatever call gets
 * the name: a library may open it.
 */
export function keptOutOfGit(sources: readonly ReadSource[], facts: OpenedFacts): readonly string[] {
  const found = new Set<string>();
  for (const { literals } of sources)
    for (const literal of literals) {
      const { value } = literal;
      if (!facts.counts(literal) || !/^[\w./-]+\.\w+$/.test(value)) continue;
      for (const folder of facts.folders) {
        const path = resolvePath(folder, value);
        const context = facts.map.toContext(path);
        if (context !== undefined && isKeptOutOfGit(facts.project, context)) found.add(path);
      }
    }
  return [...found];
}

/** `templates/*.html` and `logs/{}.txt` are answered by their folder. */
function globParent(path: string): string {
  const wild = path.search(/[*?[{]/);
  if (wild === -1) return path;
  const slash = path.lastIndexOf("/", wild);
  return slash === -1 ? "." : path.slice(0, slash);
}

/** Folders that programs read at run time by custom. */
const customaryFolders = [
  "templates",
  "views",
  "static",
  "public",
  "assets",
  "www",
  "html",
  "migrations",
  "config",
  "configs",
  "conf",
  "locales",
  "i18n",
  "lang",
  "resources",
  "res",
  "data",
  "certs",
  "fonts",
];

/** Configuration files beside the manifest that programs look for by custom. */
const customaryFile = /\.(?:ya?ml|toml|ini|conf|cfg|properties)$|^\.env$/i;
const projectPaper =
  /^(?:docker-compose|compose|\.travis|\.github|\.gitlab|\.pre-commit|codecov|\.codecov|dependabot|renovate|netlify|fly|railway|render|nixpacks|skaffold|sonar|appveyor|azure-pipelines|cloudbuild|k8s|deployment|service|\.?editorconfig|mkdocs|_config|justfile|wrangler|benchmark_config)/i;

/**
 * What to take along of a folder where the names of opened files are computed; `papers` are names of files that only the
 * language's own tools read.
 */
export function customaryFiles(
  project: Project,
  folder: string,
  isSource: (contextPath: string) => boolean,
  papers?: RegExp,
): readonly string[] {
  const prefix = folder === "." ? "" : `${folder}/`;
  const folders = customaryFolders.map((name) => `${prefix}${name}`);
  const files = (project.find(`${prefix}*`) ?? []).filter((path) => {
    const name = path.slice(prefix.length);
    return (
      !name.includes("/") &&
      customaryFile.test(name) &&
      !projectPaper.test(name) &&
      papers?.test(name) !== true
    );
  });
  return [
    ...folders.filter((path) => project.file(path)?.kind === "folder" && !isSource(path)),
    ...pageFolders(project, prefix).filter((path) => !folders.includes(path) && !isSource(path)),
    ...files.filter((path) => !isSource(path)),
  ];
}

/** Folders with pages that nothing but a server would have a use for, whatever they are called; no front end's sources. */
function pageFolders(project: Project, prefix: string): readonly string[] {
  const pages = project.find(`${prefix}*/**/*.html`) ?? [];
  const names = pages.map((path) => path.slice(prefix.length).split("/")[0] ?? "");
  return [...new Set(names)]
    .filter(
      (name) =>
        !/^(?:\.|docs?$|documentation$|tests?$|coverage$|build$|target$|node_modules$|vendor$)/i.test(name),
    )
    .map((name) => `${prefix}${name}`)
    .filter((path) => project.exists(`${path}/package.json`) === false);
}

/** What a language looks for in its sources beside the files they name. */
export interface SourcePatterns {
  readonly style: SourceStyle;
  readonly opens: RegExp;
  /** An open call whose name is computed. */
  readonly computed: RegExp;
  readonly writes: RegExp;
  readonly tls: RegExp;
  readonly users: RegExp;
  readonly temporary: RegExp;
  /** The call that starts another program. */
  readonly starts: RegExp;
  /** Names of files that only the language's tools read. */
  readonly papers?: RegExp;
}

/** What a program needs as its sources say, for languages without a reader of their own. */
export function needsOfSources(
  file: RuleFile,
  stage: Stage,
  paths: readonly string[],
  isSource: (contextPath: string) => boolean,
  patterns: SourcePatterns,
): ProgramNeeds {
  const { project } = file;
  const map = new ContextMap(file.dockerfile, stage, project);
  const sources = readSources(project, paths, patterns.style);
  const workdir = stage.workdir().value ?? "/";
  const facts = { project, map, folders: [workdir], isSource, counts: () => true, opens: patterns.opens };
  const assets = new Map(openedFiles(sources, facts).map((use) => [use.path, use]));
  const any = (pattern: RegExp): boolean => sources.some(({ code }) => pattern.test(code));
  const opensMore = any(patterns.computed);
  const folder = map.toContext(workdir);
  if (opensMore && folder !== undefined)
    for (const path of customaryFiles(project, folder, isSource, patterns.papers))
      if (!assets.has(path))
        assets.set(path, { path, why: "the program computes the names of files that it opens" });
  const programs = sources.flatMap(({ literals }) =>
    literals.flatMap(({ value, call }) => {
      const program = patterns.starts.test(call) ? value.trim().split(/\s/)[0] : undefined;
      return program !== undefined && /^[\w./-]+$/.test(program) ? [program] : [];
    }),
  );
  return {
    assets: [...assets.values()],
    imagePaths: [],
    privateFiles: keptOutOfGit(sources, facts),
    opensMore,
    writes: any(patterns.writes),
    certificates: any(patterns.tls),
    timeZones: (stage.variable("TZ") ?? "") !== "",
    users: any(patterns.users),
    temporaryFolder: any(patterns.temporary),
    programs,
  };
}
