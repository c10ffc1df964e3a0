// cgo-enabled-for-static-runtime: a Go program that may need a C library is copied into an image without it.

import type { GoBuild } from "../ecosystems/go-build.ts";
import { type GoShipment, goShipments } from "../ecosystems/go-shipments.ts";
import type { RelatedPlace, Severity } from "../finding.ts";
import { stageCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import type { Stage } from "../model/stage.ts";
import { cgoFixes } from "./cgo-fixes.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  dynamic: (label: string, runtime: Runtime, because: string) =>
    `\`${label}\` makes a program that does not start on \`${runtime.name}\`, which has ${lacks(runtime)}: ${because}`,
  likely: (label: string, runtime: Runtime, because: string) =>
    `\`${label}\` may make a program that does not start on \`${runtime.name}\`, which has ${lacks(runtime)}: ${because}`,
  fragile: (label: string, runtime: Runtime, because: string) =>
    `\`${label}\` makes a program that starts on \`${runtime.name}\` only as long as nothing changes there: ${because}`,
  unused: (label: string, runtime: Runtime, because: string) =>
    `\`${label}\` makes a program that starts on \`${runtime.name}\` only until a package of it uses cgo: ${because}`,
};

export const cgoEnabledForStaticRuntime = defineRule({
  name: "cgo-enabled-for-static-runtime",
  category: "runtime",
  severity: "error",
  since: "0.1.0",
  sources: [],
  reads: ["go.mod", "**/*.go", "Makefile", "*.sh"],
  docs: {
    summary: "A Go program built with cgo is copied into an image that lacks the C library it is linked to.",
    why: `With cgo on, which is the default wherever a C compiler is installed, \`net\` and \`os/user\` of the standard library are compiled against the builder's C library, and the program needs that library and its loader where it runs. \`scratch\` and distroless \`static\` have neither, and Alpine's musl is not Debian's glibc. The container then ends at once with \`no such file or directory\` or \`not found\`: the file is there, its loader is not.

The build is followed from \`go build\` or \`go install\`, also through a Makefile target or a script of the project, to the \`COPY --from\` that ships it. \`CGO_ENABLED\` counts wherever it is set: before the command, in \`ENV\`, in an \`ARG\` with a default, by \`export\`, by \`go env -w\`. \`-extldflags "-static"\` counts together with \`-linkmode external\` or with the tags \`netgo\` and \`osusergo\`; by itself the linker ignores it when only the standard library uses cgo.

The severity follows what is known. It is an error on \`scratch\` and distroless \`static\` and a warning on an image with another C library. It is one step lower where the project's own sources use neither \`net\` nor \`os/user\` but its modules were not read, or where the C compiler or \`CGO_ENABLED\` of the builder isn't known. It is a hint where the program starts today: nothing in it uses cgo, or cgo is off only because the builder has no C compiler (Go 1.20 and later) or because \`GOARCH\` or \`GOOS\` cross-compiles, which ends when it is built for its own platform. \`-race\` needs cgo, and \`-buildmode=pie\` needs the loader even without it.`,
    examples: [
      {
        bad: `FROM golang:1.22 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go build -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532:65532
CMD ["/server"]
`,
        good: `FROM golang:1.22 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532:65532
CMD ["/server"]
`,
      },
    ],
    whenNotToUse:
      "Where the runtime image gets the C library in a way that can't be seen, such as a base image of your own behind the name of another.",
    fixSafety: `\`CGO_ENABLED=0\` is put before the build. That is safe where the project's sources are known and none of its packages needs cgo, and where cgo is off already; otherwise it is unsafe, because a package may need cgo.

Where a package does need cgo, such as \`github.com/mattn/go-sqlite3\`, the fix is an image of the builder's own release that has the C library; it is unsafe, because that image is larger and other libraries may have to be installed in it.`,
  },
  check: (file, report) => {
    // Most files have nothing to do with Go, and following their copies would cost for nothing.
    if (file.dockerfile.stages.length < 2 || !/\bgo(?:lang)?\b/i.test(file.text)) return;
    const shipments = file.dockerfile.stages.flatMap((stage) => judged(file, stage));
    const byBuild = new Map<GoBuild, Judged[]>();
    for (const each of shipments) {
      const same = byBuild.get(each.shipment.build);
      if (same === undefined) byBuild.set(each.shipment.build, [each]);
      else same.push(each);
    }
    for (const [build, own] of byBuild) {
      const worst = own.reduce((before, each) =>
        rank(each.severity) > rank(before.severity) ? each : before,
      );
      const related = own.flatMap(({ shipment, stage, runtime }): RelatedPlace[] => [
        { span: stage.base.span, message: `\`${runtime.name}\` has ${lacks(runtime)}` },
        { span: shipment.copy.textSpan, message: "The program is copied here" },
      ]);
      const setAt = build.cgoSwitch.setAt;
      if (setAt !== undefined) related.push({ span: setAt, message: "`CGO_ENABLED` is set here" });
      report(build.span, { message: worst.message, severity: worst.severity, related }, () =>
        cgoFixes(file, worst.shipment, worst.stage),
      );
    }
  },
});

/** The image that a program is copied into. */
interface Runtime {
  readonly name: string;
  readonly libc: "none" | "glibc" | "musl";
}

interface Judged {
  readonly shipment: GoShipment;
  readonly stage: Stage;
  readonly runtime: Runtime;
  readonly severity: Severity;
  readonly message: string;
}

function judged(file: RuleFile, stage: Stage): readonly Judged[] {
  const runtime = runtimeOf(stage);
  if (runtime === undefined || bringsLibc(file, stage)) return [];
  const ships = file.dockerfile.shipped.includes(stage);
  const starts = stage.cmd?.by !== undefined || stage.entrypoint?.by !== undefined;
  // A stage between builder and image only passes files on.
  if (!ships && !starts) return [];
  return goShipments(file, stage).flatMap((shipment): Judged[] => {
    const answer = judge(file, shipment, runtime);
    if (answer === undefined) return [];
    // Without a start command `scratch` may be a folder to be exported rather than an image to be run.
    const idle = runtime.name === "scratch" && !starts;
    const severity = idle || file.dockerfile.isDevelopment(stage) ? "hint" : answer.severity;
    return [{ shipment, stage, runtime, severity, message: answer.message }];
  });
}

function judge(
  file: RuleFile,
  shipment: GoShipment,
  runtime: Runtime,
): { readonly severity: Severity; readonly message: string } | undefined {
  const { build, builder } = shipment;
  if (build.goos !== undefined && build.goos !== "linux" && build.goos !== "unknown") return undefined;
  // Libraries for other programs are loaded by what needs a C library anyway.
  if (build.buildmode !== undefined && build.buildmode !== "pie") return undefined;
  const libc = builder.imageFacts?.libc;
  if (runtime.libc !== "none" && (libc === undefined || libc === "none" || libc === runtime.libc))
    return undefined;
  const { cgoSwitch, linkage, label } = build;
  const full: Severity = runtime.libc === "none" ? "error" : "warning";
  const lower: Severity = runtime.libc === "none" ? "warning" : "info";
  const { because } = linkage;
  const unsure = cgoSwitch.state === "unknown";
  switch (linkage.kind) {
    case "dynamic":
      return unsure
        ? { severity: lower, message: messages.likely(label, runtime, because) }
        : { severity: full, message: messages.dynamic(label, runtime, because) };
    case "likely-dynamic":
      return {
        severity: unsure || file.project.known ? lower : full,
        message: messages.likely(label, runtime, because),
      };
    case "unknown":
      return { severity: "hint", message: messages.likely(label, runtime, because) };
    case "static":
      if (cgoSwitch.why === "no-compiler" || cgoSwitch.why === "cross-compiling")
        return { severity: "hint", message: messages.fragile(label, runtime, cgoSwitch.reason) };
      // Off on purpose, or linked statically by its flags.
      if (cgoSwitch.state === "off" || build.static || build.uses.c.answer === "yes") return undefined;
      return { severity: "hint", message: messages.unused(label, runtime, because) };
  }
}

function runtimeOf(stage: Stage): Runtime | undefined {
  const base = stage.rootBase;
  if (base.kind === "scratch") return { name: "scratch", libc: "none" };
  if (base.kind !== "image") return undefined;
  const libc = stage.imageFacts?.libc;
  return libc === undefined || stage.imageFacts?.windows === true
    ? undefined
    : { name: base.reference.text, libc };
}

function lacks(runtime: Runtime): string {
  if (runtime.libc === "none") return "no C library";
  return runtime.libc === "musl" ? "musl instead of glibc" : "glibc instead of musl";
}

const libcPath = /(?:^|\/)(?:ld-linux|ld-musl|libc[.-])|^\/(?:usr\/)?lib(?:64)?(?:\/|$)/;

/** The stage gets a C library or its loader by a COPY, a package or a link. */
function bringsLibc(file: RuleFile, stage: Stage): boolean {
  for (const each of stage.chain) {
    for (const instruction of each.instructions) {
      if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") continue;
      if (instruction.words.some((word) => libcPath.test(word.text) || /\/rootfs\/?$/.test(word.text)))
        return true;
      const copy = file.dockerfile.copy(instruction);
      // A whole file system, or what can't be told.
      const whole =
        copy?.target === "/" &&
        copy.origin.kind === "stage" &&
        copy.sources.some((word) => /\/(?:\.|rootfs|root)?\/?$/.test(word.text) || word.text === "/");
      if (whole) return true;
    }
    for (const run of stageCommands(each)) {
      const names = packageCommand(run)?.packages.map(packageName) ?? [];
      if (names.some((name) => /^(?:gcompat|libc6-compat|glibc(?:-bin)?|musl)$/.test(name))) return true;
      if (run.args.some((word) => /ld-linux|ld-musl|libc\.musl|glibc.*\.apk/.test(word.value))) return true;
    }
  }
  return false;
}

function rank(severity: Severity): number {
  return ["hint", "info", "warning", "error"].indexOf(severity);
}
