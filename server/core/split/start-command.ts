// The start command: which program an image starts, and what that needs (a shell, other programs).

import { Memory } from "../memory.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { isShell, parseShell, type ShellCommand, type ShellScript } from "../syntax/shell.ts";
import type { Span } from "../text/span.ts";

/** A program that the start command names. */
export interface StartedProgram {
  /** As written. */
  readonly name: string;
  /** Absolute path where the name has a slash; undefined for a bare name, which PATH decides. */
  readonly path: string | undefined;
  /** Where the name stands in the file; undefined inside JSON strings, where places are not the file's. */
  readonly span: Span | undefined;
}

/** A start command taken apart. */
export interface StartCommand {
  /** The first program, as written; `exec`, `env` and the like left out. */
  readonly program: string;
  /** Its absolute path where it has a slash; undefined for a bare name, which PATH decides. */
  readonly path: string | undefined;
  /** The names of all programs it runs; exec form has one. Shell builtins are left out. */
  readonly programs: readonly string[];
  /** The same programs with their places. */
  readonly runs: readonly [StartedProgram, ...StartedProgram[]];
  /** The words behind the program in exec form; those of all commands in shell form. */
  readonly args: readonly string[];
  /** The instruction that holds the first program. */
  readonly by: Instruction | undefined;
  readonly span: Span;
  /** `none`: exec form. `removable`: shell form whose words need no shell. `needed`: anything else. */
  readonly shell: "none" | "removable" | "needed";
  /** The shell form writes files itself, by redirection or with `tee`. */
  readonly writes: boolean;
}

export type StartAnswer =
  | { readonly kind: "start"; readonly start: StartCommand }
  | { readonly kind: "none" }
  | { readonly kind: "unclear"; readonly message: string; readonly at: Span };

/** Reads ENTRYPOINT and CMD of a stage as the engine combines them. */
export function startCommand(stage: Stage): StartAnswer {
  let answer = answers.get(stage);
  if (answer === undefined) {
    answer = readStart(stage);
    answers.set(stage, answer);
  }
  return answer;
}

const answers = new Memory<Stage, StartAnswer>("stage");

function readStart(stage: Stage): StartAnswer {
  const entrypoint = isPassedThrough(stage) ? undefined : stage.entrypoint;
  const cmd = stage.cmd;
  // A CMD that only the base image brings (a shell, a REPL) starts nothing of this project.
  const ownCmd = cmd?.by !== undefined ? cmd : undefined;
  const main = entrypoint ?? ownCmd;
  if (main === undefined) return serviceStart(stage);
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
  const inline = scriptOfShell(words);
  if (inline !== undefined && by !== undefined) return fromScript(stage, by, inline, "needed", "in-string");
  return {
    kind: "start",
    start: {
      ...named([
        {
          name: first,
          path: first.includes("/") ? resolved(stage, first) : undefined,
          span: main.by?.exec?.elements[0]?.span,
        },
      ]),
      args: words.slice(1),
      by,
      span,
      shell: "none",
      writes: false,
    },
  };
}

/** Where the file starts nothing, what a compose file starts in its place. */
function serviceStart(stage: Stage): StartAnswer {
  const words = [...(stage.service?.entrypoint ?? []), ...(stage.service?.command ?? [])];
  const [first, ...args] = words;
  if (first === undefined || first === "") return { kind: "none" };
  const span = stage.from.textSpan;
  if (scriptOfShell(words) !== undefined)
    return { kind: "unclear", message: "The compose file starts a script that it holds itself", at: span };
  const isPath = first.includes("/");
  const path = isPath ? resolved(stage, first) : undefined;
  return {
    kind: "start",
    start: {
      ...named([{ name: first, path, span: undefined }]),
      args,
      by: undefined,
      span,
      // A bare name is looked for in the image's PATH, and an image without a shell starts its own program instead.
      shell: isPath ? "none" : "needed",
      writes: false,
    },
  };
}

/** Entrypoints of official images that start what CMD names, after preparing something that a split does not move. */
const passesThrough =
  /^(?:docker-entrypoint\.sh|docker-php-entrypoint|__cacert_entrypoint\.sh|mvn-entrypoint\.sh|entrypoint-cacert\.sh|entrypoint)$/;

/** True where only the base image sets an ENTRYPOINT, and that one starts what CMD names. */
function isPassedThrough(stage: Stage): boolean {
  const { entrypoint } = stage;
  const words = entrypoint?.value.words ?? [];
  // An init process in front of it changes nothing.
  const [first, ...rest] = /^\/?tini$/.test(words[0] ?? "") && words[1] === "--" ? words.slice(2) : words;
  return (
    entrypoint?.by === undefined &&
    first !== undefined &&
    rest.length === 0 &&
    passesThrough.test(first.slice(first.lastIndexOf("/") + 1))
  );
}

function shellStart(stage: Stage, by: Instruction): StartAnswer {
  const script = by.script;
  if (script === undefined || script.broken)
    return { kind: "unclear", message: `\`${by.text}\` can't be read as a shell command`, at: by.textSpan };
  const only = script.commands.length === 1 ? script.commands[0] : undefined;
  const simple = only !== undefined && isPlain(only);
  return fromScript(stage, by, script, simple ? "removable" : "needed", "in-file");
}

function fromScript(
  stage: Stage,
  by: Instruction,
  script: ShellScript,
  shell: "removable" | "needed",
  place: "in-file" | "in-string",
): StartAnswer {
  const programs: StartedProgram[] = [];
  let folder = stage.workdir().value;
  for (const command of script.commands) {
    if (command.program === "cd") {
      folder = folder === undefined ? undefined : resolvePath(folder, command.args[0]?.value ?? "/");
    } else if (command.program !== "" && !builtins.has(command.program)) {
      const inPath = !command.program.includes("/");
      programs.push({
        name: command.program,
        path: inPath || folder === undefined ? undefined : resolvePath(folder, command.program),
        span: place === "in-file" ? command.programSpan : undefined,
      });
    }
  }
  const [first, ...rest] = programs;
  if (first === undefined) return { kind: "none" };
  return {
    kind: "start",
    start: {
      ...named([first, ...rest]),
      args: script.commands.flatMap((command) => command.args.map((arg) => arg.value)),
      by,
      span: by.textSpan,
      shell,
      writes: script.commands.some(writesFile),
    },
  };
}

function named(
  runs: readonly [StartedProgram, ...StartedProgram[]],
): Pick<StartCommand, "program" | "path" | "programs" | "runs"> {
  const [first] = runs;
  return { program: first.name, path: first.path, programs: runs.map((each) => each.name), runs };
}

/** The command itself makes or changes files. */
export function writesFile(command: ShellCommand): boolean {
  if (/^(?:tee|touch|mkdir|cp|mv|chown|chmod|ln|sed)$/.test(command.program)) return true;
  return command.redirects.some(
    ({ operator, target }) =>
      /^(?:>|>>|&>|&>>|>\|)$/.test(operator) && target?.value.startsWith("/dev/") !== true,
  );
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

/** The absolute path of the script that `sh start.sh` and `bash ./start.sh` run; undefined for other commands. */
export function scriptBehindShell(stage: Stage, { program, args }: StartCommand): string | undefined {
  const [word] = args;
  if (!isShell(program) || word === undefined || !/^[\w./][\w./-]*$/.test(word)) return undefined;
  return resolved(stage, word);
}

/** What words start: a program, or the commands of the script that they give to a shell. */
export function commandsOfWords(words: readonly string[]): {
  readonly commands: readonly { readonly program: string; readonly args: readonly string[] }[];
  readonly isScript: boolean;
} {
  const script = scriptOfShell(words);
  if (script !== undefined)
    return {
      commands: script.commands.map(({ program, args }) => ({
        program,
        args: args.map(({ value }) => value),
      })),
      isScript: true,
    };
  const [program, ...args] = words;
  return { commands: program === undefined || program === "" ? [] : [{ program, args }], isScript: false };
}

/** The script of `["sh", "-c", "script"]`; undefined for other words. */
function scriptOfShell(words: readonly string[]): ShellScript | undefined {
  const [shell, flag, script] = words;
  if (shell === undefined || flag === undefined || script === undefined) return undefined;
  return isShell(shell) && /^-[a-z]*c$/.test(flag) ? parseShell(script, 0) : undefined;
}

/** The working directory at the end of the stage counts, wherever CMD stands. */
function resolved(stage: Stage, program: string): string | undefined {
  const workdir = program.startsWith("/") ? "/" : stage.workdir().value;
  return workdir === undefined ? undefined : resolvePath(workdir, program);
}

export const builtins: ReadonlySet<string> = new Set([
  "cd",
  "export",
  "set",
  "unset",
  "echo",
  "exec",
  "test",
  "[",
  "[[",
  ":",
  "true",
  "false",
  "exit",
  "trap",
  "wait",
  "source",
  ".",
  "eval",
  "shift",
  "return",
  "local",
  "read",
  "printf",
  "umask",
  "ulimit",
  "type",
  "command",
  "if",
  "declare",
]);
