// health-check-tool-missing: a health check calls curl or wget, which the image does not have.

import { instructionsOf } from "../model/occurrences.ts";
import { baseName } from "../model/paths.ts";
import { runSeverity, shippedStages } from "../model/shipping.ts";
import { stageHasProgram } from "../model/stage-programs.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { Span } from "../text/span.ts";
import { quoted } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  missing: (program: string, image: string) =>
    `${image} has no ${program}, so the health check fails every time and the container counts as unhealthy`,
};

export const healthCheckToolMissing = defineRule({
  name: "health-check-tool-missing",
  category: "runtime",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "A health check calls curl or wget, which the image does not have.",
    why: `A health check runs inside the container. Slim and distroless images have neither \`curl\` nor \`wget\`, and Alpine has no \`curl\`: the check fails with "not found", the container is marked unhealthy, and orchestrators stop or replace a program that works.

It is silent for images whose programs are not known, and where anything in the file may bring the program.`,
    examples: [
      {
        bad: `FROM python:3.13-slim
COPY app.py /app.py
USER nobody
HEALTHCHECK CMD curl --fail http://localhost:8000/ || exit 1
CMD ["python", "/app.py"]
`,
        good: `FROM python:3.13-slim
COPY app.py /app.py
USER nobody
HEALTHCHECK CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://localhost:8000/')"]
CMD ["python", "/app.py"]
`,
      },
    ],
    whenNotToUse: "Where whatever runs the container replaces the health check, as a compose file can.",
  },
  check(file, report) {
    const { dockerfile } = file;
    const checks = instructionsOf(dockerfile, "HEALTHCHECK");
    if (checks.length === 0) return;
    for (const stage of shippedStages(dockerfile)) {
      const last = stage.instructions.findLast(({ keyword }) => keyword === "HEALTHCHECK");
      if (last === undefined) continue;
      const called = calledTool(last);
      const final = dockerfile.final ?? stage;
      if (called !== undefined && stageHasProgram(dockerfile, final, called.name) === false)
        report(called.span, {
          message: messages.missing(
            quoted(called.name),
            final.rootBase.kind === "image"
              ? quoted(final.rootBase.reference.text)
              : "An image from `scratch`",
          ),
          severity: runSeverity(dockerfile, final, "warning"),
        });
      return;
    }
  },
});

function calledTool(instruction: Instruction): { readonly name: string; readonly span: Span } | undefined {
  const first = instruction.healthCheck?.exec?.elements[0];
  if (first !== undefined) {
    const name = baseName(first.value);
    return tools.has(name) ? { name, span: first.span } : undefined;
  }
  const commands = instruction.script?.commands ?? [];
  // `curl ... || wget ...`: one of them may do.
  if (commands.filter(({ program }) => tools.has(baseName(program))).length > 1) return undefined;
  const command = commands.find(({ program, conditional }) => !conditional && tools.has(baseName(program)));
  return command === undefined ? undefined : { name: baseName(command.program), span: command.programSpan };
}

const tools = new Set(["curl", "wget"]);
