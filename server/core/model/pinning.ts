// Which images a Dockerfile names that can be bound to one content, and the edit that binds one.

import { parseImageReference } from "../images/reference.ts";
import { insertion, type TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { namedSources } from "./stage-names.ts";

/** An image that is named without its digest, by a name that stands in the file as it is used. */
export interface PinnableImage {
  readonly span: Span;
  /** As written: `golang:1.22`. Never begins with a dash. */
  readonly reference: string;
}

/**
 * The images of FROM, `COPY --from` and `RUN --mount=from`, in order. Left out are names that a variable is part of
 * (a digest would stand against it), stages, and names in `--from` that may be a build context's.
 */
export function pinnableImages(dockerfile: Dockerfile): readonly PinnableImage[] {
  const { text } = dockerfile.syntax;
  const found: PinnableImage[] = [];
  for (const { base } of dockerfile.stages)
    if (base.kind === "image") found.push({ span: base.span, reference: base.reference.text });
  for (const { name, span, user } of namedSources(dockerfile))
    if (/[:/]/.test(name) && dockerfile.findStage(name, user.index) === undefined)
      found.push({ span, reference: name });
  return found
    .filter(({ span, reference }) => {
      const { valid, digest } = parseImageReference(reference);
      return valid && digest === undefined && text.slice(span.start, span.end) === reference;
    })
    .sort((a, b) => a.span.start - b.span.start);
}

/** The digest behind the name. The tag stays: builders pass over it, and people and update bots read it. */
export function pinEdit({ span }: PinnableImage, digest: string): TextEdit {
  return insertion(span.end, `@${digest}`);
}

/** A digest as registries give it; nothing else is written into a file. */
export function isDigest(text: string): boolean {
  return /^sha256:[\da-f]{64}$/.test(text);
}

/** True for a text that engines take for an image's name: it can't be an option. */
export function isImageName(text: string): boolean {
  return parseImageReference(text).valid;
}

/** True for the same repository under its long and its short name. */
export function sameRepository(a: string, b: string): boolean {
  const [one, other] = [parseImageReference(a), parseImageReference(b)];
  return one.repository === other.repository && one.registry === other.registry;
}
