// The report of a comparison as one HTML page without remote resources, for a webview and for a file.

import { createHash } from "node:crypto";
import type { CompareResult } from "../../protocol/compare.ts";
import { html } from "./markup.ts";
import { script } from "./script.ts";
import type { PageOptions, Section } from "./section.ts";
import { changes } from "./sections/changes.ts";
import { configuration } from "./sections/configuration.ts";
import { contents, contentsStyle } from "./sections/contents.ts";
import { figureTable } from "./sections/figures.ts";
import { layers } from "./sections/layers.ts";
import { method } from "./sections/method.ts";
import { overview } from "./sections/overview.ts";
import { packages } from "./sections/packages.ts";
import { smoke } from "./sections/smoke.ts";
import { unbuiltImages } from "./sections/unbuilt.ts";
import { verification } from "./sections/verification.ts";
import { waste } from "./sections/waste.ts";
import { style } from "./style.ts";

/** In the order in which they stand; each is one file, and a new one is one line here. */
const sections: readonly Section[] = [
  figureTable,
  unbuiltImages,
  verification,
  smoke,
  changes,
  layers,
  contents,
  packages,
  waste,
  configuration,
  method,
];

/**
 * The whole page. Everything that comes from files is text in it. Its content security policy allows its own style
 * and its own script by their hashes; without the script every figure is still there to read.
 */
export function htmlReport(result: CompareResult, options: PageOptions): string {
  const css = `${style}${contentsStyle(result)}`;
  const policy = `default-src 'none'; style-src '${hash(css)}'; script-src '${hash(script)}'; base-uri 'none'; form-action 'none'`;
  const body = html`${overview(result, options)}
<main>${sections.flatMap((section) => section(result, options) ?? [])}</main>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${html`${policy}`.text}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${html`${options.title}: size report`.text}</title>
<style>${css}</style>
</head>
${html`<body data-subject="${options.subject}">`.text}
${body.text}
<script>${script}</script>
</body>
</html>
`;
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
