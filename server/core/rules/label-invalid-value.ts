// label-invalid-value: a label's value is not what its name promises.

import type { Fix } from "../finding.ts";
import { fits, knownLabels, type Label, labelsOf, licenseNames } from "../model/labels.ts";
import type { LabelKind } from "../settings.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  empty: (key: string) => `\`${key}\` is empty, so who looks for it finds nothing to show`,
  form: (key: string, value: string, form: string) =>
    `${quoted(value)} is no ${form}, which \`${key}\` is read as`,
};

const forms: Readonly<Record<LabelKind, string>> = {
  text: "text",
  url: "address with a scheme, such as `https://example.com`",
  email: "e-mail address",
  semver: "semantic version, such as `1.2.3`",
  rfc3339: "time as RFC 3339 writes it, such as `2026-01-31T12:00:00Z`",
  spdx: "SPDX licence expression, such as `Apache-2.0`",
  hash: "hash of a commit",
};

export const labelInvalidValue = defineRule({
  name: "label-invalid-value",
  category: "correctness",
  severity: "info",
  since: "0.1.0",
  sources: [
    "hadolint:DL3051",
    "hadolint:DL3052",
    "hadolint:DL3053",
    "hadolint:DL3054",
    "hadolint:DL3055",
    "hadolint:DL3056",
    "hadolint:DL3058",
  ],
  reads: [],
  docs: {
    summary: "A label's value does not have the form that its name stands for.",
    why: "Registries, scanners and `docker scout` read the OCI labels: the source's address for a link, the licence as an SPDX expression, the time of the build as RFC 3339. A value in another form is left out or shown wrongly. Known are the labels of the OCI image specification and of label-schema.org, and those that the setting `labels` names with a type: `text`, `url`, `email`, `semver`, `rfc3339`, `spdx` or `hash`. Values that a build argument without default fills in are not judged, nor are builders.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
LABEL org.opencontainers.image.licenses="Apache 2.0"
`,
        good: `FROM debian:bookworm-slim
LABEL org.opencontainers.image.licenses="Apache-2.0"
`,
      },
      {
        bad: `FROM debian:bookworm-slim
LABEL com.example.contact="the team"
`,
        good: `FROM debian:bookworm-slim
LABEL com.example.contact="team@example.com"
`,
        settings: { labels: { "com.example.contact": "email" } },
      },
    ],
    whenNotToUse: "Where nothing reads the labels.",
    fixSafety:
      "Licence names that people write get their SPDX identifier. It is unsafe, since only the author knows which version was meant.",
  },
  check({ dockerfile, settings }, report) {
    for (const label of labelsOf(dockerfile)) {
      const { key, value, stage, pair } = label;
      if (value === undefined || value.includes("{{") || !dockerfile.shipped.includes(stage)) continue;
      const type = settings.labels[key] ?? (Object.hasOwn(knownLabels, key) ? knownLabels[key] : undefined);
      if (type === undefined || fits(value, type)) continue;
      const message = value === "" ? messages.empty(key) : messages.form(key, value, forms[type]);
      report(value === "" ? pair.span : (label.written?.span ?? pair.span), { message }, () =>
        fixes(label, type),
      );
    }
  },
});

function fixes({ value, written }: Label, type: LabelKind): readonly Fix[] {
  const name = (value ?? "").toLowerCase();
  const identifier = type === "spdx" && Object.hasOwn(licenseNames, name) ? licenseNames[name] : undefined;
  if (identifier === undefined || written === undefined) return [];
  const why = "Another version of the licence may be meant";
  return [unsafeFix(`Write \`${identifier}\``, why, replacement(written.span, `"${identifier}"`))];
}
