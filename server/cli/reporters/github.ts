// The findings as workflow commands, which GitHub shows beside the lines of a pull request.
// Format and escapes: "Workflow commands for GitHub Actions" in GitHub's documentation.

import type { Severity } from "../../core/finding.ts";
import { rangeOf } from "../findings.ts";
import { printableLine } from "../printable.ts";
import type { LintReporter } from "./report.ts";

const levels: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
  hint: "notice",
};

export const githubReporter: LintReporter = (files) =>
  files
    .flatMap(({ name, index, analysis }) =>
      analysis.findings.map(({ rule, severity, message, span }) => {
        const { start, end } = rangeOf(index, span);
        const properties = {
          file: name,
          line: start.line + 1,
          endLine: end.line + 1,
          // GitHub takes columns for a range within one line only.
          ...(start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {}),
          title: rule,
        };
        const words = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
        return `::${levels[severity]} ${words.join(",")}::${data(printableLine(message))}\n`;
      }),
    )
    .join("");

function data(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
