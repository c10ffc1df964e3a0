// duplicate-label: a stage sets a label that it sets again further down.

import type { Fix } from "../finding.ts";
import { type Label, labelsOf } from "../model/labels.ts";
import type { Stage } from "../model/stage.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement } from "../text/edits.ts";
import { quoted, safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  again: (key: string) => `${quoted(key)} is set again further down, so the value here is in no image`,
  later: (key: string) => `${quoted(key)} gets its value here`,
};

export const duplicateLabel = defineRule({
  name: "duplicate-label",
  category: "correctness",
  severity: "hint",
  since: "0.1.0",
  sources: ["tally:labels/no-duplicate-keys"],
  reads: [],
  docs: {
    summary: "A stage sets the same label twice.",
    why: "The last value wins and the others are in no image. Where the values differ, one of them was meant to have another name, or was left behind when the label was changed. A label that the base image or another stage has is no duplicate: to give it another value is what labels are for.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
LABEL com.example.team="core"
LABEL com.example.team="platform"
`,
        good: `FROM debian:bookworm-slim
LABEL com.example.team="platform"
`,
      },
    ],
    whenNotToUse: "There is hardly a reason: the value that is set first is never seen.",
    fixSafety:
      "The fix removes the value that no image has. A comment inside the instruction is kept by leaving it to you.",
  },
  check({ dockerfile, text }, report) {
    const labels = labelsOf(dockerfile);
    if (labels.length < 2) return;
    const last = new Map<Stage, Map<string, Label>>();
    for (const label of labels) {
      // A name with a variable in it is another one in another build.
      if (label.key === "" || /[${]/.test(label.key)) continue;
      let known = last.get(label.stage);
      if (known === undefined) {
        known = new Map();
        last.set(label.stage, known);
      }
      const earlier = known.get(label.key);
      known.set(label.key, label);
      if (earlier === undefined) continue;
      const related = [{ span: label.pair.keySpan, message: messages.later(label.key) }];
      report(earlier.pair.keySpan, { message: messages.again(label.key), related }, () =>
        removal(earlier, text),
      );
    }
  },
});

function removal({ pair, stage }: Label, text: string): readonly Fix[] {
  const owner = stage
    .instructionsOf("LABEL")
    .find(({ span }) => span.start <= pair.span.start && pair.span.end <= span.end);
  const span = owner === undefined ? undefined : removed(owner, pair.span);
  if (owner === undefined || span === undefined || /^\s*#/m.test(text.slice(span.start, span.end))) return [];
  return [safeFix("Remove the value that no image has", replacement(span, ""))];
}

/** The instruction where it has nothing else; otherwise the pair with what stands between it and its neighbour. */
function removed(owner: Instruction, pair: { readonly start: number; readonly end: number }) {
  const { pairs } = owner;
  if (pairs.length === 1) return owner.comments.length > 0 ? undefined : owner.span;
  const at = pairs.findIndex(({ span }) => span.start === pair.start);
  const before = pairs[at - 1];
  const after = pairs[at + 1];
  if (before !== undefined) return { start: before.span.end, end: pair.end };
  return after === undefined ? undefined : { start: pair.start, end: after.span.start };
}
