// What is in each image: a treemap of its folders, a tree of them beside it that says the same, and the largest files.

import { formatBytes } from "../../../core/text/bytes.ts";
import type { CompareResult, SideResult } from "../../../protocol/compare.ts";
import { type Folder, folderTree, withOnlyChild } from "../folder-tree.ts";
import { html, type Markup } from "../markup.ts";
import { bar, folded, type Section, sizeCell, table } from "../section.ts";
import { type Cell, treemapOf } from "../treemap.ts";

const listedFiles = 15;
/** As many colours as the style has; the folders after them share the last. */
const colours = 6;

export const contents: Section = ({ sides }) => {
  const shown = sides.flatMap((side, index) => contentsOf(side, `s${index}`) ?? []);
  return shown.length === 0 ? undefined : html`<section><h2>What is in it</h2>${shown}</section>`;
};

/** Where the cells of all maps lie: numbers only, so that no text gets into the style. */
export function contentsStyle({ sides }: CompareResult): string {
  return sides
    .flatMap(({ folders }, side) =>
      treemapOf(folders).map(({ box }, index) => {
        const [left, top, width, height] = [box.left, box.top, box.width, box.height].map((n) =>
          n.toFixed(2),
        );
        return `.s${side}c${index}{left:${left}%;top:${top}%;width:${width}%;height:${height}%}`;
      }),
    )
    .join("\n");
}

function contentsOf({ label, folders, largest }: SideResult, key: string): Markup | undefined {
  const root = folderTree(folders);
  if (root === undefined || root.bytes === 0) return undefined;
  const cells = treemapOf(folders);
  const ids = new Map(folders.map(({ path }, index) => [path, `${key}f${index}`]));
  const map =
    cells.length === 0
      ? undefined
      : html`<div class="mapbox"><div class="map" role="group" aria-label="${`Treemap of the folders of ${label}`}">${cells.map((cell, index) => cellOf(cell, index, key, ids, root.bytes))}</div><p class="status soft" aria-hidden="true">${formatBytes(root.bytes)} in files</p></div>`;
  return html`<h3>${label}</h3><div class="contents" data-label="${label}" data-total="${formatBytes(root.bytes)}">${map}<ul class="tree" aria-label="${`Folders of ${label} by size`}">${root.children.map((child, index) => branch(child, index === 0 ? "open" : "closed", root.bytes, ids))}</ul></div>
${files(label, largest)}`;
}

/** One of them can be reached with the tab key, the others with the arrows; without the script the tree serves. */
function cellOf(
  { path, name, bytes, part, group, box }: Cell,
  index: number,
  key: string,
  ids: ReadonlyMap<string, string>,
  total: number,
): Markup {
  const what = part === "rest" ? `Other files in /${path}` : `/${path}`;
  const words = `${what}: ${formatBytes(bytes)}, ${share(bytes, total)}`;
  const place = [box.left, box.top, box.width, box.height].map((n) => n.toFixed(3)).join(" ");
  const long = part === "whole" ? `/${path}` : path === "" ? "/*" : `/${path}/*`;
  return html`<a class="cell c${Math.min(group, colours - 1)} ${key}c${index}" href="#${ids.get(path) ?? key}" tabindex="${index === 0 ? 0 : -1}" title="${words}" data-path="${path}" data-box="${place}"><span class="sr">${words}</span><span class="text" aria-hidden="true"><span class="long">${long}</span><span class="short">${name}</span><small>${formatBytes(bytes)}</small></span></a>`;
}

function branch(
  outer: Folder,
  state: "open" | "closed",
  total: number,
  ids: ReadonlyMap<string, string>,
): Markup {
  const { folder, name } = withOnlyChild(outer);
  const row = html`<span class="name path">${outer.path.includes("/") ? name : `/${name}`}</span>${bar("thin", (folder.bytes / total) * 100)}<span class="n">${formatBytes(folder.bytes)}</span><span class="n soft">${share(folder.bytes, total)}</span>`;
  const id = ids.get(folder.path);
  if (folder.children.length === 0) return html`<li><div class="row" id="${id}">${row}</div></li>`;
  const inner = folder.children.map((child) => branch(child, "closed", total, ids));
  const content = html`<summary class="row" id="${id}">${row}</summary><ul>${inner}</ul>`;
  return state === "open"
    ? html`<li><details open>${content}</details></li>`
    : html`<li><details>${content}</details></li>`;
}

function share(bytes: number, total: number): string {
  const percent = (bytes / total) * 100;
  return `${percent < 1 ? percent.toFixed(1) : Math.round(percent)}%`;
}

function files(label: string, largest: SideResult["largest"]): Markup | undefined {
  const [first] = largest;
  if (first === undefined) return undefined;
  const rows = largest
    .slice(0, listedFiles)
    .map(
      ({ path, bytes }) =>
        html`<tr>${sizeCell(bytes)}<td class="path">/${path}${bar("thin", (bytes / Math.max(1, first.bytes)) * 100)}</td></tr>`,
    );
  const columns = [{ name: "Size", kind: "n" }, { name: "File" }] as const;
  return folded(
    "Largest files",
    `up to ${formatBytes(first.bytes)}`,
    table(`Largest files of ${label}`, columns, rows),
  );
}
