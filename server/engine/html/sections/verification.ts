// Whether the image starts, as far as it can be told without running it.

import { startVerdict } from "../../report.ts";
import { html } from "../markup.ts";
import { checkTable, type Section } from "../section.ts";

export const verification: Section = (result) => {
  const { verification: found } = result;
  if (found === null) return undefined;
  return html`<section><h2>Start</h2><p>${startVerdict(result, found)}</p>${checkTable("Checks of the start", found.checks)}</section>`;
};
