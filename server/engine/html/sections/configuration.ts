// What the two image configurations differ in, and whether the split planned it.

import { html } from "../markup.ts";
import { type Section, table } from "../section.ts";

export const configuration: Section = ({ configDifferences }) => {
  if (configDifferences.length === 0) return undefined;
  const rows = configDifferences.map(
    ({ field, before, after, planned }) =>
      html`<tr><th scope="row">${field}</th>${[before, after].map((value) => (value === "" ? html`<td class="soft">none</td>` : html`<td class="path">${value}</td>`))}<td>${planned ? html`<span class="soft">yes</span>` : html`<span class="state bad">no</span>`}</td></tr>`,
  );
  const columns = [{ name: "Field" }, { name: "Before" }, { name: "After" }, { name: "Planned" }];
  return html`<section><h2>Configuration</h2>${table("Differences of the configuration", columns, rows)}</section>`;
};
