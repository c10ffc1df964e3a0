// Dependency-first order: manifests are copied and dependencies fetched before the sources, so that an edit
// of a source does not fetch them again.

import type { DependencyStep, Ecosystem } from "../ecosystems/ecosystem.ts";
import { runCommands } from "../model/commands.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { insertion, type TextEdit } from "../text/edits.ts";

export interface DependencyOrder {
  readonly edits: readonly TextEdit[];
  /** The copy of the sources that the new lines stand before. */
  readonly before: Instruction;
  readonly step: DependencyStep;
}

/**
 * The edits that put the first dependency step of a stage before the copy of its sources; undefined where the
 * order is right already, or where it can't be put right without changing what is built.
 */
export function dependencyOrder(
  file: RuleFile,
  stage: Stage,
  ecosystem: Ecosystem,
): DependencyOrder | undefined {
  const found = firstStep(file, stage, ecosystem);
  if (found === undefined) return undefined;
  const { step, by, before } = found;
  if (step.fix.kind !== "reorder" || step.fix.safety !== "safe") return undefined;
  const lines = step.fix.manifests.map(
    ({ sources, destination }) => `${keyword(file, before, "COPY")} ${[...sources, destination].join(" ")}`,
  );
  const edits: TextEdit[] = [];
  const { eol } = file.dockerfile.syntax;
  if (step.fix.command !== undefined) lines.push(`${keyword(file, before, "RUN")} ${step.fix.command}`);
  else {
    // The command that fetches moves up with its own text, flags and comments inside it.
    lines.push(by.text);
    edits.push({ span: by.span, newText: "" });
  }
  edits.push(insertion(before.span.start, `${lines.join(eol)}${eol}`));
  return { edits, before, step };
}

function firstStep(
  file: RuleFile,
  stage: Stage,
  ecosystem: Ecosystem,
): { readonly step: DependencyStep; readonly by: Instruction; readonly before: Instruction } | undefined {
  if (ecosystem.dependencyStep === undefined) return undefined;
  for (const by of stage.instructions) {
    if (by.keyword !== "RUN") continue;
    for (const run of runCommands(stage, by)) {
      const step = ecosystem.dependencyStep(file, stage, run);
      if (step === undefined) continue;
      const before = stage.instructions
        .slice(0, stage.positionOf(by))
        .find((each) => (each.keyword === "COPY" || each.keyword === "ADD") && copiesFolder(file, each));
      return before === undefined ? undefined : { step, by, before };
    }
  }
  return undefined;
}

function copiesFolder(file: RuleFile, instruction: Instruction): boolean {
  const copy = file.dockerfile.copy(instruction);
  return (
    copy?.origin.kind === "context" &&
    copy.sources.some((word) => /^\.?\/?$|\/$/.test(word.text) || !/\.[a-z]+$/i.test(word.text))
  );
}

function keyword(file: RuleFile, like: Instruction, name: string): string {
  const written = file.text.slice(like.keywordSpan.start, like.keywordSpan.end);
  return written === written.toLowerCase() ? name.toLowerCase() : name;
}
