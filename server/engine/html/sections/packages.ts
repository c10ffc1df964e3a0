// Installed packages with their sizes: those that went away and those that stayed.

import { formatBytes } from "../../../core/text/bytes.ts";
import type { PackageSize } from "../../../protocol/compare.ts";
import { html, type Markup } from "../markup.ts";
import { folded, more, type Section, sizeCell, table } from "../section.ts";

const listedPackages = 25;

export const packages: Section = ({ sides }) => {
  const [first, last] = sides;
  const lists: readonly (Markup | undefined)[] =
    sides.length === 2 && first !== undefined && last !== undefined
      ? [
          list("Went away", missing(first.packages, last.packages)),
          list(`Stayed in ${last.label}`, last.packages),
        ]
      : sides.map((side) => list(side.label, side.packages));
  const shown = lists.flatMap((each) => each ?? []);
  return shown.length === 0 ? undefined : html`<section><h2>Packages</h2>${shown}</section>`;
};

function missing(before: readonly PackageSize[], after: readonly PackageSize[]): readonly PackageSize[] {
  const kept = new Set(after.map(({ kind, name }) => `${kind}/${name}`));
  return before.filter(({ kind, name }) => !kept.has(`${kind}/${name}`));
}

function list(title: string, all: readonly PackageSize[]): Markup | undefined {
  if (all.length === 0) return undefined;
  const rows = all
    .slice(0, listedPackages)
    .map(
      ({ kind, name, version, bytes }) =>
        html`<tr>${sizeCell(bytes)}<th scope="row">${name}</th><td class="path">${version}</td><td class="soft">${kind}</td></tr>`,
    );
  const columns = [
    { name: "Size", kind: "n" },
    { name: "Package" },
    { name: "Version" },
    { name: "Manager" },
  ] as const;
  const total = formatBytes(all.reduce((sum, { bytes }) => sum + bytes, 0));
  const figure = `${all.length.toLocaleString("en-US")} ${all.length === 1 ? "package" : "packages"}, ${total}`;
  return folded(
    title,
    figure,
    html`${table(`Packages: ${title}`, columns, rows)}${more(all.length - rows.length)}`,
  );
}
