// empty-continuation: an empty line in the middle of an instruction.

import type { Instruction } from "../syntax/instruction.ts";
import { replacement } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { safeFix, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  empty: (keyword: string) =>
    `The \`${keyword}\` goes on behind this empty line, which newer versions of the syntax no longer allow`,
  swallowed: (keyword: string, next: string) =>
    `The \`${keyword}\` goes on behind this empty line, so \`${next}\` is one of its arguments and no instruction`,
};

export const emptyContinuation = defineRule({
  name: "empty-continuation",
  category: "style",
  severity: "hint",
  since: "0.1.0",
  sources: ["buildkit:NoEmptyContinuation", "dockerfile-utils:EMPTY_CONTINUATION_LINE"],
  reads: [],
  docs: {
    summary: "An empty line stands between the lines of one instruction.",
    why: "A `\\` at a line's end joins the next line. Where that one is empty, builders skip it, with a warning that a future version stops there. Where an instruction follows, the `\\` before it is one too many: the instruction is swallowed, and that is a warning.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
RUN echo one && \\

    echo two
`,
        good: `FROM debian:bookworm-slim
RUN echo one && \\
    echo two
`,
      },
    ],
    whenNotToUse: "Where empty lines are kept for reading; a comment line does the same.",
    fixSafety:
      "The fix removes the empty lines; comments between the lines stay. Where an instruction was swallowed, the fix removes the `\\` that did it, which is unsafe: the instruction then takes effect.",
  },
  check({ dockerfile, text }, report) {
    for (const instruction of dockerfile.syntax.instructions) {
      if (instruction.joints.length === 0) continue;
      const lines = emptyLines(instruction, text);
      const [first] = lines;
      if (first === undefined) continue;
      const swallowed = swallowedKeyword(instruction, text);
      if (swallowed !== undefined) {
        const { joint, keyword } = swallowed;
        report(
          first,
          { message: messages.swallowed(instruction.keyword, keyword), severity: "warning" },
          () => [
            unsafeFix(
              `Start \`${keyword}\` as an instruction of its own`,
              "What was an argument is carried out then",
              replacement({ start: joint.start, end: joint.start + 1 }, ""),
            ),
          ],
        );
        continue;
      }
      report(first, { message: messages.empty(instruction.keyword) }, () => [
        safeFix(
          lines.length === 1 ? "Remove the empty line" : "Remove the empty lines of this instruction",
          ...lines.map((line) => replacement(line, "")),
        ),
      ]);
    }
  },
});

const keywords =
  /^[ \t]*(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)[ \t]/;

/** An instruction that a `\\` before an empty line made a part of this one. */
function swallowedKeyword(
  { joints }: Instruction,
  text: string,
): { readonly joint: Span; readonly keyword: string } | undefined {
  for (const joint of joints) {
    if (!/\n[ \t\r]*\n/.test(text.slice(joint.start, joint.end))) continue;
    const keyword = keywords.exec(text.slice(joint.end, joint.end + 20))?.[1];
    if (keyword !== undefined) return { joint, keyword };
  }
  return undefined;
}

/** Whole lines, with their line ends, that hold nothing but white space; the last one of an instruction that ends with them excepted. */
function emptyLines({ joints }: Instruction, text: string): readonly Span[] {
  const found: Span[] = [];
  for (const joint of joints) {
    let start = text.indexOf("\n", joint.start) + 1;
    if (start === 0) continue;
    for (;;) {
      const newline = text.indexOf("\n", start);
      const end = newline === -1 ? text.length : newline + 1;
      if (newline === -1 || end > joint.end) break;
      if (text.slice(start, newline).trim() === "") found.push({ start, end });
      start = end;
    }
  }
  return found;
}
