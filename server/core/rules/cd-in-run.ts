// cd-in-run: a RUN changes its folder where WORKDIR would say it, or to no effect at all.

import type { Fix } from "../finding.ts";
import { argumentValue, type RunCommand, runCommands } from "../model/commands.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import { commandsOf } from "../model/occurrences.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { isUsedBy } from "../model/stage-uses.ts";
import { insertedBefore, spelledKeyword } from "../model/writing.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import { quoted, safeFix, unsafeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  noEffect: (text: string) =>
    `${text} ends with its \`RUN\`: the next instruction starts in the working directory again`,
  stays: (text: string) => `${text} changes nothing: the step starts in that folder`,
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
      "The fix puts `WORKDIR` in place of the `cd`, or only removes a `cd` to the working directory. It is safe where another `WORKDIR` with an absolute path follows at once, and at the end of a stage that others only copy from; otherwise it is unsafe, because all that follows starts in that folder too. `WORKDIR` also creates a folder that is not there.",
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
      const message = staysWhereItIs(run) ? messages.stays(shown(run)) : messages.workdir(shown(run));
      report(command.span, { message }, () => moved(file, stage, run, next));
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
  const { instruction, command } = run;
  // A comment or a heredoc in between would be lost, and so would the start of a subshell.
  const between = { start: command.span.start, end: next.command.span.start };
  if (instruction.heredocs.length > 0 || next.command.subshells.length > 0) return [];
  if (instruction.comments.some((each) => each.start < between.end)) return [];
  if (staysWhereItIs(run))
    return [safeFix(`Remove ${shown(run)}, which is the working directory`, replacement(between, ""))];
  const folder = workdirText(stage, run);
  if (folder === undefined) return [];
  const line = `${spelledKeyword(file.dockerfile, "WORKDIR")} ${folder}`;
  const edits = [insertedBefore(file.dockerfile, instruction, [line]), replacement(between, "")];
  return [offered(file.dockerfile, stage, run, `Put \`WORKDIR ${folder}\` before this \`RUN\``, edits)];
}

function replacedWhole(file: RuleFile, stage: Stage, run: RunCommand): readonly Fix[] {
  const folder = workdirText(stage, run);
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
  const takenBack = staysWhereItIs(run) || (next?.keyword === "WORKDIR" && /^["']?\//.test(next.argsText));
  const endsBuilder = next === undefined && onlyGivesFiles(dockerfile, stage);
  return takenBack || endsBuilder
    ? safeFix(title, ...edits)
    : unsafeFix(title, "What follows starts in that folder too", ...edits);
}

/** `cd` to the folder that the step starts in. */
function staysWhereItIs(run: RunCommand): boolean {
  const [word] = run.args;
  const folder = word === undefined ? undefined : argumentValue(run, word);
  return (
    folder !== undefined && folder !== "" && run.cwd !== undefined && resolvePath(run.cwd, folder) === run.cwd
  );
}

/** True for a stage that others copy from and that nothing else is made of, so that nobody starts it. */
function onlyGivesFiles(dockerfile: Dockerfile, stage: Stage): boolean {
  if (stage === dockerfile.final || stage.cmd?.by !== undefined || stage.entrypoint?.by !== undefined)
    return false;
  const { stages } = dockerfile;
  return (
    !stages.some(({ base }) => base.kind === "stage" && base.stage === stage) &&
    stages.some((each) => each !== stage && isUsedBy(dockerfile, each, stage))
  );
}

/** Nothing but letters of a path and variables that the builder knows by the same value. */
function isKnownToBuilder(stage: Stage, run: RunCommand, written: string): boolean {
  if (!/^(?:[\w./-]|\$\w+|\$\{\w+\})+$/.test(written)) return false;
  return [...written.matchAll(/\$\{?(\w+)/g)].every(
    ([, name = ""]) => stage.variable(name, run.instruction) === run.variable(name),
  );
}

/** The folder as WORKDIR takes it: as written where quotes and variables mean the same to the builder. */
function workdirText(stage: Stage, run: RunCommand): string | undefined {
  const [target] = run.args;
  if (target === undefined) return undefined;
  // A variable of the script itself is not known to the builder.
  const value = target.dynamic ? argumentValue(run, target) : target.value;
  const written = target.raw.replace(/^"(.*)"$/, "$1");
  if (value?.startsWith("/") === true && isKnownToBuilder(stage, run, written)) return written;
  if (value === undefined || /^$|[\s$]/.test(value)) return undefined;
  if (value.startsWith("/") || stage.workdir(run.instruction).by !== undefined) return value;
  // Below a folder that only the base image names it has to be absolute.
  return run.cwd === undefined ? undefined : resolvePath(run.cwd, value);
}
