// label-invalid-key: a label's name breaks the rules for such names.

import { labelsOf } from "../model/labels.ts";
import { defineRule } from "./rule.ts";

const messages = {
  reserved: (key: string) =>
    `\`${key}\` begins like the labels that Docker keeps for itself, and may change meaning with a release`,
  form: (key: string) =>
    `\`${key}\` has characters that tools which look for labels don't expect: names are lower-case letters and digits, with \`.\`, \`-\` or \`_\` between them`,
};

const reserved = /^(?:com\.docker|io\.docker|org\.dockerproject)\./;
/** What Docker asks others to set. */
const invited = /^com\.docker\.(?:extension|desktop)\./;

export const labelInvalidKey = defineRule({
  name: "label-invalid-key",
  category: "style",
  severity: "hint",
  since: "0.1.0",
  sources: ["hadolint:DL3048"],
  reads: [],
  docs: {
    summary: "A label's name is reserved, or not in the form that Docker recommends.",
    why: "Label names share one space for all tools. Docker's guidelines keep `com.docker.*`, `io.docker.*` and `org.dockerproject.*` for itself, ask for a domain of one's own in front, and for lower-case letters and digits with single separators, which every filter and query can take.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
LABEL com.docker.team="core"
`,
        good: `FROM debian:bookworm-slim
LABEL com.example.team="core"
`,
      },
    ],
    whenNotToUse: "Where something already reads the name as it is.",
  },
  check({ dockerfile }, report) {
    for (const { key, pair } of labelsOf(dockerfile)) {
      if (key.includes("$") || key.includes("{{") || key === "") continue;
      if (reserved.test(key) && !invited.test(key)) report(pair.keySpan, { message: messages.reserved(key) });
      // Upper-case letters are too common to be told about.
      else if (!/^[A-Za-z0-9]+(?:[._/-][A-Za-z0-9]+)*$/.test(key))
        report(pair.keySpan, { message: messages.form(key.replaceAll("`", "'")) });
    }
  },
});
