// copy-from-missing-path: a COPY takes from a stage what nothing in that stage makes.

import { instructionsOf } from "../model/occurrences.ts";
import { baseName, resolvePath } from "../model/paths.ts";
import { fixedPart, stageFiles } from "../model/stage-files.ts";
import { isInstruction } from "../syntax/instruction-table.ts";
import { quoted } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  missing: (path: string, stage: string, other: string | undefined) =>
    `Nothing in ${stage} makes ${path}, so this COPY fails and with it the build${other === undefined ? "" : `; ${other} is made there`}`,
};

export const copyFromMissingPath = defineRule({
  name: "copy-from-missing-path",
  category: "runtime",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  reads: ["what COPY takes from the context"],
  docs: {
    summary: "A COPY takes from a stage a path that nothing in that stage makes.",
    why: `The path is a slip, or was right before the builder's folder changed: the build runs to its end and then stops at the COPY. Every instruction of the stage is followed, and those of the stages it is FROM. Where one of them can't be (a script, \`make\`, a base image that is not known) nothing is said.`,
    examples: [
      {
        bad: `FROM golang:1.25 AS build
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 go build -o /out/server .

FROM scratch
COPY --from=build /app/server /server
USER 65532:65532
CMD ["/server"]
`,
        good: `FROM golang:1.25 AS build
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 go build -o /out/server .

FROM scratch
COPY --from=build /out/server /server
USER 65532:65532
CMD ["/server"]
`,
      },
    ],
    whenNotToUse: "Where the stage is replaced when the image is built (`--build-context`).",
  },
  check(file, report) {
    const { dockerfile } = file;
    if (dockerfile.stages.length < 2) return;
    for (const instruction of instructionsOf(dockerfile, "COPY")) {
      const copy = dockerfile.copy(instruction);
      const stage = dockerfile.stageOf(instruction);
      if (copy?.origin.kind !== "stage" || stage === undefined) continue;
      const { origin } = copy;
      // A line that is no instruction stands for what was left out, such as `...` in documentation.
      if (origin.stage.chain.some((each) => each.instructions.some(({ keyword }) => !isInstruction(keyword))))
        continue;
      const files = stageFiles(dockerfile, origin.stage, file.project);
      for (const source of copy.sources) {
        const path = stage.expand(source.text, instruction);
        if (path === undefined || path.startsWith("<<")) continue;
        const absolute = resolvePath("/", fixedPart(path));
        if (files.mayHold(absolute)) continue;
        const other = files.named(baseName(absolute));
        report(source.span, {
          message: messages.missing(
            quoted(absolute),
            origin.stage.name === undefined ? "that stage" : `the stage ${quoted(origin.stage.name)}`,
            other === undefined ? undefined : quoted(other),
          ),
          related: [{ span: origin.stage.from.textSpan, message: "This is the stage that it is taken from" }],
        });
      }
    }
  },
});
