// How the figures came about, and what was noted on the way.

import { html } from "../markup.ts";
import { prose, type Section } from "../section.ts";

export const method: Section = ({ notes, kind }) => {
  const how =
    kind === "estimated"
      ? "Figures are estimates from tables of base images; nothing was built."
      : "Content size is the sum of the file bytes in the image's layers, counted from what the engine saves.";
  const items = notes.map((note) => html`<li>${prose(note)}</li>`);
  return html`<section><h2>How this was measured</h2><p>${how}</p>${items.length === 0 ? undefined : html`<ul class="soft">${items}</ul>`}</section>`;
};
