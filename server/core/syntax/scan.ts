// The scan: divides a Dockerfile's text into directives, comments, blank lines and instructions, as BuildKit does.
//
// dockerfile-ast parses instructions, but misreads some line structures (see parse.ts). This scan knows where
// each instruction ends, which of its characters only join lines, and where its heredocs are, so that the text
// can be handed over in a form that is not misread. Source of the rules: BuildKit's frontend/dockerfile/parser.

import type { Span } from "../text/span.ts";

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
  | { readonly kind: "directive"; readonly span: Span; readonly name: string; readonly value: string; readonly valueSpan: Span }
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

const directivePattern = /^#[ \t]*([a-zA-Z][a-zA-Z0-9]*)[ \t]*=[ \t]*(.*?)[ \t\r]*$/;
const knownDirectives = new Set(["syntax", "escape", "check"]);
const heredocInstruction = /^(?:onbuild[ \t]+)*(?:add|copy|run)(?:[ \t]|$)/i;

class Scanner {
  private readonly text: string;
  private readonly nodes: ScannedNode[] = [];
  private escape: EscapeCharacter = "\\";
  /** Start of the next line. */
  private at = 0;

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
          if (candidate.content !== candidate.end) comments.push({ start: candidate.content, end: candidate.end });
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
    this.nodes.push({ kind: "instruction", span: { start, end: this.at }, line: logical, joints, comments, heredocs });
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
      const body = this.at;
      let terminator: Span | undefined;
      while (this.at < this.text.length) {
        const end = this.lineAt(this.at);
        const from = operator.chomp ? skipTabs(this.text, this.at, end.lineEnd) : this.at;
        const candidate = { start: from, end: end.lineEnd };
        this.at = end.next;
        if (this.text.slice(candidate.start, candidate.end) === operator.name) {
          terminator = candidate;
          break;
        }
      }
      const lineOfTerminator = terminator === undefined ? this.at : this.text.lastIndexOf("\n", terminator.start - 1) + 1;
      found.push({
        name: operator.name,
        operator: { start: logical.start + operator.start, end: logical.start + operator.end },
        body: { start: body, end: terminator === undefined ? this.at : lineOfTerminator },
        terminator,
        chomp: operator.chomp,
        expand: operator.expand,
      });
    }
    return found;
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
    return { start, content: Math.min(content, Math.max(end, content)), end: Math.max(end, content), lineEnd, next };
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

/**
 * Stands for characters that join lines and mean nothing themselves: neither white space nor content.
 * A private-use character, which real Dockerfiles do not contain.
 */
export const filler = "\uE000";

/** The text with every joint replaced by as many fillers, so that offsets stay true. */
export function eraseJoints(raw: string, offset: number, joints: readonly Span[]): string {
  if (joints.length === 0) return raw;
  let result = "";
  let at = 0;
  for (const joint of joints) {
    const start = joint.start - offset;
    const end = Math.min(joint.end - offset, raw.length);
    result += raw.slice(at, start) + filler.repeat(end - start);
    at = end;
  }
  return result + raw.slice(at);
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12 || code === 13;
}

function skipTabs(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) === 9) at++;
  return at;
}

interface Operator {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly chomp: boolean;
  readonly expand: boolean;
}

/** The shell words of a line that are heredoc operators; `<<` inside quotes or inside another word is none. */
function heredocOperators(line: string): readonly Operator[] {
  const found: Operator[] = [];
  for (const word of shellWords(line)) {
    const match = /^(\d*)<<(-?)([^<]+)$/.exec(word.text.replaceAll(filler, ""));
    const rest = match?.[3];
    if (rest === undefined) continue;
    const name = rest.replace(/\\(.)|["']/g, "$1");
    found.push({ start: word.start, end: word.end, name, chomp: match?.[2] === "-", expand: name === rest });
  }
  return found;
}

/** Splits at white space outside quotes, `$(...)` and `${...}`, as the builder's word splitting does. */
function* shellWords(line: string): Generator<{ start: number; end: number; text: string }> {
  let start = -1;
  let depth = 0;
  let quote = "";
  for (let at = 0; at <= line.length; at++) {
    const character = line[at] ?? " ";
    if (at < line.length && character === "\\" && quote !== "'") {
      if (start === -1) start = at;
      at++;
    } else if (quote !== "" && at < line.length) {
      if (character === quote) quote = "";
    } else if (character === '"' || character === "'") {
      if (start === -1) start = at;
      quote = character;
    } else if (character === "$" && (line[at + 1] === "(" || line[at + 1] === "{")) {
      if (start === -1) start = at;
      depth++;
      at++;
    } else if (depth > 0 && at < line.length) {
      if (character === "(" || character === "{") depth++;
      else if (character === ")" || character === "}") depth--;
    } else if (at === line.length || isBlank(line.charCodeAt(at)) || character === "\n") {
      if (start !== -1) yield { start, end: Math.min(at, line.length), text: line.slice(start, at) };
      start = -1;
    } else if (start === -1 && character !== filler) start = at;
  }
}
