// suppression-comment: a comment switches a check off.

import { defineRule } from "./rule.ts";

const messages = {
  ignored: (what: string) => `The comment switches ${what} off for what follows it`,
};

export const suppressionComment = defineRule({
  name: "suppression-comment",
  category: "style",
  severity: "off",
  since: "0.1.0",
  sources: ["hadolint:DL1001"],
  reads: [],
  docs: {
    summary: "A comment in the file switches a check off.",
    why: "Where exceptions are to be kept in one place, in the configuration that everyone reviews, comments that switch checks off get in the way. The rule is off unless it is switched on.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
        good: `FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
      },
    ],
    whenNotToUse: "Where a comment beside the instruction is the place for an exception, which is usual.",
  },
  check({ dockerfile, text }, report) {
    for (const node of dockerfile.syntax.nodes) {
      if (node.kind === "directive" && node.name === "check" && /\bskip=/.test(node.value)) {
        report(trimmed(text, node.span), { message: messages.ignored("checks of BuildKit") });
      } else if (node.kind === "comment") {
        const comment = text.slice(node.span.start, node.span.end);
        const tool = /^\s*#\s*(lean-dockerfile|hadolint|check)\b.*?(?:ignore|ignore-file|skip)=/i.exec(
          comment,
        )?.[1];
        if (tool !== undefined)
          report(trimmed(text, node.span), {
            message: messages.ignored(names[tool.toLowerCase()] ?? "a rule"),
          });
      }
    }
  },
});

const names: Readonly<Record<string, string>> = {
  "lean-dockerfile": "a rule",
  hadolint: "a check of hadolint",
  check: "a check of BuildKit",
};

function trimmed(text: string, span: { readonly start: number; readonly end: number }) {
  const raw = text.slice(span.start, span.end);
  return {
    start: span.start + (raw.length - raw.trimStart().length),
    end: span.start + raw.trimEnd().length,
  };
}
