// Reads the part of HCL that bake files are written in: blocks with labels, and attributes whose values are plain.
//
// The packages that read HCL on npm are Go programs compiled to JavaScript or WebAssembly of over a megabyte, and
// bake needs little of it. What is computed (functions, conditions, `for`) becomes a value of the kind `computed`.
// Source of the grammar: the HCL native syntax specification.

export type HclValue =
  /** A string: plain pieces, and paths whose values are put between them. */
  | { readonly kind: "text"; readonly pieces: readonly (string | HclPath)[] }
  | { readonly kind: "list"; readonly items: readonly HclValue[] }
  | { readonly kind: "object"; readonly entries: ReadonlyMap<string, HclValue> }
  | { readonly kind: "path"; readonly path: HclPath }
  | { readonly kind: "null" }
  | { readonly kind: "computed" };

/** `name`, `item.field`. */
export type HclPath = readonly [string, ...string[]];

export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: ReadonlyMap<string, HclValue>;
}

/** Values nest at most this deep; deeper ones are `computed`. */
const deepest = 32;

/** The blocks of a file in their order, those inside blocks left out. Any text gives a value. */
export function parseHcl(text: string): readonly HclBlock[] {
  return new Reader(text).blocks();
}

type TokenKind = "name" | "text" | "number" | "mark" | "line" | "end";

interface Token {
  readonly kind: TokenKind;
  /** The name, the number or the mark as written; of a string what stands between its quotes. */
  readonly text: string;
}

const pattern =
  /([ \t\r\ufeff]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(\n)|<<-?([A-Za-z_]\w*)\r?\n|([A-Za-z_][\w-]*)|(\d[\w.]*)|([\s\S])/y;

class Reader {
  private readonly source: string;
  private at = 0;
  private ahead: Token | undefined;

  constructor(source: string) {
    this.source = source;
  }

  blocks(): readonly HclBlock[] {
    const blocks: HclBlock[] = [];
    for (let token = this.take(); token.kind !== "end"; token = this.take()) {
      if (token.kind !== "name") continue;
      const labels: string[] = [];
      while (this.peek().kind === "name" || this.peek().kind === "text") labels.push(this.take().text);
      if (this.isMark("{")) {
        this.take();
        blocks.push({ type: token.text, labels, attributes: this.body() });
      } else this.skipLine();
    }
    return blocks;
  }

  /** Attributes up to the brace that closes the block. */
  private body(): ReadonlyMap<string, HclValue> {
    const attributes = new Map<string, HclValue>();
    for (let token = this.take(); token.kind !== "end"; token = this.take()) {
      if (token.kind === "mark" && token.text === "}") break;
      if (token.kind !== "name") continue;
      while (this.peek().kind === "name" || this.peek().kind === "text") this.take();
      if (this.isMark("=")) {
        this.take();
        attributes.set(token.text, this.whole(["\n", "}"]));
      } else if (this.isMark("{")) this.skipBrackets();
    }
    return attributes;
  }

  /** A value up to one of the ends, which is not taken; `computed` where more than one value stands before it. */
  private whole(ends: readonly string[], depth = 0): HclValue {
    const value = this.value(depth);
    let rest = false;
    for (let token = this.peek(); token.kind !== "end"; token = this.peek()) {
      if (ends.includes(token.text) && token.kind !== "text") break;
      rest = true;
      if (token.kind === "mark" && "{[(".includes(token.text)) this.skipBrackets();
      else this.take();
    }
    return rest ? { kind: "computed" } : value;
  }

  private value(depth: number): HclValue {
    const token = this.peek();
    if (token.kind === "text") {
      this.take();
      return textValue(token.text);
    }
    if (token.kind === "number") {
      this.take();
      return { kind: "text", pieces: [token.text] };
    }
    if (token.kind === "name") {
      this.take();
      if (token.text === "null") return { kind: "null" };
      if (token.text === "true" || token.text === "false") return { kind: "text", pieces: [token.text] };
      return this.path(token.text);
    }
    if (depth < deepest && this.isMark("[")) return this.list(depth);
    if (depth < deepest && this.isMark("{")) return this.object(depth);
    return { kind: "computed" };
  }

  private path(first: string): HclValue {
    const path: [string, ...string[]] = [first];
    while (this.isMark(".")) {
      this.take();
      const next = this.take();
      if (next.kind !== "name") return { kind: "computed" };
      path.push(next.text);
    }
    return { kind: "path", path };
  }

  private list(depth: number): HclValue {
    this.take();
    const items: HclValue[] = [];
    for (;;) {
      this.skipLines();
      if (this.peek().kind === "end") return { kind: "computed" };
      if (this.isMark("]")) break;
      items.push(this.whole([",", "]"], depth + 1));
      if (this.isMark(",")) this.take();
    }
    this.take();
    return { kind: "list", items };
  }

  private object(depth: number): HclValue {
    this.take();
    const entries = new Map<string, HclValue>();
    for (;;) {
      this.skipLines();
      const key = this.take();
      if (key.kind === "end") return { kind: "computed" };
      if (key.kind === "mark" && key.text === "}") break;
      if (!this.isMark("=") && !this.isMark(":")) continue;
      this.take();
      const value = this.whole([",", "\n", "}"], depth + 1);
      if (key.kind === "name" || key.kind === "text") entries.set(key.text, value);
      if (this.isMark(",")) this.take();
    }
    return { kind: "object", entries };
  }

  private skipLines(): void {
    while (this.peek().kind === "line" || this.isMark(",")) this.take();
  }

  private skipLine(): void {
    for (let token = this.peek(); token.kind !== "line" && token.kind !== "end"; token = this.peek()) {
      if (token.kind === "mark" && "{[(".includes(token.text)) this.skipBrackets();
      else this.take();
    }
  }

  /** Takes a bracket and all up to the one that closes it. */
  private skipBrackets(): void {
    let depth = 0;
    for (;;) {
      const token = this.take();
      if (token.kind === "end") return;
      if (token.kind !== "mark") continue;
      if ("{[(".includes(token.text)) depth++;
      else if ("}])".includes(token.text) && --depth <= 0) return;
    }
  }

  private isMark(mark: string): boolean {
    const token = this.peek();
    return token.kind === "mark" && token.text === mark;
  }

  private peek(): Token {
    this.ahead ??= this.read();
    return this.ahead;
  }

  private take(): Token {
    const token = this.peek();
    this.ahead = undefined;
    return token;
  }

  private read(): Token {
    for (;;) {
      if (this.at >= this.source.length) return { kind: "end", text: "" };
      if (this.source[this.at] === '"') return this.readText();
      pattern.lastIndex = this.at;
      const match = pattern.exec(this.source);
      if (match === null) return { kind: "end", text: "" };
      this.at = pattern.lastIndex;
      const [, space, line, heredoc, name, number, mark] = match;
      if (space !== undefined) continue;
      if (line !== undefined) return { kind: "line", text: "\n" };
      if (heredoc !== undefined) return this.readHeredoc(heredoc);
      if (name !== undefined) return { kind: "name", text: name };
      if (number !== undefined) return { kind: "number", text: number };
      return { kind: "mark", text: mark ?? "" };
    }
  }

  /** A string may hold strings inside `${...}`. */
  private readText(): Token {
    const start = ++this.at;
    let depth = 0;
    for (; this.at < this.source.length; this.at++) {
      const character = this.source[this.at];
      if (character === "\\") this.at++;
      else if (depth === 0 && (character === '"' || character === "\n")) break;
      else if (this.source[this.at + 1] === "{" && (character === "$" || character === "%")) depth++;
      else if (depth > 0 && character === "}") depth--;
    }
    const text = this.source.slice(start, Math.min(this.at, this.source.length));
    if (this.source[this.at] === '"') this.at++;
    return { kind: "text", text };
  }

  /** The lines up to the marker; no bake file needs what is in them, so they are one text that is computed. */
  private readHeredoc(marker: string): Token {
    const end = new RegExp(`^[ \\t]*${marker}[ \\t]*\\r?$`, "m");
    const found = end.exec(this.source.slice(this.at));
    this.at = found === null ? this.source.length : this.at + found.index + found[0].length;
    return { kind: "text", text: "${}" };
  }
}

/** A string's pieces; one with anything but names inside `${...}` is computed. */
function textValue(raw: string): HclValue {
  const pieces: (string | HclPath)[] = [];
  let at = 0;
  for (const match of raw.matchAll(
    /\$\$\{|%%\{|\\(.)|\$\{\s*([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)\s*\}|[$%]\{/g,
  )) {
    if (match.index > at) pieces.push(raw.slice(at, match.index));
    at = match.index + match[0].length;
    const [whole, escaped, path] = match;
    if (whole === "${" || whole === "%{") return { kind: "computed" };
    if (path !== undefined) {
      const [first = "", ...rest] = path.split(".");
      pieces.push([first, ...rest]);
    } else pieces.push(escaped === undefined ? whole.slice(1) : (escapes[escaped] ?? escaped));
  }
  if (at < raw.length) pieces.push(raw.slice(at));
  return { kind: "text", pieces };
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
