// The images of a table that could not be built, each with its sentence and the last lines of the step that failed.

import { unbuilt } from "../../report-several.ts";
import { html } from "../markup.ts";
import { prose, type Section } from "../section.ts";

export const unbuiltImages: Section = (result) => {
  const found = unbuilt(result);
  if (found.length === 0) return undefined;
  const each = found.map(({ label, failure }) => {
    const output = failure.output ?? [];
    return html`<h3>${label}</h3><p>${prose(failure.message)}</p>${output.length === 0 ? undefined : html`<pre tabindex="0" aria-label="Last lines of the step that fails in ${label}">${output.join("\n")}</pre>`}`;
  });
  return html`<section><h2>Not built</h2>${each}</section>`;
};
