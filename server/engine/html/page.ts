// The report of a comparison as one HTML page without scripts and remote resources, for a webview and for a file.

import { createHash } from "node:crypto";
import { formatBytes } from "../../core/text/bytes.ts";
import type {
  CompareResult,
  FolderSize,
  LayerSize,
  PackageSize,
  SideResult,
  VerificationCheck,
} from "../../protocol/compare.ts";
import { headline } from "../format.ts";
import { budgetLines, figures, verdicts } from "../report.ts";
import { smokeVerdict } from "../smoke/words.ts";
import { html, type Markup } from "./markup.ts";
import { style } from "./style.ts";
import { treemapOf } from "./treemap.ts";

export interface PageOptions {
  /** What the report is about: a Dockerfile's or an image's name. */
  readonly title: string;
  /** Links for the page's own actions, as the editor that shows it resolves them; none in a file. */
  readonly actions?: readonly { readonly title: string; readonly href: string }[];
}

const listedFolders = 14;
const listedFiles = 12;
const listedPackages = 25;

/** The whole page. Everything that comes from files is text in it; a content security policy allows its style alone. */
export function htmlReport(result: CompareResult, { title, actions = [] }: PageOptions): string {
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const links = actions.map(({ title: text, href }) => html`<a href="${href}">${text}</a>`);
  const body = html`<header><h1>${headline(result)}</h1>
<p class="soft">${title}</p>
${links.length === 0 ? undefined : html`<p class="actions">${links}</p>`}</header>
<main>${sizes(result)}${start(result)}${smokeStart(result)}${figureTable(result)}${budget(result)}${changed(result)}
${result.sides.flatMap((side) => sideSection(side) ?? [])}${configuration(result)}${method(result)}</main>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${html`${policy}`.text}">
<meta name="viewport" content="width=device-width">
<title>${html`${title}: size report`.text}</title>
<style>${style}</style>
</head>
<body>
${body.text}
</body>
</html>
`;
}

/** One bar a side, the largest over the whole width. */
function sizes({ sides, kind }: CompareResult): Markup {
  const largest = Math.max(1, ...sides.map(({ contentBytes }) => contentBytes ?? 0));
  const mark = kind === "estimated" ? "~" : "";
  const bars = sides.map(({ label, contentBytes }) => {
    const share = ((contentBytes ?? 0) / largest) * 100;
    const size = contentBytes === null ? "unknown" : `${mark}${formatBytes(contentBytes)}`;
    return html`<div class="size"><span>${label}</span>${bar("track", share)}<b>${size}</b></div>`;
  });
  return html`<div class="sizes">${bars}</div>`;
}

/** The width is an SVG's, not a style's: the page's policy allows no style but its own. */
function bar(kind: "track" | "bar", share: number): Markup {
  const width = Math.max(0, Math.min(100, share)).toFixed(2);
  const height = kind === "track" ? 22 : 12;
  return html`<svg class="meter" width="${kind === "track" ? "100%" : "128"}" height="${height}" aria-hidden="true"><rect class="whole" width="100%" height="100%"/><rect class="part" width="${width}%" height="100%"/></svg>`;
}

function start({ verification }: CompareResult): Markup | undefined {
  if (verification === null) return undefined;
  return html`<h2>Start</h2><p>${verdicts[verification.status]}</p>${checkTable(verification.checks)}`;
}

/** What happened when the images ran for some seconds, and what each printed last. */
function smokeStart({ smoke }: CompareResult): Markup | undefined {
  if (smoke === undefined) return undefined;
  const outputs = smoke.sides
    .filter(({ output }) => output.length > 0)
    .map(
      ({ label, output }) =>
        html`<details><summary>Last lines that ${label} printed</summary><pre>${output.join("\n")}</pre></details>`,
    );
  return html`<h2>Smoke start</h2><p>${smokeVerdict(smoke)}</p>${checkTable(smoke.checks)}${outputs}`;
}

function checkTable(checks: readonly VerificationCheck[]): Markup {
  const rows = checks.map(
    ({ name, ok, detail }) =>
      html`<tr><td class="${ok ? "ok" : "look"}">${ok ? "ok" : "look"}</td><td>${name.replaceAll("-", " ")}</td><td>${prose(detail)}</td></tr>`,
  );
  return html`
<table><thead><tr><th scope="col">State</th><th scope="col">Check</th><th scope="col">Found</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** A sentence of ours: what stands in backticks is code. */
function prose(text: string): readonly Markup[] {
  return text
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}

function figureTable(result: CompareResult): Markup {
  const head = result.sides.map(({ label }) => html`<th scope="col" class="n">${label}</th>`);
  const rows = figures(result).map(
    ({ name, values }) =>
      html`<tr><th scope="row">${name}</th>${values.map((value) => html`<td class="n">${value}</td>`)}</tr>`,
  );
  return html`<h2>Figures</h2><table><thead><tr><td></td>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}

function budget(result: CompareResult): Markup | undefined {
  const text = budgetLines(result).join("").trim();
  return text === ""
    ? undefined
    : html`<p class="${result.budget?.exceeded === true ? "look" : "ok"}">${text}</p>`;
}

/** Folders and packages that the first side has and the last one has not. */
function changed({ sides }: CompareResult): Markup | undefined {
  const [first] = sides;
  const last = sides.at(-1);
  if (first === undefined || last === undefined || sides.length < 2 || first.folders.length === 0)
    return undefined;
  const kept = new Map(last.folders.map(({ path, bytes }) => [path, bytes]));
  const gone = ownSizes(first.folders).filter(({ path }) => !kept.has(path));
  const stays = ownSizes(last.folders);
  const has = new Set(last.packages.map(({ kind, name }) => `${kind}/${name}`));
  const dropped = first.packages.filter(({ kind, name }) => !has.has(`${kind}/${name}`));
  return html`<h2>What went away, and what stayed</h2><div class="cols">
<section><h3>Went away</h3>${folderTable(gone.slice(0, listedFolders))}</section><section><h3>Stayed in ${last.label}</h3>${folderTable(stays.slice(0, listedFolders))}</section></div>
${packageList(`Packages that went away: ${dropped.length}`, dropped)}${packageList(`Packages that stayed: ${last.packages.length}`, last.packages)}`;
}

/** Each folder with what its listed subfolders do not have, so that the figures add up; the largest first. */
function ownSizes(folders: readonly FolderSize[]): readonly FolderSize[] {
  const own = new Map(folders.map(({ path, bytes }) => [path, bytes]));
  for (const { path, bytes } of folders) {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    if (path !== "") own.set(parent, (own.get(parent) ?? 0) - bytes);
  }
  const least = (folders.find(({ path }) => path === "")?.bytes ?? 0) / 1000;
  return [...own]
    .filter(([path, bytes]) => path !== "" && bytes > least)
    .map(([path, bytes]) => ({ path, bytes }))
    .sort((a, b) => b.bytes - a.bytes);
}

function folderTable(folders: readonly FolderSize[]): Markup {
  if (folders.length === 0) return html`<p class="soft">Nothing of note.</p>`;
  const rows = folders.map(
    ({ path, bytes }) =>
      html`<tr><td class="n">${formatBytes(bytes)}</td><td class="path">/${path}</td></tr>`,
  );
  return html`<table><thead><tr><th scope="col" class="n">Size</th><th scope="col">Folder</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function packageList(title: string, packages: readonly PackageSize[]): Markup | undefined {
  if (packages.length === 0) return undefined;
  const rows = packages
    .slice(0, listedPackages)
    .map(
      ({ kind, name, version, bytes }) =>
        html`<tr><td class="n">${formatBytes(bytes)}</td><td>${name}</td><td>${version}</td><td>${kind}</td></tr>`,
    );
  const rest = packages.length - rows.length;
  return html`<details><summary>${title}</summary><table><thead><tr><th scope="col" class="n">Size</th><th scope="col">Package</th><th scope="col">Version</th><th scope="col">Manager</th></tr></thead><tbody>${rows}</tbody></table>${rest > 0 ? html`<p class="soft">and ${rest} more</p>` : undefined}</details>`;
}

function sideSection(side: SideResult): Markup | undefined {
  if (side.layers.length === 0) return undefined;
  const map = treemapOf(side.label, side.folders);
  const folders = ownSizes(side.folders).slice(0, listedFolders);
  return html`<h2>${side.label}</h2>${layers(side.layers)}${map === undefined ? undefined : html`<h3>Folders</h3>${map}<details><summary>Folders as a list</summary>${folderTable(folders)}</details>`}
${files("Largest files", side.largest)}${side.wasted === null || side.wasted.bytes === 0 ? undefined : wasted(side)}`;
}

function layers(all: readonly LayerSize[]): Markup {
  const largest = Math.max(1, ...all.map(({ bytes }) => bytes));
  const rows = all.map(
    ({ bytes, instruction, line }) =>
      html`<tr><td class="n">${formatBytes(bytes)}</td><td>${bar("bar", (bytes / largest) * 100)}</td><td class="n">${line === null ? "" : line + 1}</td><td><code>${instruction ?? "not certain"}</code></td></tr>`,
  );
  return html`<h3>Layers</h3><table><thead><tr><th scope="col" class="n">Size</th><th scope="col">Share</th><th scope="col" class="n">Line</th><th scope="col">Instruction</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function files(title: string, list: SideResult["largest"]): Markup | undefined {
  if (list.length === 0) return undefined;
  const rows = list
    .slice(0, listedFiles)
    .map(
      ({ path, bytes }) =>
        html`<tr><td class="n">${formatBytes(bytes)}</td><td class="path">/${path}</td></tr>`,
    );
  return html`<details><summary>${title}</summary><table><thead><tr><th scope="col" class="n">Size</th><th scope="col">File</th></tr></thead><tbody>${rows}</tbody></table></details>`;
}

/** Which instruction holds the file, and which one hides it. */
function wasted({ wasted: waste, layers: all }: SideResult): Markup | undefined {
  if (waste === null) return undefined;
  const place = (index: number) => {
    const layer = all[index];
    if (layer === undefined) return "";
    return layer.line === null ? "base image" : `line ${layer.line + 1}`;
  };
  const rows = waste.files
    .slice(0, listedFiles)
    .map(
      ({ path, bytes, layer, hiddenBy }) =>
        html`<tr><td class="n">${formatBytes(bytes)}</td><td class="path">/${path}</td><td>${place(layer)}</td><td>${place(hiddenBy)}</td></tr>`,
    );
  return html`<details><summary>Wasted: ${formatBytes(waste.bytes)} in layers that a later layer replaces or deletes</summary><table><thead><tr><th scope="col" class="n">Size</th><th scope="col">File</th><th scope="col">Stored by</th><th scope="col">Hidden by</th></tr></thead><tbody>${rows}</tbody></table></details>`;
}

function configuration({ configDifferences }: CompareResult): Markup | undefined {
  if (configDifferences.length === 0) return undefined;
  const rows = configDifferences.map(
    ({ field, before, after, planned }) =>
      html`<tr><td>${field}</td><td class="path">${before || "none"}</td><td class="path">${after || "none"}</td><td>${planned ? "yes" : html`<span class="look">no</span>`}</td></tr>`,
  );
  return html`<h2>Configuration</h2><table><thead><tr><th scope="col">Field</th><th scope="col">Before</th><th scope="col">After</th><th scope="col">Planned</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function method({ notes, kind }: CompareResult): Markup {
  const how =
    kind === "estimated"
      ? "Figures are estimates from tables of base images; nothing was built."
      : "Content size is the sum of the file bytes in the image's layers, counted from what the engine saves.";
  return html`<h2>How this was measured</h2><p>${how}</p>${notes.map((note) => html`<p class="soft">${prose(note)}</p>`)}`;
}
