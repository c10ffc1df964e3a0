// What a section of the report's page is, and the pieces that several of them are made of.

import { formatBytes } from "../../core/text/bytes.ts";
import type { CompareResult, VerificationCheck } from "../../protocol/compare.ts";
import { html, type Markup } from "./markup.ts";

/** What the page is told beside the result. */
export interface PageOptions {
  /** What the report is about: a Dockerfile's or an image's name. */
  readonly title: string;
  /** The key under which the editor keeps the report, so that a reload finds it again; absent in a file. */
  readonly subject?: string | undefined;
  /** Whether the editor has a structure test of the image to save. */
  readonly hasStructureTest?: boolean | undefined;
  /** The side whose lines are those of the document in the editor; absent where there is none. */
  readonly documentSide?: number | undefined;
}

/** One part of the page; undefined where the result has nothing to say about it. */
export type Section = (result: CompareResult, options: PageOptions) => Markup | undefined;

/** `~` before figures that are estimates. */
export function markOf({ kind }: CompareResult): string {
  return kind === "estimated" ? "~" : "";
}

/** A column's heading; `n` for figures, which stand to the right, and `short` for those of a few digits. */
export interface Column {
  readonly name: string;
  readonly kind?: "n" | "short" | "hidden";
}

/** A table in a frame of its own, which scrolls where the panel is narrow; `label` names both. */
export function table(label: string, columns: readonly Column[], rows: readonly Markup[]): Markup {
  const head = columns.map(({ name, kind }) =>
    kind === "hidden"
      ? html`<th scope="col"><span class="sr">${name}</span></th>`
      : html`<th scope="col" class="${kind === "short" ? "n short" : (kind ?? "")}">${name}</th>`,
  );
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

export function sizeCell(bytes: number): Markup {
  return html`<td class="n">${formatBytes(bytes)}</td>`;
}

/** The width is an SVG's, not a style's: the page's policy allows no style but its own. */
export function bar(
  kind: "thick" | "middle" | "thin",
  share: number,
  tone: "" | "good" | "bad" = "",
): Markup {
  const width = Math.max(0, Math.min(100, share)).toFixed(2);
  return html`<svg class="bar ${kind}" aria-hidden="true"><rect class="track" width="100%" height="100%"/><rect class="fill ${tone}" width="${width}%" height="100%"/></svg>`;
}

/** A sentence of ours: what stands in backticks is code. */
export function prose(text: string): readonly Markup[] {
  return text
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}

/** A part that is folded at first; its summary says what is in it. */
export function folded(summary: string, figure: string, content: Markup): Markup {
  return html`<details class="fold"><summary><span>${summary}</span> <span class="soft">${figure}</span></summary>${content}</details>`;
}

/** The rest of a list that is not shown. */
export function more(rest: number): Markup | undefined {
  return rest > 0 ? html`<p class="soft">and ${rest.toLocaleString("en-US")} more</p>` : undefined;
}

/** What was looked at, and whether it is as it must be; undefined where nothing was. */
export function checkTable(label: string, checks: readonly VerificationCheck[]): Markup | undefined {
  if (checks.length === 0) return undefined;
  const rows = checks.map(
    ({ name, ok, detail }) =>
      html`<tr><td><span class="state ${ok ? "good" : "bad"}">${ok ? "ok" : "look"}</span></td><th scope="row">${name.replaceAll("-", " ")}</th><td>${prose(detail)}</td></tr>`,
  );
  return table(label, [{ name: "State" }, { name: "Check" }, { name: "Found" }], rows);
}
