// The figures of all sides: as columns for a few sides, as rows for many.

import { figures } from "../../report.ts";
import { areSeveral } from "../../report-several.ts";
import { html } from "../markup.ts";
import { type Column, type Section, table } from "../section.ts";

export const figureTable: Section = (result) => {
  const all = figures(result);
  const { sides } = result;
  const few = !areSeveral(result);
  const rows = few
    ? all.map(
        ({ name, values }) =>
          html`<tr><th scope="row">${name}</th>${values.map((value) => html`<td class="n">${value}</td>`)}</tr>`,
      )
    : sides.map(
        ({ label }, index) =>
          html`<tr><th scope="row">${label}</th>${all.map(({ values }) => html`<td class="n">${values[index] ?? ""}</td>`)}</tr>`,
      );
  const names = few ? sides.map(({ label }) => label) : all.map(({ name }) => name);
  const first: Column = few ? { name: "Figure", kind: "hidden" } : { name: "Image" };
  const columns = [first, ...names.map((name): Column => ({ name, kind: "n" }))];
  return html`<section><h2>Figures</h2>${table("Figures", columns, rows)}</section>`;
};
