// The findings as SARIF 2.1.0, which code scanning services take in. Source: the OASIS standard of that version.

import { version } from "../../../package.json";
import type { Severity } from "../../core/finding.ts";
import { rules } from "../../core/rules/registry.ts";
import type { Rule } from "../../core/rules/rule.ts";
import { rangeOf } from "../findings.ts";
import type { LintedFile, LintReporter } from "./report.ts";

const levels: Readonly<Record<Severity | "off", string>> = {
  error: "error",
  warning: "warning",
  info: "note",
  hint: "note",
  off: "none",
};

export const sarifReporter: LintReporter = (files) => {
  const found = new Set(files.flatMap(({ analysis }) => analysis.findings.map(({ rule }) => rule)));
  const used = rules.filter(({ name }) => found.has(name));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Lean Dockerfile", version, rules: used.map(descriptor) } },
        // Columns are counted as JavaScript and the Language Server Protocol count them.
        columnKind: "utf16CodeUnits",
        artifacts: files.map(({ name }) => ({ location: { uri: addressOf(name) } })),
        results: files.flatMap((file, index) => results(file, index, used)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function descriptor({ name, category, severity, docs }: Rule): unknown {
  return {
    id: name,
    shortDescription: { text: docs.summary },
    fullDescription: { text: docs.why },
    defaultConfiguration: { level: levels[severity], enabled: severity !== "off" },
    properties: { category },
  };
}

function results(
  { name, index, analysis }: LintedFile,
  file: number,
  used: readonly Rule[],
): readonly unknown[] {
  const location = (span: Parameters<typeof rangeOf>[1]) => {
    const { start, end } = rangeOf(index, span);
    return {
      artifactLocation: { uri: addressOf(name), index: file },
      region: {
        startLine: start.line + 1,
        startColumn: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
      },
    };
  };
  return analysis.findings.map(({ rule, severity, message, span, related }) => ({
    ruleId: rule,
    ruleIndex: used.findIndex((each) => each.name === rule),
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: location(span) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((each, id) => ({
            id,
            message: { text: each.message },
            physicalLocation: location(each.span),
          })),
        }),
  }));
}

/** A relative path as a relative address. */
function addressOf(name: string): string {
  return name.split("/").map(encodeURIComponent).join("/");
}
