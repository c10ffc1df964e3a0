// unknown-flag: an instruction has a flag that it does not take, or one without its value.

import type { Fix } from "../finding.ts";
import { nearestName } from "../model/nearest-name.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { isTemplate, knownFlags, switches } from "../syntax/instruction-table.ts";
import type { DockerfileSyntax } from "../syntax/parse.ts";
import type { Flag } from "../syntax/words.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule, type Report } from "./rule.ts";

const messages = {
  unknown: (keyword: string, flag: string) =>
    `\`${keyword}\` has no flag ${quoted(flag)}, so the build stops here`,
  value: (flag: string) => `${quoted(flag)} has no value: one behind a space is read as the first argument`,
  twice: (flag: string) => `${quoted(flag)} stands here for the second time, so the build stops here`,
};

/** Flags that may come more than once. */
const repeated = new Set(["exclude", "mount", "device"]);

export const unknownFlag = defineRule({
  name: "unknown-flag",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  sources: [
    "dockerfile-utils:UNKNOWN_ADD_FLAG",
    "dockerfile-utils:UNKNOWN_COPY_FLAG",
    "dockerfile-utils:UNKNOWN_FROM_FLAG",
    "dockerfile-utils:UNKNOWN_HEALTHCHECK_FLAG",
    "dockerfile-utils:FLAG_MISSING_VALUE",
    "dockerfile-utils:FLAG_DUPLICATE",
  ],
  reads: [],
  docs: {
    summary: "An instruction has a flag that it does not take, has it twice, or without a value.",
    why: "Builders stop at flags that they don't know. A flag and its value are one word: in `COPY --chown app a.txt /` the flag is empty and `app` is copied. All flags of the current syntax are known, those of its labs version too.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
COPY --chwon=app a.txt /
`,
        good: `FROM debian:bookworm-slim
COPY --chown=app a.txt /
`,
      },
      {
        bad: `FROM debian:bookworm-slim
COPY --chown app a.txt /
`,
        good: `FROM debian:bookworm-slim
COPY --chown=app a.txt /
`,
      },
    ],
    whenNotToUse: "With a frontend of one's own (`# syntax=`) that knows more flags.",
    fixSafety:
      "The fixes write the flag with the nearest name, or join flag and value. They are unsafe: something else may be meant.",
  },
  check({ dockerfile, text }, report) {
    for (const instruction of dockerfile.syntax.instructions) {
      // The flags of what ONBUILD puts off are its own.
      const each = instruction.trigger ?? instruction;
      // Looking at two characters is cheaper than reading flags that mostly aren't there.
      if (!text.startsWith("--", each.body.start)) continue;
      check(each, dockerfile.syntax, report);
    }
  },
});

function check(instruction: Instruction, syntax: DockerfileSyntax, report: Report): void {
  const { text } = syntax;
  const { keyword } = instruction;
  const known = Object.hasOwn(knownFlags, keyword) ? knownFlags[keyword] : undefined;
  if (known === undefined) return;
  const seen = new Set<string>();
  for (const flag of instruction.flags) {
    const name = {
      start: flag.span.start,
      end: flag.valueSpan === undefined ? flag.span.end : flag.valueSpan.start - 1,
    };
    const isRight = known.includes(flag.name) && !seen.has(flag.name) && (flag.value ?? "") !== "";
    if (!isRight && isTemplate(syntax)) return;
    if (!known.includes(flag.name)) {
      // dockerfile-utils looks at the flags of these only.
      const { sources } = unknownFlag;
      const seen = /^(?:ADD|COPY|FROM|HEALTHCHECK)$/.test(keyword) ? sources : [];
      report(name, { message: messages.unknown(keyword, `--${flag.name}`), sources: seen }, () =>
        renamed(flag, name, known),
      );
    } else if (seen.has(flag.name) && !repeated.has(flag.name)) {
      report(name, { message: messages.twice(`--${flag.name}`) });
    } else if ((flag.value ?? "") === "" && !(flag.value === undefined && switches.has(flag.name))) {
      const sources = flag.value === "" ? [] : unknownFlag.sources;
      report(flag.span, { message: messages.value(`--${flag.name}`), sources }, () =>
        joined(instruction, flag, text),
      );
    }
    seen.add(flag.name);
  }
}

function renamed(
  flag: Flag,
  name: { readonly start: number; readonly end: number },
  known: readonly string[],
): readonly Fix[] {
  const nearest = nearestName(flag.name, known);
  return nearest === undefined
    ? []
    : [unsafeFix(`Write \`--${nearest}\``, "Another flag may be meant", replacement(name, `--${nearest}`))];
}

/** `--chown app` as `--chown=app`. */
function joined(instruction: Instruction, flag: Flag, text: string): readonly Fix[] {
  const next = instruction.words[0];
  const last = instruction.flags.at(-1);
  if (flag.value !== undefined || flag !== last || next === undefined || instruction.exec !== undefined)
    return [];
  if (text.slice(flag.span.end, next.span.start).trim() !== "") return [];
  const gap = { start: flag.span.end, end: next.span.start };
  return [
    unsafeFix(
      `Write \`--${flag.name}=${next.text}\``,
      "The word behind the flag may be an argument",
      replacement(gap, "="),
    ),
  ];
}
