// Pins the builder's floating tag to its release, for a program that is linked to that release's C library.

import type { SplitRequest } from "../ecosystems/ecosystem.ts";
import { insertion, replacement, type TextEdit } from "../text/edits.ts";
import type { Note } from "./plan.ts";

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
  if (tag?.includes(facts.release) === true) return nothing;
  const pinned =
    tag === undefined || tag === "latest"
      ? names
      : tag.includes("alpine")
        ? tag.replace("alpine", names)
        : `${tag}-${names}`;
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
