// Bytes that layers hold and the final tree no longer shows, with the instructions that hold and hide them.

import { formatBytes } from "../../../core/text/bytes.ts";
import type { SideResult } from "../../../protocol/compare.ts";
import { html, type Markup } from "../markup.ts";
import { folded, more, type Section, sizeCell, table } from "../section.ts";

const listedFiles = 12;

export const waste: Section = ({ sides }) => {
  const shown = sides.flatMap((side) => wastedBy(side) ?? []);
  return shown.length === 0
    ? undefined
    : html`<section><h2>Waste</h2><p class="soft">Bytes in layers that a later layer replaces or deletes: they are pulled and stored, and nobody sees them.</p>${shown}</section>`;
};

function wastedBy({ label, wasted, layers }: SideResult): Markup | undefined {
  if (wasted === null || wasted.bytes === 0) return undefined;
  const place = (index: number) => {
    const layer = layers[index];
    if (layer === undefined) return "";
    return layer.line === null ? "base image" : `line ${layer.line + 1}`;
  };
  const rows = wasted.files
    .slice(0, listedFiles)
    .map(
      ({ path, bytes, layer, hiddenBy }) =>
        html`<tr>${sizeCell(bytes)}<td class="path">/${path}</td><td>${place(layer)}</td><td>${place(hiddenBy)}</td></tr>`,
    );
  const columns = [
    { name: "Size", kind: "n" },
    { name: "File" },
    { name: "Stored by" },
    { name: "Hidden by" },
  ] as const;
  return folded(
    label,
    formatBytes(wasted.bytes),
    html`${table(`Waste in ${label}`, columns, rows)}${more(wasted.files.length - rows.length)}`,
  );
}
