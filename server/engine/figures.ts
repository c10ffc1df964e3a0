// The figures that a measured and an estimated comparison share: the difference and the budget.

import type { CompareResult, SideResult } from "../protocol/compare.ts";

/** First side against last; null with one side or without both figures. */
export function differenceOf(sides: readonly SideResult[]): CompareResult["difference"] {
  const before = sides[0]?.contentBytes;
  const after = sides.at(-1)?.contentBytes;
  if (sides.length < 2 || before == null || after == null) return null;
  // JSON has no infinity: an empty image on one side leaves no ratio to speak of.
  return { bytes: after - before, ratio: after === 0 ? (before === 0 ? 1 : before) : before / after };
}

/** The last side against the limit, of three or more the largest; null without a limit or a figure. */
export function budgetOf(
  sides: readonly SideResult[],
  limitBytes: number | undefined,
): CompareResult["budget"] {
  const sizes = sides.flatMap(({ contentBytes }) => contentBytes ?? []);
  const actualBytes = sides.length > 2 && sizes.length > 0 ? Math.max(...sizes) : sides.at(-1)?.contentBytes;
  if (limitBytes === undefined || actualBytes == null) return null;
  return { limitBytes, actualBytes, exceeded: actualBytes > limitBytes };
}
