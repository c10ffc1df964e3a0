// One bar a layer beside the instruction that made it.

import type { LayerSize, SideResult } from "../../../protocol/compare.ts";
import { html, type Markup } from "../markup.ts";
import { bar, type Section, sizeCell, table } from "../section.ts";

export const layers: Section = ({ sides }, { documentSide }) => {
  const shown = sides.flatMap((side, index) =>
    side.layers.length === 0 ? [] : [layersOf(side, index === documentSide ? "document" : "other")],
  );
  return shown.length === 0 ? undefined : html`<section><h2>Layers</h2>${shown}</section>`;
};

/** The lines of the document in the editor lead there. */
function layersOf({ label, layers: all }: SideResult, source: "document" | "other"): Markup {
  const largest = Math.max(1, ...all.map(({ bytes }) => bytes));
  const rows = all.map(
    (layer) =>
      html`<tr>${sizeCell(layer.bytes)}<td class="meter">${bar("middle", (layer.bytes / largest) * 100)}</td><td class="n soft">${place(layer, source)}</td><td>${instruction(layer)}</td></tr>`,
  );
  const columns = [
    { name: "Size", kind: "n" },
    { name: "Share", kind: "hidden" },
    { name: "Line", kind: "short" },
    { name: "Instruction" },
  ] as const;
  return html`<h3>${label}</h3>${table(`Layers of ${label}`, columns, rows)}`;
}

function place({ line, instruction: text }: LayerSize, source: "document" | "other"): Markup {
  if (line === null) return html`${text === null ? "" : "base"}`;
  const number = line + 1;
  return source === "document"
    ? html`<button type="button" class="line" data-line="${line}" disabled>${number}</button>`
    : html`${number}`;
}

function instruction({ instruction: text }: LayerSize): Markup {
  return text === null
    ? html`<span class="soft">not certain</span>`
    : html`<code class="clamp" title="${text}">${text}</code>`;
}
