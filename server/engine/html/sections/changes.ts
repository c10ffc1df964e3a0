// What the first side has and the last one has not, and what stayed: by what folders are for, else by folder.

import { changedParts, type Part } from "../../changed-parts.ts";
import { html, type Markup } from "../markup.ts";
import { bar, more, type Section, sizeCell, table } from "../section.ts";

const listedParts = 12;
const listedFolders = 3;

export const changes: Section = (result) => {
  const [first, last] = result.sides;
  const changed = changedParts(result);
  if (changed === undefined) return undefined;
  return html`<section><h2>What went away, and what stayed</h2><div class="cols">
${parts(`Went away from ${first?.label}`, changed.gone)}${parts(`Stayed in ${last?.label}`, changed.stayed)}</div></section>`;
};

function parts(title: string, all: readonly Part[]): Markup {
  const largest = Math.max(1, ...all.map(({ bytes }) => bytes));
  const rows = all
    .slice(0, listedParts)
    .map(
      (part) =>
        html`<tr>${sizeCell(part.bytes)}<td>${words(part)}${bar("thin", (part.bytes / largest) * 100)}</td></tr>`,
    );
  const columns = [{ name: "Size", kind: "n" }, { name: "Part" }] as const;
  const list =
    rows.length === 0
      ? html`<p class="soft">Nothing of note.</p>`
      : html`${table(title, columns, rows)}${more(all.length - rows.length)}`;
  return html`<div><h3>${title}</h3>${list}</div>`;
}

function words({ name, folders }: Part): Markup {
  const places = folders.map(({ path }) => `/${path}`);
  const shown = places.slice(0, listedFolders);
  const rest = places.length - shown.length;
  const text = `${shown.join("  ")}${rest > 0 ? `  and ${rest} more` : ""}`;
  return name === ""
    ? html`<span class="path">${text}</span>`
    : html`${name}<span class="path soft places" title="${places.join("\n")}">${text}</span>`;
}
