// The table of rules in the README, between its markers.

import { readFileSync } from "node:fs";
import { sourceTitle } from "../../server/core/rules/document.ts";
import type { Rule } from "../../server/core/rules/rule.ts";

export function ruleTable(rules: readonly Rule[]): string {
  const rows = rules.map((rule) =>
    row([
      `[\`${rule.name}\`](docs/rules/${rule.name}.md)`,
      rule.docs.summary,
      rule.severity,
      rule.docs.fixSafety === undefined ? "" : "yes",
      rule.sources.map(sourceTitle).join(", "),
    ]),
  );
  return [
    row(["Rule", "What it finds", "Severity", "Fixes", "Also known as"]),
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}

/** The file's text with what stands between `<!-- NAME:start -->` and `<!-- NAME:end -->` replaced. */
export function withTable(path: string, name: string, table: string): string {
  const text = readFileSync(path, "utf8");
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`${path} needs the lines ${start} and ${end}`);
  return `${text.slice(0, from + start.length)}\n${table}\n${text.slice(to)}`;
}
