// Helpers of the ecosystems' dependency steps: where a stage's folders lie in the context, and what is there.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { dockerignoreOf, ignored } from "../project/dockerignore.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { ShellWord } from "../syntax/shell.ts";
import { type ContextFiles, contextFilesOf } from "./context-copies.ts";
import type { DependencyNeeds } from "./ecosystem.ts";

/** Why a step can't be examined: nothing is known of the project. */
export const unknownContext: Extract<DependencyNeeds, { kind: "none" }> = {
  kind: "none",
  why: "The build context isn't known",
  weight: "full",
};

/** Reads the project's files that lie in one folder of a stage. */
export class ManifestFolder {
  private readonly file: RuleFile;
  private readonly files: ContextFiles;
  /** Absolute image path. */
  readonly folder: string | undefined;

  /** `folder` is an absolute image path; undefined when it can't be followed, and then nothing is there. */
  constructor(file: RuleFile, stage: Stage, folder: string | undefined) {
    this.file = file;
    this.folder = folder;
    this.files = contextFilesOf(file.dockerfile, stage, file.project);
  }

  /** Context path of a file in the folder: null when no copy brings it, undefined while that isn't known. */
  path(name: string): string | null | undefined {
    if (this.folder === undefined) return null;
    const path = this.files.at(resolvePath(this.folder, name));
    return typeof path === "string" && this.leftOut(path) ? null : path;
  }

  /** The text of a file: null when it is not there, undefined when it isn't known yet. */
  text(name: string): string | null | undefined {
    const path = this.path(name);
    return typeof path === "string" ? this.file.project.text(path) : path;
  }

  /** The text of a file by its context path; undefined when it isn't known yet. */
  textAt(path: string): string | null | undefined {
    return this.file.project.text(path);
  }

  /** Whether a file or folder is there. */
  has(name: string): boolean | undefined {
    const path = this.path(name);
    return path === undefined ? undefined : path !== null;
  }

  /** Context paths of those names that are there; undefined while one isn't known. */
  present(names: readonly string[]): readonly string[] | undefined {
    const paths = names.map((name) => this.path(name));
    return paths.some((path) => path === undefined)
      ? undefined
      : paths.filter((path) => typeof path === "string");
  }

  /** Context paths of files that match a glob below the folder that holds a file; undefined while not known. */
  find(glob: string, beside: string): readonly string[] | undefined {
    const path = this.path(beside);
    if (path == null) return path === null ? [] : undefined;
    const slash = path.lastIndexOf("/");
    return this.file.project.find(`${path.slice(0, slash + 1)}${glob}`);
  }

  private leftOut(path: string): boolean {
    const patterns = dockerignoreOf(this.file.project);
    return patterns !== undefined && ignored(patterns, path);
  }
}

/** Targets of the cache mounts of a RUN. */
export function cacheMounts(instruction: Instruction): readonly string[] {
  return instruction.flags.flatMap((flag) => {
    if (flag.name !== "mount" || flag.value === undefined) return [];
    const fields = new Map(
      flag.value.split(",").map((field) => [field.split("=")[0] ?? "", field.slice(field.indexOf("=") + 1)]),
    );
    const target = fields.get("target") ?? fields.get("dst") ?? fields.get("destination");
    return fields.get("type") === "cache" && target !== undefined ? [target.replace(/\/+$/, "")] : [];
  });
}

/** True for a RUN that sees files of the context without a copy. */
export function bindsContext(instruction: Instruction): boolean {
  return (
    instruction.flags.some(
      (flag) => flag.name === "mount" && /(?:^|,)type=bind(?:,|$)/.test(flag.value ?? "type=bind"),
    ) || instruction.flags.some((flag) => flag.name === "mount" && !/(?:^|,)type=/.test(flag.value ?? ""))
  );
}

/** Words that are no options; `valued` options take the next word with them. */
export function operands(run: RunCommand, valued: RegExp): readonly ShellWord[] {
  return run.args.filter((word, at) => {
    if (word.value.startsWith("-")) return false;
    const before = run.args[at - 1]?.value ?? "";
    return !(valued.test(before) && !before.includes("="));
  });
}

/** The value of an option, `--prefix web`, `--prefix=web` or `-Cweb`: null without it, undefined when computed. */
export function optionValue(run: RunCommand, names: RegExp): string | null | undefined {
  for (const [at, word] of run.args.entries()) {
    const equals = word.value.indexOf("=");
    const name = equals === -1 ? word.value : word.value.slice(0, equals);
    if (!names.test(name)) continue;
    if (equals !== -1) {
      const value = argumentValue(run, word);
      return value?.slice(value.indexOf("=") + 1);
    }
    const next = run.args[at + 1];
    return next === undefined ? null : argumentValue(run, next);
  }
  return null;
}

/** The variables set for a command, as written and with a space behind each, for a command that does part of its work. */
export function assignmentsText(file: RuleFile, run: RunCommand, wanted: RegExp): string {
  return run.command.assignments
    .filter((each) => wanted.test(each.name))
    .map((each) => `${file.text.slice(each.span.start, each.span.end)} `)
    .join("");
}
