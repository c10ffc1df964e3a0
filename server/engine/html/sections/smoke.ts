// What happened when the images ran for some seconds, and what each printed last.

import { smokeVerdict } from "../../smoke/words.ts";
import { html } from "../markup.ts";
import { checkTable, folded, type Section } from "../section.ts";

export const smoke: Section = ({ smoke: found }) => {
  if (found === undefined) return undefined;
  const outputs = found.sides
    .filter(({ output }) => output.length > 0)
    .map(({ label, output }) =>
      folded(`Last lines that ${label} printed`, "", html`<pre>${output.join("\n")}</pre>`),
    );
  return html`<section><h2>Smoke start</h2><p>${smokeVerdict(found)}</p>${checkTable("Checks of the smoke start", found.checks)}${outputs}</section>`;
};
