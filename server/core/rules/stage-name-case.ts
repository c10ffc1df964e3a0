// stage-name-case: a stage's name has upper-case letters.

import { renamed } from "../model/stage-names.ts";
import { safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  upper: (name: string) =>
    `\`${name}\` has upper-case letters that the builder does not tell from lower-case ones, so it reads as two names where it is written differently`,
};

export const stageNameCase = defineRule({
  name: "stage-name-case",
  category: "style",
  severity: "hint",
  since: "0.1.0",
  sources: ["buildkit:StageNameCasing"],
  reads: [],
  docs: {
    summary: "A stage's name has upper-case letters.",
    why: "Builders compare the names of stages without regard to case, and image names are lower case. Names in lower case look the same wherever they are used.",
    examples: [
      {
        bad: `FROM golang:1.22 AS Builder
RUN go install example.com/tool@v1.2.0

FROM debian:bookworm-slim
COPY --from=Builder /go/bin/tool /usr/local/bin/tool
`,
        good: `FROM golang:1.22 AS builder
RUN go install example.com/tool@v1.2.0

FROM debian:bookworm-slim
COPY --from=builder /go/bin/tool /usr/local/bin/tool
`,
      },
    ],
    whenNotToUse: "Where names are written in another style on purpose.",
    fixSafety:
      "The fix changes the name and every reference to it in the file. `--target` finds the stage in either case.",
  },
  check({ dockerfile }, report) {
    for (const stage of dockerfile.stages) {
      const { name, nameSpan } = stage;
      if (name === undefined || nameSpan === undefined) continue;
      const lower = name.toLowerCase();
      if (name === lower) continue;
      report(nameSpan, { message: messages.upper(name) }, () => [
        safeFix(`Rename this stage to \`${lower}\``, ...renamed(dockerfile, stage, lower)),
      ]);
    }
  },
});
