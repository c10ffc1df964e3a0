// shell-form-without-shell: shell form in a stage whose image has no shell.

import { Memory } from "../memory.ts";
import { mayFillFolder } from "../model/copied-trees.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import { arrayOfWords } from "../model/run-edits.ts";
import { runSeverity, shippedStages } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import { builtins } from "../split/start-command.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { ShellScript, ShellWord } from "../syntax/shell.ts";
import { quoted, safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  fails: (image: string, keyword: string) =>
    keyword === "RUN"
      ? `${image} has no shell, so this RUN fails and with it the build`
      : keyword === "HEALTHCHECK"
        ? `${image} has no shell, so this health check fails every time`
        : `${image} has no shell, so the container stops with "no such file" as soon as it starts`,
};

export const shellFormWithoutShell = defineRule({
  name: "shell-form-without-shell",
  category: "runtime",
  severity: "error",
  since: "0.1.0",
  sources: ["tally:shell-run-in-scratch"],
  reads: [],
  docs: {
    summary: "Shell form is used in an image that has no shell: `scratch`, distroless, chiseled.",
    why: `Shell form is given to \`/bin/sh -c\`. \`scratch\` and images without a shell don't have it: a RUN breaks the build, a CMD or ENTRYPOINT breaks every start, and a HEALTHCHECK never succeeds. Exec form, a JSON array, starts the program itself.`,
    examples: [
      {
        bad: `FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532:65532
CMD /server --port 8080
`,
        good: `FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532:65532
CMD ["/server", "--port", "8080"]
`,
      },
    ],
    whenNotToUse: "Where the shell comes into the image in a way that the Dockerfile does not show.",
    fixSafety:
      "The fix writes the same words in exec form, where they hold nothing that only a shell understands. It is safe: as it is the command can't run at all.",
  },
  check(file, report) {
    const { dockerfile } = file;
    for (const stage of dockerfile.stages) {
      if (stage.instructions.length === 0 || !lacksShell(dockerfile, stage)) continue;
      const shipped = shippedStages(dockerfile).includes(stage);
      for (const instruction of stage.instructions) {
        const form = shellForm(instruction);
        // What a builder would start is never started.
        if (form === undefined || (!shipped && instruction.keyword !== "RUN")) continue;
        const root = stage.rootBase;
        report(
          instruction.keyword === "HEALTHCHECK"
            ? (instruction.healthCheck?.command ?? instruction.args)
            : instruction.args,
          {
            message: messages.fails(
              root.kind === "image" ? quoted(root.reference.text) : "An image from `scratch`",
              instruction.keyword,
            ),
            severity: runSeverity(dockerfile, stage, "error"),
          },
          () => {
            const words = plainWords(form);
            const at =
              instruction.keyword === "HEALTHCHECK" ? instruction.healthCheck?.command : instruction.args;
            // A RUN needs programs that such an image does not have either.
            if (instruction.keyword === "RUN" || words === undefined || at === undefined) return [];
            if (instruction.comments.length > 0) return [];
            return [safeFix("Write the command in exec form", ...arrayOfWords(words, at.start, at.end))];
          },
        );
      }
    }
  },
});

/** The script of an instruction in shell form; undefined for others and for one that a heredoc gives to a program. */
function shellForm(instruction: Instruction): ShellScript | undefined {
  if (!/^(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK)$/.test(instruction.keyword)) return undefined;
  // `CMD []` and an empty CMD start nothing.
  if (instruction.args.start >= instruction.args.end || instruction.heredocs.length > 0) return undefined;
  return instruction.script;
}

const lacking = new Memory<Stage, boolean>("stage");

function lacksShell(dockerfile: Dockerfile, stage: Stage): boolean {
  let answer = lacking.get(stage);
  if (answer === undefined) {
    const base = stage.rootBase;
    answer =
      (base.kind === "scratch" ||
        (stage.imageFacts?.hasShell === false && stage.imageFacts.windows === false)) &&
      stage.chain.every((each) => each.instructions.every((one) => !mayBringShell(dockerfile, one)));
    lacking.set(stage, answer);
  }
  return answer;
}

function mayBringShell(dockerfile: Dockerfile, instruction: Instruction): boolean {
  if (instruction.keyword === "SHELL") return true;
  if (mayFillFolder(dockerfile, instruction, "/bin")) return true;
  const copy =
    instruction.keyword === "COPY" || instruction.keyword === "ADD"
      ? dockerfile.copy(instruction)
      : undefined;
  return (
    copy?.sources.some(({ text }) => /(?:^|\/)(?:(?:ba|da|a)?sh|busybox[\w.-]*|s?bin\/?|\*)$/.test(text)) ===
    true
  );
}

/** The words where the script is one command that needs no shell. */
function plainWords(script: ShellScript): readonly ShellWord[] | undefined {
  const [command, ...others] = script.commands;
  if (command === undefined || others.length > 0 || script.broken) return undefined;
  const [first] = command.words;
  const program = command.program.replace(/^.*\//, "");
  if (
    first === undefined ||
    command.assignments.length > 0 ||
    command.redirects.length > 0 ||
    command.joined !== "first" ||
    command.conditional ||
    command.words.some((word) => word.dynamic || word.raw.startsWith("~"))
  )
    return undefined;
  const words = first.value === "exec" ? command.words.slice(1) : command.words;
  return builtins.has(program) || words.length === 0 ? undefined : words;
}
