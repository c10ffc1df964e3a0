// The split's entry: asks the ecosystems for a plan and gives the offers that rules, editor and CLI show.

import type { RuleFile } from "../rules/rule.ts";
import type { FileChange } from "../text/edits.ts";
import type { Note } from "./plan.ts";
import type { RuntimeImage, RuntimeName } from "./runtime.ts";

/** One way to split: a runtime image, its title and, when asked, the new text. */
export interface SplitOffer {
  readonly runtime: RuntimeImage;
  /** `Split into builder and runtime stages (distroless, ~807 MB -> ~10 MB)`. */
  readonly title: string;
  readonly estimate: { readonly before: number | undefined; readonly after: number | undefined };
  readonly assumptions: readonly Note[];
  /** The whole new text. */
  readonly text: () => string;
  /** The same as edits to the old text, each with a note on what was assumed. */
  readonly changes: () => readonly FileChange[];
}

export type SplitAnswer =
  | { readonly kind: "split"; readonly ecosystem: string; readonly offers: readonly SplitOffer[] }
  | { readonly kind: "declined"; readonly ecosystem: string | undefined; readonly reasons: readonly Note[] }
  | { readonly kind: "not-needed"; readonly reasons: readonly Note[] };

/**
 * Splits the shipped stage for a runtime; with `auto` the first offer is the preferred one and the others are
 * alternatives. Never throws; what can't be split is declined with reasons.
 */
export function splitDockerfile(_file: RuleFile, _runtime: RuntimeName): SplitAnswer {
  return { kind: "declined", ecosystem: undefined, reasons: [{ message: "No ecosystem is known yet" }] };
}
