// Edits of RUN scripts: a command added at their end, two of them made one.

import type { Instruction } from "../syntax/instruction.ts";
import type { ShellCommand, ShellWord } from "../syntax/shell.ts";
import { insertion, replacement, type TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import type { RunCommand } from "./commands.ts";
import type { Dockerfile } from "./dockerfile.ts";

/** Adds a command that runs when all before it has succeeded; undefined where the script can't be added to safely. */
export function appendedCommand(
  dockerfile: Dockerfile,
  instruction: Instruction,
  command: string,
): TextEdit | undefined {
  const { text, eol, escape } = dockerfile.syntax;
  const { script, heredocs } = instruction;
  if (script === undefined || script.broken || script.commands.length === 0) return undefined;
  const [heredoc] = heredocs;
  if (heredoc !== undefined) {
    // Only where the heredoc is the script, and stops at a failure itself or fails at its end.
    const bare =
      text.slice(instruction.args.start, instruction.args.end).trim() ===
      text.slice(heredoc.operator.start, heredoc.operator.end);
    if (heredocs.length > 1 || !bare || heredoc.terminator === undefined) return undefined;
    return insertion(heredoc.body.end, `${heredoc.chomp ? "\t" : ""}${command}${eol}`);
  }
  if (!endsPlainly(text, instruction)) return undefined;
  const at = instruction.args.end;
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  if (lineStart <= instruction.keywordSpan.start) return insertion(at, ` && ${command}`);
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
  return insertion(at, ` ${escape}${eol}${indent === "" ? "    " : indent}&& ${command}`);
}

/** Puts words behind one of a command's; in a JSON array they become strings of their own. */
export function addedWords({ instruction }: RunCommand, behind: Span, ...words: readonly string[]): TextEdit {
  return isElement(instruction, behind)
    ? insertion(behind.end + 1, words.map((word) => `, ${JSON.stringify(word)}`).join(""))
    : insertion(behind.end, words.map((word) => ` ${word}`).join(""));
}

/** Takes out words of a command that stand side by side, with the white space or the comma before them. */
export function removedWords({ syntax }: Dockerfile, { instruction }: RunCommand, words: Span): TextEdit {
  const { text } = syntax;
  const elements = instruction.exec?.elements ?? [];
  const first = elements.findIndex(({ span }) => span.start === words.start);
  const before = elements[first - 1];
  if (before !== undefined) return replacement({ start: before.span.end + 1, end: words.end + 1 }, "");
  let { start } = words;
  while (text[start - 1] === " " || text[start - 1] === "\t") start--;
  return replacement({ start, end: words.end }, "");
}

/** True for a string of the JSON form; the words of a script inside one are none. */
function isElement({ exec }: Instruction, at: Span): boolean {
  return exec?.elements.some(({ span }) => span.start === at.start && span.end === at.end) === true;
}

/** The words of a plain command, up to `end`, as a JSON array: each where it stands, with the line breaks between them. */
export function arrayOfWords(words: readonly ShellWord[], start: number, end: number): readonly TextEdit[] {
  return words.map(({ value, span }, at) => {
    const isFirst = at === 0;
    const isLast = at === words.length - 1;
    const from = isFirst ? start : span.start;
    const to = isLast ? end : span.end;
    return replacement(
      { start: from, end: to },
      `${isFirst ? "[" : ""}${JSON.stringify(value)}${isLast ? "]" : ","}`,
    );
  });
}

/** No comment, separator or open construct at the end that would swallow what follows. */
function endsPlainly(text: string, instruction: Instruction): boolean {
  const { args, script, comments } = instruction;
  const last = text.slice(args.start, args.end);
  const line = last.slice(last.lastIndexOf("\n") + 1);
  if (/[;&|\\`]$/.test(last) || /(?:^|\s)#/.test(line)) return false;
  // A comment behind the last command would come to stand behind the new one as well.
  if (comments.some(({ start }) => start > (script?.commands.at(-1)?.span.end ?? 0))) return false;
  return script?.commands.at(-1)?.conditional !== true;
}

/** True for a script that is one list of commands joined by `&&`, pipes included. */
function isChain(commands: readonly ShellCommand[]): boolean {
  return commands.every(
    ({ joined, conditional, subshells }, at) =>
      !conditional &&
      (subshells.length > 0 || (at === 0 ? joined === "first" : joined === "&&" || joined === "|")),
  );
}

/** Commands that change what later commands of the same shell see. */
const changesShell = /^(?:cd|pushd|popd|export|set|unset|umask|shopt|source|\.|exec|trap|alias|eval|exit)$/;

/** True where two RUNs could be one without changing what they do, whatever stands between them. */
export function canMerge(dockerfile: Dockerfile, first: Instruction, second: Instruction): boolean {
  const { text } = dockerfile.syntax;
  const ours = first.script;
  const theirs = second.script;
  if (ours === undefined || theirs === undefined || ours.broken || theirs.broken) return false;
  if (first.heredocs.length > 0 || second.heredocs.length > 0) return false;
  if (first.flags.length > 0 || second.flags.length > 0) return false;
  if (!endsPlainly(text, first) || !isChain(theirs.commands) || !isChain(ours.commands)) return false;
  return !ours.commands.some(({ program, words }) => changesShell.test(program) || words.length === 0);
}

/** Makes one RUN of two that follow one another; undefined where that would change what they do. */
export function mergedRuns(
  dockerfile: Dockerfile,
  first: Instruction,
  second: Instruction,
): TextEdit | undefined {
  const { eol, escape, nodes } = dockerfile.syntax;
  const from = nodes.indexOf(first);
  const between = nodes.slice(from + 1, nodes.indexOf(second));
  if (from === -1 || between.some(({ kind }) => kind !== "blank")) return undefined;
  if (!canMerge(dockerfile, first, second)) return undefined;
  return replacement({ start: first.args.end, end: second.args.start }, ` ${escape}${eol}    && `);
}
