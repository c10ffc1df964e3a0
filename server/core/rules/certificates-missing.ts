// certificates-missing: a program that makes TLS connections ships in an empty image without certificates.

import { scratchProgram } from "../model/scratch-needs.ts";
import { insertedAfter, spelledKeyword } from "../model/writing.ts";
import { quoted, safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  missing: (path: string) =>
    `\`scratch\` holds no certificates, so the TLS connections that ${path} makes fail with "certificate signed by unknown authority"`,
};

const certificates = "/etc/ssl/certs/ca-certificates.crt";

export const certificatesMissing = defineRule({
  name: "certificates-missing",
  category: "runtime",
  severity: "info",
  since: "0.1.0",
  sources: [],
  reads: ["**/*.go"],
  docs: {
    summary: "A Go program that makes TLS connections ships in `scratch` without certificates.",
    why: `Whether the other side of a TLS connection can be trusted is checked against the certificates of authorities, which Linux distributions have as a file. \`scratch\` has no files at all: every request to an \`https\` address fails, though the program starts. Copying the one file from the builder is enough; distroless static has it.`,
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
RUN CGO_ENABLED=0 go build -o /server .

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /server /server
USER 65532:65532
CMD ["/server"]
`,
        context: {
          "go.mod": "module example.com/server\n",
          "main.go":
            'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.Get("https://example.com")\n}\n',
        },
      },
    ],
    whenNotToUse: "Where the program brings its certificates along, or they are mounted.",
    fixSafety: "The fix copies the file from the builder. It is safe: nothing but TLS reads it.",
  },
  check(file, report) {
    const { dockerfile } = file;
    const program = scratchProgram(dockerfile, file.project);
    if (program === undefined) return;
    const { stage, builder } = program;
    if (
      stage.chain.some((each) =>
        each.instructions.some(({ text }) => /cert|ssl|pki|\bca-|ca\.(?:crt|pem)|\s\/\s*$/i.test(text)),
      )
    )
      return;
    const path = program.where(
      ({ tls, imports }) => tls && !imports.some((each) => /x509roots|rootcerts|certifi/.test(each)),
    );
    if (path === undefined) return;
    report(stage.base.span, { message: messages.missing(quoted(path)) }, () => {
      // Images of Go have the file; a bare distribution may not.
      if (builder.imageFacts?.ecosystem !== "go") return [];
      const from = builder.name ?? String(builder.index);
      const line = `${spelledKeyword(dockerfile, "COPY")} --from=${from} ${certificates} /etc/ssl/certs/`;
      return [safeFix("Copy the certificates of the builder", insertedAfter(dockerfile, stage.from, [line]))];
    });
  },
});
