// copy-from-unknown-stage: files are taken from a stage that is not there.

import type { Severity } from "../finding.ts";
import { imageFacts } from "../images/lookup.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import { nearestName } from "../model/nearest-name.ts";
import { type NamedSource, namedSources } from "../model/stage-names.ts";
import { isTemplate } from "../syntax/instruction-table.ts";
import { replacement } from "../text/edits.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  self: (name: string) => `\`${name}\` is this stage itself, which has nothing to copy from yet`,
  later: (name: string) => `The stage \`${name}\` comes later, so the name is taken for an image`,
  number: (name: string) => `No stage before this one has the number \`${name}\`, so the build stops here`,
  similar: (name: string, other: string) =>
    `No stage is named \`${name}\`, so it is taken for an image; a stage \`${other}\` is there`,
  unknown: (name: string) => `No stage is named \`${name}\`, so it is taken for the image \`${name}:latest\``,
};

export const copyFromUnknownStage = defineRule({
  name: "copy-from-unknown-stage",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  sources: ["hadolint:DL3022", "hadolint:DL3023", "trivy:DS-0006"],
  reads: [],
  docs: {
    summary: "`COPY --from` or a mount names a stage that is not there.",
    why: `A stage can be copied from once it is finished: by its name, or by its number below the own one. What is no stage is taken for an image, so that a wrong letter ends in \`pull access denied\` or, worse, in files from a stranger's image.

It is an error for the stage itself, for later stages and for numbers that do not exist; a warning where a stage has nearly that name; a hint for other names without a tag, which may be images or contexts that the build is given (\`--build-context\`). Known images are left alone.`,
    examples: [
      {
        bad: `FROM golang:1.22 AS builder
RUN go install example.com/tool@v1.2.0

FROM debian:bookworm-slim
COPY --from=bulider /go/bin/tool /usr/local/bin/tool
`,
        good: `FROM golang:1.22 AS builder
RUN go install example.com/tool@v1.2.0

FROM debian:bookworm-slim
COPY --from=builder /go/bin/tool /usr/local/bin/tool
`,
      },
    ],
    whenNotToUse: "Where named build contexts have names that look like those of stages.",
    fixSafety:
      "The fix writes the name of the stage that is nearest to it. It is unsafe: it may be another one that is meant.",
  },
  check({ dockerfile, text }, report) {
    // A template may bring the stage along.
    if (!text.includes("from=")) return;
    for (const source of namedSources(dockerfile)) {
      const found = judge(dockerfile, source);
      if (found === undefined || isTemplate(dockerfile.syntax)) continue;
      const { message, severity, similar } = found;
      report(source.span, { message, ...(severity === undefined ? {} : { severity }) }, () =>
        similar === undefined
          ? []
          : [
              unsafeFix(
                `Use the stage \`${similar}\``,
                "Another stage or image may be meant",
                replacement(source.span, similar),
              ),
            ],
      );
    }
  },
});

/** A misspelled name is looked for among so many stages before it. */
const mostStages = 50;

interface Judgement {
  readonly message: string;
  readonly severity?: Severity;
  readonly similar?: string;
}

function judge(dockerfile: Dockerfile, { name, user, instruction }: NamedSource): Judgement | undefined {
  if (name === "" || /\$|\{\{/.test(name) || dockerfile.findStage(name, user.index) !== undefined)
    return undefined;
  const own = user.name?.toLowerCase() === name.toLowerCase();
  if (own || name === String(user.index)) return { message: messages.self(name) };
  if (/^\d+$/.test(name)) return { message: messages.number(name) };
  if (dockerfile.findStage(name, dockerfile.stages.length) !== undefined)
    return { message: messages.later(name) };
  // A tag, a digest or a path makes it an image; `scratch` is BuildKit's word for an empty folder.
  if (/[:@/.]/.test(name) || name.toLowerCase() === "scratch" || imageFacts(name) !== undefined)
    return undefined;
  const before = dockerfile.stages.slice(Math.max(0, user.index - mostStages), user.index);
  const names = before.flatMap((stage) => stage.name ?? []);
  const similar = nearestName(name, names);
  if (similar !== undefined)
    return { message: messages.similar(name, similar), severity: "warning", similar };
  // What a mount names is a context that the build is given more often than not.
  return instruction.keyword === "RUN" ? undefined : { message: messages.unknown(name), severity: "hint" };
}
