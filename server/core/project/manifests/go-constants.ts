// Strings that a Go file computes from literals alone: constants, sums and joined paths.

import type { GoToken, GoTokens } from "./go-tokens.ts";

/** A string that is known, and where its first literal stands. */
export interface KnownString {
  readonly value: string;
  /** Offset of the first character inside the quotes. */
  readonly offset: number;
}

/** No path is put together from more tokens than these. */
const longestExpression = 60;

export class GoConstants {
  private readonly named: ReadonlyMap<string, KnownString>;
  private readonly source: GoTokens;
  /** Names of the packages whose `Join` puts paths together. */
  private readonly joiners: ReadonlySet<string>;

  constructor(source: GoTokens, joiners: ReadonlySet<string>) {
    this.source = source;
    this.joiners = joiners;
    this.named = namedStrings(source.tokens);
  }

  /** The string that the tokens from `start` up to, not including, `end` give; undefined when it is not known. */
  valueOf(start: number, end: number): KnownString | undefined {
    if (end <= start || end - start > longestExpression) return undefined;
    const { tokens } = this.source;
    let result: KnownString | undefined;
    for (let at = start; at < end; ) {
      const term = this.term(at, end);
      if (term === undefined) return undefined;
      result =
        result === undefined ? term.known : { value: result.value + term.known.value, offset: result.offset };
      at = term.next;
      if (at === end) return result;
      if (tokens[at]?.text !== "+" || tokens[at]?.kind !== "mark") return undefined;
      at++;
    }
    return undefined;
  }

  private term(at: number, end: number): { readonly known: KnownString; readonly next: number } | undefined {
    const { tokens, partners } = this.source;
    const token = tokens[at];
    if (token === undefined) return undefined;
    if (token.kind === "string")
      return { known: { value: token.text, offset: token.start + 1 }, next: at + 1 };
    if (token.kind === "mark" && token.text === "(") {
      const close = partners[at] ?? -1;
      if (close === -1 || close >= end) return undefined;
      const inner = this.valueOf(at + 1, close);
      return inner === undefined ? undefined : { known: inner, next: close + 1 };
    }
    if (token.kind !== "name") return undefined;
    const joined = this.joined(at, end);
    if (joined !== undefined) return joined;
    const known = this.named.get(token.text);
    return known === undefined ? undefined : { known, next: at + 1 };
  }

  /** `filepath.Join("a", "b")`. */
  private joined(
    at: number,
    end: number,
  ): { readonly known: KnownString; readonly next: number } | undefined {
    const { tokens, partners } = this.source;
    if (tokens[at + 1]?.text !== "." || tokens[at + 3]?.text !== "(") return undefined;
    if (!this.joiners.has(tokens[at]?.text ?? "")) return undefined;
    const name = tokens[at + 2]?.text;
    const close = partners[at + 3] ?? -1;
    if (close === -1 || close >= end) return undefined;
    if (name !== "Join" && name !== "FromSlash" && name !== "Clean") return undefined;
    const parts: KnownString[] = [];
    for (const [from, to] of argumentRanges(this.source, at + 3)) {
      const part = this.valueOf(from, to);
      if (part === undefined) return undefined;
      parts.push(part);
    }
    const [first] = parts;
    if (first === undefined) return undefined;
    const value = parts
      .map((part) => part.value)
      .filter((part) => part !== "")
      .join("/");
    return { known: { value, offset: first.offset }, next: close + 1 };
  }
}

/** No call of interest has more arguments or longer ones. */
const longestCall = 400;

/** Token ranges of a call's arguments, given the place of its opening parenthesis; none for an endless call. */
export function argumentRanges(
  source: GoTokens,
  open: number,
): readonly (readonly [from: number, to: number])[] {
  const { tokens, partners } = source;
  const close = partners[open] ?? -1;
  if (close === -1 || close - open > longestCall) return [];
  const ranges: (readonly [number, number])[] = [];
  let start = open + 1;
  for (let at = open + 1; at < close; at++) {
    const inner = partners[at] ?? -1;
    if (inner > at) at = inner;
    else if (tokens[at]?.kind === "mark" && tokens[at]?.text === ",") {
      ranges.push([start, at]);
      start = at + 1;
    }
  }
  if (start < close) ranges.push([start, close]);
  return ranges;
}

/**
 * Names that stand for one literal in the whole file: set once, never assigned again, no parameter, and their
 * address is not taken (a flag may change them then).
 */
function namedStrings(tokens: readonly GoToken[]): ReadonlyMap<string, KnownString> {
  const found = new Map<string, KnownString>();
  const spoiled = new Set<string>();
  tokens.forEach((token, index) => {
    if (token.kind !== "name") return;
    const before = tokens[index - 1];
    const next = tokens[index + 1];
    // A field of that name is another thing.
    if (before?.text === "." && before.kind === "mark") return;
    if (next?.kind === "mark" && (next.text === ":=" || next.text === "=")) {
      const value = before?.text === "," ? undefined : literalSum(tokens, index + 2);
      if (value !== undefined && !found.has(token.text)) found.set(token.text, value);
      else spoiled.add(token.text);
    } else if (next?.kind === "name" && next.text === "string") {
      if (found.has(token.text)) spoiled.add(token.text);
      else if (!setTyped(found, tokens, index)) spoiled.add(token.text);
    } else if (next?.kind === "mark" && (next.text === "+=" || next.text === ",")) {
      if (next.text === "+=" || isAssignedInList(tokens, index)) spoiled.add(token.text);
    } else if (before?.kind === "mark" && before.text === "&") spoiled.add(token.text);
  });
  for (const name of spoiled) found.delete(name);
  return found;
}

/** `"a"` or `"a" + "b"` with nothing behind it. */
function literalSum(tokens: readonly GoToken[], start: number): KnownString | undefined {
  const first = tokens[start];
  let value = "";
  for (let at = start; at < start + 2 * mostTerms; at += 2) {
    const token = tokens[at];
    if (token?.kind !== "string") return undefined;
    value += token.text;
    const after = tokens[at + 1];
    const isMark = after?.kind === "mark";
    if (isMark && after.text === "+") continue;
    if (isMark && (after.text === "[" || after.text === "," || after.text === ".")) return undefined;
    return { value, offset: (first?.start ?? 0) + 1 };
  }
  return undefined;
}

/** No constant is the sum of more literals. */
const mostTerms = 8;

/** `const x string = "a"`; false for `var x string`, and for every parameter and field `x string`. */
function setTyped(found: Map<string, KnownString>, tokens: readonly GoToken[], index: number): boolean {
  const value = tokens[index + 2]?.text === "=" ? literalSum(tokens, index + 3) : undefined;
  if (value === undefined) return false;
  found.set(tokens[index]?.text ?? "", value);
  return true;
}

/** `a, b := f()`: looked for over a few names only. */
function isAssignedInList(tokens: readonly GoToken[], index: number): boolean {
  for (let at = index + 1; at < index + 12; at += 2) {
    const mark = tokens[at];
    if (mark?.kind !== "mark") return false;
    if (mark.text === ":=" || mark.text === "=") return true;
    if (mark.text !== "," || tokens[at + 1]?.kind !== "name") return false;
  }
  return false;
}
