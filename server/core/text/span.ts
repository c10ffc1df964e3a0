// Offsets and spans: the only way positions are expressed inside the core.

/** A half-open range of UTF-16 code units, `start` included and `end` excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** True when `inner` lies wholly inside `outer` (equal spans count). */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function sliceOf(text: string, at: Span): string {
  return text.slice(at.start, at.end);
}
