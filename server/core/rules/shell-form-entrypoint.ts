// shell-form-entrypoint: ENTRYPOINT or CMD starts its program through a shell.

import type { Fix } from "../finding.ts";
import { instructionsOf } from "../model/occurrences.ts";
import { arrayOfWords } from "../model/run-edits.ts";
import type { Stage } from "../model/stage.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import { insertion } from "../text/edits.ts";
import { safeFix, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  entrypoint: () =>
    "A shell starts this, so `CMD` and what `docker run` is given behind the image's name are ignored, and the signal to stop may end the shell alone",
  command: () =>
    "A shell starts this, so the signal to stop may not reach the program, which is killed 10 seconds later",
};

/** What a shell does itself; some exist as programs, but not everywhere. */
const builtins = new Set(
  ". : [ alias bg break cd command continue eval exec exit export fg getopts hash jobs local read readonly return set shift source test times trap type ulimit umask unalias unset wait if for while until case function".split(
    " ",
  ),
);

export const shellFormEntrypoint = defineRule({
  name: "shell-form-entrypoint",
  category: "correctness",
  severity: "hint",
  since: "0.1.0",
  sources: ["hadolint:DL3025", "buildkit:JSONArgsRecommended", "semgrep:prefer-json-notation"],
  reads: [],
  docs: {
    summary: "`ENTRYPOINT` or `CMD` is written in shell form.",
    why: `Docker runs \`/bin/sh -c "..."\` then, and that shell is process 1. Some shells replace themselves by the program where it is the only command, some don't: then \`docker stop\` signals a shell that takes no notice, waits ten seconds and kills everything. A shell-form \`ENTRYPOINT\` that doesn't say \`$@\` also ignores \`CMD\` and all arguments of \`docker run\`; that is an information.

Only the shipped image is judged. It is silent where the script says \`exec\`, where a \`SHELL\` of the stage says how commands are started, and on Windows.`,
    examples: [
      {
        bad: `FROM node:22-slim
COPY server.js /
CMD node /server.js
`,
        good: `FROM node:22-slim
COPY server.js /
CMD ["node", "/server.js"]
`,
      },
      {
        bad: `FROM node:22-slim
COPY server.js /
ENTRYPOINT node /server.js
`,
        good: `FROM node:22-slim
COPY server.js /
ENTRYPOINT ["node", "/server.js"]
`,
      },
    ],
    whenNotToUse: "Where the command needs a shell and ends at once.",
    fixSafety: `A single command without variables becomes a JSON array. For \`CMD\` that is safe where the image has no \`ENTRYPOINT\`, which would be given other words; otherwise it is unsafe.

A single command with variables gets \`exec\` in front, so that the shell makes way for it. Scripts of several commands have no fix.`,
  },
  check({ dockerfile }, report) {
    if (dockerfile.syntax.escape === "`") return;
    for (const keyword of ["ENTRYPOINT", "CMD"]) {
      for (const instruction of instructionsOf(dockerfile, keyword)) {
        const stage = dockerfile.stageOf(instruction);
        const effective = keyword === "CMD" ? stage?.cmd?.by : stage?.entrypoint?.by;
        if (stage === undefined || effective !== instruction || !dockerfile.shipped.includes(stage)) continue;
        if (instruction.exec !== undefined || stage.shell(instruction).by !== undefined) continue;
        if (stage.imageFacts?.windows === true || instruction.args.start >= instruction.args.end) continue;
        // Meant as JSON: the finding on that says more.
        if (instruction.argsText.startsWith("[")) continue;
        const commands = instruction.script?.commands ?? [];
        if (commands.some((each) => each.words[0]?.value === "exec")) continue;
        report(
          instruction.args,
          keyword === "CMD" || /\$\{?[@*01]/.test(instruction.argsText)
            ? { message: messages.command() }
            : { message: messages.entrypoint(), severity: "info" },
          () => fixes(stage, instruction, commands),
        );
      }
    }
  },
});

function fixes(stage: Stage, instruction: Instruction, commands: readonly ShellCommand[]): readonly Fix[] {
  const [command] = commands;
  if (command === undefined || commands.length > 1 || instruction.script?.broken === true) return [];
  const [first] = command.words;
  const { args } = instruction;
  // Anything around the command (a background sign, a negation, a comment) needs the shell.
  if (first === undefined || command.span.start !== args.start || command.span.end !== args.end) return [];
  if (builtins.has(first.value) || command.redirects.length > 0 || instruction.comments.length > 0) return [];
  const isStatic = command.words.every((word) => !word.dynamic && !/^~|[=:]~/.test(word.value));
  if (!isStatic || command.words[0] !== first || command.span.start !== first.span.start) {
    // A word behind the ENTRYPOINT is still ignored, so `exec` repairs half of it only.
    if (instruction.keyword === "ENTRYPOINT" || command.span.start !== first.span.start) return [];
    return [safeFix("Put `exec` in front", insertion(args.start, "exec "))];
  }
  const edits = arrayOfWords(command.words, args.start, args.end);
  const title = "Write it as a JSON array";
  if (instruction.keyword === "ENTRYPOINT") {
    const why = stage.cmd === undefined ? undefined : "`CMD` is passed to the program then";
    return [why === undefined ? safeFix(title, ...edits) : unsafeFix(title, why, ...edits)];
  }
  const alone =
    stage.entrypoint === undefined && (stage.rootBase.kind === "scratch" || stage.imageFacts !== undefined);
  return [
    alone
      ? safeFix(title, ...edits)
      : unsafeFix(title, "An `ENTRYPOINT` is given other words than before", ...edits),
  ];
}
