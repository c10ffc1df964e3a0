// Bytes that layers hold and the final tree no longer shows, with the instructions that hold and hide them.

import { formatBytes } from "../../../core/text/bytes.ts";
import type { LayerSize, SideResult } from "../../../protocol/compare.ts";
import { html, type Markup } from "../markup.ts";
import { folded, more, type Section, sizeCell, table } from "../section.ts";

const listedFiles = 12;
const listedWasters = 8;

export const waste: Section = ({ sides }) => {
  const shown = sides.flatMap((side) => wastedBy(side) ?? []);
  return shown.length === 0
    ? undefined
    : html`<section><h2>Waste</h2><p class="soft">Bytes in layers that a later layer replaces or deletes: they are pulled and stored, and nobody sees them.</p>${shown}</section>`;
};

function wastedBy(side: SideResult): Markup | undefined {
  const { label, wasted } = side;
  if (wasted === null || wasted.bytes === 0) return undefined;
  return folded(label, formatBytes(wasted.bytes), html`${wasters(side)}${files(side)}`);
}

/** Which instruction stores what which other one hides: all of the bytes. */
function wasters({ label, wasted, layers }: SideResult): Markup | undefined {
  const between = wasted?.between ?? [];
  if (between.length === 0) return undefined;
  const rows = between
    .slice(0, listedWasters)
    .map(
      ({ bytes, files, layer, hiddenBy }) =>
        html`<tr>${sizeCell(bytes)}<td class="n">${files.toLocaleString("en-US")}</td><td>${origin(layers[layer])}</td><td>${origin(layers[hiddenBy])}</td></tr>`,
    );
  const columns = [
    { name: "Size", kind: "n" },
    { name: "Files", kind: "short" },
    { name: "Stored by" },
    { name: "Hidden by" },
  ] as const;
  return html`${table(`Instructions that waste bytes of ${label}`, columns, rows)}${more(between.length - rows.length)}`;
}

/** The files themselves, the largest first. */
function files({ label, wasted, layers }: SideResult): Markup | undefined {
  const all = wasted?.files ?? [];
  if (all.length === 0) return undefined;
  const place = (index: number) => placeOf(layers[index]);
  const rows = all
    .slice(0, listedFiles)
    .map(
      ({ path, bytes, layer, hiddenBy }) =>
        html`<tr>${sizeCell(bytes)}<td class="path">/${path}</td><td>${place(layer)}</td><td>${place(hiddenBy)}</td></tr>`,
    );
  const columns = [
    { name: "Size", kind: "n" },
    { name: "Largest files" },
    { name: "Stored by" },
    { name: "Hidden by" },
  ] as const;
  return html`${table(`Waste in ${label}`, columns, rows)}${more(all.length - rows.length)}`;
}

function origin(layer: LayerSize | undefined): Markup {
  const text = layer?.instruction ?? null;
  const place = placeOf(layer);
  return text === null
    ? html`${place}`
    : html`<span class="soft">${place}</span> <code class="clamp" title="${text}">${text}</code>`;
}

/** A line is known only of the Dockerfile's own instructions. */
function placeOf(layer: LayerSize | undefined): string {
  if (layer === undefined) return "";
  return layer.line === null ? "base image" : `line ${layer.line + 1}`;
}
