// env-self-reference: ENV uses a variable that the same instruction sets.

import { instructionsOf } from "../model/occurrences.ts";
import { spelledKeyword } from "../model/writing.ts";
import { replacement } from "../text/edits.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  old: (use: string, old: string) =>
    `\`${use}\` has its value from before this \`ENV\` here, ${old}, not the one that is set beside it`,
};

export const envSelfReference = defineRule({
  name: "env-self-reference",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  sources: ["hadolint:DL3044"],
  reads: [],
  docs: {
    summary: "An `ENV` uses a variable that it sets itself.",
    why: "All values of one `ENV` are worked out before any of them is set. `ENV HOME=/srv DATA=$HOME/data` uses the `HOME` from before, which is another one or none at all. A variable that builds on itself (`PATH=/opt/bin:$PATH`) is fine.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
ENV APP_HOME=/srv/app APP_DATA=$APP_HOME/data
`,
        good: `FROM debian:bookworm-slim
ENV APP_HOME=/srv/app
ENV APP_DATA=$APP_HOME/data
`,
      },
    ],
    whenNotToUse: "Where the value from before is meant.",
    fixSafety:
      "The fix puts the second variable into an `ENV` of its own. It is unsafe, because that changes its value.",
  },
  check({ dockerfile, text }, report) {
    for (const instruction of instructionsOf(dockerfile, "ENV")) {
      const { pairs } = instruction;
      const stage = dockerfile.stageOf(instruction);
      if (pairs.length < 2 || stage === undefined) continue;
      const setHere = new Map(pairs.map((pair, at) => [pair.key, at]));
      for (const [at, pair] of pairs.entries()) {
        const value = pair.value?.text;
        if (value === undefined || !value.includes("$") || pair.value === undefined) continue;
        for (const use of value.matchAll(/(?<!\\)\$\{?([A-Za-z_]\w*)/g)) {
          const name = use[1] ?? "";
          const index = setHere.get(name);
          if (index === undefined || name === pair.key || isLiteral(value, use.index)) continue;
          // With a default of its own the value is right without the variable.
          if (/^\{?\w+:?[-+]/.test(value.slice(use.index + 1))) continue;
          const before = stage.variable(name, instruction);
          const set = pairs[index]?.value;
          // `A=$A` only hands on the value from before.
          if (set !== undefined && /^["']?\$\{?(\w+)\}?["']?$/.exec(set.text)?.[1] === name) continue;
          if (
            before !== null &&
            before !== undefined &&
            set !== undefined &&
            stage.expand(set.text, instruction) === before
          )
            continue;
          // A value from before that is set in this file may well be meant where the new one comes later.
          if (index > at && before !== null) continue;
          const found = text.indexOf(use[0], pair.value.span.start);
          const span = {
            start: found,
            end:
              found +
              use[0].length +
              (use[0].startsWith("${") ? closing(value, use.index + use[0].length) : 0),
          };
          const old =
            before === null
              ? "which is nothing"
              : before === undefined
                ? "whatever that is"
                : `\`${before}\``;
          report(span, { message: messages.old(`$${name}`, old.replaceAll("\n", " ")) }, () => {
            const previous = pairs[at - 1];
            if (previous === undefined || index >= at || instruction.comments.length > 0) return [];
            // All that follows moves along, so it must not need what stays.
            const gap = { start: previous.span.end, end: pair.span.start };
            const line = `${dockerfile.syntax.eol}${spelledKeyword(dockerfile, "ENV")} `;
            return [
              unsafeFix(
                `Set \`${pair.key}\` in an \`ENV\` of its own`,
                `\`${pair.key}\` gets another value than before`,
                replacement(gap, line),
              ),
            ];
          });
          break;
        }
      }
    }
  },
});

/** True inside single quotes, where a dollar sign is plain text. */
function isLiteral(value: string, at: number): boolean {
  const before = value.slice(0, at).replace(/"(?:[^"\\]|\\.)*"/g, "");
  return (before.match(/'/g)?.length ?? 0) % 2 === 1 && !before.startsWith('"');
}

/** How many characters the rest of `${NAME...}` has, its brace included. */
function closing(value: string, from: number): number {
  const end = value.indexOf("}", from);
  return end === -1 ? 0 : end + 1 - from;
}
