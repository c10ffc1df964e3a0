// Inlay hints: behind each instruction the bytes that its layer has in the image that was built last.

import { type InlayHint, InlayHintKind } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { ruleFile } from "../../core/analysis.ts";
import type { Instruction } from "../../core/syntax/instruction.ts";
import { formatBytes } from "../../core/text/bytes.ts";
import type { LayerSize } from "../../protocol/compare.ts";
import type { MeasuredText } from "../measured.ts";
import type { Analyzed, Session } from "../session.ts";

export function addInlayHints(session: Session): void {
  session.connection.languages.inlayHint.on(async ({ textDocument, range }, token) => {
    const analyzed = await session.analyze(textDocument.uri, token);
    if (analyzed === undefined || !analyzed.settings.inlayHints) return [];
    const hints = hintsOf(analyzed, session.measured.of(textDocument.uri));
    return hints.filter(({ position: { line } }) => line >= range.start.line && line <= range.end.line);
  });
}

/** Bytes by the first line (zero-based) of an instruction, and what measured them. */
interface Sizes {
  readonly bytes: ReadonlyMap<number, number>;
  readonly measured: MeasuredText;
}

function hintsOf({ document, analysis }: Analyzed, measured: readonly MeasuredText[]): InlayHint[] {
  const text = document.getText();
  const exact = measured.filter((each) => each.text === text);
  const [newest] = measured;
  const { instructions } = analysis.file.dockerfile.syntax;
  if (exact.length > 0) {
    const found = new Map<number, InlayHint>();
    // A stage that was built by itself tells of its own instructions, the newest build first.
    for (const each of [...exact].reverse())
      for (const [line, bytes] of sizesOf(each).bytes) {
        const instruction = instructions.find((one) => lineOf(document, one) === line);
        if (instruction !== undefined) found.set(line, hint(document, instruction, bytes, each, "as-built"));
      }
    return [...found.values()].sort((a, b) => a.position.line - b.position.line);
  }
  return newest === undefined ? [] : earlierHints(document, instructions, sizesOf(newest));
}

/** The text has changed since: an instruction that still says the same keeps its figure, marked as an earlier one. */
function earlierHints(
  document: TextDocument,
  instructions: readonly Instruction[],
  { bytes, measured }: Sizes,
): InlayHint[] {
  const before = ruleFile({ text: measured.text, today: "" }).dockerfile.syntax;
  const sizes = new Map<string, number[]>();
  for (const instruction of before.instructions) {
    const size = bytes.get(lineIn(measured.text, instruction.span.start));
    const list = sizes.get(instruction.text) ?? [];
    // Kept also without a figure, so that the second of two equal instructions gets its own.
    list.push(size ?? -1);
    sizes.set(instruction.text, list);
  }
  return instructions.flatMap((instruction): InlayHint[] => {
    const size = sizes.get(instruction.text)?.shift();
    return size === undefined || size < 0 ? [] : [hint(document, instruction, size, measured, "earlier")];
  });
}

function sizesOf(measured: MeasuredText): Sizes {
  const bytes = new Map<number, number>();
  // An instruction that stores nothing has nothing to show.
  for (const { line, bytes: size } of measured.layers)
    if (line !== null && size > 0) bytes.set(line, (bytes.get(line) ?? 0) + size);
  const base = baseBytes(measured.layers);
  const from = base === undefined ? undefined : lastFrom(measured);
  if (base !== undefined && from !== undefined) bytes.set(from, base);
  return { bytes, measured };
}

/** The base image's layers, where it is certain for all layers what made them. */
function baseBytes(layers: readonly LayerSize[]): number | undefined {
  if (layers.some(({ instruction }) => instruction === null)) return undefined;
  const base = layers.filter(({ line }) => line === null);
  return base.length === 0 ? undefined : base.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The line of the FROM whose image the layers without a line come from; undefined where stages build on stages. */
function lastFrom({ text, target }: MeasuredText): number | undefined {
  const { stages, final } = ruleFile({ text, today: "" }).dockerfile;
  const built =
    target === undefined
      ? final
      : stages.find((stage) => stage.name === target || String(stage.index) === target);
  return built?.base.kind === "image" ? lineIn(text, built.from.span.start) : undefined;
}

function lineIn(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length - 1;
}

function lineOf(document: TextDocument, instruction: Instruction): number {
  return document.positionAt(instruction.textSpan.start).line;
}

function hint(
  document: TextDocument,
  instruction: Instruction,
  bytes: number,
  { engine, target }: MeasuredText,
  state: "as-built" | "earlier",
): InlayHint {
  const { start, end } = instruction.textSpan;
  const first = document.getText().slice(start, end).split(/\r?\n/, 1)[0] ?? "";
  const sign = instruction.keyword === "FROM" ? "" : "+";
  const was = state === "earlier" ? "was " : "";
  const earlier = state === "earlier" ? ", before the last edits" : "";
  const stage = target === undefined ? "" : ` when built as \`${target}\``;
  return {
    position: document.positionAt(start + first.length),
    label: `${was}${sign}${formatBytes(bytes)}`,
    kind: InlayHintKind.Parameter,
    paddingLeft: true,
    tooltip: `${bytes.toLocaleString("en-US")} bytes of files in this layer${stage}, measured with ${engine}${earlier}`,
  };
}
