// stale-dummy-build: the dummy program of the Cargo dependency trick is what ships, because its sources look newer.

import { argumentValue, type RunCommand, stageCommands } from "../model/commands.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import { isWithin, resolvePath } from "../model/paths.ts";
import { runSeverity } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { insertion } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  stale: (path: string) =>
    `Cargo takes the dummy that was built for the dependencies for up to date, because COPY keeps the older time of \`${path}\`, so the dummy is what ships`,
};

export const staleDummyBuild = defineRule({
  name: "stale-dummy-build",
  category: "runtime",
  severity: "error",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary:
      "A Cargo build with a dummy `main.rs` is followed by one that does not see the real sources as changed.",
    why: `To cache dependencies, a dummy \`src/main.rs\` is built first and the real sources are copied over it. Cargo decides by time what to build again. COPY keeps the times that files have in the build context, which are older than the dummy build a moment ago, so Cargo finds nothing to do and the dummy program goes into the image: it starts and ends at once. Whether it happens depends on when files were last changed, so it works on one machine and fails on another.

\`touch src/main.rs\` before the second build makes the sources newer. Removing what the dummy left in \`target/release/deps\` helps too; removing \`target/release/app\` alone does not.`,
    examples: [
      {
        bad: `FROM rust:1 AS build
WORKDIR /app
COPY Cargo.toml Cargo.lock ./
RUN mkdir src && echo "fn main() {}" > src/main.rs && cargo build --release
COPY src src
RUN cargo build --release

FROM gcr.io/distroless/cc-debian13:nonroot
COPY --from=build /app/target/release/app /app
CMD ["/app"]
`,
        good: `FROM rust:1 AS build
WORKDIR /app
COPY Cargo.toml Cargo.lock ./
RUN mkdir src && echo "fn main() {}" > src/main.rs && cargo build --release
COPY src src
RUN touch src/main.rs && cargo build --release

FROM gcr.io/distroless/cc-debian13:nonroot
COPY --from=build /app/target/release/app /app
CMD ["/app"]
`,
      },
    ],
    whenNotToUse: "Where Cargo is told to compare contents instead of times (`-Z checksum-freshness`).",
    fixSafety:
      "The fix puts `touch` with the crate's roots in front of the second build. It is safe: it changes a time and nothing else.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    if (!text.includes("cargo") || !/\.rs\b|cargo (?:init|new)/.test(text)) return;
    for (const stage of dockerfile.stages) {
      const found = findStale(dockerfile, stage);
      if (found === undefined) continue;
      const { build, roots, dummy, copy } = found;
      const first = roots[0] ?? "src/main.rs";
      report(
        {
          start: build.command.programSpan.start,
          end: build.args[0]?.span.end ?? build.command.programSpan.end,
        },
        {
          message: messages.stale(first),
          related: [
            { span: dummy, message: "This is where the dummy is built" },
            { span: copy.textSpan, message: "The real sources come with older times" },
          ],
          severity: runSeverity(dockerfile, stage, "error"),
        },
        () => {
          const { joined, conditional, span } = build.command;
          if (conditional || (joined !== "first" && joined !== "&&" && joined !== ";")) return [];
          const others = roots.slice(1).map((path) => `touch -c ${path} && `);
          return [
            safeFix(
              "Touch the sources before the build",
              insertion(span.start, `touch ${first} && ${others.join("")}`),
            ),
          ];
        },
      );
    }
  },
});

interface Stale {
  readonly build: RunCommand;
  /** The crate roots that the dummy stood for, as the build sees them; the program's first. */
  readonly roots: readonly string[];
  readonly dummy: Span;
  readonly copy: Instruction;
}

function findStale(dockerfile: Dockerfile, stage: Stage): Stale | undefined {
  let roots: string[] = [];
  let dummy: RunCommand | undefined;
  let copy: Instruction | undefined;
  let at = 0;
  const commands = stageCommands(stage);
  for (const instruction of stage.instructions) {
    if ((instruction.keyword === "COPY" || instruction.keyword === "ADD") && dummy !== undefined) {
      const copied = dockerfile.copy(instruction);
      if (copied?.origin.kind !== "context" || copied.target === undefined) continue;
      const { target } = copied;
      if (
        roots.some((root) => isWithin(target, root)) &&
        copied.sources.some(({ text }) => !/Cargo|\.toml$|\.lock$/.test(text))
      )
        copy = instruction;
    }
    if (instruction.keyword !== "RUN") continue;
    for (; commands[at]?.instruction === instruction; at++) {
      const run = commands[at];
      if (run === undefined) break;
      const made = dummyRoots(run);
      if (made.length > 0 && copy === undefined) roots = [...roots, ...made];
      if (dummy !== undefined && putsRight(run)) return undefined;
      if (!isBuild(run)) continue;
      if (copy === undefined) {
        if (roots.length > 0) dummy = run;
      } else if (dummy !== undefined && sameOutput(dummy, run) && run.cwd !== undefined)
        return { build: run, roots: ordered(roots, run.cwd), dummy: dummy.command.span, copy };
    }
  }
  return undefined;
}

/** The `.rs` files that a command writes, `src/main.rs` of `cargo init`. */
function dummyRoots(run: RunCommand): readonly string[] {
  const { cwd } = run;
  if (cwd === undefined) return [];
  if (run.program === "cargo" && /^(?:init|new)$/.test(run.args[0]?.value ?? "")) {
    const name = run.args.slice(1).find(({ value }) => !value.startsWith("-"));
    const kind = run.args.some(({ value }) => value === "--lib") ? "lib" : "main";
    return [resolvePath(cwd, `${name?.value ?? "."}/src/${kind}.rs`)];
  }
  const targets = run.command.redirects.flatMap(({ operator, target }) =>
    operator.startsWith(">") && target !== undefined ? [target] : [],
  );
  const words = run.program === "touch" || run.program === "tee" ? [...targets, ...run.args] : targets;
  return words.flatMap((word) => {
    const path = argumentValue(run, word);
    return path !== undefined && /(?:^|\/)(?:main|lib)\.rs$/.test(path) ? [resolvePath(cwd, path)] : [];
  });
}

/** Sources made newer, or what the dummy left thrown away. */
function putsRight(run: RunCommand): boolean {
  const text = run.args.map(({ raw }) => raw).join(" ");
  switch (run.program) {
    case "touch":
      return true;
    case "find":
      return text.includes("touch");
    case "xargs":
      return text.includes("touch");
    case "rm":
      return /deps|fingerprint|incremental|target\/?(?:\s|$)|target\/(?:release|debug|\*)\/?(?:\*|\s|$)/.test(
        text,
      );
    case "cargo":
      return (
        run.args[0]?.value === "clean" || run.args.some(({ value }) => value.includes("checksum-freshness"))
      );
    case "cp":
      // Files that are copied anew have the time of the copy.
      return text.includes("src");
    case "mv":
    case "sed":
      return text.includes(".rs");
    default:
      return false;
  }
}

function isBuild(run: RunCommand): boolean {
  const [first] = run.args.filter(({ value }) => !value.startsWith("+") && !value.startsWith("-"));
  return run.program === "cargo" && /^(?:build|b|install|rustc)$/.test(first?.value ?? "");
}

/** The same profile, target and folder: only then the second build finds what the first one left. */
function sameOutput(a: RunCommand, b: RunCommand): boolean {
  return a.cwd === b.cwd && outputOf(a) === outputOf(b);
}

function outputOf(run: RunCommand): string {
  const words = run.args.map(({ value }) => value);
  const option = (name: string): string => {
    const at = words.findIndex((word) => word === name || word.startsWith(`${name}=`));
    return at === -1 ? "" : words[at]?.includes("=") === true ? words[at] : `${name}=${words[at + 1]}`;
  };
  const release = words.includes("install") || words.includes("--release") || words.includes("-r");
  const set = run.command.assignments
    .filter(({ name }) => /^(?:RUSTFLAGS|CARGO_TARGET_DIR|CARGO_BUILD_TARGET)$/.test(name))
    .map(({ name, value }) => `${name}=${value?.raw ?? ""}`);
  return [release, option("--target"), option("--target-dir"), option("--profile"), ...set].join(" ");
}

/** Paths as a command in a folder names them, the program's root first. */
function ordered(roots: readonly string[], cwd: string): readonly string[] {
  const names = [...new Set(roots)].map((path) =>
    isWithin(cwd, path) && cwd !== "/" ? path.slice(cwd.length + 1) : path,
  );
  return [
    ...names.filter((name) => name.endsWith("main.rs")),
    ...names.filter((name) => !name.endsWith("main.rs")),
  ];
}
