// Helpers of the ecosystems' dependency steps: where a stage's folders lie in the context, and what is there.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import type { Stage } from "../model/stage.ts";
import { dockerignoreOf, ignored } from "../project/dockerignore.ts";
import { normalPath } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { ShellWord } from "../syntax/shell.ts";
import { ContextPaths } from "./called-commands.ts";
import type { DependencyNeeds } from "./ecosystem.ts";

/** Why a step can't be examined: nothing is known of the project. */
export const unknownContext: Extract<DependencyNeeds, { kind: "none" }> = {
  kind: "none",
  why: "The build context isn't known",
  weight: "full",
};

/** Reads the project around one folder of a stage. */
export class ManifestFolder {
  /** Context path of the folder; undefined when no copy brings it. */
  readonly context: string | undefined;
  private readonly file: RuleFile;

  constructor(file: RuleFile, stage: Stage, folder: string | undefined) {
    this.file = file;
    this.context = folder === undefined ? undefined : new ContextPaths(file, stage).toContext(folder);
  }

  /** Context path of a file beside the manifests; undefined when it leaves the context. */
  path(name: string): string | undefined {
    return this.context === undefined ? undefined : normalPath(`${this.context}/${name}`);
  }

  /** The text of a file: null when it is not there, undefined when it isn't known yet. */
  text(name: string): string | null | undefined {
    const path = this.path(name);
    if (path === undefined) return null;
    return this.leftOut(path) ? null : this.file.project.text(path);
  }

  /** Whether a file or folder is there and reaches the image. */
  has(name: string): boolean | undefined {
    const path = this.path(name);
    if (path === undefined) return false;
    return this.leftOut(path) ? false : this.file.project.exists(path);
  }

  /** Context paths of those names that are there; undefined while one isn't known. */
  present(names: readonly string[]): readonly string[] | undefined {
    const states = names.map((name) => ({ path: this.path(name), has: this.has(name) }));
    if (states.some(({ has }) => has === undefined)) return undefined;
    return states.flatMap(({ path, has }) => (has === true && path !== undefined ? [path] : []));
  }

  /** Context paths of files that match a glob below the folder. */
  find(glob: string): readonly string[] | undefined {
    if (this.context === undefined) return [];
    return this.file.project.find(this.context === "." ? glob : `${this.context}/${glob}`);
  }

  private leftOut(path: string): boolean {
    const patterns = dockerignoreOf(this.file.project, undefined);
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
