// Where a file names an image that was taken away from its registry, and the edit that names its new place.

import type { ImageReference } from "../images/reference.ts";
import { type Removal, removalOf } from "../images/removed.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";

export interface RemovedBase extends Removal {
  /** Puts the same image's new name in place of the old one; undefined where there is none, or variables make the name. */
  readonly edit: TextEdit | undefined;
}

/** What became of an image that the text names at a place; undefined for one that is there, as far as is known. */
export function removedBase(
  text: string,
  span: Span,
  reference: ImageReference,
  today: string,
): RemovedBase | undefined {
  const removal = removalOf(reference, today);
  if (removal === undefined) return undefined;
  const isWritten = text.slice(span.start, span.end) === reference.text;
  const edit = removal.moved === undefined || !isWritten ? undefined : replacement(span, removal.moved.to);
  return { ...removal, edit };
}
