// The edit that lets a Dockerfile with `cargo run` be split: build the program, and start the binary.

import { baseName, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { insertedBefore, spelledKeyword } from "../model/writing.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { Remedy } from "../split/plan.ts";
import { type StartCommand, startCommand } from "../split/start-command.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
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

/** Undefined unless `cargo run` is all that starts, and which program it runs can be told. */
export function cargoRunRemedy({ file, stage }: SplitRequest): Remedy | undefined {
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
  const path = builtPath(file, stage, name, profile);
  const started = path ?? resolvePath(root, `target/${profile}/${name}`);
  const { dockerfile } = file;
  const exec = [started, ...taken.args].map((word) => JSON.stringify(word));
  const edits: TextEdit[] = [replacement(by.args, `[${exec.join(", ")}]`)];
  if (path === undefined) {
    const build = ["cargo", "build", ...(taken.release ? ["--release"] : []), ...taken.options].join(" ");
    edits.unshift(insertedBefore(dockerfile, by, [`${spelledKeyword(dockerfile, "RUN")} ${build}`]));
  }
  const title = path === undefined ? "Build the program with `cargo build` and start" : "Start";
  return {
    title: `${title} \`${started}\``,
    why: "The program is compiled when the image is built, so changed sources and their crates need a new build",
    edits,
  };
}

/** Where the program lies that the file builds already: in the same profile, or installed. */
function builtPath(file: RuleFile, stage: Stage, name: string, profile: string): string | undefined {
  const found = rustBuilds(file, stage);
  if (found.kind === "unknown") return undefined;
  const same = found.builds.filter(
    ({ own, command }) => own && (command.profile === profile || command.kind === "install"),
  );
  return same.flatMap(({ outputs }) => outputs).find(({ path }) => baseName(path) === name)?.path;
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
