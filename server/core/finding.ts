// What an analysis gives back: findings and the fixes they offer.

import type { FileChange } from "./text/edits.ts";
import type { Span } from "./text/span.ts";

export type Severity = "error" | "warning" | "info" | "hint";

export const severities: readonly Severity[] = ["error", "warning", "info", "hint"];

/** Another place that matters for understanding a finding. */
export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

/**
 * One way to repair a finding. The title is known at once; `changes` computes the edits when asked.
 * A safe fix keeps what the image does; an unsafe one says `why` it may not.
 */
export interface Fix {
  readonly title: string;
  readonly safety: "safe" | "unsafe";
  readonly why?: string;
  /** `split` marks the refactoring into stages, which editors list as a refactoring as well. */
  readonly kind: "quickfix" | "split";
  /** One of several ways to split: the name of its runtime image, as `split --runtime` takes it. */
  readonly runtime?: string;
  readonly changes: () => readonly FileChange[];
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly RelatedPlace[];
  /** The same check under its names elsewhere: `hadolint:DL3002`. */
  readonly sources: readonly string[];
  /** Computed when asked for, then kept. */
  readonly fixes: () => readonly Fix[];
}
