// How a new line is written into a Dockerfile: in the file's own case, indentation and line ends, where it belongs.

import type { Instruction } from "../syntax/instruction.ts";
import { insertion, type TextEdit } from "../text/edits.ts";
import type { Dockerfile } from "./dockerfile.ts";

/** A keyword in the case that the file's first FROM has. */
export function spelledKeyword(dockerfile: Dockerfile, keyword: string): string {
  const { text } = dockerfile.syntax;
  const from = dockerfile.stages[0]?.from.keywordSpan;
  const written = from === undefined ? "" : text.slice(from.start, from.end);
  return written !== "" && written === written.toLowerCase() ? keyword.toLowerCase() : keyword.toUpperCase();
}

/** New instructions before another one, above the comments that stand directly over it and belong to it. */
export function insertedBefore(
  dockerfile: Dockerfile,
  next: Instruction,
  lines: readonly string[],
): TextEdit {
  const { nodes, eol } = dockerfile.syntax;
  let at = next.span.start;
  for (let index = nodes.indexOf(next) - 1; index >= 0; index--) {
    const node = nodes[index];
    if (node?.kind !== "comment") break;
    at = node.span.start;
  }
  const indent = indentation(dockerfile, next);
  return insertion(at, lines.map((line) => indent + line + eol).join(""));
}

/** New instructions after another one. */
export function insertedAfter(
  dockerfile: Dockerfile,
  previous: Instruction,
  lines: readonly string[],
): TextEdit {
  const { text, eol } = dockerfile.syntax;
  const at = previous.span.end;
  const indent = indentation(dockerfile, previous);
  const written = lines.map((line) => indent + line).join(eol);
  return insertion(at, text[at - 1] === "\n" ? written + eol : eol + written);
}

function indentation(dockerfile: Dockerfile, instruction: Instruction): string {
  const { text } = dockerfile.syntax;
  const before = text.slice(instruction.span.start, instruction.keywordSpan.start);
  return /^[ \t]*$/.test(before) ? before : "";
}
