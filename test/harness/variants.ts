// Other spellings of a Dockerfile that mean the same: every finding and fix must be the same in them.

import { Dockerfile } from "../../server/core/model/dockerfile.ts";
import type { Instruction } from "../../server/core/syntax/instruction.ts";
import { parseDockerfile } from "../../server/core/syntax/parse.ts";
import { applyEdits, replacement, type TextEdit } from "../../server/core/text/edits.ts";
import { type Span, sliceOf } from "../../server/core/text/span.ts";

export interface Variant {
  readonly name: string;
  /** Undefined where the variant does not differ or would mean something else. */
  readonly of: (text: string) => string | undefined;
  /** Removes what the variant changes, so that texts and messages of both can be compared. */
  readonly normal: (text: string) => string;
  /** Rules that judge what the variant changes. */
  readonly except?: readonly string[];
}

export const variants: readonly Variant[] = [
  {
    name: "CRLF",
    of: (text) => (text.includes("\r") ? undefined : text.replaceAll("\n", "\r\n")),
    normal: (text) => text.replaceAll("\r\n", "\n"),
  },
  {
    name: "no final newline",
    of: (text) => (/[^\n]\n$/.test(text) && !endsInHeredoc(text) ? text.replace(/\r?\n$/, "") : undefined),
    normal: (text) => text.replace(/\s+$/, ""),
  },
  {
    name: "lower-case keywords",
    of: (text) => changed(text, lowerCase(text)),
    normal: (text) => text.toLowerCase(),
    except: ["inconsistent-instruction-case"],
  },
  {
    name: "tabs for leading spaces",
    of: (text) => changed(text, tabs(text)),
    normal: (text) => text.replace(/^[\t ]+/gm, (space) => " ".repeat(space.length)),
  },
];

function changed(before: string, after: string): string | undefined {
  return before === after ? undefined : after;
}

function endsInHeredoc(text: string): boolean {
  return (parseDockerfile(text).instructions.at(-1)?.heredocs.length ?? 0) > 0;
}

function lowerCase(text: string): string {
  const dockerfile = new Dockerfile(parseDockerfile(text));
  const spans = dockerfile.syntax.instructions.flatMap(keywordsOf);
  return applyEdits(
    text,
    spans.map((at) => replacement(at, sliceOf(text, at).toLowerCase())),
  );
}

function keywordsOf(instruction: Instruction): readonly Span[] {
  const spans = [instruction.keywordSpan];
  if (instruction.keyword === "FROM") {
    const as = instruction.words[1];
    if (as?.text.toUpperCase() === "AS") spans.push(as.span);
  }
  const { trigger } = instruction;
  return trigger === undefined ? spans : [...spans, ...keywordsOf(trigger)];
}

/** One tab for each space, so that columns stay; heredoc bodies are content and keep theirs. */
function tabs(text: string): string {
  const { instructions } = parseDockerfile(text);
  const bodies = instructions.flatMap((each) => each.heredocs.map(({ body }) => body));
  const edits: TextEdit[] = [];
  for (const match of text.matchAll(/^ +(?=\S)/gm)) {
    const at = { start: match.index, end: match.index + match[0].length };
    const isContent = bodies.some((body) => body.start <= at.start && at.start <= body.end);
    if (!isContent) edits.push(replacement(at, "\t".repeat(at.end - at.start)));
  }
  return applyEdits(text, edits);
}
