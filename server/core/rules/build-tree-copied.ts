// build-tree-copied: the whole folder of a build is copied where its result would do.

import type { Ecosystem } from "../ecosystems/ecosystem.ts";
import { ecosystems } from "../ecosystems/registry.ts";
import type { Fix, Severity } from "../finding.ts";
import { stageCommands } from "../model/commands.ts";
import type { Copy, Dockerfile } from "../model/dockerfile.ts";
import { baseName, isWithin, resolvePath } from "../model/paths.ts";
import { leanSeverity, shippedStages } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import { stageFiles } from "../model/stage-files.ts";
import { startCommand } from "../split/start-command.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  tree: (path: string) =>
    `${path} is the folder that the program is built in, so its sources and what the build left there come along`,
  system: (stage: string) => `This copies all of ${stage}, its tools, caches and sources included`,
};

export const buildTreeCopied = defineRule({
  name: "build-tree-copied",
  category: "lean",
  severity: "warning",
  since: "0.1.0",
  sources: ["hadolint:DL3067"],
  reads: [],
  docs: {
    summary:
      "A shipped stage copies the whole folder that a builder builds in, or the builder's whole file system.",
    why: `A builder is there so that sources, downloaded dependencies and intermediate files stay behind. \`COPY --from=build /app /app\` takes them all along: the image is nearly as large as without a builder, and the sources are in it. The program itself, and the files that it reads, are enough.

Compiled languages get a warning. For Node and Python, whose programs are their sources, it is an information where something is built besides, and for PHP nothing is said. A whole file system that is copied into \`scratch\` is how layers are made one; it is a hint where a toolchain's image is flattened.`,
    examples: [
      {
        bad: `FROM golang:1.25 AS build
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o /app/server .

FROM alpine:3.22
COPY --from=build /app /app
USER nobody
CMD ["/app/server"]
`,
        good: `FROM golang:1.25 AS build
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o /app/server .

FROM alpine:3.22
COPY --from=build /app/server /app/server
USER nobody
CMD ["/app/server"]
`,
      },
    ],
    whenNotToUse: "Where the program reads most of what lies there.",
    fixSafety:
      "The fix copies the program that the image starts and nothing else. It is unsafe, because the program may open other files of the folder.",
  },
  check(file, report) {
    const { dockerfile } = file;
    if (dockerfile.stages.length < 2) return;
    let followed = 0;
    for (const stage of shippedStages(dockerfile))
      for (const instruction of stage.instructions) {
        const copy = instruction.keyword === "COPY" ? dockerfile.copy(instruction) : undefined;
        if (copy?.origin.kind !== "stage" || instruction.flag("exclude") !== undefined) continue;
        if (++followed > mostCopies) return;
        const builder = copy.origin.stage;
        const source = copy.sources.length === 1 ? copy.sources[0] : undefined;
        const path = source === undefined ? undefined : stage.expand(source.text, instruction);
        if (source === undefined || path === undefined) continue;
        const absolute = resolvePath("/", path.replace(/\/\*$/, ""));
        if (absolute === "/" && copy.target === "/") {
          if (isAssembled(builder)) continue;
          // From nothing it is how layers are made one, on purpose; a compiler is hardly meant to be among them.
          const flattens = stage.base.kind === "scratch";
          if (flattens && builder.imageFacts?.role !== "toolchain") continue;
          report(source.span, {
            message: messages.system(
              builder.name === undefined ? "the other stage" : `the stage ${quoted(builder.name)}`,
            ),
            severity: leanSeverity(dockerfile, flattens ? "hint" : "warning"),
          });
          continue;
        }
        const severity = weightOf(dockerfile, { stage, builder }, absolute);
        if (severity === undefined) continue;
        report(
          source.span,
          {
            message: messages.tree(quoted(absolute)),
            severity: leanSeverity(dockerfile, severity),
            sources: [],
          },
          () => fixes(file, stage, copy, builder, absolute),
        );
      }
  },
});

/**
 * A stage in which nothing runs, from nothing or from an image of somebody else's: files were put together there, as
 * in `tonistiigi/xx`, to be copied whole.
 */
function isAssembled(stage: Stage): boolean {
  return (
    stage.imageFacts === undefined &&
    stage.chain.every((each) => each.instructions.every(({ keyword }) => keyword !== "RUN"))
  );
}

/** Each copy looks through its builder; no file of 16,000 has as many. */
const mostCopies = 100;

/** Sources are copied into the folder, or above it, and something is compiled there. */
function weightOf(
  dockerfile: Dockerfile,
  { stage, builder }: { readonly stage: Stage; readonly builder: Stage },
  path: string,
): Severity | undefined {
  if (path === "/") return undefined;
  const sources = builder.chain.some((each) =>
    each.instructions.some((instruction) => {
      if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") return false;
      const copy = dockerfile.copy(instruction);
      const whole = copy?.sources.some(({ text }) => /^\.?\/?$|^\*$|^(?:\.\/)?src\/?$/.test(text)) === true;
      return (
        copy?.origin.kind === "context" && copy.target !== undefined && whole && isWithin(path, copy.target)
      );
    }),
  );
  if (!sources) return undefined;
  const commands = builder.chain.flatMap((each) => stageCommands(each));
  // What is taken away again does not come along.
  if (
    commands.some(
      ({ program, args }) =>
        program === "rm" && args.some(({ value }) => /src|\.go|node_modules|target|\*/.test(value)),
    )
  )
    return undefined;
  const here = commands.filter(({ cwd }) => cwd !== undefined && isWithin(path, cwd));
  for (const ecosystem of ecosystems) {
    if (ecosystem.runsSources === true || !here.some((run) => ecosystem.builds(run))) continue;
    // What starts through the toolchain does so in the folder of its sources.
    if (startsThrough(ecosystem, stage)) return undefined;
    if (ecosystem.interpreted !== true) return "warning";
    const pruned = commands.some(
      ({ program, args }) =>
        /^(?:npm|yarn|pnpm)$/.test(program) &&
        args.some(({ value }) => value === "prune" || /^--(?:omit|production|prod)/.test(value)),
    );
    return pruned ? "hint" : "info";
  }
  return undefined;
}

function startsThrough(ecosystem: Ecosystem, stage: Stage): boolean {
  const answer = startCommand(stage);
  return answer.kind === "start" && ecosystem.runsToolchain(answer.start.program, answer.start.args);
}

function fixes(file: RuleFile, stage: Stage, copy: Copy, builder: Stage, path: string): readonly Fix[] {
  const answer = startCommand(stage);
  const started = answer.kind === "start" ? answer.start.path : undefined;
  const [source] = copy.sources;
  if (
    started === undefined ||
    copy.target === undefined ||
    source === undefined ||
    !isWithin(copy.target, started)
  )
    return [];
  const made = stageFiles(file.dockerfile, builder, file.project).named(baseName(started));
  const rest = started.slice(copy.target === "/" ? 0 : copy.target.length);
  if (made === undefined || made !== `${path}${rest}`) return [];
  return [
    unsafeFix(
      `Copy \`${made}\` alone`,
      "The program may open other files of the folder",
      replacement(source.span, made),
      replacement(copy.destination.span, started),
    ),
  ];
}
