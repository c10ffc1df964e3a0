// inconsistent-instruction-case: keywords in upper and in lower case are mixed.

import type { Instruction } from "../syntax/instruction.ts";
import { isInstruction } from "../syntax/instruction-table.ts";
import { replacement } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";
import { withoutTool } from "./sources.ts";

const messages = {
  file: (text: string, most: string) =>
    `\`${text}\` is written unlike the other keywords of the file, which are in ${most} case`,
  as: (text: string, from: string) =>
    `\`${text}\` is written in another case than \`${from}\` on the same line`,
};

export const inconsistentInstructionCase = defineRule({
  name: "inconsistent-instruction-case",
  category: "style",
  severity: "hint",
  since: "0.1.0",
  sources: [
    "buildkit:ConsistentInstructionCasing",
    "buildkit:FromAsCasing",
    "dockerfile-utils:CASING_INSTRUCTION",
  ],
  reads: [],
  docs: {
    summary: "Keywords of instructions are written in upper and in lower case.",
    why: "Builders take keywords in any case. People find the instructions of a file faster when all keywords look alike. The file's majority decides which case that is; `AS` goes with its `FROM`.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
copy app /app
CMD ["/app"]
`,
        good: `FROM debian:bookworm-slim
COPY app /app
CMD ["/app"]
`,
      },
      {
        bad: `FROM golang:1.22 as build
RUN go install example.com/tool@v1.2.0
`,
        good: `FROM golang:1.22 AS build
RUN go install example.com/tool@v1.2.0
`,
      },
    ],
    whenNotToUse: "Where nobody minds.",
    fixSafety: "The fix changes the letters of the keyword and nothing else.",
  },
  check(file, report) {
    // A word that is no keyword has a finding of its own; in templates it is one of theirs.
    const instructions = file.dockerfile.syntax.instructions.filter(({ keyword }) => isInstruction(keyword));
    let upper = 0;
    let lower = 0;
    for (const { keyword, keywordSpan } of instructions) {
      const text = file.text.slice(keywordSpan.start, keywordSpan.end);
      if (text === keyword) upper++;
      else if (text === text.toLowerCase()) lower++;
    }
    const majority = lower > upper ? "lower" : "upper";
    const isRight = (text: string): boolean =>
      text === (majority === "lower" ? text.toLowerCase() : text.toUpperCase());
    const reportCase = (span: Span, text: string, message: string, to: string): void => {
      report(span, { message, sources: sourcesOf(text) }, () => [
        safeFix(`Write \`${to}\` instead of \`${text}\``, replacement(span, to)),
      ]);
    };
    if (lower + upper < instructions.length || (lower > 0 && upper > 0))
      for (const { keyword, keywordSpan } of instructions) {
        const text = file.text.slice(keywordSpan.start, keywordSpan.end);
        // One that a line end divides is left alone.
        if (isRight(text) || text.toUpperCase() !== keyword || !/^[A-Za-z]+$/.test(text)) continue;
        const to = majority === "lower" ? text.toLowerCase() : text.toUpperCase();
        reportCase(keywordSpan, text, messages.file(text, majority), to);
      }
    for (const { from } of file.dockerfile.stages) {
      const as = asWord(from);
      if (as === undefined) continue;
      const keyword = file.text.slice(from.keywordSpan.start, from.keywordSpan.end);
      const text = file.text.slice(as.start, as.end);
      // A FROM in the wrong case takes its AS along.
      const wanted = isRight(keyword) && keyword === keyword.toLowerCase() ? "as" : "AS";
      const to = isRight(keyword) ? wanted : majority === "lower" ? "as" : "AS";
      if (text !== to) reportCase(as, text, messages.as(text, keyword), to);
    }
  },
});

/** dockerfile-utils wants upper case and looks at the first word only. */
function sourcesOf(text: string): readonly string[] {
  if (text.toUpperCase() === "AS") return ["buildkit:FromAsCasing"];
  const { sources } = inconsistentInstructionCase;
  return text === text.toUpperCase() ? withoutTool(sources, "dockerfile-utils") : sources;
}

function asWord(from: Instruction): Span | undefined {
  const [, as] = from.words;
  return as?.text.toUpperCase() === "AS" ? as.span : undefined;
}
