// Text from files made fit for a terminal: no control characters, known widths, lines wrapped at words.

/**
 * Control characters, and those that reorder what is shown: a file must not be able to drive the terminal or to
 * look different from what it holds. Tabs and line ends are left to the caller.
 */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for.
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The text with every character that a terminal would obey replaced; its length stays. */
export function printable(text: string): string {
  return text.replace(unprintable, "\uFFFD");
}

/** The same for text that must stay on one line. */
export function printableLine(text: string): string {
  return printable(text).replace(/[\t\r\n]+/g, " ");
}

const zeroWidth = /^(?:\p{M}|\u200D|[\uFE00-\uFE0F])$/u;
const doubleWidth =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]$|^\p{Emoji_Presentation}$/u;

/** Columns that one character takes on a terminal: 0, 1 or 2. */
function charWidth(char: string): number {
  if (char >= " " && char <= "~") return 1;
  if (zeroWidth.test(char)) return 0;
  return doubleWidth.test(char) ? 2 : 1;
}

export function textWidth(text: string): number {
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

/** The text in at most `columns`, with an ellipsis where its end is left out. */
export function shorten(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  let width = 0;
  let result = "";
  for (const char of text) {
    if (width + charWidth(char) > columns - 1) break;
    result += char;
    width += charWidth(char);
  }
  return `${result}…`;
}

/**
 * Breaks text at spaces so that no line takes more than `columns`; a longer word has a line to itself.
 * Without a width the text stays one line.
 */
export function wrap(text: string, columns: number | undefined): readonly string[] {
  if (columns === undefined) return [text];
  const lines: string[] = [];
  let line = "";
  let width = 0;
  for (const word of text.split(" ")) {
    const wordWidth = textWidth(word);
    if (line !== "" && width + 1 + wordWidth > columns) {
      lines.push(line);
      line = word;
      width = wordWidth;
    } else {
      width += line === "" ? wordWidth : wordWidth + 1;
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines;
}
