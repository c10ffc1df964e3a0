// invalid-arguments: an instruction lacks arguments, or has some that no builder takes.

import { isInstruction, isTemplate } from "../syntax/instruction-table.ts";
import { type ArgumentFault, argumentFault, imageFault } from "./invalid-arguments-table.ts";
import { defineRule } from "./rule.ts";

export const invalidArguments = defineRule({
  name: "invalid-arguments",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  sources: [
    "ARGUMENT_MISSING ARGUMENT_EXTRA ARGUMENT_REQUIRES_ONE ARGUMENT_REQUIRES_AT_LEAST_ONE ARGUMENT_REQUIRES_TWO",
    "ARGUMENT_REQUIRES_AT_LEAST_TWO ARGUMENT_REQUIRES_ONE_OR_THREE ARGUMENT_UNNECESSARY INVALID_AS",
    "INVALID_BUILD_STAGE_NAME INVALID_REFERENCE_FORMAT INVALID_SIGNAL INVALID_SYNTAX SHELL_JSON_FORM",
    "SHELL_REQUIRES_ONE SYNTAX_MISSING_EQUALS SYNTAX_MISSING_NAMES SYNTAX_MISSING_SINGLE_QUOTE",
    "SYNTAX_MISSING_DOUBLE_QUOTE UNKNOWN_TYPE HEALTHCHECK_CMD_ARGUMENT_MISSING FLAG_INVALID_DURATION",
    "FLAG_MISSING_DURATION FLAG_UNKNOWN_UNIT FLAG_AT_LEAST_ONE FLAG_LESS_THAN_1MS",
  ]
    .flatMap((line) => line.split(" "))
    .map((code) => `dockerfile-utils:${code}`),
  reads: [],
  docs: {
    summary: "An instruction lacks arguments, or has some that no builder takes.",
    why: "Builders stop at such a line, mostly after they have carried out all those above it. Found are missing and superfluous arguments, variables and labels without `=`, quotes and heredocs that don't end, names of images and stages that are none, `SHELL` without a JSON array, and durations, counts and signals that can't be read. Templates of Dockerfiles are left alone.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
COPY app
`,
        good: `FROM debian:bookworm-slim
COPY app /app
`,
      },
      {
        bad: `FROM debian:bookworm-slim
ENV A=1 B
`,
        good: `FROM debian:bookworm-slim
ENV A=1 B=2
`,
      },
      {
        bad: `FROM debian:bookworm-slim
SHELL /bin/bash -c
`,
        good: `FROM debian:bookworm-slim
SHELL ["/bin/bash", "-c"]
`,
      },
    ],
    whenNotToUse: "There is none: such a file does not build.",
  },
  check({ dockerfile, text }, report) {
    const { escape } = dockerfile.syntax;
    for (const instruction of dockerfile.syntax.instructions) {
      const each = instruction.trigger ?? instruction;
      if (!isInstruction(each.keyword)) continue;
      for (const fault of argumentFault(each, text, escape)) {
        if (isTemplate(dockerfile.syntax)) return;
        report(fault.at, { message: fault.message, ...sourcesOf(fault) });
      }
    }
    for (const { base, from } of dockerfile.stages) {
      // What a default value makes of the name has a finding on the variable.
      const fault = from.words[0]?.text.includes("$") === true ? undefined : imageFault(base);
      if (fault !== undefined && !isTemplate(dockerfile.syntax))
        report(fault.at, { message: fault.message, ...sourcesOf(fault) });
    }
  },
});

function sourcesOf({ seenElsewhere }: ArgumentFault): { readonly sources?: readonly string[] } {
  return seenElsewhere === "nowhere" ? { sources: [] } : {};
}
