// start-command-missing: CMD or ENTRYPOINT starts a file that is not in the image, or that can't be executed.

import { baseName, isWithin } from "../model/paths.ts";
import { runSeverity } from "../model/shipping.ts";
import { isSystemPath, stageFiles } from "../model/stage-files.ts";
import { notExecutable } from "../split/not-executable.ts";
import { startCommand } from "../split/start-command.ts";
import { quoted } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  missing: (path: string, other: string | undefined) =>
    `Nothing puts ${path} into the image, so the container stops as soon as it starts${other === undefined ? "" : `; ${other} is there`}`,
  notExecutable: (path: string, source: string) =>
    `${source} may not be executed in the build context and COPY keeps that, so starting ${path} fails with "permission denied"`,
};

export const startCommandMissing = defineRule({
  name: "start-command-missing",
  category: "runtime",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  reads: ["the file that the image starts"],
  docs: {
    summary: "CMD or ENTRYPOINT starts a file that nothing puts into the image, or that may not be executed.",
    why: `The build does not look at the start command, so a wrong path is found out when the container starts and stops again. Often the program was copied to another place than before, or CMD still has the builder's path. A script that is started directly needs the right to be executed, which COPY takes over from the build context.

Every instruction of the shipped image is followed. Where one of them can't be (a script, \`make\`, a base image that is not known) nothing is said.`,
    examples: [
      {
        bad: `FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/server .

FROM scratch
COPY --from=build /out/server /bin/server
USER 65532:65532
CMD ["/server"]
`,
        good: `FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/server .

FROM scratch
COPY --from=build /out/server /bin/server
USER 65532:65532
CMD ["/bin/server"]
`,
      },
    ],
    whenNotToUse: "Where the file is mounted into the container.",
  },
  check(file, report) {
    const { dockerfile } = file;
    const stage = dockerfile.final;
    if (stage === undefined) return;
    const answer = startCommand(stage);
    if (answer.kind !== "start" || answer.start.by === undefined) return;
    const [first] = answer.start.runs;
    const { path } = first;
    if (path === undefined || /[$[\]']/.test(first.name)) return;
    const span = first.span ?? answer.start.span;
    const severity = runSeverity(dockerfile, stage, "warning");
    const isSystem = stage.rootBase.kind !== "scratch" && isSystemPath(path);
    const files = isSystem ? undefined : stageFiles(dockerfile, stage, file.project);
    if (files !== undefined && !files.mayHold(path)) {
      // What is mounted there is there when it starts.
      if (
        stage.chain.some((each) =>
          each.instructionsOf("VOLUME").some(({ words }) => words.some(({ text }) => isWithin(text, path))),
        )
      )
        return;
      const other = files.named(baseName(path));
      report(span, {
        message: messages.missing(quoted(path), other === undefined ? undefined : quoted(other)),
        severity,
      });
      return;
    }
    const source = notExecutable(file, stage, path);
    if (source !== undefined && answer.start.shell === "none")
      report(span, { message: messages.notExecutable(quoted(path), quoted(source)), severity });
  },
});
