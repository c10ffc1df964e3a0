// A rule's documentation as Markdown: the generated page, `explain` and the editor show the same text.

import type { Rule, RuleExample } from "./rule.ts";

/** The page of a rule, in Markdown, with a final line end. */
export function ruleDocument(rule: Rule): string {
  const { docs } = rule;
  const sections: string[] = [`# ${rule.name}`, facts(rule), "## What it does", docs.summary];
  sections.push("## Why is this bad?", docs.why.trim(), ...docs.examples.flatMap(exampleSections));
  if (docs.fixSafety !== undefined) sections.push("## Fix safety", docs.fixSafety.trim());
  sections.push("## When not to use it", docs.whenNotToUse.trim());
  sections.push("## Options", options(rule));
  if (rule.sources.length > 0)
    sections.push("## Also known as", rule.sources.map((each) => `- ${sourceTitle(each)}`).join("\n"));
  return `${sections.join("\n\n")}\n`;
}

/** `hadolint DL3002` for `hadolint:DL3002`. */
export function sourceTitle(source: string): string {
  return source.replace(":", " ");
}

function facts(rule: Rule): string {
  const severity = rule.severity === "off" ? "off unless switched on" : rule.severity;
  const fixes = rule.docs.fixSafety === undefined ? "none" : "yes";
  const reads =
    rule.reads.length === 0
      ? "the Dockerfile"
      : `the Dockerfile, ${rule.reads.map((each) => `\`${each}\``).join(", ")}`;
  return `Severity: ${severity} · category: ${rule.category} · fixes: ${fixes} · since ${rule.since}\n\nReads ${reads}.`;
}

function exampleSections(example: RuleExample, at: number): readonly string[] {
  const files = Object.entries(example.context ?? {}).map(([path, text]) => `${fenced(text, "", path)}`);
  const context = files.length === 0 ? [] : ["With these files in the build context:", ...files];
  const { settings } = example;
  const configured =
    settings === undefined
      ? []
      : ["With this configuration:", fenced(JSON.stringify(settings, undefined, 2), "json")];
  const title = at === 0 ? ["## Example"] : [];
  return [
    ...title,
    fenced(example.bad, "dockerfile"),
    ...context,
    ...configured,
    "Use instead:",
    fenced(example.good, "dockerfile"),
  ];
}

/** A code block whose fence is longer than any in the text. */
function fenced(text: string, language: string, name?: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map((match) => match[0].length));
  const fence = "`".repeat(longest + 1);
  const title = name === undefined ? "" : `\`${name}\`:\n\n`;
  return `${title}${fence}${language}\n${text.replace(/\n$/, "")}\n${fence}`;
}

function options(rule: Rule): string {
  const configured = rule.severity === "off" ? "warning" : "off";
  return [
    `\`leanDockerfile.rules.${rule.name}\` sets its severity: \`"off"\`, \`"hint"\`, \`"info"\`, \`"warning"\` or \`"error"\` (default \`"${rule.severity}"\`). In \`.lean-dockerfile.json\`:`,
    fenced(`{ "rules": { "${rule.name}": "${configured}" } }`, "json"),
    "A comment above an instruction silences it there:",
    fenced(`# lean-dockerfile ignore=${rule.name} the reason`, "dockerfile"),
  ].join("\n\n");
}
