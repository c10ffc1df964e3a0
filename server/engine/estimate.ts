// Answers without an engine: makes a comparison's result from figures that the caller has from tables.

import type { CompareOutcome, SideResult } from "../protocol/compare.ts";
import { budgetOf, differenceOf } from "./figures.ts";

export interface EstimatedSide {
  readonly label: string;
  /** For display. */
  readonly dockerfile: string;
  /** Estimated content size; null when nobody knows. */
  readonly bytes: number | null;
  /** What the figure rests on, one sentence; for an unknown figure, why it is unknown. */
  readonly basis: string;
}

/** Makes the outcome of an estimate. Nothing is measured, and the result says so. */
export function estimateOutcome(
  sides: readonly EstimatedSide[],
  options: { readonly budgetBytes?: number | undefined; readonly notes?: readonly string[] } = {},
): CompareOutcome {
  const results = sides.map(sideOf);
  return {
    ok: true,
    result: {
      kind: "estimated",
      engine: null,
      sides: results,
      difference: differenceOf(results),
      configDifferences: [],
      verification: null,
      budget: budgetOf(results, options.budgetBytes),
      notes: [
        "Nothing is built: the sizes are estimates.",
        ...sides.map((side) => `${side.label}: ${side.basis}`),
        ...(options.notes ?? []),
      ],
    },
  };
}

function sideOf(side: EstimatedSide): SideResult {
  return {
    label: side.label,
    dockerfile: side.dockerfile,
    contentBytes: side.bytes,
    engineBytes: null,
    compressedBytes: null,
    layers: [],
    wasted: null,
    largest: [],
    folders: [],
    packages: [],
    config: null,
    buildSeconds: null,
    cached: null,
  };
}
