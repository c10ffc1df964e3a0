// The answer of the split as plain data with lines, as the command line prints it and the language server sends it.

import { LineIndex } from "../text/lines.ts";
import type { Note } from "./plan.ts";
import type { SplitAnswer } from "./split.ts";

export interface NoteAtLine {
  readonly message: string;
  /** Zero-based; null when the note is about no one line. */
  readonly line: number | null;
}

/** The first offer with its text, the other offers by title. `protocol/split.ts` gives the same as the contract. */
export interface SplitSummary {
  readonly status: "split" | "declined" | "not-needed";
  readonly ecosystem: string | null;
  readonly runtime: string | null;
  readonly dockerfile: string | null;
  readonly alternatives: readonly { readonly runtime: string; readonly title: string }[];
  readonly assumptions: readonly NoteAtLine[];
  readonly reasons: readonly NoteAtLine[];
  readonly estimate: { readonly beforeBytes: number | null; readonly afterBytes: number | null } | null;
  readonly extraFiles: readonly { readonly path: string; readonly text: string }[];
}

/** `text` is the one that was split. */
export function splitSummary(text: string, answer: SplitAnswer): SplitSummary {
  const index = new LineIndex(text);
  const lines = (notes: readonly Note[]): readonly NoteAtLine[] =>
    notes.map(({ message, at }) => ({
      message,
      line: at === undefined ? null : index.positionAt(at.start).line,
    }));
  const ecosystem = answer.kind === "not-needed" ? null : (answer.ecosystem ?? null);
  if (answer.kind !== "split")
    return { ...nothing, status: answer.kind, ecosystem, reasons: lines(answer.reasons) };
  const [offer, ...others] = answer.offers;
  if (offer === undefined) return { ...nothing, status: "declined", ecosystem };
  return {
    ...nothing,
    status: "split",
    ecosystem,
    runtime: offer.runtime.name,
    dockerfile: offer.text(),
    alternatives: others.map(({ runtime, title }) => ({ runtime: runtime.name, title })),
    assumptions: lines(offer.assumptions),
    estimate: {
      beforeBytes: offer.estimate.before ?? null,
      afterBytes: offer.estimate.after ?? null,
    },
    extraFiles: offer
      .changes()
      .flatMap((change) => ("create" in change ? [{ path: change.file, text: change.create }] : [])),
  };
}

/** In the order in which the contract names the fields. */
const nothing: SplitSummary = {
  status: "not-needed",
  ecosystem: null,
  runtime: null,
  dockerfile: null,
  alternatives: [],
  assumptions: [],
  reasons: [],
  estimate: null,
  extraFiles: [],
};
