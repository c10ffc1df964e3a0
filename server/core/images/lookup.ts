// Finds what is known about an image reference in the data file.

import type { ImageFacts } from "./facts.ts";
import type { ImageReference } from "./reference.ts";

export type { ImageFacts } from "./facts.ts";

/** Facts about an image, or undefined when nothing is known: then rules stay careful. */
export function imageFacts(_reference: ImageReference): ImageFacts | undefined {
  return undefined;
}
