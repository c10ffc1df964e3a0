// How rules make fixes of edits to the Dockerfile, and how messages quote its text.

import type { Fix } from "../finding.ts";
import type { TextEdit } from "../text/edits.ts";

/** A fix that keeps what the image does. */
export function safeFix(title: string, ...edits: readonly TextEdit[]): Fix {
  return { title, safety: "safe", kind: "quickfix", changes: () => [{ file: null, edits }] };
}

/** A fix that may change what the image does, for the reason given. */
export function unsafeFix(title: string, why: string, ...edits: readonly TextEdit[]): Fix {
  return { title, safety: "unsafe", why, kind: "quickfix", changes: () => [{ file: null, edits }] };
}

/** Messages stay on one line of an editor. */
const longestQuote = 60;

/** Text of the file between backticks: on one line, shortened, without backticks of its own. */
export function quoted(text: string): string {
  const line = text
    .replace(/[\\`]?\r?\n\s*/g, " ")
    .replaceAll("`", "'")
    .trim();
  return `\`${line.length > longestQuote ? `${line.slice(0, longestQuote - 3)}...` : line}\``;
}
