// What the analysis says of suppression comments that silenced nothing, once all rules have run.

import type { Fix } from "../finding.ts";
import { nearestName } from "../model/nearest-name.ts";
import type { NamedSuppression } from "../suppression.ts";
import { replacement } from "../text/edits.ts";
import { safeFix, unsafeFix } from "./quick-fix.ts";
import type { Report } from "./rule.ts";

/** The rule under which it is reported. */
export const unusedRule = "unused-suppression";

const messages = {
  unused: (name: string) => `\`${name}\` finds nothing here, so the comment silences nothing`,
  unknown: (name: string) => `No rule is named \`${name}\`, so the comment silences nothing`,
};

/** Reports the names that silenced nothing. `isJudged` says which rules ran with all that they need. */
export function reportUnused(
  suppressions: readonly NamedSuppression[],
  ruleNames: readonly string[],
  isJudged: (name: string) => boolean,
  report: Report,
): void {
  for (const each of suppressions) {
    if (each.used || each.name === unusedRule) continue;
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
