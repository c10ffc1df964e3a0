// Where a variable that a command sees was set, for explanations.

import { type RunCommand, runCommands } from "../model/commands.ts";
import type { Stage } from "../model/stage.ts";
import type { Span } from "../text/span.ts";

export interface VariableSource {
  readonly kind: "command" | "shell" | "ENV" | "ARG";
  /** Its place in the Dockerfile; undefined where a Makefile or script sets it. */
  readonly span: Span | undefined;
  /** `ARG` without a default: the value is what the build is given, or unset. */
  readonly withoutDefault: boolean;
}

/**
 * The nearest setting of a variable before a command: on the command itself, earlier in the same RUN, or by ENV or
 * ARG of the stage and the stages it is FROM. Undefined when nothing in the file sets it.
 */
export function variableSource(stage: Stage, run: RunCommand, name: string): VariableSource | undefined {
  const inDockerfile = runCommands(stage, run.instruction).includes(run);
  const own = run.command.assignments.findLast((each) => each.name === name);
  if (own !== undefined)
    return { kind: "command", span: inDockerfile ? own.span : undefined, withoutDefault: false };
  for (const each of [...runCommands(stage, run.instruction)].reverse()) {
    if (inDockerfile && each.command.span.start >= run.command.span.start) continue;
    // What a subshell sets ends with it.
    if (!each.command.subshells.every((id, at) => run.command.subshells[at] === id)) continue;
    const plain = each.command.words.length === 0 ? each.command.assignments : [];
    const exported = each.program === "export" ? each.args : [];
    const found =
      plain.find((assignment) => assignment.name === name) ??
      exported.find((word) => word.value.startsWith(`${name}=`));
    if (found !== undefined) return { kind: "shell", span: found.span, withoutDefault: false };
  }
  for (const each of stage.chain) {
    const change = each.variableChange(name, each === stage ? run.instruction : undefined);
    // ARG ends with its stage.
    if (change === undefined || (each !== stage && change.kind === "ARG")) continue;
    const pair = change.by.pairs.find((one) => one.key === name);
    const withoutDefault = change.kind === "ARG" && change.value === undefined && pair?.value === undefined;
    return { kind: change.kind, span: pair?.span ?? change.by.textSpan, withoutDefault };
  }
  return undefined;
}
