// Further installations of a split's builder that come after the sources: the split itself moves the first of them.

import { lateSteps } from "../ecosystems/late-steps.ts";
import { ecosystems } from "../ecosystems/registry.ts";
import { reorder } from "../ecosystems/reorder.ts";
import { Dockerfile } from "../model/dockerfile.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { parseDockerfile } from "../syntax/parse.ts";
import { applyEdits, type TextEdit } from "../text/edits.ts";

/** A stage of 16,000 files has at most three that can be moved; each needs the text to be read again. */
const mostMoved = 4;

/** The text of a split with the builder's other installations moved where that is safe; `index` is the builder's place. */
export function withLaterInstallsFirst(file: RuleFile, text: string, index: number): string {
  let current = text;
  for (let moved = 0; moved < mostMoved; moved++) {
    const dockerfile = new Dockerfile(parseDockerfile(current));
    const stage = dockerfile.stages[index];
    const edits = stage === undefined ? undefined : nextMove({ ...file, text: current, dockerfile }, stage);
    if (edits === undefined) return current;
    current = applyEdits(current, edits);
  }
  return current;
}

/** Asks for the files that decide on moving them: the text is written when no more files are loaded. */
export function wantLaterInstalls(file: RuleFile, stage: Stage): void {
  lateSteps(file, stage, ecosystems);
}

function nextMove(file: RuleFile, stage: Stage): readonly TextEdit[] | undefined {
  for (const step of lateSteps(file, stage, ecosystems).steps) {
    const { kind, needs, complete } = step;
    if (kind !== "dependencies" || !complete || needs.kind !== "reorder" || needs.safety !== "safe") continue;
    if (needs.weight !== "full") continue;
    const found = reorder(file, step);
    if (found.kind === "edits") return found.edits;
  }
  return undefined;
}
