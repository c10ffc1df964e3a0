// cd-in-run: a RUN changes its folder where WORKDIR would say it, or to no effect at all.

import type { Fix } from "../finding.ts";
import { argumentValue, type RunCommand, runCommands } from "../model/commands.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import { commandsOf } from "../model/occurrences.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { insertedBefore, spelledKeyword } from "../model/writing.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import { quoted, safeFix, unsafeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  noEffect: (text: string) =>
    `${text} ends with its \`RUN\`: the next instruction starts in the working directory again`,
  workdir: (text: string) => `${text} is what \`WORKDIR\` says for the whole step`,
};

export const cdInRun = defineRule({
  name: "cd-in-run",
  category: "style",
  severity: "hint",
  since: "0.1.0",
  sources: ["hadolint:DL3003", "trivy:DS-0013", "semgrep:use-workdir"],
  reads: [],
  docs: {
    summary: "A `RUN` changes its folder with `cd`.",
    why: `Every \`RUN\` starts in the working directory, whatever the one before it did. A \`cd\` as the last command of a \`RUN\` therefore does nothing; that is a warning. Where a \`RUN\` starts with its only \`cd\`, \`WORKDIR\` says the same without a script; that is a hint. Scripts that change the folder halfway or several times are left alone.`,
    examples: [
      {
        bad: `FROM node:22-slim
WORKDIR /srv
COPY . .
RUN cd web && npm ci
WORKDIR /srv
CMD ["node", "server.js"]
`,
        good: `FROM node:22-slim
WORKDIR /srv
COPY . .
WORKDIR /srv/web
RUN npm ci
WORKDIR /srv
CMD ["node", "server.js"]
`,
      },
      {
        bad: `FROM node:22-slim
RUN cd /srv
CMD ["node", "/srv/server.js"]
`,
        good: `FROM node:22-slim
WORKDIR /srv
CMD ["node", "/srv/server.js"]
`,
      },
    ],
    whenNotToUse: "Where a `cd` reads better than a `WORKDIR` that has to be taken back.",
    fixSafety:
      "The fix puts `WORKDIR` in place of the `cd`. It is safe where another `WORKDIR` with an absolute path follows at once; otherwise it is unsafe, because all that follows starts in that folder too. `WORKDIR` also creates a folder that is not there.",
  },
  check(file, report) {
    const seen = new Set<Instruction>();
    for (const run of commandsOf(file.dockerfile, "cd")) {
      const { instruction, command } = run;
      if (seen.has(instruction)) continue;
      seen.add(instruction);
      const stage = file.dockerfile.stageOf(instruction);
      const script = instruction.script;
      if (stage === undefined || script === undefined || script.broken) continue;
      const all = runCommands(stage, instruction);
      const last = all.at(-1);
      if (last?.program === "cd" && !last.command.conditional && last.command.joined !== "|") {
        if (last.command.subshells.length > 0) continue;
        report(last.command.span, { message: messages.noEffect(shown(last)), severity: "warning" }, () =>
          all.length === 1 ? replacedWhole(file, stage, run) : [],
        );
        continue;
      }
      const once = all.filter((each) => each.program === "cd" || each.program === "pushd").length === 1;
      const next = all[1];
      if (!once || all[0] !== run || next === undefined || !isPlain(run)) continue;
      if (next.command.joined !== "&&" && next.command.joined !== ";") continue;
      report(command.span, { message: messages.workdir(shown(run)) }, () => moved(file, stage, run, next));
    }
  },
});

function shown({ command }: RunCommand): string {
  return quoted(command.words.map((word) => word.raw).join(" "));
}

/** `cd FOLDER`, nothing else around it and no folder that only the shell knows. */
function isPlain({ command, args }: RunCommand): boolean {
  const [target] = args;
  return (
    args.length === 1 &&
    target !== undefined &&
    command.words.length === 2 &&
    command.assignments.length === 0 &&
    command.redirects.length === 0 &&
    command.subshells.length === 0 &&
    !/^[-~]|[`*?[{(]/.test(target.value)
  );
}

function moved(file: RuleFile, stage: Stage, run: RunCommand, next: RunCommand): readonly Fix[] {
  const folder = workdirText(run);
  const { instruction, command } = run;
  // A comment or a heredoc in between would be lost.
  const between = { start: command.span.start, end: next.command.span.start };
  if (folder === undefined || instruction.heredocs.length > 0) return [];
  if (instruction.comments.some((each) => each.start < between.end)) return [];
  const line = `${spelledKeyword(file.dockerfile, "WORKDIR")} ${folder}`;
  const edits = [insertedBefore(file.dockerfile, instruction, [line]), replacement(between, "")];
  return [offered(file.dockerfile, stage, run, `Put \`WORKDIR ${folder}\` before this \`RUN\``, edits)];
}

function replacedWhole(file: RuleFile, stage: Stage, run: RunCommand): readonly Fix[] {
  const folder = workdirText(run);
  const { instruction } = run;
  if (
    !isPlain(run) ||
    folder === undefined ||
    instruction.comments.length > 0 ||
    instruction.flags.length > 0
  )
    return [];
  const line = `${spelledKeyword(file.dockerfile, "WORKDIR")} ${folder}`;
  return [
    offered(file.dockerfile, stage, run, `Use \`WORKDIR ${folder}\` instead`, [
      replacement(instruction.textSpan, line),
    ]),
  ];
}

function offered(
  dockerfile: Dockerfile,
  stage: Stage,
  run: RunCommand,
  title: string,
  edits: readonly TextEdit[],
): Fix {
  const position = stage.positionOf(run.instruction);
  const next = stage.instructions[position + 1];
  const [word] = run.args;
  const folder = word === undefined ? undefined : argumentValue(run, word);
  const stays = folder !== undefined && run.cwd !== undefined && resolvePath(run.cwd, folder) === run.cwd;
  const takenBack = stays || (next?.keyword === "WORKDIR" && next.argsText.startsWith("/"));
  const endsBuilder =
    next === undefined &&
    dockerfile.final !== stage &&
    dockerfile.stages.every((each) => each.base.kind !== "stage" || each.base.stage !== stage);
  return takenBack || endsBuilder
    ? safeFix(title, ...edits)
    : unsafeFix(title, "What follows starts in that folder too", ...edits);
}

/** The folder as WORKDIR takes it: as written where quotes and variables mean the same to the builder. */
function workdirText(run: RunCommand): string | undefined {
  const [target] = run.args;
  if (target === undefined) return undefined;
  if (!target.dynamic) return /\s/.test(target.value) ? undefined : target.value;
  // A variable of the script itself is not known to the builder.
  const value = argumentValue(run, target);
  return value === undefined || /^$|[\s$]/.test(value) ? undefined : value;
}
