// The JSON schema of `.lean-dockerfile.json`, made from the rules, so that editors complete and check it.

import type { Rule } from "../../server/core/rules/rule.ts";
import { dockerfileSyntaxes, labelKinds, preferredRuntimes } from "../../server/core/settings.ts";

const severities = ["off", "hint", "info", "warning", "error"];

export function configurationSchema(rules: readonly Rule[]): string {
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of Lean Dockerfile",
    description: "The nearest `.lean-dockerfile.json` in the folder of a Dockerfile or above it counts.",
    type: "object",
    properties: {
      $schema: { type: "string" },
      rules: {
        type: "object",
        description: "Severity by rule; a rule that is not named keeps its own.",
        properties: Object.fromEntries(rules.map((rule) => [rule.name, ruleProperty(rule)])),
        additionalProperties: false,
      },
      preferredRuntime: {
        enum: preferredRuntimes,
        default: "auto",
        description: "The runtime image that a split takes where it fits the program.",
      },
      dockerfileSyntax: {
        enum: dockerfileSyntaxes,
        default: "auto",
        description: "Whether fixes may write syntax that needs BuildKit; `auto` looks at the file.",
      },
      trustedRegistries: {
        type: "array",
        items: { type: "string" },
        description: "Registries that base images may come from: `docker.io`, `*.corp` for all below one.",
      },
      labels: {
        type: "object",
        description: "Labels that an image must have, and what their values are.",
        additionalProperties: { enum: labelKinds },
      },
    },
    additionalProperties: false,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function ruleProperty(rule: Rule): unknown {
  return { enum: severities, default: rule.severity, description: rule.docs.summary };
}
