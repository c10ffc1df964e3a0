// Words of an instruction: white-space separated, quoted, and `key=value`, each with its exact span.

import type { Span } from "../text/span.ts";
import { filler, fillerCode, isBlank } from "./joints.ts";

/** A word as written. `text` is what the builder reads: without the characters that only join lines. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** `--name=value` or `--name` before the arguments of an instruction. */
export interface Flag {
  readonly name: string;
  /** Without quotes. */
  readonly value: string | undefined;
  readonly span: Span;
  readonly valueSpan: Span | undefined;
}

/** `key=value` of ENV, LABEL and ARG; `value` is as written, with its quotes. */
export interface Pair {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Word | undefined;
  readonly span: Span;
  /** The old form `ENV key value with spaces`. */
  readonly legacy: boolean;
}

/** Words between white space; quotes mean nothing, as in FROM, COPY, EXPOSE. */
export function splitWords(masked: string, from: number, to: number, offset: number): readonly Word[] {
  const words: Word[] = [];
  let at = from;
  while (at < to) {
    while (at < to && isSpace(masked, at)) at++;
    if (at >= to) break;
    const start = at;
    while (at < to && !isBlank(masked.charCodeAt(at)) && masked[at] !== "\n") at++;
    words.push(word(masked, start, at, offset));
  }
  return words;
}

/** Words between white space outside quotes, with escapes, as in ENV, LABEL and ARG. */
export function splitQuotedWords(
  masked: string,
  from: number,
  to: number,
  offset: number,
  escapeCharacter: string,
): readonly Word[] {
  const words: Word[] = [];
  let at = from;
  while (at < to) {
    while (at < to && isSpace(masked, at)) at++;
    if (at >= to) break;
    const start = at;
    at = endOfWord(masked, at, to, escapeCharacter);
    words.push(word(masked, start, at, offset));
  }
  return words;
}

/** The end of the word that starts at `from`: the first white space outside quotes. */
function endOfWord(masked: string, from: number, to: number, escapeCharacter: string): number {
  let at = from;
  let quote = "";
  while (at < to) {
    const character = masked[at] ?? "";
    if (quote === "" && (isBlank(masked.charCodeAt(at)) || character === "\n")) break;
    if (character === escapeCharacter && quote !== "'") at++;
    else if (quote === "" && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = "";
    at++;
  }
  return Math.min(at, to);
}

/** The text of a flag as the builder reads it: quotes removed, escaped characters taken as they are. */
function unquoted(text: string, escapeCharacter: string): string {
  let result = "";
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === escapeCharacter) result += text[++at] ?? "";
    else if (character === quote) quote = "";
    else if (quote === "" && (character === '"' || character === "'")) quote = character;
    else result += character;
  }
  return result;
}

/** Leading `--name[=value]` words, and where the arguments start. */
export function splitFlags(
  masked: string,
  from: number,
  to: number,
  offset: number,
  escapeCharacter: string,
): { readonly flags: readonly Flag[]; readonly rest: number } {
  const flags: Flag[] = [];
  let at = from;
  for (;;) {
    while (at < to && isSpace(masked, at)) at++;
    if (!masked.startsWith("--", at) || at >= to) return { flags, rest: at };
    const start = at;
    at = endOfWord(masked, at, to, escapeCharacter);
    const found = word(masked, start, at, offset);
    const body = /["']/.test(found.text)
      ? unquoted(found.text, escapeCharacter).slice(2)
      : found.text.slice(2);
    if (body === "") return { flags, rest: skipSpace(masked, at, to) };
    const equals = body.indexOf("=");
    flags.push({
      name: equals === -1 ? body : body.slice(0, equals),
      value: equals === -1 ? undefined : body.slice(equals + 1),
      span: found.span,
      valueSpan:
        equals === -1 ? undefined : { start: offset + masked.indexOf("=", start) + 1, end: found.span.end },
    });
  }
}

/** Reads words as `key=value`; a first word without `=` makes the old form, when that is allowed. */
export function readPairs(
  masked: string,
  words: readonly Word[],
  offset: number,
  form: "pairs" | "pairs-or-legacy" | "names-or-pairs",
): readonly Pair[] {
  const first = words[0];
  if (form === "pairs-or-legacy" && first !== undefined && !first.text.includes("=")) {
    const last = words.at(-1) ?? first;
    const second = words[1];
    const value =
      second === undefined
        ? undefined
        : word(masked, second.span.start - offset, last.span.end - offset, offset);
    return [
      {
        key: first.text,
        keySpan: first.span,
        value,
        span: { start: first.span.start, end: last.span.end },
        legacy: true,
      },
    ];
  }
  return words.map((each) => {
    const equals = masked.indexOf("=", each.span.start - offset);
    if (equals === -1 || equals >= each.span.end - offset)
      return { key: each.text, keySpan: each.span, value: undefined, span: each.span, legacy: false };
    const key = word(masked, each.span.start - offset, equals, offset);
    return {
      key: key.text,
      keySpan: key.span,
      value: word(masked, equals + 1, each.span.end - offset, offset),
      span: each.span,
      legacy: false,
    };
  });
}

export function word(masked: string, start: number, end: number, offset: number): Word {
  let from = start;
  let to = end;
  // Fillers at the edges belong to the joint between lines, not to the word.
  while (from < to && masked[from] === filler) from++;
  while (to > from && masked[to - 1] === filler) to--;
  const raw = masked.slice(from, to);
  return {
    text: raw.includes(filler) ? raw.replaceAll(filler, "") : raw,
    span: { start: offset + from, end: offset + to },
  };
}

export function skipSpace(masked: string, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(masked, at)) at++;
  return at;
}

function isSpace(masked: string, at: number): boolean {
  const code = masked.charCodeAt(at);
  return isBlank(code) || code === 10 || code === fillerCode;
}
