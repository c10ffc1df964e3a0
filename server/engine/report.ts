// Lays a comparison out for people: as plain text for a terminal and as Markdown for a preview or a pull request.

import { formatBytes } from "../core/text/bytes.ts";
import type {
  CompareResult,
  LayerSize,
  SideResult,
  Verification,
  VerificationCheck,
  VulnerabilityCounts,
} from "../protocol/compare.ts";
import type { DiskUsageRow } from "../protocol/housekeeping.ts";
import { headline } from "./format.ts";
import { plainLine } from "./redaction.ts";
import { partLists, wastingLayers } from "./report-lists.ts";
import { areSeveral, changesFromFirst, transposed, unbuilt } from "./report-several.ts";
import { smokeLines, smokeVerdict } from "./smoke/words.ts";

/** One line of the table at the top: what is measured, and one value for each side. */
interface Figure {
  readonly name: string;
  readonly values: readonly string[];
}

const listedFiles = 10;
/** Of the last lines of a failed step. */
const listedOutput = 5;

/** The whole report as plain text. Everything that comes from files is on one line and without control characters. */
export function textReport(result: CompareResult): string {
  const lines = [headline(result), ""];
  const rows = [
    ["", ...result.sides.map((side) => side.label)],
    ...figures(result).map(({ name, values }) => [name, ...values]),
  ];
  lines.push(...columns(areSeveral(result) ? transposed(rows) : rows));
  for (const { label, failure } of unbuilt(result)) {
    const output = (failure.output ?? []).slice(-listedOutput).map((line) => `    ${line}`);
    lines.push("", `${label} is not built`, `  ${failure.message}`, ...output);
  }
  for (const side of areSeveral(result) ? [] : result.sides) {
    if (side.layers.length > 0) {
      lines.push("", `Layers of ${side.label}`, ...side.layers.map((layer) => textLayer(layer)));
    }
    if (side.largest.length > 0) lines.push("", `Largest files of ${side.label}`, ...textFiles(side.largest));
    if (side.wasted !== null && side.wasted.bytes > 0) {
      lines.push(
        "",
        `Replaced or deleted in a later layer of ${side.label}`,
        ...wastingLayers(side).map(({ bytes, words }) => `  ${formatBytes(bytes).padStart(9)}  ${words}`),
        ...textFiles(side.wasted.files),
      );
    }
  }
  for (const { title, parts } of partLists(result))
    lines.push(
      "",
      title,
      ...parts.map(({ bytes, words }) => `  ${formatBytes(bytes).padStart(9)}  ${words}`),
    );
  if (result.configDifferences.length > 0) {
    lines.push("", "Configuration");
    for (const { field, before, after, planned } of result.configDifferences) {
      lines.push(`  ${field}: ${before || "(none)"} -> ${after || "(none)"}${planned ? " (planned)" : ""}`);
    }
  }
  lines.push(
    ...verificationLines(result),
    ...smokeLines(result),
    ...budgetLines(result),
    "",
    ...result.notes,
  );
  return `${lines.map(plainLine).join("\n").trimEnd()}\n`;
}

/** Disk usage as a Markdown table. */
export function diskUsageMarkdown(rows: readonly DiskUsageRow[]): string {
  const cells = rows.map(({ kind, count, active, size, reclaimable }) =>
    [kind, count, active, size, reclaimable].map(escapeMarkdown),
  );
  return `${table(["Kind", "Count", "In use", "Size", "Can be freed"], cells, "right")}\n`;
}

/** The whole report as Markdown. Nothing that comes from files can become markup. */
export function markdownReport(result: CompareResult): string {
  const parts: string[] = [`**${escapeMarkdown(headline(result))}**`];
  const rows = [
    ["", ...result.sides.map(({ label }) => escapeMarkdown(label))],
    ...figures(result).map(({ name, values }) => [escapeMarkdown(name), ...values.map(escapeMarkdown)]),
  ];
  const [head = [], ...body] = areSeveral(result) ? transposed(rows) : rows;
  parts.push(table(head, body, "right"));
  for (const { label, failure } of unbuilt(result)) {
    const output = (failure.output ?? []).slice(-listedOutput).map(codeCell);
    parts.push(`### ${escapeMarkdown(label)} is not built`, escapeMarkdown(failure.message));
    if (output.length > 0) parts.push(output.join("  \n"));
  }
  if (!areSeveral(result)) for (const side of result.sides) parts.push(...markdownSide(side));
  for (const { title, parts: listed } of partLists(result))
    parts.push(
      `### ${title}`,
      table(
        ["Size", "Part"],
        listed.map(({ bytes, words }) => [sizeCell(bytes), escapeMarkdown(words)]),
        "first-right",
      ),
    );
  if (result.configDifferences.length > 0) {
    parts.push(
      "### Configuration",
      table(
        ["Field", "Before", "After", ""],
        result.configDifferences.map(({ field, before, after, planned }) => [
          codeCell(field),
          before === "" ? "none" : codeCell(before),
          after === "" ? "none" : codeCell(after),
          planned ? "planned" : "",
        ]),
        "left",
      ),
    );
  }
  parts.push(...markdownVerification(result), ...markdownSmoke(result));
  parts.push(
    ...budgetLines(result)
      .filter((line) => line !== "")
      .map(escapeMarkdown),
  );
  if (result.notes.length > 0)
    parts.push(result.notes.map((note) => `- ${escapeMarkdown(plainLine(note))}`).join("\n"));
  return `${parts.join("\n\n")}\n`;
}

export function figures(result: CompareResult): readonly Figure[] {
  const { sides, engine, vulnerabilities } = result;
  const mark = result.kind === "estimated" ? "~" : "";
  const size = (bytes: number | null) => (bytes === null ? "unknown" : `${mark}${formatBytes(bytes)}`);
  // Of what is not built there is nothing to say but that.
  const built = (value: (side: SideResult) => string) =>
    sides.map((side) => (side.failure === undefined ? value(side) : ""));
  const contents = sides.map(({ failure, contentBytes }) =>
    failure === undefined ? size(contentBytes) : "not built",
  );
  const all: Figure[] = [{ name: "Content size", values: contents }];
  if (areSeveral(result) && sides[0]?.failure === undefined)
    all.push({ name: `Against ${sides[0]?.label ?? "the first"}`, values: changesFromFirst(result) });
  if (result.kind === "estimated") return all;
  const name =
    engine === null ? "Engine's figure" : `Figure of ${engine.name} ${engine.version} (${engine.store})`;
  all.push({ name, values: built((side) => size(side.engineBytes)) });
  if (sides.some((side) => side.compressedBytes !== null)) {
    const computed = sides.some((side) => side.compressedComputed === true);
    const values = built((side) => size(side.compressedBytes));
    all.push({ name: computed ? "Compressed, as gzip packs it" : "Compressed", values });
  }
  all.push(
    { name: "Wasted", values: built((side) => size(side.wasted?.bytes ?? null)) },
    { name: "Layers", values: built((side) => String(side.layers.length)) },
  );
  if (sides.some(({ buildSeconds }) => buildSeconds !== null))
    all.push({ name: "Build time", values: built(buildTime) });
  if (vulnerabilities !== undefined) {
    const counted = new Map(vulnerabilities.sides.map(({ label, counts }) => [label, countWords(counts)]));
    const values = built(({ label }) => counted.get(label) ?? "unknown");
    all.push({ name: `Vulnerabilities (${vulnerabilities.scanner})`, values });
  }
  return all;
}

/** The severities that there are, the worst first. */
function countWords(counts: VulnerabilityCounts): string {
  const words = Object.entries(counts).flatMap(([name, count]) => (count === 0 ? [] : [`${count} ${name}`]));
  return words.length === 0 ? "none" : words.join(", ");
}

function buildTime(side: SideResult): string {
  if (side.buildSeconds === null) return "unknown";
  return `${side.buildSeconds.toFixed(1)} s${side.cached === true ? ", partly cached" : ""}`;
}

/** What the checks say together, for every form of the report. */
export function startVerdict(result: CompareResult, { status }: Verification): string {
  if (!areSeveral(result)) return verdicts[status];
  // What is not built does not start either, and has its own words above.
  const of = unbuilt(result).length === 0 ? "" : " that is built";
  return verdictsOfAll[status].replace(" image ", ` image${of} `);
}

const verdicts: Readonly<Record<Verification["status"], string>> = {
  starts:
    "The image starts: all that its start command needs is in it. Whether the program works is not checked.",
  fails: "The image does not start:",
  unknown: "Whether the image starts can't be told:",
};

const verdictsOfAll: Readonly<Record<Verification["status"], string>> = {
  starts:
    "Every image starts: all that its start command needs is in it. Whether the programs work is not checked.",
  fails: "Not every image starts:",
  unknown: "Whether every image starts can't be told:",
};

/** The verdict, and the checks that found something. */
function verificationLines(result: CompareResult): readonly string[] {
  const { verification } = result;
  if (verification === null) return [];
  const found = verification.checks.filter(({ ok }) => !ok);
  return [
    "",
    startVerdict(result, verification),
    ...found.map(({ name, detail }) => `  ${name.replaceAll("-", " ")}: ${detail}`),
  ];
}

function markdownVerification(result: CompareResult): readonly string[] {
  const { verification } = result;
  if (verification === null) return [];
  return checkTable("Start", startVerdict(result, verification), verification.checks);
}

function markdownSmoke({ smoke }: CompareResult): readonly string[] {
  return smoke === undefined ? [] : checkTable("Smoke start", smokeVerdict(smoke), smoke.checks);
}

function checkTable(title: string, verdict: string, checks: readonly VerificationCheck[]): readonly string[] {
  const rows = checks.map(({ name, ok, detail }) => [
    ok ? "ok" : "**look**",
    escapeMarkdown(name.replaceAll("-", " ")),
    escapeMarkdown(detail),
  ]);
  if (rows.length === 0) return [escapeMarkdown(verdict)];
  return [`### ${title}`, escapeMarkdown(verdict), table(["", "Check", "Found"], rows, "left")];
}

export function budgetLines(result: CompareResult): readonly string[] {
  if (result.budget === null) return [];
  const { limitBytes, actualBytes, exceeded } = result.budget;
  const mark = result.kind === "estimated" ? "~" : "";
  const verdict = exceeded ? "exceeds" : "keeps to";
  return ["", `${mark}${formatBytes(actualBytes)} ${verdict} the budget of ${formatBytes(limitBytes)}.`];
}

function textLayer(layer: LayerSize): string {
  const place = layer.line === null ? "" : `line ${layer.line + 1}: `;
  return `  ${formatBytes(layer.bytes).padStart(9)}  ${place}${cut(layer.instruction ?? "(instruction not certain)", 90)}`;
}

function textFiles(files: readonly { readonly path: string; readonly bytes: number }[]): readonly string[] {
  return files
    .slice(0, listedFiles)
    .map(({ path, bytes }) => `  ${formatBytes(bytes).padStart(9)}  /${path}`);
}

/** Pads a table's columns: the first to the right, the others to the left. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}

function markdownSide(side: SideResult): readonly string[] {
  const parts: string[] = [];
  const label = escapeMarkdown(side.label);
  if (side.layers.length > 0) {
    const rows = side.layers.map((layer) => [
      sizeCell(layer.bytes),
      layer.line === null ? "" : String(layer.line + 1),
      layer.instruction === null ? "not certain" : codeCell(cut(layer.instruction, 200)),
    ]);
    parts.push(`### Layers of ${label}`, table(["Size", "Line", "Instruction"], rows, "first-right"));
  }
  if (side.largest.length > 0) parts.push(`### Largest files of ${label}`, fileTable(side.largest));
  if (side.wasted !== null && side.wasted.bytes > 0) {
    parts.push(
      `### Replaced or deleted in a later layer of ${label}: ${formatBytes(side.wasted.bytes)}`,
      ...markdownWaste(side),
      fileTable(side.wasted.files),
    );
  }
  return parts;
}

function markdownWaste(side: SideResult): readonly string[] {
  const rows = wastingLayers(side).map(({ bytes, words }) => [sizeCell(bytes), escapeMarkdown(words)]);
  return rows.length === 0 ? [] : [table(["Size", "Instructions"], rows, "first-right")];
}

/** A narrow column must not divide a size. */
function sizeCell(bytes: number): string {
  return formatBytes(bytes).replace(" ", "\u00a0");
}

function fileTable(files: readonly { readonly path: string; readonly bytes: number }[]): string {
  const rows = files.slice(0, listedFiles).map(({ path, bytes }) => [sizeCell(bytes), codeCell(`/${path}`)]);
  return table(["Size", "File"], rows, "first-right");
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: "left" | "right" | "first-right",
): string {
  const rule = head.map((_, column) => {
    const right = align === "right" ? column > 0 : align === "first-right" && column === 0;
    return right ? "---:" : "---";
  });
  return [head, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** A text with everything that Markdown, HTML or a linkifier could take for markup put out of action. */
export function escapeMarkdown(text: string): string {
  return plainLine(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/[\\`*_[\]#!|~@$]/g, "\\$&")
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, "\\$&")
    .replace(/^[-+>=]|(?<=^\d+)[.)](?=\s|$)/, "\\$&");
}

/** A text as code in a table's cell: its fence is longer than any run of backticks inside, its bars are escaped. */
export function codeCell(text: string): string {
  const plain = plainLine(text).replace(/\s+/g, " ").trim();
  if (plain === "") return "";
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${fence}${pad}${plain.replaceAll("|", "\\|")}${pad}${fence}`;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 3)}...`;
}
