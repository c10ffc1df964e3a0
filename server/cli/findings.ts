// Findings made ready to print: places as line and column, counts, and which of them make a command fail.

import { type Finding, type Severity, severities } from "../core/finding.ts";
import type { LineIndex } from "../core/text/lines.ts";
import type { Span } from "../core/text/span.ts";
import type { LintRange } from "../protocol/lint.ts";

export type FailOn = Severity | "never";

/** Zero-based, in UTF-16 units. */
export function rangeOf(index: LineIndex, span: Span): LintRange {
  return { start: index.positionAt(span.start), end: index.positionAt(span.end) };
}

/** `file:line:column` with one-based figures, as compilers print it and terminals link it. */
export function placeText(file: string, index: LineIndex, span: Span): string {
  const { line, character } = index.positionAt(span.start);
  return `${file}:${line + 1}:${character + 1}`;
}

/** True when a finding is at least as severe as `failOn`. */
export function fails(finding: Finding, failOn: FailOn): boolean {
  return failOn !== "never" && severities.indexOf(finding.severity) <= severities.indexOf(failOn);
}

/** `1 error, 3 warnings`; empty without findings. */
export function countText(findings: readonly Finding[]): string {
  return severities
    .flatMap((severity) => {
      const count = findings.filter((finding) => finding.severity === severity).length;
      return count === 0 ? [] : [plural(count, severity)];
    })
    .join(", ");
}

/** `1 file`, `2 files`, `2 fixes`. `info` has no plural. */
export function plural(count: number, word: string): string {
  const ending = word.endsWith("x") ? "es" : "s";
  return `${count} ${word}${count === 1 || word === "info" ? "" : ending}`;
}
