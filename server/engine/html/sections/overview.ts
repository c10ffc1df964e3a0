// The head of the page: the sizes in large letters, the change in words, and one bar a side.

import { formatBytes } from "../../../core/text/bytes.ts";
import type { CompareResult, SideResult } from "../../../protocol/compare.ts";
import { changeInWords, headline } from "../../format.ts";
import { budgetLines } from "../../report.ts";
import { areSeveral } from "../../report-several.ts";
import { html, type Markup } from "../markup.ts";
import { bar, markOf, type PageOptions } from "../section.ts";

export function overview(result: CompareResult, { title, hasStructureTest }: PageOptions): Markup {
  return html`<header><div class="top"><p class="subject"><b>${title}</b> <span class="soft">size report</span></p>
<div class="actions" hidden><button type="button" data-action="copy">Copy as Markdown</button><button type="button" data-action="save">Save As...</button>${hasStructureTest === true ? html`<button type="button" data-action="structure-test">Save as Structure Test...</button>` : undefined}${result.vulnerabilities === undefined ? undefined : html`<button type="button" data-action="scanner-report">Open Scanner Report</button>`}</div></div>
${heading(result)}
${facts(result)}
<div class="sides">${result.sides.map((side, index) => sideBar(result, side, index))}</div></header>`;
}

/** Two sides read as a change; one, and three or more, as what the headline says of them. */
function heading(result: CompareResult): Markup {
  const [first, last] = result.sides;
  if (first === undefined || last === undefined || result.sides.length !== 2)
    return html`<h1 class="${areSeveral(result) ? "long" : ""}">${headline(result)}</h1>`;
  const size = ({ contentBytes }: SideResult) =>
    contentBytes === null ? "unknown" : `${markOf(result)}${formatBytes(contentBytes)}`;
  const change = changeOf(first, last);
  return html`<h1><span class="from">${size(first)}</span> <span class="arrow"><span aria-hidden="true">&#8594;</span><span class="sr">to</span></span> <span class="to">${size(last)}</span></h1>
${change === undefined ? undefined : html`<p class="change ${change.tone}">${change.words}</p>`}`;
}

interface Change {
  readonly words: string;
  readonly tone: "good" | "bad" | "";
}

function changeOf(
  { contentBytes: before }: SideResult,
  { contentBytes: after }: SideResult,
): Change | undefined {
  if (before === null || after === null) return undefined;
  const tone = after < before ? "good" : after > before ? "bad" : "";
  return { words: changeInWords(before, after), tone };
}

/** What a person asks next, as one line of short answers. */
function facts(result: CompareResult): Markup | undefined {
  const answers: Markup[] = [];
  const { verification, budget } = result;
  if (verification !== null) {
    const { word, tone } = starts[verification.status];
    answers.push(html`<li class="${tone}">${word}</li>`);
  }
  if (budget !== null)
    answers.push(
      html`<li class="${budget.exceeded ? "bad" : "good"}">${budgetLines(result).join("").trim()}</li>`,
    );
  return answers.length === 0 ? undefined : html`<ul class="facts">${answers}</ul>`;
}

const starts = {
  starts: { word: "All that the start needs is there", tone: "good" },
  fails: { word: "Does not start", tone: "bad" },
  unknown: { word: "Whether it starts can't be told", tone: "" },
} as const;

/** The largest over the whole width; the last one of two in the colour of what the change means. */
function sideBar(result: CompareResult, { label, contentBytes, failure }: SideResult, index: number): Markup {
  const largest = Math.max(1, ...result.sides.map((side) => side.contentBytes ?? 0));
  const [first] = result.sides;
  const isLast = index > 0 && index === result.sides.length - 1;
  const change =
    isLast && first !== undefined && result.sides.length === 2
      ? changeOf(first, { ...first, contentBytes })
      : undefined;
  const unknown = failure === undefined ? "unknown" : "not built";
  const size = contentBytes === null ? unknown : `${markOf(result)}${formatBytes(contentBytes)}`;
  const tone = change === undefined ? "" : change.tone;
  return html`<div class="side"><span class="name">${label}</span>${bar("thick", ((contentBytes ?? 0) / largest) * 100, tone)}<b class="n ${failure === undefined ? "" : "bad"}">${size}</b></div>`;
}
