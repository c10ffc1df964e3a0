// label-missing: the shipped image lacks a label that the configuration asks for.

import { labelsOf } from "../model/labels.ts";
import { defineRule } from "./rule.ts";

const messages = {
  missing: (keys: readonly string[]) =>
    `The image has no label ${keys.map((key) => `\`${key}\``).join(", ")}, which the configuration asks for`,
};

export const labelMissing = defineRule({
  name: "label-missing",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  sources: ["hadolint:DL3049"],
  reads: [],
  docs: {
    summary: "The shipped image lacks labels that the configuration asks for.",
    why: "The setting `labels` names the labels that every image of a project has, with the type of each. Only the shipped image is judged, with what it inherits from earlier stages. Without that setting the rule has nothing to say.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
LABEL org.opencontainers.image.title="tool"
`,
        good: `FROM debian:bookworm-slim
LABEL org.opencontainers.image.title="tool" com.example.team="core"
`,
        settings: { labels: { "com.example.team": "text" } },
      },
    ],
    whenNotToUse: "Without a list of labels the rule is silent.",
  },
  check({ dockerfile, settings }, report) {
    const wanted = Object.keys(settings.labels);
    const { final } = dockerfile;
    if (wanted.length === 0 || final === undefined) return;
    const present = new Set(
      labelsOf(dockerfile).flatMap(({ key, stage }) => (dockerfile.shipped.includes(stage) ? key : [])),
    );
    const missing = wanted.filter((key) => !present.has(key));
    if (missing.length > 0) report(final.base.span, { message: messages.missing(missing) });
  },
});
