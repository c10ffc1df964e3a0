// Variable expansion in instruction arguments, as the builder does it for FROM, COPY, ENV, WORKDIR, USER and others.

/** `${A:-${B:-...}}` is followed this deep; behind it the value counts as not known. */
const deepestNesting = 50;

/** A longer value counts as not known: `V2=$V1$V1` and so on doubles with every line. */
const longestValue = 64 * 1024;

/** Looks a variable up: its value, null when it is known to be unset, undefined when it can't be known. */
export type Lookup = (name: string) => string | null | undefined;

/**
 * Removes quotes and replaces variables. Undefined when a part can't be known, such as a build argument
 * without default. Source of the rules: BuildKit's frontend/dockerfile/shell lexer.
 */
export function expand(text: string, lookup: Lookup, escape = "\\"): string | undefined {
  if (!/[$'"\\`]/.test(text)) return text;
  return new Expander(text, lookup, escape).run();
}

class Expander {
  private at = 0;
  private depth = 0;
  private known = true;
  private readonly text: string;
  private readonly lookup: Lookup;
  private readonly escape: string;

  constructor(text: string, lookup: Lookup, escape: string) {
    this.text = text;
    this.lookup = lookup;
    this.escape = escape;
  }

  run(): string | undefined {
    const value = this.until("");
    return this.known && value.length <= Math.max(longestValue, this.text.length) ? value : undefined;
  }

  /** Reads up to `end` (a closing brace, or nothing for the whole text). */
  private until(end: string): string {
    let result = "";
    while (this.at < this.text.length) {
      const character = this.text[this.at] ?? "";
      if (character === end) break;
      if (character === "'") {
        const close = this.text.indexOf("'", this.at + 1);
        const stop = close === -1 ? this.text.length : close;
        result += this.text.slice(this.at + 1, stop);
        this.at = stop + 1;
      } else if (character === '"') {
        this.at++;
        result += this.quoted();
      } else if (character === this.escape) {
        result += this.text[this.at + 1] ?? "";
        this.at += 2;
      } else if (character === "$") {
        result += this.variable();
      } else {
        result += character;
        this.at++;
      }
    }
    return result;
  }

  private quoted(): string {
    let result = "";
    while (this.at < this.text.length && this.text[this.at] !== '"') {
      const character = this.text[this.at] ?? "";
      const next = this.text[this.at + 1] ?? "";
      if (character === this.escape && (next === '"' || next === "$" || next === this.escape)) {
        result += next;
        this.at += 2;
      } else if (character === "$") result += this.variable();
      else {
        result += character;
        this.at++;
      }
    }
    this.at++;
    return result;
  }

  private variable(): string {
    this.at++;
    if (this.text[this.at] !== "{") {
      const name = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])/.exec(this.text.slice(this.at))?.[0];
      if (name === undefined) return "$";
      this.at += name.length;
      return this.value(name);
    }
    this.at++;
    const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(this.text.slice(this.at))?.[0] ?? "";
    this.at += name.length;
    const operator = /^:?[-+?]|^##?|^%%?|^\/\/?/.exec(this.text.slice(this.at))?.[0] ?? "";
    this.at += operator.length;
    const operand = operator === "" ? "" : this.operand();
    const closed = this.text[this.at] === "}";
    if (!closed) this.known = false;
    this.at++;
    if (operator === "") return this.value(name);
    const value = this.lookup(name);
    if (value === undefined) {
      this.known = false;
      return "";
    }
    const set = value !== null && !(operator.startsWith(":") && value === "");
    switch (operator) {
      case ":-":
      case "-":
        return set ? (value ?? "") : operand;
      case ":+":
      case "+":
        return set ? operand : "";
      case ":?":
      case "?":
        if (!set) this.known = false;
        return value ?? "";
      default:
        // Pattern removal and replacement are rare, and guessing them wrong would mislead.
        this.known = false;
        return "";
    }
  }

  /** The text behind an operator, up to its brace; the rest of the text when it is nested too deep. */
  private operand(): string {
    if (this.depth === deepestNesting) {
      this.known = false;
      this.at = this.text.length;
      return "";
    }
    this.depth++;
    const operand = this.until("}");
    this.depth--;
    return operand;
  }

  private value(name: string): string {
    const value = this.lookup(name);
    if (value === undefined) this.known = false;
    return value ?? "";
  }
}
