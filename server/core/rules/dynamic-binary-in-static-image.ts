// dynamic-binary-in-static-image: a program that needs a C library ships in an image without one.

import type { Fix } from "../finding.ts";
import { bringsLibraries, type ShippedProgram, shippedPrograms } from "../model/shipped-programs.ts";
import { runSeverity } from "../model/shipping.ts";
import { imageWithLibc } from "../split/libc-image.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  missing: (language: string, source: string, libc: string, image: string) =>
    `The ${language} program ${source} is linked to ${libc}, which ${image} does not have, so it stops with "no such file" as soon as it starts`,
};

export const dynamicBinaryInStaticImage = defineRule({
  name: "dynamic-binary-in-static-image",
  category: "runtime",
  severity: "error",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary:
      "A program that is linked to a C library ships in `scratch` or distroless static, which have none.",
    why: `Compilers link to the C library of their image unless told otherwise: Rust for its \`gnu\` targets, \`gcc\` without \`-static\`, Swift, GHC, GraalVM's \`native-image\`, self-contained .NET. Such a program names a loader, \`/lib64/ld-linux-x86-64.so.2\`, which is not there: the container stops with "no such file or directory", which seems to be about the program itself.

It is silent where the linkage can't be read (a Makefile, flags in variables), and where libraries are copied along. Go programs are the subject of \`cgo-enabled-for-static-runtime\`.`,
    examples: [
      {
        bad: `FROM rust:1-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release

FROM scratch
COPY --from=build /src/target/release/app /app
USER 65532:65532
CMD ["/app"]
`,
        good: `FROM rust:1-bookworm AS build
WORKDIR /src
COPY . .
RUN rustup target add x86_64-unknown-linux-musl
RUN cargo build --release --target x86_64-unknown-linux-musl

FROM scratch
COPY --from=build /src/target/x86_64-unknown-linux-musl/release/app /app
USER 65532:65532
CMD ["/app"]
`,
      },
    ],
    whenNotToUse:
      "Where a file of the project (`.cargo/config.toml`, a Makefile) makes the compiler link statically.",
    fixSafety:
      "The fix ships the distroless or slim image that has the C library of the builder's release. It is unsafe: the image is larger, and other libraries that the program loads may be missing in it.",
  },
  check(file, report) {
    const { dockerfile } = file;
    for (const program of shippedPrograms(dockerfile)) {
      const { build, stage, source } = program;
      const root = stage.rootBase;
      const facts = stage.imageFacts;
      if (root.kind !== "scratch" && facts?.libc !== "none") continue;
      if (build.linkage !== "glibc" && build.linkage !== "musl") continue;
      if (bringsLibraries(dockerfile, stage) || linksByProject(file, program)) continue;
      report(
        source.span,
        {
          message: messages.missing(
            build.language,
            quoted(source.text),
            build.linkage,
            root.kind === "image" ? quoted(root.reference.text) : "`scratch`",
          ),
          related: [
            { span: build.run.command.span, message: "It is built here" },
            { span: root.span, message: "This is the image that it ships in" },
          ],
          severity: runSeverity(dockerfile, dockerfile.final ?? stage, "error"),
        },
        () => otherImage(file, program),
      );
    }
  },
});

/** Cargo's own configuration may name a musl target or static linking. */
function linksByProject(file: RuleFile, { build }: ShippedProgram): boolean {
  if (build.language !== "Rust") return false;
  return [".cargo/config.toml", ".cargo/config"].some((path) =>
    /musl|crt-static/.test(file.project.text(path) ?? ""),
  );
}

function otherImage(file: RuleFile, { builder, build, stage }: ShippedProgram): readonly Fix[] {
  const root = stage.rootBase;
  const image = imageWithLibc(builder, stage, build.cxx);
  const written = file.text.slice(root.span.start, root.span.end);
  const literal =
    written.toLowerCase() === (root.kind === "image" ? root.reference.text : "scratch").toLowerCase();
  if (image === undefined || !literal) return [];
  return [
    unsafeFix(
      `Ship \`${image}\`, which has the C library`,
      "The image is larger, and other libraries that the program loads may have to be installed in it",
      replacement(root.span, image),
    ),
  ];
}
