// The start command: which program an image starts, and what that needs (a shell, other programs).

import type { Stage } from "../model/stage.ts";
import { resolvePath } from "../model/paths.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { parseShell, type ShellCommand, type ShellScript } from "../syntax/shell.ts";
import type { Span } from "../text/span.ts";

/** A start command taken apart. */
export interface StartCommand {
  /** The first program, as written; `exec`, `env` and the like left out. */
  readonly program: string;
  /** Absolute path where the program has a slash; undefined for a bare name, which PATH decides. */
  readonly path: string | undefined;
  /** Everything after the program that is known, in exec form; the words of all commands in shell form. */
  readonly args: readonly string[];
  /** The instruction that holds the program. */
  readonly by: Instruction | undefined;
  readonly span: Span;
  /** Where the program's name stands, to be replaced by an absolute path. */
  readonly programSpan: Span | undefined;
  /** `none`: exec form. `removable`: shell form whose words need no shell. `needed`: anything else. */
  readonly shell: "none" | "removable" | "needed";
  /** All programs that a shell form runs, the first one included. */
  readonly programs: readonly string[];
}

export type StartAnswer =
  | { readonly kind: "start"; readonly start: StartCommand }
  | { readonly kind: "none" }
  | { readonly kind: "unclear"; readonly message: string; readonly at: Span };

/** Reads ENTRYPOINT and CMD of a stage as the engine combines them. */
export function startCommand(stage: Stage): StartAnswer {
  const entrypoint = stage.entrypoint;
  const cmd = stage.cmd;
  // A CMD that only the base image brings (a shell, a REPL) starts nothing of this project.
  const ownCmd = cmd?.by !== undefined ? cmd : undefined;
  const main = entrypoint ?? ownCmd;
  if (main === undefined) return { kind: "none" };
  if (main.value.form === "shell" && main.by !== undefined) return shellStart(stage, main.by);
  const extra = entrypoint !== undefined && ownCmd !== undefined ? ownCmd : undefined;
  if (extra?.value.form === "shell" && extra.by !== undefined)
    return {
      kind: "unclear",
      message: "CMD in shell form is handed to ENTRYPOINT as `/bin/sh -c` words",
      at: extra.by.textSpan,
    };
  const words = [...main.value.words, ...(extra?.value.words ?? [])];
  const first = words[0];
  if (first === undefined) return { kind: "none" };
  const by = main.by ?? extra?.by;
  const span = by?.textSpan ?? stage.from.textSpan;
  const inline = inlineShell(words);
  if (inline !== undefined && by !== undefined) {
    const answer = fromScript(stage, by, inline, "needed");
    // Places inside a JSON string are not places in the file.
    return answer.kind === "start" ? { ...answer, start: { ...answer.start, programSpan: undefined } } : answer;
  }
  const programSpan = main.by?.exec?.elements[0]?.span;
  return {
    kind: "start",
    start: {
      program: first,
      path: first.includes("/") ? resolved(stage, first) : undefined,
      args: words.slice(1),
      by,
      span,
      programSpan,
      shell: "none",
      programs: [first],
    },
  };
}

function shellStart(stage: Stage, by: Instruction): StartAnswer {
  const script = by.script;
  if (script === undefined || script.broken)
    return { kind: "unclear", message: `\`${by.text}\` can't be read as a shell command`, at: by.textSpan };
  const only = script.commands.length === 1 ? script.commands[0] : undefined;
  const simple = only !== undefined && isPlain(only);
  return fromScript(stage, by, script, simple ? "removable" : "needed");
}

function fromScript(
  stage: Stage,
  by: Instruction,
  script: ShellScript,
  shell: "removable" | "needed",
): StartAnswer {
  const programs = script.commands.filter((command) => command.program !== "");
  // `cd x && exec ./y`: the program is the last one that is no builtin.
  const main = programs.findLast((command) => !builtins.has(command.program)) ?? programs[0];
  if (main === undefined) return { kind: "none" };
  let folder = stage.workdir().value;
  for (const command of programs) {
    if (command === main) break;
    if (command.program === "cd") folder = folder === undefined ? undefined : resolvePath(folder, command.args[0]?.value ?? "/");
  }
  const path = main.program.includes("/") && folder !== undefined ? resolvePath(folder, main.program) : undefined;
  return {
    kind: "start",
    start: {
      program: main.program,
      path,
      args: programs.flatMap((command) => command.args.map((arg) => arg.value)),
      by,
      span: by.textSpan,
      programSpan: main.programSpan,
      shell,
      programs: programs.map((command) => command.program),
    },
  };
}

/** Nothing in the command needs a shell: no expansion, no redirection, no variable, no builtin. */
function isPlain(command: ShellCommand): boolean {
  return (
    command.assignments.length === 0 &&
    command.redirects.length === 0 &&
    !command.conditional &&
    command.joined === "first" &&
    !builtins.has(command.program) &&
    command.words.every((word) => !word.dynamic)
  );
}

/** `["sh", "-c", "script"]`. */
function inlineShell(words: readonly string[]): ShellScript | undefined {
  const [shell, flag, script] = words;
  if (shell === undefined || flag === undefined || script === undefined) return undefined;
  return /(?:^|\/)(?:ba|da|a)?sh$/.test(shell) && /^-[a-z]*c$/.test(flag) ? parseShell(script, 0) : undefined;
}

/** The working directory at the end of the stage counts, wherever CMD stands. */
function resolved(stage: Stage, program: string): string | undefined {
  const workdir = program.startsWith("/") ? "/" : stage.workdir().value;
  return workdir === undefined ? undefined : resolvePath(workdir, program);
}

export const builtins: ReadonlySet<string> = new Set([
  "cd", "export", "set", "unset", "echo", "exec", "test", "[", "[[", ":", "true", "false", "exit", "trap", "wait",
  "source", ".", "eval", "shift", "return", "local", "read", "printf", "umask", "ulimit", "type", "command", "if", "declare",
]);
