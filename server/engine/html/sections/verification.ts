// Whether the image starts, as far as it can be told without running it.

import { verdicts } from "../../report.ts";
import { html } from "../markup.ts";
import { checkTable, type Section } from "../section.ts";

export const verification: Section = ({ verification: found }) =>
  found === null
    ? undefined
    : html`<section><h2>Start</h2><p>${verdicts[found.status]}</p>${checkTable("Checks of the start", found.checks)}</section>`;
