// The first line of an instruction, as a message names it.

/** Without what continues the line, without backticks, which would end the quotation, and short enough for a message. */
export function firstLine(text: string): string {
  const [first = "", ...others] = text.split(/\r?\n/);
  const line = (others.length === 0 ? first : first.replace(/[\\`]\s*$/, "")).trimEnd().replaceAll("`", "'");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
