// Tables in Markdown files, between their markers.

/** A file's text with what stands between `<!-- NAME:start -->` and `<!-- NAME:end -->` replaced. */
export function withTable(text: string, name: string, table: string): string {
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`the text needs the lines ${start} and ${end}`);
  return `${text.slice(0, from + start.length)}\n${table}\n${text.slice(to)}`;
}
