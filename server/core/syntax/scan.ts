// The scan: divides a Dockerfile's text into directives, comments, blank lines and instructions, as BuildKit does.
//
// dockerfile-ast parses instructions, but misreads some line structures (see parse.ts). This scan knows where
// each instruction ends, which of its characters only join lines, and where its heredocs are, so that the text
// can be handed over in a form that is not misread. Source of the rules: BuildKit's frontend/dockerfile/parser.

import type { Span } from "../text/span.ts";
import { type HeredocOperator, heredocOperators } from "./heredoc.ts";
import { eraseJoints, filler, isBlank } from "./joints.ts";

export type EscapeCharacter = "\\" | "`";

/** A heredoc: `<<NAME` in an instruction and its body on the following lines. */
export interface Heredoc {
  /** The delimiter without quotes. */
  readonly name: string;
  /** The word `<<NAME` as written, with a file descriptor in front of it if there is one. */
  readonly operator: Span;
  /** The lines of the body, without the line of the terminator. */
  readonly body: Span;
  /** The line of the terminator without its line end; undefined when the file ends before it. */
  readonly terminator: Span | undefined;
  /** `<<-`: leading tabs of body and terminator are dropped. */
  readonly chomp: boolean;
  /** False when the delimiter is quoted: then `$x` stays as it is. */
  readonly expand: boolean;
}

export interface ScannedInstruction {
  readonly kind: "instruction";
  /** From the start of its first line to the end of its last one, line end and heredocs included. */
  readonly span: Span;
  /** The logical line: first to last line without the final line end and without heredocs. */
  readonly line: Span;
  /** Stretches of `line` that only join lines: continuations, embedded comments, blank lines. */
  readonly joints: readonly Span[];
  /** Comments between the lines of the instruction, without white space around them. */
  readonly comments: readonly Span[];
  readonly heredocs: readonly Heredoc[];
}

export type ScannedNode =
  | {
      readonly kind: "directive";
      readonly span: Span;
      readonly name: string;
      readonly value: string;
      readonly valueSpan: Span;
    }
  | { readonly kind: "comment"; readonly span: Span }
  | { readonly kind: "blank"; readonly span: Span }
  | ScannedInstruction;

export interface Scan {
  readonly escape: EscapeCharacter;
  /** In order and without gaps: the spans together are the whole text. */
  readonly nodes: readonly ScannedNode[];
}

/** Divides any text; there are no errors. Time is linear in the text's length. */
export function scan(text: string): Scan {
  return new Scanner(text).run();
}

const directivePattern = /^#[ \t]*([a-zA-Z][a-zA-Z0-9]*)[ \t]*=[ \t]*(\S|\S.*?\S)[ \t\r]*$/;
const knownDirectives = new Set(["syntax", "escape", "check"]);
/** After so many vain searches to the end of the file a doubtful heredoc is none: time stays linear. */
const mostUnterminated = 20;
const heredocInstruction = /^(?:onbuild[ \t]+)*(?:add|copy|run)(?:[ \t]|$)/i;

class Scanner {
  private readonly text: string;
  private readonly nodes: ScannedNode[] = [];
  private escape: EscapeCharacter = "\\";
  /** Start of the next line. */
  private at = 0;
  /** How many doubtful heredocs were looked for in vain. */
  private unterminated = 0;

  constructor(text: string) {
    this.text = text;
  }

  run(): Scan {
    this.directives();
    while (this.at < this.text.length) this.node();
    return { escape: this.escape, nodes: this.nodes };
  }

  /** Directives stand at the very top, one a line; anything else ends them. */
  private directives(): void {
    const seen = new Set<string>();
    while (this.at < this.text.length) {
      const line = this.lineAt(this.at);
      const match = directivePattern.exec(this.text.slice(line.content, line.end));
      const name = match?.[1]?.toLowerCase();
      const value = match?.[2];
      if (name === undefined || value === undefined || !knownDirectives.has(name) || seen.has(name)) return;
      seen.add(name);
      if (name === "escape" && (value === "`" || value === "\\")) this.escape = value;
      const valueStart = this.text.indexOf(value, this.text.indexOf("=", line.content) + 1);
      this.nodes.push({
        kind: "directive",
        span: { start: this.at, end: line.next },
        name,
        value,
        valueSpan: { start: valueStart, end: valueStart + value.length },
      });
      this.at = line.next;
    }
  }

  private node(): void {
    const start = this.at;
    const line = this.lineAt(start);
    if (line.content === line.end) {
      this.nodes.push({ kind: "blank", span: { start, end: line.next } });
    } else if (this.text[line.content] === "#") {
      this.nodes.push({ kind: "comment", span: { start, end: line.next } });
    } else {
      this.instruction(start);
      return;
    }
    this.at = line.next;
  }

  private instruction(start: number): void {
    const joints: Span[] = [];
    const comments: Span[] = [];
    let line = this.lineAt(start);
    let joint = this.continuation(line);
    while (joint !== undefined) {
      // Comments and blank lines inside an instruction are dropped; the line after them goes on.
      let last = line;
      let next: Line | undefined;
      while (last.next < this.text.length && next === undefined) {
        const candidate = this.lineAt(last.next);
        if (candidate.content !== candidate.end && this.text[candidate.content] !== "#") next = candidate;
        else {
          if (candidate.content !== candidate.end)
            comments.push({ start: candidate.content, end: candidate.end });
          last = candidate;
        }
      }
      joints.push({ start: joint, end: next === undefined ? last.lineEnd : next.start });
      line = next ?? last;
      joint = next === undefined ? undefined : this.continuation(next);
    }
    const logical = { start, end: line.lineEnd };
    this.at = line.next;
    const heredocs = this.heredocs(logical, joints);
    this.nodes.push({
      kind: "instruction",
      span: { start, end: this.at },
      line: logical,
      joints,
      comments,
      heredocs,
    });
  }

  /** Offset of the escape character that continues the line, if it does: a doubled one does not. */
  private continuation(line: Line): number | undefined {
    let at = line.end - 1;
    while (at >= line.content && isBlank(this.text.charCodeAt(at))) at--;
    if (at < line.content || this.text[at] !== this.escape) return undefined;
    return at > line.start && this.text[at - 1] === this.escape ? undefined : at;
  }

  private heredocs(logical: Span, joints: readonly Span[]): readonly Heredoc[] {
    const raw = this.text.slice(logical.start, logical.end);
    if (!raw.includes("<<")) return [];
    const line = eraseJoints(raw, logical.start, joints);
    if (!heredocInstruction.test(line.replaceAll(filler, "").replace(/^[\uFEFF \t]+/, ""))) return [];
    const found: Heredoc[] = [];
    for (const operator of heredocOperators(line)) {
      const heredoc = this.heredoc(operator, logical.start);
      if (heredoc !== undefined) found.push(heredoc);
    }
    return found;
  }

  /** Reads a heredoc's lines; undefined when none ends it and the operator was hardly meant as one. */
  private heredoc(operator: HeredocOperator, offset: number): Heredoc | undefined {
    const start = this.at;
    if (operator.doubtful && this.unterminated >= mostUnterminated) return undefined;
    let terminator: Span | undefined;
    let bodyEnd = this.text.length;
    while (this.at < this.text.length && terminator === undefined) {
      const line = this.lineAt(this.at);
      const from = operator.chomp ? skipTabs(this.text, this.at, line.lineEnd) : this.at;
      if (line.lineEnd - from === operator.name.length && this.text.startsWith(operator.name, from)) {
        terminator = { start: from, end: line.lineEnd };
        bodyEnd = line.start;
      }
      this.at = line.next;
    }
    if (terminator === undefined && operator.doubtful) {
      this.unterminated++;
      this.at = start;
      return undefined;
    }
    return {
      name: operator.name,
      operator: { start: offset + operator.start, end: offset + operator.end },
      body: { start, end: bodyEnd },
      terminator,
      chomp: operator.chomp,
      expand: operator.expand,
    };
  }

  private lineAt(start: number): Line {
    const newline = this.text.indexOf("\n", start);
    const next = newline === -1 ? this.text.length : newline + 1;
    let lineEnd = newline === -1 ? this.text.length : newline;
    if (newline > start && this.text.charCodeAt(newline - 1) === 13) lineEnd--;
    let end = lineEnd;
    while (end > start && isBlank(this.text.charCodeAt(end - 1))) end--;
    let content = start;
    if (start === 0 && this.text.charCodeAt(0) === 0xfeff) content++;
    while (content < end && isBlank(this.text.charCodeAt(content))) content++;
    return {
      start,
      content: Math.min(content, Math.max(end, content)),
      end: Math.max(end, content),
      lineEnd,
      next,
    };
  }
}

interface Line {
  readonly start: number;
  /** First character that is not white space; equal to `end` on a blank line. */
  readonly content: number;
  /** After the last character that is not white space. */
  readonly end: number;
  /** Before the line end (`\n` or `\r\n`). */
  readonly lineEnd: number;
  /** Start of the next line. */
  readonly next: number;
}

function skipTabs(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) === 9) at++;
  return at;
}
