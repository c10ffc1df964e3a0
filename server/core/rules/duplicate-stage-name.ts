// duplicate-stage-name: two stages have one name.

import type { Dockerfile } from "../model/dockerfile.ts";
import { renamed } from "../model/stage-names.ts";
import { isTemplate } from "../syntax/instruction-table.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  again: (name: string) =>
    `Another stage is named \`${name}\` already, so the name means this one from here on and the earlier one can't be reached by \`--target\``,
};

export const duplicateStageName = defineRule({
  name: "duplicate-stage-name",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  sources: [
    "hadolint:DL3024",
    "buildkit:DuplicateStageName",
    "trivy:DS-0012",
    "checkov:CKV_DOCKER_11",
    "dockerfile-utils:DUPLICATE_BUILD_STAGE_NAME",
  ],
  reads: [],
  docs: {
    summary: "Two stages have the same name.",
    why: "A name is looked up backwards, so the same `COPY --from=build` means one stage above the second definition and the other one below it. `--target` reaches only one of them, and which one has changed between builders. Names are compared without regard to case.",
    examples: [
      {
        bad: `FROM golang:1.22 AS build
RUN go install example.com/tool@v1.2.0

FROM node:22 AS build
RUN npm install --global typescript@5.6.3

FROM debian:bookworm-slim
COPY --from=build /usr/local/bin/tsc /usr/local/bin/tsc
`,
        good: `FROM golang:1.22 AS tool
RUN go install example.com/tool@v1.2.0

FROM node:22 AS build
RUN npm install --global typescript@5.6.3

FROM debian:bookworm-slim
COPY --from=build /usr/local/bin/tsc /usr/local/bin/tsc
`,
      },
    ],
    whenNotToUse: "There is no reason to keep two stages of one name.",
    fixSafety:
      "The fix gives the later stage a number and changes what refers to it. It is unsafe because a compose file or a script may build that stage by its name.",
  },
  check(file, report) {
    const { dockerfile } = file;
    // Only one of the stages may come of a template.
    if (dockerfile.stages.length < 2 || isTemplate(dockerfile.syntax)) return;
    const first = new Map<string, (typeof dockerfile.stages)[number]>();
    for (const stage of dockerfile.stages) {
      if (stage.name === undefined || stage.nameSpan === undefined) continue;
      const key = stage.name.toLowerCase();
      const earlier = first.get(key);
      if (earlier === undefined) {
        first.set(key, stage);
        continue;
      }
      report(
        stage.nameSpan,
        {
          message: messages.again(stage.name),
          related: [{ span: earlier.nameSpan ?? earlier.from.span, message: "The first stage of this name" }],
        },
        () => {
          const name = freeName(dockerfile, stage.name ?? "stage");
          return [
            unsafeFix(
              `Rename this stage to \`${name}\``,
              "Whatever builds the stage by its name then builds the earlier one",
              ...renamed(dockerfile, stage, name),
            ),
          ];
        },
      );
    }
  },
});

function freeName(dockerfile: Dockerfile, name: string): string {
  const taken = new Set(dockerfile.stages.map((stage) => stage.name?.toLowerCase()));
  for (let number = 2; ; number++)
    if (!taken.has(`${name}-${number}`.toLowerCase())) return `${name}-${number}`;
}
