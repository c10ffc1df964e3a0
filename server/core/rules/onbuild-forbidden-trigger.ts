// onbuild-forbidden-trigger: ONBUILD puts off an instruction that can't be put off.

import { instructionsOf } from "../model/occurrences.ts";
import { defineRule } from "./rule.ts";

const messages = {
  forbidden: (keyword: string) => `\`${keyword}\` can't be put off by \`ONBUILD\`, so the build stops here`,
};

const forbidden = new Set(["ONBUILD", "FROM", "MAINTAINER"]);

export const onbuildForbiddenTrigger = defineRule({
  name: "onbuild-forbidden-trigger",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  sources: [
    "hadolint:DL3043",
    "dockerfile-utils:ONBUILD_CHAINING_DISALLOWED",
    "dockerfile-utils:ONBUILD_TRIGGER_DISALLOWED",
  ],
  reads: [],
  docs: {
    summary: "`ONBUILD` is followed by `ONBUILD`, `FROM` or `MAINTAINER`.",
    why: "What `ONBUILD` puts off runs in the build of an image that is `FROM` this one. A new stage can't begin there, and a second `ONBUILD` would never come to an end, so builders refuse both.",
    examples: [
      {
        bad: `FROM node:22-slim
ONBUILD FROM node:22
`,
        good: `FROM node:22-slim
ONBUILD COPY . .
`,
      },
    ],
    whenNotToUse: "There is none: such a file does not build.",
  },
  check({ dockerfile }, report) {
    for (const { trigger } of instructionsOf(dockerfile, "ONBUILD"))
      if (trigger !== undefined && forbidden.has(trigger.keyword))
        report(trigger.keywordSpan, { message: messages.forbidden(trigger.keyword) });
  },
});
