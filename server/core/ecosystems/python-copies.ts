// Copies of all sources before the packages: the builder gets only what the installation reads.

import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { leanCopy, wholeCopy } from "../split/lean-copies.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { TextEdit } from "../text/edits.ts";
import { pythonDependencyStep } from "./python-dependencies.ts";
import type { PythonSetup } from "./python-setup.ts";

/**
 * Edits that make `COPY . .` in the builder a copy of the manifests, where everything that follows there only
 * installs from them. Empty where anything else is read.
 */
export function leanCopies(file: RuleFile, stage: Stage, setup: PythonSetup): readonly TextEdit[] {
  const landing = wholeCopy(file, stage);
  if (landing === undefined) return [];
  const manifests = manifestsBehind(file, stage, setup, landing.instruction);
  const spans = setup.steps.map(({ run }) => run.command.span);
  return manifests === undefined ? [] : leanCopy(file, stage, landing, manifests, spans);
}

/** What the commands behind a copy read of the project; undefined where one reads more than manifests. */
function manifestsBehind(
  file: RuleFile,
  stage: Stage,
  setup: PythonSetup,
  copy: Instruction,
): readonly string[] | undefined {
  const found = new Set<string>();
  for (const { run, command } of setup.steps) {
    if (stage.positionOf(run.instruction) < stage.positionOf(copy)) continue;
    if (command.kind === "passes" || command.kind === "environment" || command.kind === "in-project")
      continue;
    if (command.kind !== "install") return undefined;
    const { pip } = command;
    if (pip !== undefined && pip.files.length === 0 && pip.folders.length === 0 && !pip.local) continue;
    const needs = pythonDependencyStep(file, stage, run)?.examine();
    if (needs?.kind !== "reorder" || needs.command !== undefined) return undefined;
    for (const path of needs.manifests) found.add(path);
  }
  return [...found];
}
