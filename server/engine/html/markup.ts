// The only way text gets into the report's HTML: a tagged template that escapes every value that is no markup itself.

/** Markup that is safe to be put into a page as it is. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Markup | readonly Markup[] | undefined;

/** Values are escaped as text, also inside quoted attributes; markup and lists of it go in as they are. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const parts = [strings[0] ?? ""];
  for (const [index, value] of values.entries()) parts.push(written(value), strings[index + 1] ?? "");
  return new Markup(parts.join(""));
}

function written(value: Value): string {
  if (value === undefined) return "";
  if (value instanceof Markup) return value.text;
  if (typeof value === "string" || typeof value === "number") return escapeHtml(String(value));
  return value.map(({ text }) => text).join("");
}

function escapeHtml(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}
