// time-zones-missing: a program that loads time zones ships in an empty image without them.

import { scratchProgram } from "../model/scratch-needs.ts";
import { insertedAfter, spelledKeyword } from "../model/writing.ts";
import { quoted, safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  missing: (path: string) =>
    `\`scratch\` holds no time zones, so those that ${path} loads by name fail with "unknown time zone"`,
};

export const timeZonesMissing = defineRule({
  name: "time-zones-missing",
  category: "runtime",
  severity: "info",
  since: "0.1.0",
  sources: [],
  reads: ["**/*.go"],
  docs: {
    summary: "A Go program that loads time zones by name ships in `scratch` without them.",
    why: `\`time.LoadLocation("Europe/Berlin")\` reads the zone from the system's files. \`scratch\` has none, and the call returns an error. Go finds zones in a single file as well, which its images have: \`ZONEINFO\` says where. Importing \`time/tzdata\` builds them into the program.`,
    examples: [
      {
        bad: `FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532:65532
CMD ["/server"]
`,
        good: `FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -tags timetzdata -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532:65532
CMD ["/server"]
`,
        context: {
          "go.mod": "module example.com/server\n",
          "main.go":
            'package main\n\nimport "time"\n\nfunc main() {\n\ttime.LoadLocation("Europe/Berlin")\n}\n',
        },
      },
    ],
    whenNotToUse: "Where the zones are mounted, or the program does without them.",
    fixSafety:
      "The fix copies Go's own file with the zones from the builder and names it in `ZONEINFO`. It is safe: nothing else reads either.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    if (/timetzdata/.test(text)) return;
    const program = scratchProgram(dockerfile, file.project);
    if (program === undefined) return;
    const { stage, builder } = program;
    if (
      stage.chain.some((each) => each.instructions.some((one) => /zoneinfo|tzdata|\s\/\s*$/i.test(one.text)))
    )
      return;
    if (program.where(({ embedsTimeZones }) => embedsTimeZones) !== undefined) return;
    const path = program.where(({ timeZones }) => timeZones);
    if (path === undefined) return;
    report(stage.base.span, { message: messages.missing(quoted(path)) }, () => {
      if (builder.imageFacts?.family !== "golang") return [];
      const from = builder.name ?? String(builder.index);
      return [
        safeFix(
          "Copy the time zones of the builder",
          insertedAfter(dockerfile, stage.from, [
            `${spelledKeyword(dockerfile, "COPY")} --from=${from} /usr/local/go/lib/time/zoneinfo.zip /zoneinfo.zip`,
            `${spelledKeyword(dockerfile, "ENV")} ZONEINFO=/zoneinfo.zip`,
          ]),
        ),
      ];
    });
  },
});
