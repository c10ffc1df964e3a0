// `explain`: the documentation of a rule.

import { ruleDocument } from "../../core/rules/document.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit.ts";
import { ruleNamed } from "../rule-names.ts";
import type { Output } from "../terminal.ts";

export const explainCommand = defineCommand({
  name: "explain",
  summary: "Show what a rule finds, why it matters, and what its fixes do.",
  operands: { usage: "RULE", least: 1, most: 1 },
  options: {},
  notes: ["`lean-dockerfile rules` lists the rules. On a terminal the page is styled, else it is Markdown."],
  run: async ({ terminal }, { operands: [name = ""] }) => {
    const page = ruleDocument(ruleNamed(name));
    terminal.out.write(terminal.out.interactive ? styled(page, terminal.out) : page);
    return exitCodes.clean;
  },
});

/** Markdown with its marks turned into styles: headings bold, code blocks indented and coloured. */
function styled(markdown: string, output: Output): string {
  let fence: string | undefined;
  const lines = markdown.split("\n").flatMap((line) => {
    const mark = /^(`{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || fence === mark)) {
      fence = fence === undefined ? mark : undefined;
      return [];
    }
    if (fence !== undefined) return [`    ${output.style("cyan", line)}`];
    const heading = /^#+ (.*)$/.exec(line)?.[1];
    return [heading === undefined ? line : output.style("bold", heading)];
  });
  return lines.join("\n");
}
