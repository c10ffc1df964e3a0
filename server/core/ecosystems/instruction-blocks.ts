// Where an instruction that moves begins and ends in the text, and what it is written as behind its new neighbour.

import type { RuleFile } from "../rules/rule.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { Node } from "../syntax/parse.ts";
import { type Span, sliceOf } from "../text/span.ts";

/** The instruction with the comments right above it that speak of the copy. */
export function blockOf(file: RuleFile, instruction: Instruction): Span {
  const { nodes } = file.dockerfile.syntax;
  let at = nodes.indexOf(instruction);
  let start = instruction.span.start;
  const comments: Node[] = [];
  while (nodes[at - 1]?.kind === "comment") {
    at--;
    const node = nodes[at];
    if (node !== undefined) comments.push(node);
  }
  const about = comments.some((node) =>
    /cop(?:y|ies)|source|\bcode\b|\badd\b|\brest\b|everything|project files|all files|app files/i.test(
      sliceOf(file.text, node.span),
    ),
  );
  const first = comments.at(-1);
  if (about && first !== undefined) start = first.span.start;
  return { start, end: instruction.span.end };
}

/** A block with the blank lines behind it, where blank lines stand before it too. */
export function withBlankLines(file: RuleFile, block: Span): Span {
  const { nodes } = file.dockerfile.syntax;
  const first = nodes.findIndex((node) => node.span.start === block.start);
  if (nodes[first - 1]?.kind !== "blank") return block;
  let last = nodes.findIndex((node) => node.span.end === block.end);
  let { end } = block;
  while (nodes[last + 1]?.kind === "blank") end = nodes[++last]?.span.end ?? end;
  return { start: block.start, end };
}

/** What stands before the instruction, its comments left out. */
export function nodeBefore(file: RuleFile, instruction: Instruction): Node | undefined {
  const { nodes } = file.dockerfile.syntax;
  let at = nodes.indexOf(instruction) - 1;
  while (nodes[at]?.kind === "comment") at--;
  return nodes[at];
}

/** Behind the last character of the instruction's last line, its line end left out. */
export function lineEnd(file: RuleFile, { span }: Instruction): number {
  return span.end - (/\r?\n$/.exec(sliceOf(file.text, span))?.[0].length ?? 0);
}

/** What stands before the keyword on its line. */
export function indentOf(file: RuleFile, instruction: Instruction): string {
  return file.text.slice(instruction.span.start, instruction.keywordSpan.start);
}

/** The text of a block, with a line end at its end also where the file ends without one. */
export function wholeLines(file: RuleFile, block: Span): string {
  return ended(file, sliceOf(file.text, block));
}

/** The same, with a destination that is relative to the WORKDIR made absolute. */
export function textWithAbsoluteTarget(file: RuleFile, copy: Instruction, block: Span): string {
  const text = sliceOf(file.text, block);
  const found = file.dockerfile.copy(copy);
  if (found?.target === undefined || /^["']?[/$]/.test(found.destination.text)) return ended(file, text);
  const at = found.destination.span;
  const slash = found.intoFolder && found.target !== "/" ? "/" : "";
  return ended(
    file,
    `${text.slice(0, at.start - block.start)}${found.target}${slash}${text.slice(at.end - block.start)}`,
  );
}

function ended(file: RuleFile, text: string): string {
  return text.endsWith("\n") ? text : text + file.dockerfile.syntax.eol;
}
