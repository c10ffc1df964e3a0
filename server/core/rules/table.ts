// The table of rules in Markdown: the README's and that of `rules --format markdown`.

import { sourceTitle } from "./document.ts";
import type { Rule } from "./rule.ts";

/** One row for each rule; `link` gives the address of its page, or undefined where there is none to link. */
export function ruleTable(rules: readonly Rule[], link: (rule: Rule) => string | undefined): string {
  const rows = rules.map((rule) => {
    const page = link(rule);
    return row([
      page === undefined ? `\`${rule.name}\`` : `[\`${rule.name}\`](${page})`,
      rule.docs.summary,
      rule.severity,
      rule.docs.fixSafety === undefined ? "" : "yes",
      rule.sources.map(sourceTitle).join(", "),
    ]);
  });
  return [
    row(["Rule", "What it finds", "Severity", "Fixes", "Also known as"]),
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}
