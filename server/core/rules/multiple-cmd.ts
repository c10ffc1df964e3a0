// multiple-cmd: a stage has CMD, ENTRYPOINT or HEALTHCHECK more than once.

import { instructionsOf } from "../model/occurrences.ts";
import type { Stage } from "../model/stage.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement } from "../text/edits.ts";
import { safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  overridden: (keyword: string) =>
    `A later \`${keyword}\` of the stage replaces this one, so it has no effect`,
};

const sources: Readonly<Record<string, readonly string[]>> = {
  CMD: ["hadolint:DL4003", "trivy:DS-0016"],
  ENTRYPOINT: ["hadolint:DL4004", "trivy:DS-0007"],
  HEALTHCHECK: ["hadolint:DL3012", "trivy:DS-0023"],
};

/** They see all three. */
const others = ["buildkit:MultipleInstructionsDisallowed", "dockerfile-utils:MULTIPLE_INSTRUCTIONS"];

const once = Object.entries(sources);

export const multipleCmd = defineRule({
  name: "multiple-cmd",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  sources: [...Object.values(sources).flat(), ...others],
  reads: [],
  docs: {
    summary: "A stage has more than one `CMD`, `ENTRYPOINT` or `HEALTHCHECK`.",
    why: "The last one wins, the others do nothing. Whoever wrote two often expects both to run.",
    examples: [
      {
        bad: `FROM node:22-slim
CMD ["node", "worker.js"]
CMD ["node", "server.js"]
`,
        good: `FROM node:22-slim
CMD ["node", "server.js"]
`,
      },
    ],
    whenNotToUse: "There is no reason to keep the earlier ones.",
    fixSafety: "The fix removes the instruction that has no effect; comments above it stay.",
  },
  check({ dockerfile }, report) {
    for (const [keyword, names] of once) {
      const all = instructionsOf(dockerfile, keyword);
      if (all.length < 2) continue;
      const last = new Map<Stage | undefined, Instruction>();
      for (const instruction of all) last.set(dockerfile.stageOf(instruction), instruction);
      for (const instruction of all) {
        const winner = last.get(dockerfile.stageOf(instruction));
        if (winner === undefined || winner === instruction) continue;
        report(
          instruction.keywordSpan,
          {
            message: messages.overridden(keyword),
            sources: [...names, ...others],
            related: [{ span: winner.keywordSpan, message: "This one counts" }],
          },
          () =>
            instruction.comments.length > 0
              ? []
              : [safeFix(`Remove this \`${keyword}\``, replacement(instruction.span, ""))],
        );
      }
    }
  },
});
