// Go source as tokens: names, literals and marks with their places, comments apart.

export interface GoToken {
  readonly kind: "name" | "string" | "literal" | "mark";
  /** The name, the string's value, or the mark; other literals as written. */
  readonly text: string;
  /** Offset of the first character; of a string its opening quote. */
  readonly start: number;
  readonly end: number;
}

export interface GoTokens {
  readonly tokens: readonly GoToken[];
  /** Line comments that are directives, `//go:embed x` and `// +build linux`, in order. */
  readonly directives: readonly { readonly text: string; readonly start: number }[];
  /** For each token that opens a parenthesis, bracket or brace the place of its partner; -1 without one. */
  readonly partners: Int32Array;
}

const nameStart = /[\p{L}_]/u;
const namePart = /[\p{L}\p{N}_]/u;
/** Marks of more than one character that matter to a reader; the rest are taken one by one. */
const longMarks = [":=", "+=", "...", "==", "!=", "<=", ">="];

/** Any text gives tokens; time is linear in its length. */
export function goTokens(text: string): GoTokens {
  const tokens: GoToken[] = [];
  const directives: { text: string; start: number }[] = [];
  for (let at = 0; at < text.length; ) {
    const character = text[at] ?? "";
    if (character <= " ") {
      at++;
    } else if (character === "/" && text[at + 1] === "/") {
      const newline = text.indexOf("\n", at);
      const end = newline === -1 ? text.length : newline;
      if (text.startsWith("//go:", at) || /^\/\/ ?\+build\s/.test(text.slice(at, at + 12)))
        directives.push({ text: text.slice(at, end).trimEnd(), start: at });
      at = end;
    } else if (character === "/" && text[at + 1] === "*") {
      const close = text.indexOf("*/", at + 2);
      at = close === -1 ? text.length : close + 2;
    } else {
      const token = readToken(text, at, character);
      tokens.push(token);
      at = token.end;
    }
  }
  return { tokens, directives, partners: partnersOf(tokens) };
}

function readToken(text: string, start: number, character: string): GoToken {
  if (character === '"' || character === "`") return readString(text, start, character);
  if (character === "'") return { kind: "literal", text: "'", start, end: quoteEnd(text, start, "'") };
  if (character >= "0" && character <= "9") {
    let end = start + 1;
    while (end < text.length && /[\w.]/.test(text[end] ?? "")) end++;
    return { kind: "literal", text: text.slice(start, end), start, end };
  }
  if (nameStart.test(character)) {
    let end = start + 1;
    while (end < text.length && namePart.test(text[end] ?? "")) end++;
    return { kind: "name", text: text.slice(start, end), start, end };
  }
  const long = longMarks.find((mark) => text.startsWith(mark, start));
  const mark = long ?? character;
  return { kind: "mark", text: mark, start, end: start + mark.length };
}

function readString(text: string, start: number, quote: string): GoToken {
  if (quote === "`") {
    const close = text.indexOf("`", start + 1);
    const end = close === -1 ? text.length : close;
    return {
      kind: "string",
      text: text.slice(start + 1, end).replaceAll("\r", ""),
      start,
      end: Math.min(end + 1, text.length),
    };
  }
  const end = quoteEnd(text, start, '"');
  const closed = end - 1 > start && text[end - 1] === '"';
  return { kind: "string", text: unescaped(text.slice(start + 1, closed ? end - 1 : end)), start, end };
}

/** Behind the closing quote, or the end of the line where there is none. */
function quoteEnd(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (character === quote) return at + 1;
    else if (character === "\n") return at;
  }
  return text.length;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", '"': '"', "\\": "\\" };

function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([\s\S]))/g, (whole, hex, unicode, one) => {
    const code: string | undefined = hex ?? unicode;
    return code === undefined
      ? (escapes[one as string] ?? whole)
      : String.fromCharCode(Number.parseInt(code, 16));
  });
}

const closers: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

function partnersOf(tokens: readonly GoToken[]): Int32Array {
  const partners = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== "mark") return;
    if (token.text === "(" || token.text === "[" || token.text === "{") open.push(index);
    const opener = closers[token.text];
    if (opener === undefined) return;
    const last = open.at(-1);
    if (last === undefined || tokens[last]?.text !== opener) return;
    open.pop();
    partners[last] = index;
    partners[index] = last;
  });
  return partners;
}
