// Words sizes as docker does, and the one line that says what a comparison found.

import { formatBytes } from "../core/text/bytes.ts";
import type { CompareResult } from "../protocol/compare.ts";

/** A size that a person gives: `50MB`, `1.5 GB`, `64MiB`, `1048576`. Undefined when it is none. */
export function parseSize(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgtp]?)(i?)b?)\s*$/i.exec(text);
  if (match?.[1] === undefined) return undefined;
  const power = "kmgtp".indexOf((match[2] ?? "").toLowerCase()) + 1;
  // `"".indexOf` gives 0 for an empty unit, which stands for bytes.
  const exponent = (match[2] ?? "") === "" ? 0 : power;
  if (exponent === 0 && match[3] !== "") return undefined;
  return Math.round(Number(match[1]) * (match[3] === "" ? 1000 : 1024) ** exponent);
}

/**
 * The result in one line: `703 MB -> 4.77 MB (-99.3%, 147x smaller)`, with `~` before estimated sizes.
 * With one side it is that side's size alone, with three or more the smallest and the largest.
 */
export function headline(result: CompareResult): string {
  const mark = result.kind === "estimated" ? "~" : "";
  const size = (bytes: number | null | undefined) => (bytes == null ? "unknown" : mark + formatBytes(bytes));
  const first = result.sides[0];
  const last = result.sides.at(-1);
  if (first === undefined || last === undefined) return "nothing compared";
  if (result.sides.length === 1) return size(first.contentBytes);
  if (result.sides.length > 2) return rangeInWords(result, size);
  const sizes = `${size(first.contentBytes)} -> ${size(last.contentBytes)}`;
  if (first.contentBytes === null || last.contentBytes === null) return sizes;
  return `${sizes} (${changeInWords(first.contentBytes, last.contentBytes)})`;
}

/** `3 images, 4.77 MB (runtime) to 703 MB (build)`. */
function rangeInWords({ sides }: CompareResult, size: (bytes: number | null) => string): string {
  const known = sides.filter(({ contentBytes }) => contentBytes !== null);
  const sizeOf = (side: CompareResult["sides"][number]) => side.contentBytes ?? 0;
  // The sort keeps the order of equal ones, so that the first of them is named.
  const least = [...known].sort((a, b) => sizeOf(a) - sizeOf(b))[0];
  const most = [...known].sort((a, b) => sizeOf(b) - sizeOf(a))[0];
  const failed = sides.filter(({ failure }) => failure !== undefined).length;
  const count = `${sides.length} images${failed === 0 ? "" : `, ${failed} not built`}`;
  if (least === undefined || most === undefined) return `${count}, sizes unknown`;
  if (known.length === 1 && failed > 0) return `${count}, ${size(least.contentBytes)} (${least.label})`;
  if (least.contentBytes === most.contentBytes)
    return known.length === sides.length
      ? `${count}, ${size(least.contentBytes)} each`
      : `${count}, ${size(least.contentBytes)} where known`;
  return `${count}, ${size(least.contentBytes)} (${least.label}) to ${size(most.contentBytes)} (${most.label})`;
}

/** The change between two sizes: `-99.3%, 147x smaller`, `+12.5%` or `no difference`. */
export function changeInWords(before: number, after: number): string {
  if (before === after) return "no difference";
  if (before === 0) return `+${formatBytes(after)}`;
  const percent = percentage(before, after);
  const factor = after < before ? before / Math.max(after, 1) : after / before;
  if (factor < 1.05 || after === 0) return percent;
  return `${percent}, ${factorInWords(factor)}x ${after < before ? "smaller" : "larger"}`;
}

function factorInWords(factor: number): string {
  return factor < 10 ? factor.toFixed(1) : Math.round(factor).toString();
}

/** Never rounds a change to none, nor a rest to nothing. */
function percentage(before: number, after: number): string {
  const change = Math.abs(((after - before) / before) * 100);
  const sign = after < before ? "-" : "+";
  for (let digits = change >= 1000 ? 0 : 1; digits <= 15; digits++) {
    const text = change.toFixed(digits);
    if (Number(text) !== 0 && (Number(text) !== 100 || change === 100)) return `${sign}${text}%`;
  }
  return `${sign}${change}%`;
}
