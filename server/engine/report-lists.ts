// The lists of a report in words that its text and its Markdown share: what went away, and who wastes bytes.

import type { CompareResult, LayerSize, SideResult } from "../protocol/compare.ts";
import { changedParts, type Part } from "./changed-parts.ts";
import { shorten } from "./failure.ts";

/** One row: bytes, and what they are, in one line of words. */
interface Row {
  readonly bytes: number;
  readonly words: string;
}

const listedParts = 8;
const namedFolders = 2;
const listedWasters = 5;

/** What went away from the first side and what stayed in the last one; empty where there are not two of them. */
export function partLists(
  result: CompareResult,
): readonly { readonly title: string; readonly parts: readonly Row[] }[] {
  const changed = changedParts(result);
  if (changed === undefined) return [];
  return [
    { title: "What went away", parts: changed.gone.slice(0, listedParts).map(partRow) },
    { title: "What stayed", parts: changed.stayed.slice(0, listedParts).map(partRow) },
  ].filter(({ parts }) => parts.length > 0);
}

function partRow({ name, bytes, folders }: Part): Row {
  const places = folders.slice(0, namedFolders).map(({ path }) => `/${path}`);
  const rest = folders.length - places.length;
  const where = `${places.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return { bytes, words: name === "" ? where : `${name}: ${where}` };
}

/** Which instruction stores what which other one hides. */
export function wastingLayers({ wasted, layers }: SideResult): readonly Row[] {
  return (wasted?.between ?? []).slice(0, listedWasters).map(({ layer, hiddenBy, bytes, files }) => ({
    bytes,
    words: `${files === 1 ? "1 file" : `${files} files`} stored by ${origin(layers[layer])}, hidden by ${origin(layers[hiddenBy])}`,
  }));
}

function origin(layer: LayerSize | undefined): string {
  if (layer?.instruction == null) return "a layer whose instruction is not certain";
  const instruction = shorten(layer.instruction, 50);
  return layer.line === null ? instruction : `line ${layer.line + 1} (${instruction})`;
}
