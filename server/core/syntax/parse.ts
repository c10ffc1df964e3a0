// Parsing: text to a tree that holds every character of it.
//
// dockerfile-ast (0.7.1) says which instruction each one is. On real files it misreads some line structures: `<<X`
// inside quotes or arithmetic as a heredoc that swallows the rest, `5<<EOF` not as one, `<<''` without an end, a lone
// `\r` as a line end, a line of only `\`, doubled `\\` line ends and `RUN\` before a comment. So the scan (scan.ts)
// divides the text first, as the builder does, and dockerfile-ast is given the first words alone, a line each, where
// none of this can happen. Arguments are read from the original text when they are asked for: it drops white space and `\/`
// inside JSON strings, and reading them all costs several times what everything else of an analysis does.

import { DockerfileParser } from "dockerfile-ast";
import { Instruction } from "./instruction.ts";
import { knownFlags } from "./instruction-table.ts";
import { type EscapeCharacter, type ScannedInstruction, type ScannedNode, scan } from "./scan.ts";

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
  const firstWords = scanned.nodes.map((node) => (node.kind === "instruction" ? firstWord(text, node) : ""));
  const others = new Set(
    firstWords.filter((word) => word !== "" && word !== "_" && !keywordsAsWritten.has(word)),
  );
  const keywords = others.size === 0 ? keywordsAsWritten : readKeywords(others);
  const instructions: Instruction[] = [];
  const nodes = scanned.nodes.map((node, index): Node => {
    if (node.kind !== "instruction") return node;
    const instruction = new Instruction(
      text,
      node,
      scanned.escape,
      instructions.length,
      keywordsAsWritten.get(firstWords[index] ?? "") ?? keywords.get(firstWords[index] ?? ""),
    );
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

/** What dockerfile-ast takes an instruction that starts with each of the words for; nothing where it sees another number. */
function readKeywords(words: ReadonlySet<string>): ReadonlyMap<string, string> {
  const keywords = new Map<string, string>();
  const parsed = DockerfileParser.parse([...words].join("\n")).getInstructions();
  // Where the two disagree, the scan is right: it follows the builder's own parser.
  if (parsed.length !== words.size) return keywords;
  let next = 0;
  for (const word of words) {
    const keyword = parsed[next++]?.getKeyword();
    if (keyword !== undefined) keywords.set(word, keyword);
  }
  return keywords;
}

/** The keywords as nearly all files write them; the parser is asked about them once, when the module is loaded. */
const keywordsAsWritten = readKeywords(
  new Set(Object.keys(knownFlags).flatMap((keyword) => [keyword, keyword.toLowerCase()])),
);

/** The first word where it is plain, as all keywords are; `_` for anything else, which is no keyword. */
function firstWord(text: string, { line, joints }: ScannedInstruction): string {
  const end = joints[0]?.start ?? line.end;
  keywordPattern.lastIndex = line.start;
  const match = keywordPattern.exec(text);
  const word = match?.[1];
  if (word === undefined || keywordPattern.lastIndex > end) return "_";
  const next = text.charCodeAt(keywordPattern.lastIndex);
  return keywordPattern.lastIndex === line.end || next === 32 || (next >= 9 && next <= 13) ? word : "_";
}

const keywordPattern = /\uFEFF?[ \t\v\f\r]*([A-Za-z]+)/y;

/** The text of a tree: exactly the text that was parsed. */
export function printDockerfile(tree: DockerfileSyntax): string {
  return tree.nodes.map((node) => tree.text.slice(node.span.start, node.span.end)).join("");
}
