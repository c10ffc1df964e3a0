// What the first side has and the last one has not, and what stayed: by what folders are for, else by folder.

import type { FolderSize } from "../../../protocol/compare.ts";
import { folderKind } from "../../folder-kinds.ts";
import { ownSizes } from "../folder-tree.ts";
import { html, type Markup } from "../markup.ts";
import { bar, more, type Section, sizeCell, table } from "../section.ts";

const listedParts = 12;
const listedFolders = 3;

/** Folders of one kind, or one folder. */
interface Part {
  readonly name: string;
  readonly bytes: number;
  /** The largest first. */
  readonly folders: readonly FolderSize[];
}

export const changes: Section = ({ sides }) => {
  const [first, last] = sides;
  // With three sides or more none is what another became.
  if (first === undefined || last === undefined || sides.length !== 2 || first.folders.length === 0)
    return undefined;
  const kept = new Set(last.folders.map(({ path }) => path));
  const gone = ownSizes(first.folders).filter(({ path }) => !kept.has(path));
  return html`<section><h2>What went away, and what stayed</h2><div class="cols">
${parts(`Went away from ${first.label}`, gone)}${parts(`Stayed in ${last.label}`, ownSizes(last.folders))}</div></section>`;
};

function parts(title: string, folders: readonly FolderSize[]): Markup {
  const all = byKind(folders);
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

function byKind(folders: readonly FolderSize[]): readonly Part[] {
  const found = new Map<string, { name: string; bytes: number; folders: Map<string, number> }>();
  for (const { path, bytes } of folders) {
    const kind = folderKind(path);
    const top = kind === undefined ? path : outermost(path, kind);
    const key = kind ?? `/${path}`;
    const part = found.get(key) ?? { name: kind ?? "", bytes: 0, folders: new Map() };
    part.bytes += bytes;
    part.folders.set(top, (part.folders.get(top) ?? 0) + bytes);
    found.set(key, part);
  }
  return [...found.values()]
    .map(({ folders: parts, ...part }) => ({
      ...part,
      folders: [...parts].map(([path, bytes]) => ({ path, bytes })).sort((a, b) => b.bytes - a.bytes),
    }))
    .sort((a, b) => b.bytes - a.bytes);
}

/** The folder highest up that is of the same kind. */
function outermost(path: string, kind: string): string {
  const parent = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  return parent !== "" && folderKind(parent) === kind ? outermost(parent, kind) : path;
}
