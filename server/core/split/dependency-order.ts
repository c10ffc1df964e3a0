// Dependency-first order for the split: the edits that fetch dependencies before the sources are copied.

import type { Ecosystem } from "../ecosystems/ecosystem.ts";
import { type LateStep, lateSteps } from "../ecosystems/late-steps.ts";
import { ecosystems } from "../ecosystems/registry.ts";
import { reorder } from "../ecosystems/reorder.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { TextEdit } from "../text/edits.ts";

export interface DependencyOrder {
  /** Each lies within an instruction of the stage or the comments above it. */
  readonly edits: readonly TextEdit[];
  readonly step: LateStep;
}

/** Those that build for programs of other languages. */
function othersThan(ecosystem: Ecosystem): readonly Ecosystem[] {
  return ecosystems.filter((each) => each !== ecosystem && each.builtFolders !== undefined);
}

function lateStep(file: RuleFile, stage: Stage, of: readonly Ecosystem[]): LateStep | undefined {
  return lateSteps(file, stage, of).steps.find((each) => each.kind === "dependencies");
}

/** `safe`: only an order that can't change what is built. `any`: one that the ecosystem calls unsafe as well. */
type Order = "safe" | "any";

/**
 * The edits that put the first dependency step of a stage before the copy of its sources; undefined where the
 * order is right already, or where it can't be put right without changing what is built.
 */
export function dependencyOrder(
  file: RuleFile,
  stage: Stage,
  ecosystem: Ecosystem,
  order: Order = "safe",
): DependencyOrder | undefined {
  const step = lateStep(file, stage, [ecosystem]) ?? lateStep(file, stage, othersThan(ecosystem));
  if (step?.needs.kind !== "reorder" || (order === "safe" && step.needs.safety !== "safe")) return undefined;
  const found = reorder(file, step);
  return found.kind === "edits" ? { edits: found.edits, step } : undefined;
}
