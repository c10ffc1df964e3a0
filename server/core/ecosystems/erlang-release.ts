// Where `mix release` and `rebar3 release` put a release, and whether it can be moved to another image.
//
// Sources: hexdocs.pm "mix release" and "Mix.Release"; rebar3.org "Releases"; hexdocs.pm "distillery".

import { Memory } from "../memory.ts";
import { argumentValue, type RunCommand } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { type MixProject, parseMixExs } from "../project/manifests/mix-exs.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { ShellWord } from "../syntax/shell.ts";
import { type CalledCommand, ContextPaths, calledCommands } from "./called-commands.ts";

export interface ErlangRelease {
  readonly call: CalledCommand;
  readonly label: string;
  readonly name: string;
  /** Absolute path of its folder. */
  readonly folder: string;
  /** Absolute path of the project's folder. */
  readonly project: string;
}

/** A command whose release can't be told or moved, and why, as a sentence without its full stop. */
export interface UnclearRelease {
  readonly call: CalledCommand;
  readonly why: string;
}

export interface ErlangReleases {
  readonly releases: readonly ErlangRelease[];
  readonly unclear: readonly UnclearRelease[];
}

/** Every release that the commands of a stage make. */
export function erlangReleases(file: RuleFile, stage: Stage): ErlangReleases {
  const cached = cache.get(stage);
  if (cached !== undefined) return cached;
  const paths = new ContextPaths(file, stage);
  const releases: ErlangRelease[] = [];
  const unclear: UnclearRelease[] = [];
  for (const call of calledCommands(file, stage)) {
    const found = mixRelease(file, paths, call) ?? rebarRelease(file, paths, call);
    if (typeof found === "string") unclear.push({ call, why: found });
    else if (found !== undefined) releases.push(found);
  }
  const result = { releases, unclear };
  cache.set(stage, result);
  return result;
}

/** Stages are made anew for every analysis, so what was found for one never outlives its snapshot. */
const cache = new Memory<Stage, ErlangReleases>("stage");

/** A task of mix and its words: `mix do deps.get, release web` has two. */
export interface MixTask {
  readonly name: string;
  readonly args: readonly ShellWord[];
}

export function mixTasks(run: RunCommand): readonly MixTask[] {
  const [first, ...rest] = run.args;
  if (first === undefined) return [];
  if (first.value !== "do") return [{ name: first.value, args: rest }];
  const tasks: { name: string; args: ShellWord[] }[] = [];
  let next = true;
  for (const word of rest) {
    if (word.value === "+" || word.value === ",") {
      next = true;
      continue;
    }
    const value = word.value.replace(/,$/, "");
    if (next) tasks.push({ name: value, args: [] });
    else tasks.at(-1)?.args.push({ ...word, value, raw: word.raw.replace(/,$/, "") });
    next = word.value.endsWith(",");
  }
  return tasks;
}

/** What mix.exs says in a folder of the image: null where no copy brings one, undefined while it was not read. */
export function mixProject(
  file: RuleFile,
  paths: ContextPaths,
  folder: string,
): MixProject | null | undefined {
  const context = paths.toContext(resolvePath(folder, "mix.exs"));
  const text = context === undefined ? null : file.project.text(context);
  return text == null ? text : parseMixExs(text);
}

function mixRelease(
  file: RuleFile,
  paths: ContextPaths,
  call: CalledCommand,
): ErlangRelease | string | undefined {
  const { inner } = call;
  if (inner.program !== "mix") return undefined;
  const task = mixTasks(inner).find(({ name }) => name === "release" || name === "distillery.release");
  if (task === undefined) return undefined;
  const { cwd } = inner;
  if (cwd === undefined) return "The folder in which the release is made isn't known";
  const project = mixProject(file, paths, cwd);
  if (project == null) return `\`${cwd}/mix.exs\` is not in the build context`;
  const environment = inner.variable("MIX_ENV");
  if (environment === undefined) return "Which `MIX_ENV` the release is made for isn't known";
  if (["MIX_BUILD_PATH", "MIX_BUILD_ROOT"].some((name) => inner.variable(name) != null))
    return "A variable moves the folder that mix builds in";
  const options = releaseOptions(inner, task);
  if (options === undefined) return "The options of `mix release` are computed";
  const name = options.name ?? releaseName(file, paths, cwd, project);
  if (name === undefined) return "Which release is made isn't known";
  if (project.hasReleaseOptions && options.path === undefined)
    return "`mix.exs` sets the folder of the release or leaves the run-time system out";
  const own = `_build/${environment === "" || environment === null ? "dev" : environment}/rel/${name}`;
  return {
    call,
    label: "mix release",
    name,
    folder: resolvePath(cwd, options.path ?? own),
    project: cwd,
  };
}

interface ReleaseOptions {
  readonly name: string | undefined;
  readonly path: string | undefined;
}

function releaseOptions(run: RunCommand, task: MixTask): ReleaseOptions | undefined {
  let name: string | undefined;
  let path: string | undefined;
  for (let at = 0; at < task.args.length; at++) {
    const word = task.args[at];
    if (word === undefined) break;
    const value = argumentValue(run, word);
    if (value === undefined) return undefined;
    if (value === "--path") path = task.args[++at]?.value;
    else if (value.startsWith("--path=")) path = value.slice("--path=".length);
    else if (/^--(?:version|env|profile|name)$/.test(value)) at++;
    // Distillery packs what starts into one file, or an archive.
    else if (/^--(?:executable|upgrade)/.test(value)) return undefined;
    else if (!value.startsWith("-")) name ??= value;
  }
  return { name, path };
}

/** The only release of `mix.exs`, the application's own where it names none, or Distillery's. */
function releaseName(
  file: RuleFile,
  paths: ContextPaths,
  folder: string,
  project: MixProject,
): string | undefined {
  if (project.dependencies.includes("distillery")) {
    const context = paths.toContext(resolvePath(folder, "rel/config.exs"));
    const text = context === undefined ? null : file.project.text(context);
    const names = [...(text ?? "").matchAll(/^\s*release\s+:(\w+)\s+do\b/gm)].map(([, name]) => name);
    return names.length === 1 ? names[0] : undefined;
  }
  if (project.releases === undefined) return undefined;
  if (project.releases.length > 0) return project.releases.length === 1 ? project.releases[0] : undefined;
  return project.isUmbrella ? undefined : project.app;
}

function rebarRelease(
  file: RuleFile,
  paths: ContextPaths,
  call: CalledCommand,
): ErlangRelease | string | undefined {
  const { inner } = call;
  if (inner.program !== "rebar3") return undefined;
  const words = inner.args.map(({ value }) => value);
  const [profile, task] = words[0] === "as" ? [words[1], words[2]] : ["default", words[0]];
  if (task !== "release" || profile === undefined) return undefined;
  const { cwd } = inner;
  if (cwd === undefined) return "The folder in which the release is made isn't known";
  if (!/^\w+$/.test(profile)) return "The release is made for several profiles";
  const at = words.findIndex((word) => /^(?:-o|--output-dir|-n|--relname)$/.test(word));
  if (at !== -1) return "The options of `rebar3 release` move or rename the release";
  const context = paths.toContext(resolvePath(cwd, "rebar.config"));
  const text = context === undefined ? null : file.project.text(context);
  if (text == null) return `\`${cwd}/rebar.config\` is not in the build context`;
  const config = text.replace(/%.*$/gm, "");
  const names = new Set(
    [...config.matchAll(/\{\s*release\s*,\s*\{\s*'?([a-z]\w*)'?\s*,/g)].map(([, name]) => name),
  );
  const [name] = names;
  if (name === undefined || names.size !== 1) return "Which release is made isn't known";
  // In development mode a release is made of links to the build's folder, and takes the run-time system from the image.
  if (!isWhole(config, profile))
    return "`rebar.config` does not say `{mode, prod}` or `{include_erts, true}` for this profile, so the release may need the build's own files";
  return {
    call,
    label: "rebar3 release",
    name,
    folder: resolvePath(cwd, `_build/${profile}/rel/${name}`),
    project: cwd,
  };
}

/** The profile's own settings win over the common ones. */
function isWhole(config: string, profile: string): boolean {
  const profiles = config.search(/\{\s*profiles\s*,/);
  const common = profiles === -1 ? config : config.slice(0, profiles);
  const own = new RegExp(`\\{\\s*${profile}\\s*,`).exec(profiles === -1 ? "" : config.slice(profiles));
  const section = own === null ? "" : config.slice(profiles + own.index);
  for (const text of profile === "default" ? [common] : [section, common]) {
    if (/\{\s*mode\s*,\s*prod\s*\}/.test(text)) return true;
    if (/\{\s*mode\s*,\s*(?:dev|minimal)\s*\}|\{\s*dev_mode\s*,\s*true\s*\}/.test(text)) return false;
    if (/\{\s*include_erts\s*,\s*true\s*\}/.test(text)) return true;
    if (/\{\s*include_erts\s*,/.test(text)) return false;
  }
  return false;
}
