// The findings in the form of hadolint's JSON, for tools that read that: one object a finding, places from 1 on.

import type { Severity } from "../../core/finding.ts";
import { rangeOf } from "../findings.ts";
import type { LintReporter } from "./report.ts";

const levels: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "info",
  hint: "style",
};

const prefix = "hadolint:";

export const hadolintJsonReporter: LintReporter = (files) => {
  const findings = files.flatMap(({ name, index, analysis }) =>
    analysis.findings.map(({ rule, severity, message, span, sources }) => {
      const { start } = rangeOf(index, span);
      const code = sources.find((source) => source.startsWith(prefix))?.slice(prefix.length) ?? rule;
      return {
        code,
        column: start.character + 1,
        file: name,
        level: levels[severity],
        line: start.line + 1,
        message,
      };
    }),
  );
  return `${JSON.stringify(findings, null, 2)}\n`;
};
