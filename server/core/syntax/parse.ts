// Parsing: text to a tree that holds every character of it.
//
// dockerfile-ast (0.7.1) parses the instructions. On real files it misreads some line structures: `<<X` inside
// quotes or arithmetic as a heredoc that swallows the rest, `5<<EOF` not as one, `<<''` without an end, a lone
// `\r` as a line end, a line of only `\`, doubled `\\` line ends and `RUN\` before a comment. So it is given a text
// of the same length in which the scan (scan.ts) has already joined the lines and blanked heredocs, where none of
// this can happen; arguments are then read from the original text, as JSON strings must be.

import { DockerfileParser } from "dockerfile-ast";
import { LineIndex } from "../text/lines.ts";
import type { Span } from "../text/span.ts";
import { Instruction } from "./instruction.ts";
import { type EscapeCharacter, type Scan, type ScannedNode, scan } from "./scan.ts";

export type Node = Extract<ScannedNode, { kind: "directive" | "comment" | "blank" }> | Instruction;

export interface DockerfileSyntax {
  readonly text: string;
  readonly escape: EscapeCharacter;
  /** The line end that the file uses first; `\n` when it has a single line. */
  readonly eol: "\n" | "\r\n";
  /** In order and without gaps. */
  readonly nodes: readonly Node[];
  readonly instructions: readonly Instruction[];
}

/** Parses any text. There are no errors: what is no instruction is kept as one with an unknown keyword. */
export function parseDockerfile(text: string): DockerfileSyntax {
  const scanned = scan(text);
  const keywords = readKeywords(text, scanned);
  const instructions: Instruction[] = [];
  const nodes = scanned.nodes.map((node): Node => {
    if (node.kind !== "instruction") return node;
    const instruction = new Instruction(text, node, scanned.escape, keywords[instructions.length]);
    instructions.push(instruction);
    return instruction;
  });
  const newline = text.indexOf("\n");
  return {
    text,
    escape: scanned.escape,
    eol: newline > 0 && text[newline - 1] === "\r" ? "\r\n" : "\n",
    nodes,
    instructions,
  };
}

/** Where dockerfile-ast sees the keyword of each instruction, in order. */
function readKeywords(text: string, scanned: Scan): readonly Span[] {
  const joined = joinLines(text, scanned);
  const index = new LineIndex(joined);
  const parsed = DockerfileParser.parse(joined).getInstructions();
  const expected = scanned.nodes.filter((node) => node.kind === "instruction");
  // Where the two disagree all the same, the scan is right: it follows the builder's own parser.
  if (parsed.length !== expected.length) return [];
  return parsed.map((instruction) => {
    const range = instruction.getInstructionRange();
    return { start: index.offsetAt(range.start), end: index.offsetAt(range.end) };
  });
}

/** The text with each instruction on one line and heredocs as comments, of the same length. */
function joinLines(text: string, scanned: Scan): string {
  const parts: string[] = [];
  let at = 0;
  const replace = (span: Span, replacement: string): void => {
    if (span.start < at) return;
    parts.push(text.slice(at, span.start), replacement);
    at = span.end;
  };
  for (const node of scanned.nodes) {
    if (node.kind === "directive") continue;
    const end = node.kind === "instruction" ? node.line.end : node.span.end;
    if (node.kind === "instruction") {
      for (const joint of node.joints) replace(joint, " ".repeat(joint.end - joint.start));
      const line = text.slice(at, end);
      // What is left over can only mislead: heredoc operators (and `<<` that is none), lone carriage
      // returns, and escape characters at the end that do not continue the line.
      if (line.includes("<<")) replace({ start: at, end }, line.replaceAll("<<", "__"));
      const last = text.slice(at, end).trimEnd();
      if (last.endsWith(scanned.escape)) replace({ start: at + last.length - 1, end: at + last.length }, "_");
      if (node.span.end > node.line.end)
        replace(
          { start: node.line.end, end: node.span.end },
          text.slice(node.line.end, node.span.end).replace(/[^\r\n]/g, "#"),
        );
    }
  }
  parts.push(text.slice(at));
  return parts.join("").replace(/\r(?!\n)/g, " ");
}

/** The text of a tree: exactly the text that was parsed. */
export function printDockerfile(tree: DockerfileSyntax): string {
  return tree.nodes.map((node) => tree.text.slice(node.span.start, node.span.end)).join("");
}
