// The settings block of package.json: one severity setting for each rule, in a section of its own.

import type { Rule } from "../../server/core/rules/rule.ts";

/** The title of the section; the element of `contributes.configuration` with it is the generated one. */
const title = "Rules";
const choices = ["off", "hint", "info", "warning", "error"];

interface ConfigurationSection {
  readonly title?: string;
  readonly order?: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Manifest {
  readonly contributes: { readonly configuration: ConfigurationSection[] };
}

/** The manifest's text with the section replaced, or added behind the others. */
export function withRuleSettings(text: string, rules: readonly Rule[]): string {
  const manifest = JSON.parse(text) as Manifest;
  const sections = manifest.contributes.configuration;
  const at = sections.findIndex((section) => section.title === title);
  const section: ConfigurationSection = {
    title,
    order: at === -1 ? sections.length + 1 : (sections[at]?.order ?? at + 1),
    properties: Object.fromEntries(rules.map((rule) => [`leanDockerfile.rules.${rule.name}`, setting(rule)])),
  };
  sections.splice(at === -1 ? sections.length : at, at === -1 ? 0 : 1, section);
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function setting(rule: Rule): unknown {
  return {
    type: "string",
    enum: choices,
    default: rule.severity,
    scope: "resource",
    markdownDescription: rule.docs.summary,
  };
}
