// The exec form: a JSON array of strings, read from the instruction's own text so that offsets stay true.

import type { Span } from "../text/span.ts";
import { filler } from "./joints.ts";

/** One string of the array: its value, and its span without the quotes. */
export interface JsonString {
  readonly value: string;
  readonly span: Span;
}

export interface JsonArray {
  readonly span: Span;
  readonly elements: readonly JsonString[];
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Reads `["a", "b"]`. Undefined when the text is anything else, also when it only looks like JSON
 * (single quotes, a trailing comma, a number): the builder then takes the words as shell form.
 */
export function readJsonArray(
  masked: string,
  from: number,
  to: number,
  offset: number,
): JsonArray | undefined {
  let at = from;
  const skip = (): void => {
    while (
      at < to &&
      (masked[at] === " " ||
        masked[at] === "\t" ||
        masked[at] === "\r" ||
        masked[at] === "\n" ||
        masked[at] === filler)
    )
      at++;
  };
  const elements: JsonString[] = [];
  skip();
  const start = at;
  if (masked[at] !== "[") return undefined;
  at++;
  skip();
  if (masked[at] !== "]") {
    for (;;) {
      skip();
      if (masked[at] !== '"') return undefined;
      at++;
      const stringStart = at;
      let value = "";
      for (;;) {
        const character = masked[at];
        if (character === undefined || at >= to || (character < " " && character !== filler))
          return undefined;
        if (character === '"') break;
        if (character === filler) at++;
        else if (character !== "\\") {
          value += character;
          at++;
        } else {
          const next = masked[at + 1] ?? "";
          const plain = escapes[next];
          if (plain !== undefined) {
            value += plain;
            at += 2;
          } else if (next === "u" && /^[0-9a-fA-F]{4}$/.test(masked.slice(at + 2, at + 6))) {
            value += String.fromCharCode(Number.parseInt(masked.slice(at + 2, at + 6), 16));
            at += 6;
          } else return undefined;
        }
      }
      elements.push({ value, span: { start: offset + stringStart, end: offset + at } });
      at++;
      skip();
      if (masked[at] === "]") break;
      if (masked[at] !== ",") return undefined;
      at++;
    }
  }
  const end = at + 1;
  at = end;
  skip();
  if (at < to) return undefined;
  return { span: { start: offset + start, end: offset + end }, elements };
}
