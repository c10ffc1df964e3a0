// Takes a RUN script apart at a command: what goes before the copy of the sources and what stays behind it.

import { type RunCommand, runCommands } from "../model/commands.ts";
import { packageCommand } from "../model/packages.ts";
import type { Stage } from "../model/stage.ts";
import { shellWord } from "../split/instruction-text.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import { contains, type Span, sliceOf } from "../text/span.ts";

export interface ScriptParts {
  /** The script of the new RUN, as written with its line breaks. */
  readonly first: string;
  /** Edits that leave the rest in the old RUN. */
  readonly edits: readonly TextEdit[];
  /** Comments between the two parts, which would be lost. */
  readonly comments: readonly string[];
}

/** Commands that only set the shell up: both parts need them. */
const settingUp = /^(?:cd|export|set|umask)$/;

export interface ScriptSplit {
  readonly text: string;
  readonly stage: Stage;
  readonly by: Instruction;
  readonly step: RunCommand;
  /** A command that goes first in the step's place; undefined when the step itself does. */
  readonly command: string | undefined;
  /** The absolute folder that the command runs in; undefined when it isn't known. */
  readonly folder: string | undefined;
  /** True for commands that need no sources. */
  readonly free: (run: RunCommand) => boolean;
  /** True for absolute folders that the manifests bring. */
  readonly isThere: (folder: string) => boolean;
}

/**
 * Splits `a && step && b` behind the step, so that `a && step` can go first. With a command, that one goes first in
 * the step's place and the step stays. Undefined when the script is more than a list of `&&` up to there, or when
 * something before the step needs the sources.
 */
export function splitScript(split: ScriptSplit): ScriptParts | undefined {
  const { text, stage, by, step, command, free } = split;
  const { script } = by;
  // In exec form and heredocs nothing can be cut, but a command of its own can go first.
  if (script === undefined || by.heredocs.length > 0 || script.broken) return alone(split);
  const commands = runCommands(stage, by);
  const index = commands.indexOf(step);
  const before = commands.slice(0, index);
  const plain =
    [...before, step].every(
      ({ command: each }, at) =>
        (at === 0 ? each.joined === "first" : each.joined === "&&") &&
        each.subshells.length === 0 &&
        !each.conditional,
    ) && isWhole(text, commands, index, by);
  if (!plain || !before.every(free)) return alone(split);
  // The command runs beside its manifests, the step may run elsewhere.
  if (command !== undefined && split.folder !== step.cwd) return alone(split);
  const own = before.filter((run) => !isSetUp(run));
  // Removed in a later layer, packages and caches would stay in the image.
  if (own.length > 0 && command !== undefined && commands.slice(index).some(cleansUp)) return alone(split);
  const start = by.args.start;
  const head = text.slice(start, step.command.span.start);
  const again = before
    .filter(isSetUp)
    .map((run) => `${sliceOf(text, run.command.span)} && `)
    .join("");
  if (command !== undefined) {
    // The step stays; what stands before it goes first, but for what sets the shell up.
    const edits = own.length === 0 ? [] : [replacement({ start, end: step.command.span.start }, again)];
    return { first: `${head}${command}`, edits, comments: [] };
  }
  // What follows and needs no sources either, such as removing package lists, belongs to the same layer.
  let last = index;
  for (let at = index + 1; at < commands.length; at++) {
    const each = commands[at];
    const listed =
      each !== undefined &&
      each.command.joined === "&&" &&
      each.command.subshells.length === 0 &&
      !each.command.conditional;
    if (!listed || isSetUp(each) || !free(each) || !isWhole(text, commands, at, by)) break;
    last = at;
  }
  const next = commands[last + 1];
  const end = commands[last]?.command.span.end ?? step.command.span.end;
  if (next === undefined || next.command.joined !== "&&") return undefined;
  if (commands.slice(last + 1).some(cleansUp)) return undefined;
  const first = text.slice(start, end);
  const behind = restStart(text, { start: end, end: next.command.span.start }, by);
  if (behind === undefined) return undefined;
  const gap = { start: end, end: behind };
  const comments = by.comments.filter((each) => contains(gap, each)).map((each) => sliceOf(text, each));
  return { first, edits: [replacement({ start, end: behind }, again)], comments };
}

/**
 * Where the rest starts in what stands between two commands: behind the `&&`, with the parenthesis or brace that the
 * second command may stand in. Undefined where a comment is in between too.
 */
function restStart(text: string, gap: Span, by: Instruction): number | undefined {
  const between = sliceOf(text, gap);
  if (isBareAnd(withoutComments(between, gap.start, by))) return gap.end;
  const sign = /^(?:\s|\\\r?\n|`\r?\n)*&&(?:\s|\\\r?\n|`\r?\n)*(?=[({!])/.exec(between);
  return sign === null ? undefined : gap.start + sign[0].length;
}

/** Programs that fetch or unpack others, or set up how dependencies are fetched. */
const installing = new Set([
  "curl",
  "wget",
  "tar",
  "unzip",
  "git",
  "sh",
  "bash",
  "rustup",
  "nvm",
  "sdk",
  "source",
  ".",
  "corepack",
  "npm",
  "pip",
  "pip3",
  "ssh-keyscan",
  "ln",
]);

/** A command of a RUN as a shell takes it: as it stands there, or the words of the exec form. */
export function shellText(text: string, run: RunCommand): string {
  return isExecForm(run)
    ? run.command.words.map((word) => shellWord(word.value)).join(" ")
    : sliceOf(text, run.command.span);
}

/** The words of the command are the strings of an exec form; false for a script that `["sh", "-c", ...]` holds. */
export function isExecForm({ instruction, command }: RunCommand): boolean {
  return instruction.exec?.span.start === command.span.start;
}

/** The command in a RUN of its own, in its folder; undefined without one, or where the folder isn't there. */
function alone({ stage, by, step, command, folder, isThere }: ScriptSplit): ScriptParts | undefined {
  const workdir = stage.workdir(by).value;
  if (command === undefined || folder === undefined) return undefined;
  // What the RUN installs for itself, the toolchain perhaps, isn't there before it.
  const before = runCommands(stage, by).filter((run) => run.command.span.start < step.command.span.start);
  if (before.some((run) => packageCommand(run) !== undefined || installing.has(run.program)))
    return undefined;
  if (folder === workdir) return { first: command, edits: [], comments: [] };
  if (!isThere(folder)) return undefined;
  const changes = before.filter((run) => run.program === "cd");
  // As written where one `cd` leads there.
  const written = changes.length === 1 && folder === step.cwd ? changes[0]?.args[0]?.raw : undefined;
  return { first: `cd ${written ?? folder} && ${command}`, edits: [], comments: [] };
}

/** Removes packages or caches of the layer that it runs in. */
function cleansUp(run: RunCommand): boolean {
  const action = packageCommand(run)?.action;
  if (action === "remove" || action === "clean") return true;
  return (
    run.program === "rm" && run.args.some((word) => /^\/(?:var|root|tmp|usr)\/|^~\/|^\$HOME/.test(word.value))
  );
}

function isSetUp(run: RunCommand): boolean {
  return settingUp.test(run.program) || run.command.words.length === 0;
}

/** Nothing stands in the script up to the step that the commands don't show: no `if`, no brace, no parenthesis. */
function isWhole(text: string, commands: readonly RunCommand[], index: number, by: Instruction): boolean {
  let at = by.args.start;
  for (const run of commands.slice(0, index + 1)) {
    const gap = text.slice(at, run.command.span.start);
    const bare = withoutComments(gap, at, by);
    if (!isBareAnd(bare)) return false;
    at = run.command.span.end;
  }
  return true;
}

/** White space, joined lines and one `&&` at most. */
function isBareAnd(gap: string): boolean {
  return gap.replace(/\\\r?\n|`\r?\n|[\s\\]/g, "").replace("&&", "") === "";
}

function withoutComments(gap: string, offset: number, by: Instruction): string {
  let result = gap;
  for (const comment of [...by.comments].reverse()) {
    if (comment.start < offset || comment.end > offset + gap.length) continue;
    result = result.slice(0, comment.start - offset) + result.slice(comment.end - offset);
  }
  return result;
}
