// The code frame: the lines of a span with carets under exactly its characters, cut to the terminal's width.

import type { LineIndex } from "../core/text/lines.ts";
import type { Span } from "../core/text/span.ts";
import { printable, shorten, textWidth } from "./printable.ts";
import type { Output } from "./terminal.ts";

/** Longer spans show their first and last lines. */
const mostLines = 4;

/** Columns to the left of a span that are kept when a line is cut. */
const lead = 16;

/** What a tab is shown as. */
const tab = "    ";

interface FrameOptions {
  readonly output: Output;
  /** Columns for the whole frame. */
  readonly columns: number;
}

/** The frame as lines without line ends. The span may be empty: then it is marked by one caret. */
export function codeFrame(index: LineIndex, span: Span, options: FrameOptions): readonly string[] {
  const first = index.positionAt(span.start).line;
  const last = Math.max(first, index.positionAt(Math.max(span.start, span.end - 1)).line);
  const digits = String(last + 1).length;
  const lines = shownLines(first, last);
  const room = Math.max(20, options.columns - digits - 5);
  const { style } = options.output;
  const frame: string[] = [];
  let previous = first - 1;
  for (const line of lines) {
    if (line > previous + 1) frame.push(`  ${style("dim", `${"".padStart(digits)} | ...`)}`);
    previous = line;
    const { text, from, to } = cutLine(index, line, span, room);
    const gutter = `  ${style("dim", `${String(line + 1).padStart(digits)} |`)}`;
    frame.push(text === "" ? gutter : `${gutter} ${text}`);
    const marker = `${" ".repeat(from)}${style("red", "^".repeat(Math.max(1, to - from)))}`;
    frame.push(`  ${style("dim", `${"".padStart(digits)} |`)} ${marker}`);
  }
  return frame;
}

function shownLines(first: number, last: number): readonly number[] {
  const count = last - first + 1;
  if (count <= mostLines) return Array.from({ length: count }, (_, at) => first + at);
  return [first, first + 1, last];
}

interface CutLine {
  readonly text: string;
  /** Columns of the marked part, within `text`. */
  readonly from: number;
  readonly to: number;
}

/** A line as shown, and where in it the span's part stands. Only what fits is looked at: a line may be 1 MB long. */
function cutLine(index: LineIndex, line: number, span: Span, room: number): CutLine {
  const { text } = index;
  const start = index.offsetAt({ line, character: 0 });
  const next = index.offsetAt({ line: line + 1, character: 0 });
  const end = line + 1 < index.lineCount ? endWithoutEol(text, next) : text.length;
  const markedFrom = Math.min(Math.max(span.start, start), end);
  const markedTo = Math.min(Math.max(span.end, markedFrom), end);
  // Inside a span of several lines the indentation is not marked.
  const indent = markedFrom === start && span.start < start ? indentation(text, start, markedTo) : 0;
  const windowStart = Math.max(start, Math.min(markedFrom, markedFrom + indent - (room >> 1)));
  const near = end - start <= room ? start : Math.max(start, windowStart - lead);
  const before = shown(text.slice(near, markedFrom + indent), near > start);
  const marked = shown(text.slice(markedFrom + indent, Math.min(markedTo, near + room)), false);
  const after = shown(text.slice(Math.min(markedTo, near + room), Math.min(end, near + room)), false);
  const whole = before + marked + after;
  const fitted = shorten(near + room < end ? `${whole}…` : whole, room);
  const from = Math.min(textWidth(before), room - 1);
  return { text: fitted, from, to: Math.min(from + textWidth(marked), room) };
}

/** The end of a line's text, given where the next line starts. */
function endWithoutEol(text: string, next: number): number {
  const end = text[next - 1] === "\n" ? next - 1 : next;
  return text[end - 1] === "\r" ? end - 1 : end;
}

function indentation(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && (text[at] === " " || text[at] === "\t")) at++;
  return at === to ? 0 : at - from;
}

function shown(text: string, cut: boolean): string {
  return (cut ? "…" : "") + printable(text).replaceAll("\t", tab);
}
