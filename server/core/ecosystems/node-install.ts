// Installs of a Node.js project's packages: where they go, with or without development packages, and how to leave
// those out.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { PackageJson } from "../project/manifests/package-json.ts";
import type { RuleFile } from "../rules/rule.ts";
import { insertion, type TextEdit } from "../text/edits.ts";
import { calledCommands } from "./called-commands.ts";
import type { NodeBuilds } from "./node-builds.ts";
import { nodeDependencyStep } from "./node-dependencies.ts";
import { type NodeProject, nodeProject } from "./node-project.ts";
import type { ToolCommand } from "./node-scripts.ts";

export type NodeManager = "npm" | "yarn" | "berry" | "pnpm" | "bun";

export interface NodeInstall {
  /** The command as the RUN or the script has it. */
  readonly run: RunCommand;
  /** The command of the RUN. */
  readonly outer: RunCommand;
  readonly manager: NodeManager;
  /** Absolute folder of the package.json. */
  readonly folder: string;
  readonly manifest: PackageJson;
  /** Development packages are left out already. */
  readonly production: boolean;
  /** The command stands in the Dockerfile itself, in a shell. */
  readonly written: boolean;
}

/** The installs of a stage in their order; those whose folder or manifest isn't known are left out. */
export function nodeInstalls(file: RuleFile, stage: Stage): readonly NodeInstall[] {
  const project = nodeProject(file, stage);
  const called = calledCommands(file, stage);
  const installs = called.flatMap(({ run: outer, inner, file: path }): NodeInstall[] => {
    const step = nodeDependencyStep(file, stage, inner);
    const folder = step?.folder;
    const manifest = folder === undefined ? undefined : project.manifest(folder);
    if (folder === undefined || manifest == null) return [];
    const manager = managerOf(inner, folder, manifest, project);
    return [
      {
        run: inner,
        outer,
        manager,
        folder,
        manifest,
        production: isProduction(inner, manager),
        written: path === undefined && outer.instruction.script !== undefined,
      },
    ];
  });
  const pruned = called.filter(({ inner }) => prunes(inner));
  return installs.map((install) =>
    pruned.some(({ inner }) => inner.cwd === install.folder) ? { ...install, production: true } : install,
  );
}

/** `npm prune --production`: development packages are gone afterwards. */
function prunes(run: RunCommand): boolean {
  const words = run.args.map((word) => word.value);
  if (!/^(?:npm|pnpm)$/.test(run.program) || words[0] !== "prune") return false;
  return words.some((word) => leavesOut.test(word)) || run.variable("NODE_ENV") === "production";
}

/**
 * Packages that lie in the repository count as installed by npm where its lockfile says what they are: then npm knows
 * which of them are development packages.
 */
export function vendoredInstall(
  project: NodeProject,
  { steps }: NodeBuilds,
  folder: string,
): NodeInstall | undefined {
  const run = steps.at(-1)?.outer;
  const manifest = project.manifest(folder);
  if (run === undefined || manifest == null || project.text(resolvePath(folder, "package-lock.json")) == null)
    return undefined;
  return { run, outer: run, manager: "npm", folder, manifest, production: false, written: false };
}

function managerOf(
  run: RunCommand,
  folder: string,
  manifest: PackageJson,
  project: NodeProject,
): NodeManager {
  if (run.program === "npm" || run.program === "pnpm" || run.program === "bun") return run.program;
  const version = /^yarn@(\d+)/.exec(manifest.packageManager ?? "")?.[1];
  const modern =
    (version !== undefined && Number(version) >= 2) ||
    project.has(resolvePath(folder, ".yarnrc.yml")) === true ||
    run.args.some((word) => word.value === "--immutable");
  return modern ? "berry" : "yarn";
}

const leavesOut = /^(?:--omit=dev|--production(?:=true)?|--only=prod(?:uction)?|--prod|-P|-prod)$/;

function isProduction(run: RunCommand, manager: NodeManager): boolean {
  const words = run.args.map((word) => word.value);
  if (words.some((word) => /^(?:--production=false|--include=dev|--dev|-D|--prod=false)$/.test(word)))
    return false;
  if (
    words.some(
      (word, at) =>
        leavesOut.test(word) || (/^--(?:omit|only)$/.test(word) && /^(?:dev|prod)/.test(words[at + 1] ?? "")),
    )
  )
    return true;
  if (manager === "berry") return false;
  return run.variable("NODE_ENV") === "production" || run.variable("NPM_CONFIG_PRODUCTION") === "true";
}

/** Versions of Node.js whose npm knows `--omit`; older ones only know `--production`. */
const omitSince = 16;

function npmOption(version: string | undefined): string {
  const major = Number.parseInt(version ?? "", 10);
  return Number.isNaN(major) || major >= omitSince ? "--omit=dev" : "--production";
}

/** What makes an install leave development packages out, as an edit; undefined where there is no such option. */
export function productionEdit(install: NodeInstall, version: string | undefined): TextEdit | undefined {
  if (!install.written) return undefined;
  const option = {
    npm: npmOption(version),
    yarn: "--production",
    pnpm: "--prod",
    bun: "--production",
    berry: undefined,
  }[install.manager];
  if (option === undefined) return undefined;
  const [verb] = install.run.args.filter((word) => !word.value.startsWith("-"));
  const at = verb?.span.end ?? install.run.command.programSpan.end;
  return insertion(at, ` ${option}`);
}

/** The command that removes development packages after a build; undefined where none is known to be safe. */
export function pruneCommand(install: NodeInstall, version: string | undefined): string | undefined {
  const words = install.run.args.map((word) => word.value);
  const kept = (pattern: RegExp): string =>
    words
      .filter((word) => pattern.test(word))
      .map((word) => ` ${word}`)
      .join("");
  const dependencies = {
    ...install.manifest.dependencies.dependencies,
    ...install.manifest.dependencies.devDependencies,
  };
  // Yarn and pnpm drop what Prisma generates into `node_modules`.
  const generated = Object.hasOwn(dependencies, "@prisma/client");
  switch (install.manager) {
    case "npm":
      return `npm prune ${npmOption(version)}${kept(/^--(?:legacy-peer-deps|force)$/)}`;
    case "yarn":
      return generated
        ? undefined
        : `yarn install --production --ignore-scripts --prefer-offline${kept(/^--(?:frozen-lockfile|pure-lockfile|ignore-engines|ignore-platform)$/)}`;
    case "pnpm":
      return generated || install.manifest.workspaces.length > 0 ? undefined : "CI=true pnpm prune --prod";
    case "bun":
      return `rm -rf node_modules && bun install --production${kept(/^--(?:frozen-lockfile|ignore-scripts)$/)}`;
    case "berry":
      return undefined;
  }
}

/** Names of packages by kind, as the manifest has them. */
export function packageNames(
  manifest: PackageJson,
  kinds: readonly (keyof PackageJson["dependencies"])[],
): readonly string[] {
  return kinds.flatMap((kind) => Object.keys(manifest.dependencies[kind]));
}

/** Names of the packages, without versions, that a command installs for every user; none for other commands. */
export function installedGlobally(run: RunCommand): readonly string[] {
  const words = run.args.map((word) => argumentValue(run, word) ?? "$");
  const global =
    (/^(?:npm|pnpm|bun)$/.test(run.program) &&
      words.some((word) => /^(?:-g|--global|--location=global)$/.test(word))) ||
    (run.program === "yarn" && words.find((word) => !word.startsWith("-")) === "global");
  return global ? namesOf(words) : [];
}

/** True for an installation of named packages into a folder: `npm install express`. */
export function addsPackages(command: Pick<ToolCommand, "program" | "args">): boolean {
  const { program, args } = command;
  if (!/^(?:npm|yarn|pnpm|bun)$/.test(program) || !/^(?:install|i|add)$/.test(args[0] ?? "")) return false;
  if (args.some((word) => /^(?:-g|--global|--location=global)$/.test(word))) return false;
  return namesOf(args).length > 0;
}

/** True for an installation of what a `package.json` names: `npm ci`, `yarn`. */
export function installsFolder({ program, args }: Pick<ToolCommand, "program" | "args">): boolean {
  const words = args.filter((word) => !word.startsWith("-"));
  if (!/^(?:npm|yarn|pnpm|bun)$/.test(program) || words.length > 1) return false;
  if (args.some((word) => /^(?:-g|--global|--location=global|-v|--version)$/.test(word))) return false;
  return words[0] === undefined ? program === "yarn" : /^(?:install|i|ci)$/.test(words[0]);
}

function namesOf(words: readonly string[]): readonly string[] {
  return words
    .filter(
      (word, at) =>
        !word.startsWith("-") &&
        !/^(?:install|i|add|global)$/.test(word) &&
        !/^--(?:omit|only|registry|prefix|include|loglevel|cache)$/.test(words[at - 1] ?? ""),
    )
    .map((word) => word.replace(/(?<=.)@.*$/, ""));
}
