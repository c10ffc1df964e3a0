// hard-coded-architecture: a file that is built for several platforms names one of them.

import { commandsOf } from "../model/occurrences.ts";
import { insertedAfter, spelledKeyword } from "../model/writing.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  one: (text: string) =>
    `${text} builds for one architecture, though this file is built for several, so images of the others do not start`,
};

export const hardCodedArchitecture = defineRule({
  name: "hard-coded-architecture",
  category: "runtime",
  severity: "hint",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "A file that is built for several platforms sets `GOARCH` to one of them.",
    why: `A Dockerfile that uses \`TARGETARCH\`, \`TARGETPLATFORM\` or \`BUILDPLATFORM\` is built once for each platform. With \`GOARCH=amd64\` every one of these images gets the same program, and the arm64 image stops with "exec format error".`,
    examples: [
      {
        bad: `FROM --platform=$BUILDPLATFORM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=amd64 go build -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532:65532
CMD ["/server"]
`,
        good: `FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532:65532
CMD ["/server"]
`,
      },
    ],
    whenNotToUse: "Where a program for a fixed architecture is wanted in every image.",
    fixSafety:
      "The fix writes `$TARGETARCH` and declares it. It is unsafe, because images of other architectures get another program than before: that is its purpose.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    if (!/GOARCH/.test(text) || !/TARGET(?:ARCH|PLATFORM)|BUILDPLATFORM/.test(text)) return;
    for (const run of commandsOf(dockerfile, "go")) {
      const stage = dockerfile.stageOf(run.instruction);
      const set = run.command.assignments.find(({ name }) => name === "GOARCH");
      const value = set?.value;
      if (
        stage === undefined ||
        set === undefined ||
        value === undefined ||
        value.dynamic ||
        !/^[a-z]\w+$/.test(value.value)
      )
        continue;
      if (run.args[0]?.value !== "build" && run.args[0]?.value !== "install") continue;
      // A build for each architecture by name is on purpose.
      if (text.split("GOARCH=").length > 2 || run.command.conditional) continue;
      report(set.span, { message: messages.one(quoted(`GOARCH=${value.value}`)) }, () => {
        const declared = stage.variableChanges.has("TARGETARCH");
        return [
          unsafeFix(
            "Build for the image's own architecture (`$TARGETARCH`)",
            "Images of other architectures get another program than before",
            replacement(value.span, "$TARGETARCH"),
            ...(declared
              ? []
              : [insertedAfter(dockerfile, stage.from, [`${spelledKeyword(dockerfile, "ARG")} TARGETARCH`])]),
          ),
        ];
      });
    }
  },
});
