// build-packages-in-final-image: compilers and headers are installed in a shipped stage and stay there.

import type { Fix } from "../finding.ts";
import { type RunCommand, runCommands, stageCommands } from "../model/commands.ts";
import { commandsOf } from "../model/occurrences.ts";
import { packageCommand, packageName, packagePrograms } from "../model/packages.ts";
import { appendedCommand } from "../model/run-edits.ts";
import { leanSeverity, shippedStages } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import { shippedToolchains } from "../split/toolchain.ts";
import type { ShellWord } from "../syntax/shell.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  shipped: (names: string) =>
    `Installing ${names} ships what only a build needs, and it stays in the image to its end`,
};

const buildOnly =
  /^(?:gcc(?:-[\d.]+)?|g\+\+(?:-[\d.]+)?|gcc-c\+\+|clang(?:-[\d.]+)?|make|cmake|ninja-build|autoconf|automake|libtool|build-essential|build-base|alpine-sdk|base-devel|pkg-config|pkgconf|bison|flex|nasm|yasm|musl-dev|libc-dev|libc6-dev|linux-headers|kernel-headers|rust|cargo|rustc|golang(?:-go)?|maven|gradle|ant|devscripts|debhelper|dpkg-dev|gfortran|valgrind|gdb|lib[\w+.-]+-dev|[\w+.-]+-devel|python[\d.]*-dev|zlib1g-dev|zlib-dev|[\w+.-]+-dev|@?development-tools)$/;

/** Programs that compile what they install, so that the packages are there for a build. */
const builds =
  /^(?:pip[\d.]*|npm|yarn|pnpm|gem|bundle|make|cmake|gcc|g\+\+|cargo|go|python[\d.]*|poetry|uv|pecl|phpize|docker-php-ext-install|configure|mix|rebar3|cpan|cpanm|luarocks|meson|ninja|perl)$/;

export const buildPackagesInFinalImage = defineRule({
  name: "build-packages-in-final-image",
  category: "lean",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  reads: ["what toolchain-in-final-image reads"],
  docs: {
    summary:
      "Compilers, headers and other packages that only a build needs are installed in a shipped stage and stay there.",
    why: `\`gcc\`, \`make\` and the \`-dev\` packages are there to compile a Python wheel, a Node addon or a Ruby gem. Once it is compiled nothing uses them, but they are often larger than the program with all its packages, and every flaw found in them is reported for the image. A builder stage compiles, and the image that ships gets the result; or they are removed in the RUN that installs them.

Only the stages that ship are judged, and not where a toolchain is the image's purpose.`,
    examples: [
      {
        bad: `FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev \\
    && pip install --no-cache-dir psycopg2 \\
    && rm -rf /var/lib/apt/lists/*
COPY app.py /app.py
USER nobody
CMD ["python", "/app.py"]
`,
        good: `FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev libpq5 \\
    && pip install --no-cache-dir psycopg2 \\
    && apt-get purge -y --auto-remove gcc libpq-dev \\
    && rm -rf /var/lib/apt/lists/*
COPY app.py /app.py
USER nobody
CMD ["python", "/app.py"]
`,
      },
    ],
    whenNotToUse: "Where the program compiles while it runs, or installs packages that do.",
    fixSafety:
      "Where the same RUN compiles with them, the fix removes the packages at its end. It is unsafe: what was compiled may need libraries that came along with the headers.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    const { final } = dockerfile;
    if (!/gcc|g\+\+|make|build|dev|clang|cargo|rust|golang|maven|gradle|auto|lib|ant/.test(text)) return;
    if (final === undefined || final.instructionsOf("ONBUILD").length > 0) return;
    const shipped = shippedStages(dockerfile);
    for (const run of commandsOf(dockerfile, ...packagePrograms)) {
      const stage = dockerfile.stageOf(run.instruction);
      if (stage !== undefined && shipped.includes(stage)) {
        const command = packageCommand(run);
        if (command?.action !== "install") continue;
        const names = command.packages.filter((word) => !word.dynamic && buildOnly.test(packageName(word)));
        const [first] = names;
        if (first === undefined || isRemoved(shipped, run, names)) continue;
        if (isToolchain(file, final)) return;
        report(
          first.span,
          { message: messages.shipped(listed(names)), severity: leanSeverity(dockerfile, weightOf(names)) },
          () => fixes(file, stage, run, names, command.manager),
        );
        return;
      }
    }
  },
});

/** Another rule speaks of images whose toolchain made the program; others are toolchains on purpose. */
function isToolchain(file: RuleFile, stage: Stage): boolean {
  const facts = stage.imageFacts;
  const interpreter = /^(?:node|python|ruby|php|perl)$/.test(facts?.family ?? "");
  if (facts?.role === "toolchain" && !interpreter) return true;
  // Only on a bare distribution does an installed toolchain make the program.
  if (facts?.role !== "os") return false;
  return shippedToolchains(file, stage).some(({ used, carrier }) => used && carrier.kind !== "image");
}

/** Removed in the same RUN, by name, by a virtual name or by what can't be followed; or in a later one. */
function isRemoved(stages: readonly Stage[], install: RunCommand, names: readonly ShellWord[]): boolean {
  const virtual = install.args.some(({ value }) => /^(?:-t|--virtual)/.test(value));
  return stages.some((stage) =>
    stageCommands(stage).some((run) => {
      if (run.program === "apt-mark" || (run.args[0]?.value === "history" && run.program === "yum"))
        return true;
      const command = packageCommand(run);
      if (command?.action !== "remove") return false;
      return (
        virtual ||
        (command.packages.length === 0 && run.instruction === install.instruction) ||
        command.packages.some(
          (word) => word.dynamic || names.some((name) => packageName(name) === packageName(word)),
        )
      );
    }),
  );
}

/** Headers alone often stand for the library that comes along with them. */
function weightOf(names: readonly ShellWord[]): "warning" | "info" {
  return names.some((word) => !/-dev(?:el)?$/.test(packageName(word))) ? "warning" : "info";
}

function listed(names: readonly ShellWord[]): string {
  const [first, second, ...more] = names.map((word) => quoted(packageName(word)));
  if (second === undefined) return first ?? "";
  if (more.length === 0) return `${first} and ${second}`;
  return `${first}, ${second} and ${more.length} more`;
}

function fixes(
  file: RuleFile,
  stage: Stage,
  run: RunCommand,
  names: readonly ShellWord[],
  manager: string,
): readonly Fix[] {
  if (!runCommands(stage, run.instruction).some(({ program }) => builds.test(program))) return [];
  const packages = names.map(packageName).join(" ");
  const command =
    manager === "apt"
      ? `apt-get purge -y --auto-remove ${packages}`
      : manager === "apk"
        ? `apk del ${packages}`
        : undefined;
  const edit = command === undefined ? undefined : appendedCommand(file.dockerfile, run.instruction, command);
  return edit === undefined
    ? []
    : [
        unsafeFix(
          "Remove them at the end of the RUN",
          "What was compiled may need libraries that came along with them",
          edit,
        ),
      ];
}
