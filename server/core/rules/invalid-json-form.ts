// invalid-json-form: arguments look like a JSON array and are none.

import type { Fix } from "../finding.ts";
import { instructionsOf } from "../model/occurrences.ts";
import { insertedBefore } from "../model/writing.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { isTemplate } from "../syntax/instruction-table.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { safeFix, unsafeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";
import { withoutTool } from "./sources.ts";

const messages = {
  shell: (keyword: string, why: string) =>
    `This is no JSON array${why}, so \`${keyword}\` hands it to a shell as it is, which looks for a program whose name begins with \`[\``,
  words: (keyword: string, why: string) =>
    `This is no JSON array${why}, so \`${keyword}\` takes its brackets and quotes for parts of names`,
};

const reasons = {
  quotes: ": strings stand in double quotes there",
  comma: ": a comma stands before its end",
  separator: ": commas are missing between its strings",
  comment: ": what follows `#` is no comment here",
  other: "",
};

export const invalidJsonForm = defineRule({
  name: "invalid-json-form",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  sources: ["dockerfile-utils:JSON_IN_SINGLE_QUOTES", "tally:invalid-json-form"],
  reads: [],
  docs: {
    summary: "Arguments look like a JSON array but are none.",
    why: "Builders take what is not exactly a JSON array of strings for the shell form, without a word. `CMD ['npm', 'start']` builds, and the container ends with `/bin/sh: 1: [npm,: not found`; `COPY ['a', 'b']` looks for a file `['a',`. JSON wants double quotes, commas between the strings and none behind the last one.",
    examples: [
      {
        bad: `FROM node:22-slim
CMD ['node', 'server.js']
`,
        good: `FROM node:22-slim
CMD ["node", "server.js"]
`,
      },
    ],
    whenNotToUse: "There is no reason to keep such an array.",
    fixSafety:
      "The fix writes the array as JSON. It is safe in `RUN`, `COPY` and `ADD`, which fail as they are, where the strings and their order are clear. It is unsafe where something is missing between them, and in `CMD`, `ENTRYPOINT`, `HEALTHCHECK` and `VOLUME`, because the image then says something else.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    for (const keyword of ["CMD", "ENTRYPOINT", "RUN", "VOLUME", "COPY", "ADD", "HEALTHCHECK"]) {
      for (const instruction of instructionsOf(dockerfile, keyword)) {
        const at = keyword === "HEALTHCHECK" ? instruction.healthCheck?.command : bodyOf(instruction, text);
        // Most arguments are told apart by their first character.
        if (at === undefined || text[at.start] !== "[") continue;
        const exec = keyword === "HEALTHCHECK" ? instruction.healthCheck?.exec : instruction.exec;
        if (exec !== undefined || isTemplate(dockerfile.syntax)) continue;
        const found = readArray(instruction, text.slice(at.start, at.end));
        if (found === undefined) continue;
        const why = reasons[found.fault];
        const isShell = !["VOLUME", "COPY", "ADD"].includes(keyword);
        const message = isShell ? messages.shell(keyword, why) : messages.words(keyword, why);
        // dockerfile-utils looks for single quotes, and not in a health check.
        const seen =
          found.fault === "quotes" &&
          /^\[\s*'/.test(text.slice(at.start, at.end)) &&
          keyword !== "HEALTHCHECK";
        const { sources } = invalidJsonForm;
        report(at, { message, sources: seen ? sources : withoutTool(sources, "dockerfile-utils") }, () =>
          found.fault === "comment" ? commentAbove(file, instruction, at) : fixes(instruction, found, at),
        );
      }
    }
  },
});

/** The arguments; where there are flags, what is behind them. */
function bodyOf(instruction: Instruction, text: string): Span {
  return text[instruction.body.start] === "-" ? instruction.args : instruction.body;
}

interface LooseArray {
  readonly elements: readonly string[] | undefined;
  readonly fault: keyof typeof reasons;
}

/** Reads what is meant as an array; undefined for a shell's `[ -f x ] && ...`. */
function readArray(instruction: Instruction, written: string): LooseArray | undefined {
  if (/^\[\s*"[^#]*"\s*\]\s+#/.test(written)) return { elements: undefined, fault: "comment" };
  const inner = /^\[\s*([\s\S]*?)\s*\]$/.exec(written)?.[1];
  if (inner === undefined) return undefined;
  // A test of the shell has a space behind its bracket and no comma between quotes.
  const quotedStart = /^["'“”‘’]/.test(inner);
  const hasComma = /["'“”‘’]\s*,/.test(inner);
  if (!quotedStart || (instruction.keyword === "RUN" && !hasComma)) return undefined;
  if (instruction.joints.length > 0) return { elements: undefined, fault: "other" };
  const elements: string[] = [];
  let rest = inner;
  let fault: LooseArray["fault"] = "other";
  for (;;) {
    const found = /^(?:'([^']*)'|"((?:[^"\\]|\\.)*)"|[“”]([^“”]*)[“”]|[‘’]([^‘’]*)[‘’])\s*(,?)\s*/.exec(rest);
    if (found === null) return { elements: undefined, fault };
    const [all, single, double, curly, curlySingle, comma] = found;
    if (double === undefined) fault = "quotes";
    elements.push(double === undefined ? (single ?? curly ?? curlySingle ?? "") : unescaped(double));
    rest = rest.slice(all.length);
    if (rest === "") {
      if (comma === ",") fault = fault === "other" ? "comma" : fault;
      return { elements, fault };
    }
    if (comma === "") fault = "separator";
  }
}

/** The comment on a line of its own above the instruction. */
function commentAbove({ dockerfile, text }: RuleFile, instruction: Instruction, at: Span): readonly Fix[] {
  const hash = text.indexOf("#", text.indexOf("]", at.start));
  let start = hash;
  while (text[start - 1] === " " || text[start - 1] === "\t") start--;
  const comment = text.slice(hash, at.end).trim();
  if (instruction.joints.length > 0) return [];
  return [
    repaired(
      instruction,
      "Put the comment on a line of its own",
      insertedBefore(dockerfile, instruction, [comment]),
      replacement({ start, end: at.end }, ""),
    ),
  ];
}

/** A build that fails on the instruction has nothing to lose; what the image holds of the others changes. */
function repaired(instruction: Instruction, title: string, ...edits: readonly TextEdit[]): Fix {
  switch (instruction.keyword) {
    case "RUN":
    case "COPY":
    case "ADD":
      return safeFix(title, ...edits);
    case "VOLUME":
      return unsafeFix(title, "The image declares other volumes than before", ...edits);
    default:
      return unsafeFix(title, "The container starts something else than before", ...edits);
  }
}

function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}

function fixes(instruction: Instruction, { elements, fault }: LooseArray, at: Span): readonly Fix[] {
  if (elements === undefined) return [];
  const edit = replacement(at, `[${elements.map((each) => JSON.stringify(each)).join(", ")}]`);
  return [
    fault === "separator"
      ? unsafeFix("Write it as JSON", "Strings without a comma between them may be one", edit)
      : repaired(instruction, "Write it as JSON", edit),
  ];
}
