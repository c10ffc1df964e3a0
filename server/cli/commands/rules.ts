// `rules`: the list of rules.

import { sourceTitle } from "../../core/rules/document.ts";
import { rules } from "../../core/rules/registry.ts";
import { ruleTable } from "../../core/rules/table.ts";
import type { RulesOutput } from "../../protocol/rules.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit.ts";
import { wrap } from "../printable.ts";
import type { Output } from "../terminal.ts";

export const rulesCommand = defineCommand({
  name: "rules",
  summary: "List the rules.",
  operands: { usage: "", least: 0, most: 0 },
  options: {
    format: {
      kind: "choice",
      choices: ["text", "json", "markdown"],
      default: "text",
      help: "How to print them.",
    },
  },
  notes: ["`lean-dockerfile explain RULE` shows the whole documentation of one."],
  run: async ({ terminal: { out } }, { options }) => {
    if (options.format === "json") out.write(`${JSON.stringify(listing(), null, 2)}\n`);
    else if (options.format === "markdown") out.write(`${ruleTable(rules, () => undefined)}\n`);
    else out.write(plainList(out));
    return exitCodes.clean;
  },
});

function listing(): RulesOutput {
  return rules.map((rule) => ({
    name: rule.name,
    aliases: rule.aliases ?? [],
    category: rule.category,
    severity: rule.severity,
    since: rule.since,
    sources: rule.sources,
    reads: rule.reads,
    summary: rule.docs.summary,
    hasFixes: rule.docs.fixSafety !== undefined,
  }));
}

function plainList(output: Output): string {
  return rules
    .map((rule) => {
      const also = rule.sources.length === 0 ? "" : `  also ${rule.sources.map(sourceTitle).join(", ")}`;
      const head = `${output.style("bold", rule.name)}  ${rule.severity}${output.style("dim", also)}`;
      const columns = output.columns === undefined ? undefined : output.columns - 2;
      return `${head}\n${wrap(rule.docs.summary, columns)
        .map((line) => `  ${line}\n`)
        .join("")}`;
    })
    .join("");
}
