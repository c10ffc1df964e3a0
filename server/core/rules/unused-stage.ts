// unused-stage: nothing in the file uses a stage.

import { instructionsOf } from "../model/occurrences.ts";
import type { Stage } from "../model/stage.ts";
import { targetOf } from "../targets.ts";
import { quoted } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  unused: (stage: string) =>
    `Nothing in this file uses ${stage}, so it is only built where something names it as a target`,
};

export const unusedStage = defineRule({
  name: "unused-stage",
  category: "lean",
  severity: "hint",
  since: "0.1.0",
  sources: ["tally:no-unreachable-stages"],
  reads: ["compose.yaml", "docker-bake.hcl", ".github/workflows/", ".gitlab-ci.yml", "Makefile"],
  docs: {
    summary:
      "No FROM, COPY or mount uses a stage, no target of the project names it, and it is not the last one.",
    why: `BuildKit leaves such a stage out; the classic builder builds it every time, for nothing. Often a \`COPY --from\` was changed or removed and the stage was left behind. It may be meant as a target of its own, so it is a hint, and stages for development and tests are left alone.`,
    examples: [
      {
        bad: `FROM golang:1.25 AS tools
RUN go install golang.org/x/tools/cmd/stringer@latest

FROM alpine:3.22
USER nobody
CMD ["sleep", "1"]
`,
        good: `FROM golang:1.25 AS tools
RUN go install golang.org/x/tools/cmd/stringer@latest

FROM alpine:3.22
COPY --from=tools /go/bin/stringer /usr/local/bin/stringer
USER nobody
CMD ["sleep", "1"]
`,
      },
    ],
    whenNotToUse:
      "Where the stage is built with `--target` by something that lies outside the project. Compose files, bake files, workflows, pipelines and Makefiles of the project are read.",
  },
  check(file, report) {
    const { dockerfile } = file;
    const { stages } = dockerfile;
    if (stages.length < 2) return;
    const used = new Set<Stage>(stages.slice(-1));
    for (const build of file.project.builds) {
      const target = targetOf(dockerfile, build);
      if (target !== undefined) used.add(target);
    }
    for (const stage of stages) if (stage.base.kind === "stage") used.add(stage.base.stage);
    for (const keyword of ["COPY", "ADD"])
      for (const instruction of instructionsOf(dockerfile, keyword)) {
        const origin = dockerfile.copy(instruction)?.origin;
        if (origin?.kind === "stage") used.add(origin.stage);
        // It may be any of them.
        if (origin?.kind === "unknown") return;
      }
    for (const instruction of [
      ...instructionsOf(dockerfile, "RUN"),
      ...instructionsOf(dockerfile, "ONBUILD"),
    ]) {
      if (!instruction.text.includes("from=")) continue;
      for (const match of instruction.text.matchAll(/from=["']?([\w.${}-]+)/g)) {
        const name = match[1] ?? "";
        if (name.includes("$")) return;
        const found = dockerfile.findStage(name, dockerfile.stageOf(instruction)?.index ?? stages.length);
        if (found !== undefined) used.add(found);
      }
    }
    // A name that is a variable elsewhere, `FROM $VARIANT`, may be any.
    const anyName = stages.some(({ base, from }) => base.kind === "unknown" || /\$/.test(from.argsText));
    for (const stage of stages) {
      if (used.has(stage) || dockerfile.isDevelopment(stage)) continue;
      if (stage.name !== undefined && anyName) continue;
      report(stage.nameSpan ?? stage.base.span, {
        message: messages.unused(stage.name === undefined ? "this stage" : `the stage ${quoted(stage.name)}`),
      });
    }
  },
});
