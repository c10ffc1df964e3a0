// Dockerfiles that start with `cargo run`: the program that they built already, or the edit that builds it first.

import { baseName, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { insertedBefore, spelledKeyword } from "../model/writing.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { Remedy } from "../split/plan.ts";
import type { ReplacedStart } from "../split/program-needs.ts";
import { type StartCommand, startCommand } from "../split/start-command.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement } from "../text/edits.ts";
import type { SplitRequest } from "./ecosystem.ts";
import { rustBuilds } from "./rust-build.ts";
import { cargoProject } from "./rust-project.ts";

interface CargoRun {
  readonly release: boolean;
  readonly bin: string | undefined;
  /** Options for `cargo build` as well. */
  readonly options: readonly string[];
  readonly args: readonly string[];
}

/** What `cargo run` starts. */
interface RunProgram {
  readonly by: Instruction;
  readonly taken: CargoRun;
  readonly profile: string;
  /** The build of the file that makes it; undefined where none does. */
  readonly built: BuiltProgram | undefined;
  /** Where a build in the same profile puts it. */
  readonly usual: string;
}

interface BuiltProgram {
  readonly path: string;
  readonly profile: string | undefined;
}

/** Undefined unless `cargo run` is all that starts, and which program it runs can be told. */
function runProgram({ file, stage }: SplitRequest): RunProgram | undefined {
  const answer = startCommand(stage);
  const workdir = stage.workdir().value;
  if (answer.kind !== "start" || workdir === undefined) return undefined;
  const { by } = answer.start;
  const taken = answer.start.shell === "needed" ? undefined : words(answer.start);
  if (taken === undefined || by === undefined) return undefined;
  const project = cargoProject(file, stage, workdir);
  if (project.kind !== "project" || project.project.main === undefined) return undefined;
  const { manifest, bins } = project.project.main;
  const name = taken.bin ?? manifest.defaultRun ?? (bins.length === 1 ? bins[0] : undefined);
  if (name === undefined || !/^[\w-]+$/.test(name)) return undefined;
  const { root, config } = project.project;
  if (config.target !== undefined || config.targetFolder !== undefined) return undefined;
  const profile = taken.release ? "release" : "debug";
  const usual = resolvePath(root, `target/${profile}/${name}`);
  return { by, taken, profile, built: builtProgram(file, stage, name, profile), usual };
}

/** The edit that builds the program before it starts; undefined where the file does so, or it can't be told. */
export function cargoRunRemedy(request: SplitRequest): Remedy | undefined {
  const found = runProgram(request);
  if (found === undefined || found.built !== undefined) return undefined;
  const { by, taken, usual } = found;
  const { dockerfile } = request.file;
  const exec = [usual, ...taken.args].map((word) => JSON.stringify(word));
  const build = ["cargo", "build", ...(taken.release ? ["--release"] : []), ...taken.options].join(" ");
  return {
    title: `Build the program with \`cargo build\` and start \`${usual}\``,
    why: "The program is compiled when the image is built, so changed sources and their crates need a new build",
    edits: [
      insertedBefore(dockerfile, by, [`${spelledKeyword(dockerfile, "RUN")} ${build}`]),
      replacement(by.args, `[${exec.join(", ")}]`),
    ],
  };
}

/** The start of the program that the file has built before `cargo run` would build it again. */
export function builtStart(request: SplitRequest): ReplacedStart | undefined {
  const found = runProgram(request);
  if (found?.built === undefined) return undefined;
  const { by, taken, profile, built } = found;
  const other = built.profile === profile ? "" : `, in the ${built.profile} profile instead of ${profile}`;
  return {
    lines: [
      {
        where: "before-start-command",
        instruction: {
          keyword: by.keyword === "ENTRYPOINT" ? "ENTRYPOINT" : "CMD",
          words: [built.path, ...taken.args],
        },
      },
    ],
    runs: "program",
    why: `\`cargo run\` would compile at start what is built already, so \`${built.path}\` starts${other}`,
  };
}

/** The program as the file builds it already: in the same profile, or installed. */
function builtProgram(file: RuleFile, stage: Stage, name: string, profile: string): BuiltProgram | undefined {
  const found = rustBuilds(file, stage);
  if (found.kind === "unknown") return undefined;
  const programs = found.builds.flatMap(({ own, command, outputs }) => {
    if (!own || (command.profile !== profile && command.kind !== "install")) return [];
    const output = outputs.find(({ path }) => baseName(path) === name);
    return output?.own === true ? [{ path: output.path, profile: command.profile }] : [];
  });
  return programs.find((each) => each.profile === profile) ?? programs[0];
}

function words(start: StartCommand): CargoRun | undefined {
  if (start.program !== "cargo" || start.programs.length !== 1) return undefined;
  const rest = [...start.args];
  if (rest[0]?.startsWith("+") === true) return undefined;
  if (!/^(?:run|r)$/.test(rest.shift() ?? "")) return undefined;
  const dashes = rest.indexOf("--");
  const own = dashes === -1 ? rest : rest.slice(0, dashes);
  const args = dashes === -1 ? [] : rest.slice(dashes + 1);
  let release = false;
  let bin: string | undefined;
  const options: string[] = [];
  for (let at = 0; at < own.length; at++) {
    const word = own[at] ?? "";
    if (word === "--release" || word === "-r") release = true;
    else if (word === "--bin") bin = own[++at];
    else if (word.startsWith("--bin=")) bin = word.slice("--bin=".length);
    else if (
      /^(?:--locked|--frozen|--offline|--all-features|--no-default-features|--features=\S+)$/.test(word)
    )
      options.push(word);
    else if (word === "--features" && own[at + 1] !== undefined) options.push(word, own[++at] ?? "");
    else if (!/^(?:-q|--quiet|-v|--verbose)$/.test(word)) return undefined;
  }
  if (bin !== undefined) options.push("--bin", bin);
  return options.every((word) => /^[\w./=,@-]+$/.test(word)) ? { release, bin, options, args } : undefined;
}
