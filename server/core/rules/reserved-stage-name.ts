// reserved-stage-name: a stage is named like something that the builder keeps for itself.

import { renamed } from "../model/stage-names.ts";
import { safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  scratch: (name: string) =>
    `\`${name}\` is the builder's name for the empty image, so \`FROM ${name}\` never means this stage`,
  context: (name: string) =>
    `\`${name}\` is the builder's name for the build context, so a reference to it may not mean this stage`,
};

export const reservedStageName = defineRule({
  name: "reserved-stage-name",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  sources: ["hadolint:DL3063", "buildkit:ReservedStageName"],
  reads: [],
  docs: {
    summary: "A stage is named `scratch` or `context`, which the builder keeps for itself.",
    why: "`FROM scratch` always means the empty image, whatever stages there are, and `context` is how BuildKit's frontends call the build context. A stage of that name looks as if it could be built on, and can't; some builders refuse it.",
    examples: [
      {
        bad: `FROM alpine:3.22 AS scratch
RUN apk add --no-cache ca-certificates

FROM scratch
COPY app /app
`,
        good: `FROM alpine:3.22 AS certificates
RUN apk add --no-cache ca-certificates

FROM scratch
COPY app /app
`,
      },
    ],
    whenNotToUse: "There is no reason to keep such a name.",
    fixSafety: "The fix renames the stage and what refers to it.",
  },
  check({ dockerfile }, report) {
    for (const stage of dockerfile.stages) {
      const { name, nameSpan } = stage;
      if (name === undefined || nameSpan === undefined) continue;
      const reserved = name.toLowerCase();
      if (reserved !== "scratch" && reserved !== "context") continue;
      report(nameSpan, { message: messages[reserved](name) }, () => {
        const free = `${reserved}-stage`;
        if (dockerfile.stages.some((each) => each.name?.toLowerCase() === free)) return [];
        return [safeFix(`Rename this stage to \`${free}\``, ...renamed(dockerfile, stage, free))];
      });
    }
  },
});
