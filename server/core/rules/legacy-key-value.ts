// legacy-key-value: `ENV key value` without an equals sign.

import type { Fix } from "../finding.ts";
import { instructionsOf } from "../model/occurrences.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { Word } from "../syntax/words.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import { safeFix, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  sign: (keyword: string, key: string) =>
    `A space parts \`${key}\` from its \`=\`, so \`${keyword}\` takes the sign for the start of the value`,
  legacy: (keyword: string, key: string) =>
    `\`${keyword} ${key}\` without \`=\` is the old form: everything up to the line's end is one value, also what looks like a second variable`,
};

export const legacyKeyValue = defineRule({
  name: "legacy-key-value",
  category: "style",
  severity: "hint",
  since: "0.1.0",
  sources: ["buildkit:LegacyKeyValueFormat"],
  reads: [],
  docs: {
    summary: "`ENV` or `LABEL` is written without an equals sign.",
    why: "In the old form the rest of the line is the value: `ENV A 1 B=2` sets one variable, `A`, to `1 B=2`. It is kept for old files only and may go with a later version of the syntax. `ENV A = 1` is the old form too: the value is `= 1`, which is a warning.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
ENV LANG C.UTF-8
`,
        good: `FROM debian:bookworm-slim
ENV LANG=C.UTF-8
`,
      },
    ],
    whenNotToUse: "Where nobody minds the old form.",
    fixSafety:
      "The fix writes the equals sign, and quotes around a value with spaces. There is none where quotes or escapes in the value would mean something else then. Where a space parts the sign from the name, the fix that removes it is unsafe, because the value becomes another one.",
  },
  check({ dockerfile, text }, report) {
    for (const keyword of ["ENV", "LABEL"]) {
      for (const instruction of instructionsOf(dockerfile, keyword)) {
        const [pair] = instruction.pairs;
        if (pair?.legacy !== true || pair.value === undefined) continue;
        const { value, keySpan } = pair;
        if (value.text.startsWith("=")) {
          report(keySpan, { message: messages.sign(keyword, pair.key), severity: "warning" }, () =>
            joined(keySpan.end, value, text),
          );
          continue;
        }
        report(keySpan, { message: messages.legacy(keyword, pair.key) }, () => {
          const edits = rewritten(instruction, keySpan.end, value, text);
          return edits === undefined ? [] : [safeFix(`Write \`${pair.key}=\``, ...edits)];
        });
      }
    }
  },
});

/** `A = b` as `A=b`, where that is one pair and no more. */
function joined(keyEnd: number, value: Word, text: string): readonly Fix[] {
  const written = text.slice(value.span.start, value.span.end);
  const rest = /^=[ \t]*("[^"]*"|'[^']*'|[^\s"'\\]+)$/.exec(written)?.[1];
  if (rest === undefined) return [];
  const at = { start: keyEnd, end: value.span.end };
  return [
    unsafeFix(
      "Remove the spaces around the sign",
      "The value no longer starts with it",
      replacement(at, `=${rest}`),
    ),
  ];
}

/** Undefined where the new form would read the value in another way. */
function rewritten(
  instruction: Instruction,
  keyEnd: number,
  value: Word,
  text: string,
): readonly TextEdit[] | undefined {
  const gap = { start: keyEnd, end: value.span.start };
  // A line end between or inside is white space in the one form and nothing in the other.
  if (instruction.joints.some((joint) => joint.start < value.span.end && joint.end > keyEnd))
    return undefined;
  const written = text.slice(value.span.start, value.span.end);
  const equals = replacement(gap, "=");
  if (!/[\s"'\\`]/.test(written)) return [equals];
  if (/^"[^"\\`]*"$|^'[^'\\`]*'$/.test(written)) return [equals];
  if (/["'\\`]/.test(written)) return undefined;
  return [equals, replacement(value.span, `"${written}"`)];
}
