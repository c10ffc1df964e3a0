// label-unexpected: the image has a label that the configuration does not name.

import { labelsOf } from "../model/labels.ts";
import { defineRule } from "./rule.ts";

const messages = {
  unexpected: (key: string) =>
    `\`${key}\` is not among the labels of the configuration, which are all that images have`,
};

export const labelUnexpected = defineRule({
  name: "label-unexpected",
  category: "correctness",
  severity: "off",
  since: "0.1.0",
  sources: ["hadolint:DL3050"],
  reads: [],
  docs: {
    summary: "The shipped image has a label that the configuration does not name.",
    why: "Where the setting `labels` is meant to be complete, a name that is not on it is misspelled or was dropped. The rule is off unless it is switched on (`strict-labels` of `.hadolint.yaml` does), and has nothing to say without that setting.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
LABEL com.example.taem="core"
`,
        good: `FROM debian:bookworm-slim
LABEL com.example.team="core"
`,
        settings: { labels: { "com.example.team": "text" } },
      },
    ],
    whenNotToUse: "Where labels beyond the list are fine.",
  },
  check({ dockerfile, settings }, report) {
    if (Object.keys(settings.labels).length === 0) return;
    for (const { key, pair, stage } of labelsOf(dockerfile))
      if (!Object.hasOwn(settings.labels, key) && dockerfile.shipped.includes(stage))
        report(pair.keySpan, { message: messages.unexpected(key) });
  },
});
