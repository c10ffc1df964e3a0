// volatile-value-before-expensive-step: a value that changes with every build stands before a slow step that does not use it.

import type { Fix } from "../finding.ts";
import { runCommands } from "../model/commands.ts";
import { packageCommand } from "../model/packages.ts";
import { runSeverity } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import { insertedBefore } from "../model/writing.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  early: (name: string, step: string) =>
    `${name} differs from build to build, so ${step} below, which does not use it, never comes from the cache`,
};

/** Names of what a build system passes anew each time. */
const volatile =
  /^(?:(?:[A-Z]+_)*(?:COMMIT|SHA|REVISION)(?:_(?:SHA|HASH|ID|SHORT|DATE))?|(?:[A-Z]+_)*VCS_REF|(?:[A-Z]+_)*GIT_(?:HASH|DESCRIBE|SHA1?)|(?:[A-Z]+_)*BUILD_?(?:DATE|TIME|TIMESTAMP|NUMBER|NUM|ID|SHA|REVISION|STAMP)|TIMESTAMP|CI_(?:COMMIT_(?:SHA|SHORT_SHA)|PIPELINE_I?ID|JOB_ID|BUILD_ID)|GITHUB_(?:SHA|RUN_(?:ID|NUMBER))|CREATED)$/i;

const slow =
  /^(?:npm|yarn|pnpm|bun|pip[\d.]*|poetry|uv|bundle|gem|composer|cargo|mvn|mvnw|gradle|gradlew|dotnet|make|conda|mamba)$/;

export const volatileValueBeforeExpensiveStep = defineRule({
  name: "volatile-value-before-expensive-step",
  category: "cache",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "An ARG or ENV that differs from build to build stands before a slow step that does not use it.",
    why: `A declared ARG is in the environment of every RUN behind it, and ENV is too. When its value differs, each of these steps runs again: with \`ARG GIT_COMMIT\` at the top, no build ever takes its packages from the cache. Declared right before the first instruction that uses it, such a value costs nothing.

Arguments that are known to change are recognised by their names: commit, revision, build date, number and id, and those of CI systems.`,
    examples: [
      {
        bad: `FROM debian:trixie-slim
ARG GIT_COMMIT
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
LABEL org.opencontainers.image.revision=$GIT_COMMIT
`,
        good: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
ARG GIT_COMMIT
LABEL org.opencontainers.image.revision=$GIT_COMMIT
`,
      },
    ],
    whenNotToUse: "Where the step is meant to run anew in every build.",
    fixSafety:
      "The fix moves the ARG to the first instruction that uses it. It is unsafe, because programs of the steps between may read it from their environment.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    if (!/\b(?:ARG|ENV|arg|env)\b/.test(text)) return;
    for (const stage of dockerfile.stages)
      for (const [position, instruction] of stage.instructions.entries()) {
        if (instruction.keyword !== "ARG" && instruction.keyword !== "ENV") continue;
        for (const { key, keySpan } of instruction.pairs) {
          if (!volatile.test(key) || isConstant(stage, instruction, key)) continue;
          const later = stage.instructions.slice(position + 1);
          const use = later.findIndex((each) => mentions(each, key));
          const before = use === -1 ? later : later.slice(0, use);
          const step = before.map((each) => slowStep(stage, each)).find((each) => each !== undefined);
          // What a step that comes first uses is told to it on purpose; so is what busts the cache.
          if (step === undefined) continue;
          report(
            keySpan,
            {
              message: messages.early(quoted(key), quoted(step.label)),
              related: [{ span: step.span, message: "This step runs again in every build" }],
              severity: runSeverity(dockerfile, dockerfile.final ?? stage, "warning"),
            },
            () => fixes(file, instruction, later[use]),
          );
        }
      }
  },
});

/** ENV with a plain value is the same in every build; an ARG may be given another one. */
function isConstant(stage: Stage, instruction: Instruction, key: string): boolean {
  if (instruction.keyword === "ARG") return false;
  const value = instruction.pairs.find((pair) => pair.key === key)?.value?.text ?? "";
  const named = /\$\{?(\w+)/.exec(value)?.[1];
  return named === undefined || stage.variableChange(named, instruction)?.kind !== "ARG";
}

function mentions({ text, heredocs }: Instruction, key: string): boolean {
  return heredocs.length > 0 || new RegExp(`\\b${key}\\b`).test(text);
}

function slowStep(
  stage: Stage,
  instruction: Instruction,
): { readonly label: string; readonly span: Instruction["args"] } | undefined {
  if (instruction.keyword !== "RUN") return undefined;
  for (const run of runCommands(stage, instruction)) {
    const words = run.args.map(({ value }) => value);
    const action = words.find((word) => !word.startsWith("-")) ?? "";
    const installs = packageCommand(run)?.action === "install";
    const builds =
      slow.test(run.program) &&
      /^(?:install|ci|i|sync|build|package|restore|publish|require|create|compile|)$/.test(action);
    const goes =
      run.program === "go" &&
      (words[0] === "build" || words[0] === "install" || (words[0] === "mod" && words[1] === "download"));
    if (!installs && !builds && !goes) continue;
    const shown = goes && words[0] === "mod" ? "mod download" : action;
    return { label: [run.program, shown].join(" ").trim(), span: run.command.span };
  }
  return undefined;
}

function fixes(file: RuleFile, instruction: Instruction, use: Instruction | undefined): readonly Fix[] {
  if (instruction.keyword !== "ARG" || instruction.pairs.length !== 1 || use === undefined) return [];
  const { nodes } = file.dockerfile.syntax;
  if (nodes[nodes.indexOf(instruction) - 1]?.kind === "comment" || instruction.comments.length > 0) return [];
  return [
    unsafeFix(
      "Declare it where it is first used",
      "Programs of the steps between may read it from their environment",
      replacement(instruction.span, ""),
      insertedBefore(file.dockerfile, use, [instruction.text]),
    ),
  ];
}
