// instruction-before-from: something stands before the first FROM, or there is none.

import { isInstruction, isTemplate } from "../syntax/instruction-table.ts";
import { defineRule } from "./rule.ts";

const messages = {
  before: (keyword: string) =>
    `\`${keyword}\` stands before the first \`FROM\`, where only \`ARG\` may, so the build stops here`,
  none: () => "The file has no `FROM`, so there is nothing to build on and the build stops here",
};

export const instructionBeforeFrom = defineRule({
  name: "instruction-before-from",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  sources: ["hadolint:DL3061", "dockerfile-utils:NO_SOURCE_IMAGE", "tally:require-stages"],
  reads: [],
  docs: {
    summary: "An instruction stands before the first `FROM`, or the file has none.",
    why: "`FROM` begins a stage, and every other instruction belongs to one. Only `ARG` may come first, for values that `FROM` uses.",
    examples: [
      {
        bad: `LABEL org.opencontainers.image.title="tool"
FROM debian:bookworm-slim
`,
        good: `FROM debian:bookworm-slim
LABEL org.opencontainers.image.title="tool"
`,
      },
    ],
    whenNotToUse: "For parts of Dockerfiles that something else puts together.",
  },
  check({ dockerfile }, report) {
    const { instructions } = dockerfile.syntax;
    const known = instructions.filter(({ keyword }) => isInstruction(keyword));
    const first = known.find(({ keyword }) => keyword !== "ARG") ?? known[0];
    if (first?.keyword === "ARG" && dockerfile.stages.length > 0) return;
    if (first === undefined || first.keyword === "FROM" || isTemplate(dockerfile.syntax)) return;
    const message = dockerfile.stages.length === 0 ? messages.none() : messages.before(first.keyword);
    report(first.keywordSpan, { message });
  },
});
