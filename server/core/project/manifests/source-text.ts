// Takes a source text apart into code and string literals, for languages whose comments and strings look like C's.

/** How a language writes comments and strings. `hash` is for those whose comments begin with `#`. */
export type SourceStyle = "rust" | "c" | "hash";

export interface SourceLiteral {
  readonly value: string;
  /** Offset of the first quote, or of what belongs to it (`r#"`). */
  readonly start: number;
  /** The call or macro in whose arguments it stands, as written: `File::open`, `include_str!`; empty when none does. */
  readonly call: string;
}

export interface SourceText {
  /** The text with comments and the insides of strings blanked out; offsets stay. */
  readonly code: string;
  readonly literals: readonly SourceLiteral[];
}

/** Reads any text; there are no errors. Time is linear in its length. */
export function readSourceText(text: string, style: SourceStyle): SourceText {
  const literals: { value: string; start: number }[] = [];
  let code = "";
  let at = 0;
  const blank = (to: number): void => {
    code += text.slice(at, to).replace(/[^\n]/g, " ");
    at = to;
  };
  while (at < text.length) {
    const rest = commentEnd(text, at, style);
    if (rest !== undefined) {
      blank(rest);
      continue;
    }
    const literal = literalAt(text, at, style);
    if (literal === undefined) {
      code += text[at] ?? "";
      at++;
      continue;
    }
    if (literal.value !== undefined) literals.push({ value: literal.value, start: at });
    blank(literal.end);
  }
  return { code, literals: literals.map((each) => ({ ...each, call: callAround(code, each.start) })) };
}

/** Where the comment that begins here ends; undefined when none begins. */
function commentEnd(text: string, at: number, style: SourceStyle): number | undefined {
  const first = text[at];
  if (style === "hash") return first === "#" && text[at + 1] !== "{" ? lineEnd(text, at) : undefined;
  if (first !== "/") return undefined;
  if (text[at + 1] === "/") return lineEnd(text, at);
  if (text[at + 1] !== "*") return undefined;
  if (style === "c") {
    const end = text.indexOf("*/", at + 2);
    return end === -1 ? text.length : end + 2;
  }
  // Comments of Rust nest.
  let depth = 0;
  for (let to = at; to < text.length - 1; to++) {
    const pair = text.slice(to, to + 2);
    if (pair === "/*") depth++;
    else if (pair === "*/" && --depth === 0) return to + 2;
    if (pair === "/*" || pair === "*/") to++;
  }
  return text.length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}

/** A string or character that begins here; `value` is undefined for a character. */
function literalAt(
  text: string,
  at: number,
  style: SourceStyle,
): { readonly value: string | undefined; readonly end: number } | undefined {
  const first = text[at];
  if (first === '"') return quoted(text, at);
  if (first === "'") {
    // A lifetime of Rust is no character.
    const character = /^'(?:\\(?:u\{[0-9a-fA-F]*\}|x..|.)|[^'\\\n])'/.exec(text.slice(at, at + 14));
    return character === null ? undefined : { value: undefined, end: at + character[0].length };
  }
  const before = text[at - 1] ?? "";
  if (style === "rust" && (first === "r" || first === "b") && !/[\w"]/.test(before)) {
    const raw = /^b?r(#*)"/.exec(text.slice(at, at + 20));
    if (raw === null) return undefined;
    const close = text.indexOf(`"${raw[1] ?? ""}`, at + raw[0].length);
    const end = close === -1 ? text.length : close;
    return { value: text.slice(at + raw[0].length, end), end: end + 1 + (raw[1] ?? "").length };
  }
  if (style === "c" && first === "R" && !/\w/.test(before)) {
    const raw = /^R"([^()\\\s]{0,16})\(/.exec(text.slice(at, at + 20));
    if (raw === null) return undefined;
    const close = text.indexOf(`)${raw[1] ?? ""}"`, at + raw[0].length);
    const end = close === -1 ? text.length : close;
    return { value: text.slice(at + raw[0].length, end), end: end + 2 + (raw[1] ?? "").length };
  }
  return undefined;
}

function quoted(text: string, at: number): { readonly value: string; readonly end: number } {
  let value = "";
  for (let to = at + 1; to < text.length; to++) {
    const character = text[to] ?? "";
    if (character === "\\") {
      to++;
      value += text[to] === "n" ? "\n" : (text[to] ?? "");
    } else if (character === '"') return { value, end: to + 1 };
    else value += character;
  }
  return { value, end: text.length };
}

/** How far back the call of a literal is looked for. */
const callReach = 160;

/** The word before the innermost bracket that is open at an offset. */
function callAround(code: string, offset: number): string {
  let depth = 0;
  for (let at = offset - 1; at >= 0 && at > offset - callReach; at--) {
    const character = code[at];
    if (character === ")" || character === "]" || character === "}") depth++;
    else if (character === "(" || character === "[" || character === "{") {
      if (depth > 0) {
        depth--;
        continue;
      }
      if (character === "{") return "";
      return /([\w:.>-]*\w!?|#!?)\s*$/.exec(code.slice(Math.max(0, at - 60), at))?.[1] ?? "";
    } else if (character === ";" && depth === 0) return "";
  }
  return "";
}
