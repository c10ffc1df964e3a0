// A unified diff as `patch` and `git apply` read it.

import { lineEdits } from "../core/text/diff.ts";

/** Unchanged lines around each change. */
const contextLines = 3;

interface DiffLine {
  readonly sign: " " | "-" | "+";
  /** With its line end, where it has one. */
  readonly text: string;
}

/**
 * The diff that turns `before` into `after`, with the names behind `---` and `+++`; empty when the texts are the
 * same. `before` is null for a file that is made.
 */
export function unifiedDiff(
  before: { readonly name: string; readonly text: string } | null,
  after: { readonly name: string; readonly text: string },
): string {
  const lines = diffLines(before?.text ?? "", after.text);
  const hunks = hunksOf(lines);
  if (hunks.length === 0) return "";
  const heading = `--- ${before === null ? "/dev/null" : headingName(`a/${before.name}`)}\n+++ ${headingName(`b/${after.name}`)}\n`;
  return heading + hunks.map((hunk) => printHunk(lines, hunk)).join("");
}

/** A path as git writes it in a heading: quoted when it holds what would end the line or confuse `patch`. */
function headingName(name: string): string {
  if (/[\n\r"\\]/.test(name)) return JSON.stringify(name);
  return /[\t ]/.test(name) ? `${name}\t` : name;
}

/** All lines of both texts in the order of a diff. */
function diffLines(before: string, after: string): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  const push = (sign: DiffLine["sign"], text: string): void => {
    for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) lines.push({ sign, text: line });
  };
  let at = 0;
  for (const edit of lineEdits(before, after)) {
    push(" ", before.slice(at, edit.span.start));
    push("-", before.slice(edit.span.start, edit.span.end));
    push("+", edit.newText);
    at = edit.span.end;
  }
  push(" ", before.slice(at));
  return lines;
}

interface Hunk {
  readonly start: number;
  readonly end: number;
}

/** Where changes stand, each with its context; those whose contexts touch are one. */
function hunksOf(lines: readonly DiffLine[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  lines.forEach((line, index) => {
    if (line.sign === " ") return;
    const start = Math.max(0, index - contextLines);
    const end = Math.min(lines.length, index + 1 + contextLines);
    const last = hunks.at(-1);
    if (last !== undefined && start <= last.end) hunks[hunks.length - 1] = { start: last.start, end };
    else hunks.push({ start, end });
  });
  return hunks;
}

function printHunk(lines: readonly DiffLine[], hunk: Hunk): string {
  const inside = lines.slice(hunk.start, hunk.end);
  const before = lines.slice(0, hunk.start);
  const old = rangeText(count(before, "-"), count(inside, "-"));
  const now = rangeText(count(before, "+"), count(inside, "+"));
  const body = inside.map(({ sign, text }) =>
    text.endsWith("\n") ? `${sign}${text}` : `${sign}${text}\n\\ No newline at end of file\n`,
  );
  return `@@ -${old} +${now} @@\n${body.join("")}`;
}

/** How many lines of one side these are: its own and the common ones. */
function count(lines: readonly DiffLine[], side: "-" | "+"): number {
  return lines.filter((line) => line.sign === " " || line.sign === side).length;
}

/** `first,count`; an empty range names the line before it. */
function rangeText(linesBefore: number, lineCount: number): string {
  const first = lineCount === 0 ? linesBefore : linesBefore + 1;
  return lineCount === 1 ? `${first}` : `${first},${lineCount}`;
}
