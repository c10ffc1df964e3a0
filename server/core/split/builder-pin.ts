// Pins floating tags to their release: for a program that is linked to its C library, and for packages named as in it.

import type { SplitRequest } from "../ecosystems/ecosystem.ts";
import { type ImageFacts, imageFacts } from "../images/lookup.ts";
import { parseImageReference } from "../images/reference.ts";
import { insertion, replacement, type TextEdit } from "../text/edits.ts";
import type { Note } from "./plan.ts";
import type { RuntimeImage } from "./runtime.ts";
import { tagOrder } from "./runtime-variants.ts";

export interface BuilderPin {
  readonly edits: readonly TextEdit[];
  readonly assumptions: readonly Note[];
}

const nothing: BuilderPin = { edits: [], assumptions: [] };

/** `rust:1` becomes `rust:1-trixie`; nothing where the tag names its release, or a digest fixes it. */
export function pinnedBuilder({ file, stage }: SplitRequest): BuilderPin {
  const { base, imageFacts: facts } = stage;
  if (base.kind !== "image" || facts?.release === undefined || base.reference.digest !== undefined)
    return nothing;
  // The tags of a distribution's own image are its releases.
  if (facts.releaseNamed || facts.role === "os") return nothing;
  const { tag } = base.reference;
  const names = facts.distribution === "alpine" ? `alpine${facts.release}` : facts.release;
  const pinned = pinnedTag(tag, facts);
  if (pinned === undefined) return nothing;
  const note: Note = {
    message: `The builder's tag is pinned to ${names}, the release that the runtime image has`,
    at: base.span,
  };
  const written = file.text.slice(base.span.start, base.span.end);
  if (written !== base.reference.text) {
    // A variable holds the version: the release goes behind it, where no quote and no variant stand in the way.
    const plain = tag !== undefined && tag !== "latest" && !tag.includes("alpine") && /[\w}]$/.test(written);
    return plain ? { edits: [insertion(base.span.end, `-${names}`)], assumptions: [note] } : nothing;
  }
  return {
    edits: [replacement(base.span, `${base.reference.name}:${pinned}`)],
    assumptions: [note],
  };
}

/**
 * The runtime image with its release in the tag, for packages that are named differently in the next one. As it was
 * where its tag names the release already, where a variable writes it, and where nothing is known of it.
 */
export function pinnedRuntime(runtime: RuntimeImage): RuntimeImage {
  if (runtime.image.includes("$")) return runtime;
  const reference = parseImageReference(runtime.image);
  const facts = imageFacts(reference);
  if (facts === undefined || facts.role === "os" || facts.releaseNamed || reference.digest !== undefined)
    return runtime;
  const tag = pinnedTag(reference.tag, facts);
  return tag === undefined ? runtime : { ...runtime, image: `${reference.name}:${tag}` };
}

/** The tag with its release; undefined where that isn't known, or stands in it already. */
function pinnedTag(tag: string | undefined, facts: ImageFacts): string | undefined {
  const { release, distribution } = facts;
  if (release === undefined || tag?.includes(release) === true) return undefined;
  const names = distribution === "alpine" ? `alpine${release}` : release;
  if (tag === undefined || tag === "latest") return names;
  if (tag.includes("alpine")) return tag.replace("alpine", names);
  return tagOrder(facts.family) === "release-variant" && /-slim$/.test(tag)
    ? tag.replace(/-slim$/, `-${names}-slim`)
    : tag === "slim"
      ? `slim-${names}`
      : `${tag}-${names}`;
}
