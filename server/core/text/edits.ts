// Edits to one text and to the files of a project: build, check, merge and apply them.

import type { Span } from "./span.ts";

/** Replaces `span` of the text as it was before any edit with `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
  /** Why a reviewer may want to look at this edit; shown as a change annotation. */
  readonly note?: string;
}

/**
 * A change to one file. `file` is null for the Dockerfile under analysis, otherwise a path
 * relative to the build context. `create` gives the whole text of a file that does not exist yet.
 */
export type FileChange =
  | { readonly file: null; readonly edits: readonly TextEdit[] }
  | { readonly file: string; readonly edits: readonly TextEdit[] }
  | { readonly file: string; readonly create: string };

export function insertion(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}

export function replacement(at: Span, newText: string): TextEdit {
  return { span: at, newText };
}

/**
 * True when two edits cannot both be applied: they share text, one inserts strictly inside the other,
 * or both insert at one offset (their order would be a guess).
 */
export function conflict(a: TextEdit, b: TextEdit): boolean {
  const aEmpty = a.span.start === a.span.end;
  const bEmpty = b.span.start === b.span.end;
  if (aEmpty && bEmpty) return a.span.start === b.span.start;
  if (aEmpty) return b.span.start < a.span.start && a.span.start < b.span.end;
  if (bEmpty) return a.span.start < b.span.start && b.span.start < a.span.end;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}

/** True when any two edits of the list conflict. */
export function anyConflict(edits: readonly TextEdit[]): boolean {
  const sorted = sortEdits(edits);
  return sorted.some((edit, index) => {
    const next = sorted[index + 1];
    return next !== undefined && conflict(edit, next);
  });
}

/**
 * The longest prefix-greedy subset of edit groups in which no two edits conflict: a group is taken whole
 * or left out whole. Returns the taken edits and how many groups were left out.
 */
export function mergeGroups(groups: readonly (readonly TextEdit[])[]): {
  readonly edits: readonly TextEdit[];
  readonly leftOut: number;
} {
  const taken: TextEdit[] = [];
  let leftOut = 0;
  for (const group of groups) {
    const clashes = group.some((edit) => taken.some((other) => conflict(edit, other)));
    if (clashes || anyConflict(group)) leftOut++;
    else taken.push(...group);
  }
  return { edits: taken, leftOut };
}

/** Applies edits that do not conflict; with conflicting ones the later in text order is left out. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const edit of sortEdits(edits)) {
    if (edit.span.start < at) continue;
    result += text.slice(at, edit.span.start) + edit.newText;
    at = edit.span.end;
  }
  return result + text.slice(at);
}

function sortEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
