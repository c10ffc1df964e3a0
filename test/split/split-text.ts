// Splits a text with its project loaded as a host does it: what is wanted, round after round.

import { ruleFile } from "../../server/core/analysis.ts";
import type { Wanted } from "../../server/core/project/project.ts";
import type { RuleFile } from "../../server/core/rules/rule.ts";
import { type SplitAnswer, splitDockerfile } from "../../server/core/split/split.ts";
import type { RuntimeName } from "../../server/protocol/split.ts";
import { type ContextFiles, snapshotOf } from "../harness/context.ts";

export interface Answered {
  readonly answer: SplitAnswer;
  readonly file: RuleFile;
}

/** The most rounds that a host makes, as `server/node` has it. */
const mostRounds = 8;

export function split(text: string, context: ContextFiles | undefined, runtime: RuntimeName): Answered {
  let wanted: readonly Wanted[] = [];
  for (let round = 1; ; round++) {
    const file = ruleFile({ text, project: snapshotOf(context, wanted), today: "2026-11-21" });
    const answer = splitDockerfile(file, runtime);
    const more = file.project.wanted;
    if (more.length === 0 || round === mostRounds) return { answer, file };
    wanted = [...wanted, ...more];
  }
}

/** The split text of the first offer; an error where it is declined. */
export function splitText(text: string, context: ContextFiles | undefined, runtime: RuntimeName): string {
  const { answer } = split(text, context, runtime);
  const offer = answer.kind === "split" ? answer.offers[0] : undefined;
  if (answer.kind !== "split")
    throw new Error(`${answer.kind}: ${answer.reasons.map((each) => each.message).join("; ")}`);
  return offer?.text() ?? "";
}
