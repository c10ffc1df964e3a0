// unused-suppression: a comment of ours silences nothing.

import type { Fix } from "../finding.ts";
import { nearestName } from "../model/nearest-name.ts";
import type { NamedSuppression } from "../suppression.ts";
import { replacement } from "../text/edits.ts";
import { safeFix, unsafeFix } from "./quick-fix.ts";
import { defineRule, type Report } from "./rule.ts";

const messages = {
  unused: (name: string) => `\`${name}\` finds nothing here, so the comment silences nothing`,
  unknown: (name: string) => `No rule is named \`${name}\`, so the comment silences nothing`,
};

export const unusedSuppression = defineRule({
  name: "unused-suppression",
  category: "style",
  severity: "hint",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "A comment silences a rule that finds nothing there.",
    why: "An exception that outlives its reason hides the next finding. Only comments of this tool are judged (`# lean-dockerfile ignore=`, `ignore-file=`), and only for rules that are on and whose answer is known: what a rule reads of the build context has to be there. Comments for hadolint and BuildKit are theirs to judge.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
# lean-dockerfile ignore=maintainer the label comes later
RUN echo hello
`,
        good: `FROM debian:bookworm-slim
RUN echo hello
`,
      },
    ],
    whenNotToUse: "Where the comments are shared by files that differ.",
    fixSafety:
      "The fix removes the name, and the comment with its last one: that is what the comment was for. A misspelled name can be put right instead, which is unsafe: another rule may be meant.",
  },
  // What silenced something is known when all rules have run: the analysis reports it.
  check: () => {},
});

/** Reports the names that silenced nothing. `isJudged` says which rules ran with all that they need. */
export function reportUnused(
  suppressions: readonly NamedSuppression[],
  ruleNames: readonly string[],
  isJudged: (name: string) => boolean,
  report: Report,
): void {
  for (const each of suppressions) {
    if (each.used || each.name === unusedSuppression.name) continue;
    const isKnown = ruleNames.includes(each.name);
    if (isKnown && !isJudged(each.name)) continue;
    const message = isKnown ? messages.unused(each.name) : messages.unknown(each.name);
    report(each.span, { message }, () =>
      fixes(each, isKnown ? undefined : nearestName(each.name, ruleNames)),
    );
  }
}

function fixes(
  { span, comment, names, first }: NamedSuppression,
  similar: string | undefined,
): readonly Fix[] {
  const rename =
    similar === undefined
      ? []
      : [unsafeFix(`Write \`${similar}\``, "Another rule may be meant", replacement(span, similar))];
  if (names === 1) return [...rename, safeFix("Remove the comment", replacement(comment, ""))];
  // A comma goes along: the one in front, or behind the first name the one that follows.
  const at = first ? { start: span.start, end: span.end + 1 } : { start: span.start - 1, end: span.end };
  return [...rename, safeFix("Remove the name", replacement(at, ""))];
}
