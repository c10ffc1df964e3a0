// unknown-instruction: a line starts with a word that is no instruction.

import type { Fix } from "../finding.ts";
import { nearestName } from "../model/nearest-name.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { isInstruction, isTemplate, knownFlags } from "../syntax/instruction-table.ts";
import { insertion, replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  unknown: (word: string) => `${quoted(word)} is no instruction, so the build stops here`,
  continued: (word: string) =>
    `${quoted(word)} goes on with the line before, which does not end with the sign that joins lines, so the build stops here`,
};

export const unknownInstruction = defineRule({
  name: "unknown-instruction",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  sources: ["dockerfile-utils:UNKNOWN_INSTRUCTION", "tally:unknown-instruction"],
  reads: [],
  docs: {
    summary: "A line starts with a word that is no instruction.",
    why: "Builders stop at the first line they don't know. It mostly is a misspelled keyword, or the line above lacks the `\\` that joins the two. Templates of Dockerfiles (`{{ ... }}`, `{% ... %}`, `<% ... %>`) are left alone, since something else writes their lines.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
COPPY app /app
`,
        good: `FROM debian:bookworm-slim
COPY app /app
`,
      },
      {
        bad: `FROM debian:bookworm-slim
RUN echo one
 && echo two
`,
        good: `FROM debian:bookworm-slim
RUN echo one \\
 && echo two
`,
      },
    ],
    whenNotToUse: "There is none: such a file does not build.",
    fixSafety:
      "The fixes write the instruction with the nearest name, or join the line to the one before. They are unsafe: something else may be meant.",
  },
  check(file, report) {
    const { instructions } = file.dockerfile.syntax;
    const unknown = instructions.filter(({ keyword }) => !isInstruction(keyword));
    if (unknown.length > 0 && !isTemplate(file.dockerfile.syntax)) {
      for (const instruction of unknown) {
        const { start, end } = instruction.keywordSpan;
        if (start === end) continue;
        const word = file.text.slice(start, end);
        const message = isContinued(word) ? messages.continued(word) : messages.unknown(word);
        report(instruction.keywordSpan, { message }, () => fixes(file, instruction, word));
      }
    }
    for (const { trigger } of instructions) {
      if (trigger === undefined || isInstruction(trigger.keyword) || isTemplate(file.dockerfile.syntax))
        continue;
      const word = file.text.slice(trigger.keywordSpan.start, trigger.keywordSpan.end);
      report(trigger.keywordSpan, { message: messages.unknown(word) }, () => fixes(file, trigger, word));
    }
  },
});

/** A line that starts like the middle of a shell script. */
function isContinued(word: string): boolean {
  return /^(?:&&|\|\|?|;|-|\)|\}|fi\b|done\b|then\b|do\b|else\b)/.test(word);
}

function fixes(file: RuleFile, instruction: Instruction, word: string): readonly Fix[] {
  if (isContinued(word)) {
    const { instructions, escape } = file.dockerfile.syntax;
    const previous = instructions[instructions.indexOf(instruction) - 1];
    if (previous === undefined || previous.heredocs.length > 0) return [];
    return [
      unsafeFix(
        "Join this line to the one before",
        "The line may belong somewhere else",
        insertion(previous.textSpan.end, ` ${escape}`),
      ),
    ];
  }
  const nearest = nearestName(word, Object.keys(knownFlags));
  if (nearest === undefined) return [];
  const written = word === word.toLowerCase() ? nearest.toLowerCase() : nearest;
  return [
    unsafeFix(
      `Write \`${written}\``,
      "Another instruction may be meant",
      replacement(instruction.keywordSpan, written),
    ),
  ];
}
