// Heredoc operators: which words of an instruction's line announce a heredoc, as the builder decides it.
//
// Source of the rules: BuildKit's frontend/dockerfile/parser (heredocsFromLine) and frontend/dockerfile/shell.
// It splits the line into words, keeping quotes, and takes the words of the form `[fd]<<[-]NAME`. So `"<<X"` and
// `$((1<<X))` are none, `$(cat <<X` has one, and a line with an unclosed quote or a substitution that the builder
// does not know (`${#x}`) has none at all.

import { filler, isBlank } from "./joints.ts";

/** A heredoc operator; offsets are within the line. */
export interface HeredocOperator {
  readonly start: number;
  readonly end: number;
  /** The delimiter without quotes. */
  readonly name: string;
  /** `<<-`. */
  readonly chomp: boolean;
  /** False when part of the delimiter is quoted. */
  readonly expand: boolean;
  /** True for forms that only newer builders take for a heredoc, or that are hardly meant as one: `1 << 3`. */
  readonly doubtful: boolean;
}

/** The heredoc operators of a logical line, in order. `line` may hold fillers where lines are joined. */
export function heredocOperators(line: string): readonly HeredocOperator[] {
  const reader = new WordReader(line);
  return reader.read() ? reader.words.flatMap(operatorOf) : [];
}

interface LineWord {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function operatorOf(word: LineWord): readonly HeredocOperator[] {
  const match = /^\d*<<(-?)(\s*)([^<\s][^<]*)$/.exec(word.text);
  const [, dash, space, written] = match ?? [];
  if (written === undefined) return [];
  const { name, quoted } = unquote(written);
  if (name === "") return [];
  return [
    {
      start: word.start,
      end: word.end,
      name,
      chomp: dash === "-",
      expand: !quoted,
      doubtful: space !== "" || (!quoted && !/^[A-Za-z_][\w.-]*$/.test(name)),
    },
  ];
}

function unquote(text: string): { readonly name: string; readonly quoted: boolean } {
  let name = "";
  let quote = "";
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    const next = text[at + 1] ?? "";
    if (quote === "" && (character === "'" || character === '"')) {
      quote = character;
      quoted = true;
    } else if (character === quote) quote = "";
    else if (character === "\\" && (quote === "" || (quote === '"' && /["$\\]/.test(next)))) {
      name += next;
      at++;
    } else name += character;
  }
  return { name, quoted };
}

/** Splits a line at white space outside quotes and substitutions. The escape character is always `\` here. */
class WordReader {
  readonly words: LineWord[] = [];
  private readonly line: string;
  private at = 0;

  constructor(line: string) {
    this.line = line;
  }

  /** False when the line can't be split: a quote or a substitution is not closed or not known. */
  read(): boolean {
    let start = -1;
    while (this.at < this.line.length) {
      const character = this.line[this.at] ?? "";
      if (character === filler) this.at++;
      else if (isSpace(character)) {
        this.end(start);
        start = -1;
        this.at++;
      } else {
        if (start === -1) start = this.at;
        if (!this.part()) return false;
      }
    }
    this.end(start);
    return true;
  }

  private end(start: number): void {
    if (start === -1) return;
    let end = this.at;
    while (this.line[end - 1] === filler) end--;
    this.words.push({ start, end, text: this.line.slice(start, end).replaceAll(filler, "") });
  }

  /** One character of a word, or one quoted stretch, substitution or operator. */
  private part(): boolean {
    switch (this.line[this.at]) {
      case "'":
        return this.singleQuotes();
      case '"':
        return this.doubleQuotes();
      case "$":
        return this.substitution();
      case "<":
        this.at++;
        // White space may follow the operator: it belongs to the word.
        if (this.peek() === "<") {
          this.at++;
          while (/^[ \t\r]$/.test(this.peek())) this.at++;
        }
        return true;
      case "\\":
        this.at++;
        this.peek();
        this.at++;
        return true;
      default:
        this.at++;
        return true;
    }
  }

  /** The next character that is no filler; empty at the end. */
  private peek(): string {
    while (this.line[this.at] === filler) this.at++;
    return this.line[this.at] ?? "";
  }

  private singleQuotes(): boolean {
    const close = this.line.indexOf("'", this.at + 1);
    this.at = close + 1;
    return close !== -1;
  }

  private doubleQuotes(): boolean {
    this.at++;
    for (;;) {
      const character = this.peek();
      if (character === "") return false;
      if (character === "$") {
        if (!this.substitution()) return false;
        continue;
      }
      this.at++;
      if (character === '"') return true;
      if (character === "\\" && /^["$\\]$/.test(this.peek())) this.at++;
    }
  }

  /** `$name` and `${name...}`; what else follows a dollar sign is plain text. */
  private substitution(): boolean {
    this.at++;
    if (this.peek() !== "{") {
      this.name();
      return true;
    }
    this.at++;
    if (/^[{}:]?$/.test(this.peek())) return false;
    this.name();
    const modifier = this.peek();
    this.at++;
    switch (modifier) {
      case "}":
        return true;
      case ":": {
        const second = this.peek();
        this.at++;
        return second !== "#" && second !== "%" && this.until("}");
      }
      case "+":
      case "-":
      case "?":
      case "#":
      case "%":
        return this.until("}");
      case "/":
        if (this.peek() === "/") this.at++;
        return this.until("/") && this.until("}");
      default:
        return false;
    }
  }

  private name(): void {
    const first = this.peek();
    if (/^[@*#?$!-]$/.test(first)) this.at++;
    else if (/^\d$/.test(first)) while (/^\d$/.test(this.peek())) this.at++;
    else while (/^\w$/.test(this.peek())) this.at++;
  }

  private until(stop: string): boolean {
    while (this.at < this.line.length) {
      const character = this.peek();
      if (character === stop) {
        this.at++;
        return true;
      }
      if (character === "" || !this.part()) return false;
    }
    return false;
  }
}

function isSpace(character: string): boolean {
  return (
    isBlank(character.charCodeAt(0)) || character === "\n" || character === "\u0085" || character === "\u00a0"
  );
}
