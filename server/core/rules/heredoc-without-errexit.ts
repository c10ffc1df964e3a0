// heredoc-without-errexit: a heredoc script of a RUN goes on after a command has failed.

import { instructionsOf } from "../model/occurrences.ts";
import { runSeverity } from "../model/shipping.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { parseShell, type ShellCommand, type ShellScript } from "../syntax/shell.ts";
import { insertion } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  goesOn: (command: string) =>
    `The script goes on when a command fails, so the build succeeds without ${command} having done its work`,
};

export const heredocWithoutErrexit = defineRule({
  name: "heredoc-without-errexit",
  category: "runtime",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "A heredoc script of a RUN goes on after a command has failed.",
    why: `The lines of \`RUN <<EOF\` are one shell script. Unlike a chain with \`&&\` a script goes on when a command fails, and the result of RUN is that of the last command alone. A download that fails in the first line is then found out when the image runs.`,
    examples: [
      {
        bad: `FROM debian:trixie-slim
RUN <<EOF
apt-get update
apt-get install -y --no-install-recommends curl
rm -rf /var/lib/apt/lists/*
EOF
`,
        good: `FROM debian:trixie-slim
RUN <<EOF
set -e
apt-get update
apt-get install -y --no-install-recommends curl
rm -rf /var/lib/apt/lists/*
EOF
`,
      },
    ],
    whenNotToUse: "Where commands are meant to fail: mark these with `|| true` instead.",
    fixSafety:
      "The fix writes `set -e` as the first line of the script. It is unsafe: a build that went on after a failure stops then, also after one that was meant, such as a `grep` that finds nothing. Where no command fails the image stays the same.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    if (!text.includes("<<")) return;
    for (const instruction of instructionsOf(dockerfile, "RUN")) {
      const [heredoc] = instruction.heredocs;
      const stage = dockerfile.stageOf(instruction);
      if (heredoc === undefined || stage === undefined || instruction.heredocs.length > 1) continue;
      const body = text.slice(heredoc.body.start, heredoc.body.end);
      const how = scriptForm(text, instruction);
      if (how === "none" || stopsItself(body)) continue;
      const shell = stage.shell(instruction).value;
      if (
        how === "bare" &&
        (shell.slice(0, -1).some(isErrexit) || !/(?:^|\/)(?:ba|da|a|z|k)?sh$/.test(shell[0] ?? ""))
      )
        continue;
      const script = how === "bare" ? instruction.script : parseShell(body, heredoc.body.start);
      const ignored = script === undefined ? undefined : firstIgnored(script);
      if (ignored === undefined) continue;
      report(
        heredoc.operator,
        { message: messages.goesOn(quoted(ignored)), severity: runSeverity(dockerfile, stage, "warning") },
        () => {
          const shebang = /^[\t ]*#!.*(?:\r?\n|$)/.exec(body)?.[0] ?? "";
          const at = heredoc.body.start + shebang.length;
          const indent = heredoc.chomp ? (/^[\t]*/.exec(body.slice(shebang.length))?.[0] ?? "") : "";
          return [
            unsafeFix(
              "Stop the script at the first failure",
              "A build that went on after a failure stops then",
              insertion(at, `${indent}set -e${dockerfile.syntax.eol}`),
            ),
          ];
        },
      );
    }
  },
});

/** `bare`: `RUN <<EOF`. `shell`: `RUN bash <<EOF`. */
function scriptForm(text: string, instruction: Instruction): "bare" | "shell" | "none" {
  const [heredoc] = instruction.heredocs;
  const { args } = instruction;
  if (heredoc === undefined || instruction.script === undefined) return "none";
  const before = text.slice(args.start, heredoc.operator.start).trim();
  const after = text.slice(heredoc.operator.end, args.end).trim();
  if (after !== "") return "none";
  if (before === "") return "bare";
  return /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a)?sh(?: -[a-df-z]+)*$/.test(before) ? "shell" : "none";
}

function stopsItself(body: string): boolean {
  return (
    /^[\t ]*set\s+(?:[-+]\w+\s+|-o\s+\w+\s+)*-(?:\w*e|o\s+errexit)/m.test(body) ||
    /^[\t ]*#!.*\s-\w*e/.test(body)
  );
}

function isErrexit(word: string): boolean {
  return /^-[a-z]*e[a-z]*$/.test(word) || word === "errexit";
}

/** The first command that may fail unseen; undefined where the last one is the only one, or all are joined by `&&`. */
function firstIgnored(script: ShellScript): string | undefined {
  const commands = script.commands.filter(({ subshells }) => subshells.length === 0);
  const at = commands.findIndex(
    (command, index) => index > 0 && command.joined === ";" && mayFail(commands[index - 1]),
  );
  const found = at === -1 ? undefined : commands[at - 1];
  if (found === undefined) return undefined;
  const action = found.args[0]?.raw ?? "";
  return /^[a-z][\w-]*$/.test(action) ? `${found.program} ${action}` : found.program;
}

function mayFail(command: ShellCommand | undefined): boolean {
  return (
    command !== undefined &&
    !command.conditional &&
    command.program !== "" &&
    !/^(?:echo|printf|set|export|:|true|cd|umask|unset|local|shopt)$/.test(command.program)
  );
}
