// Three images or more as a table: one row each, with how its size compares with the first one's.

import type { CompareFailure, CompareResult } from "../protocol/compare.ts";
import { changeInWords } from "./format.ts";

interface UnbuiltSide {
  readonly label: string;
  readonly failure: CompareFailure;
}

/** From this number of sides on none is what another became. */
export function areSeveral({ sides }: { readonly sides: readonly unknown[] }): boolean {
  return sides.length > 2;
}

/** The change of each side against the first; empty for the first, and where a figure is unknown. */
export function changesFromFirst({ sides }: CompareResult): readonly string[] {
  const before = sides[0]?.contentBytes;
  return sides.map(({ contentBytes: after }, index) =>
    index === 0 || before == null || after === null ? "" : changeInWords(before, after),
  );
}

/** The images of a table that could not be built. */
export function unbuilt({ sides }: CompareResult): readonly UnbuiltSide[] {
  return sides.flatMap(({ label, failure }) => (failure === undefined ? [] : [{ label, failure }]));
}

/** Rows become columns. */
export function transposed(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? ""));
}
