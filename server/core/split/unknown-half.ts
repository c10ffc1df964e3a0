// Development packages whose libraries can't be named: why, and which edit makes them known.

import type { SplitRequest } from "../ecosystems/ecosystem.ts";
import { newestReleases } from "../images/releases.ts";
import { replacement } from "../text/edits.ts";
import type { Remedy } from "./plan.ts";
import { packageUse } from "./system-packages.ts";

const titles: Readonly<Record<string, string>> = { debian: "Debian's", ubuntu: "Ubuntu's" };

export interface UnknownHalf {
  /** Why it isn't known what to install in place of the package, as a sentence. */
  readonly message: string;
  readonly remedy: Remedy | undefined;
}

/** What to say of a development package, `libevent-dev`, whose run-time half isn't known for the base image. */
export function unknownHalf(request: SplitRequest, name: string): UnknownHalf {
  const { imageFacts: facts, rootBase } = request.stage;
  const distribution = facts?.distribution ?? "";
  const newest = facts?.release === undefined ? newestReleases[distribution] : undefined;
  const isKnown = newest !== undefined && packageUse(name, newest, new Set()).kind === "runtime";
  if (!isKnown || rootBase.kind !== "image")
    return { message: `Which package holds the run-time half of \`${name}\` isn't known`, remedy: undefined };
  return {
    message: `Which package holds the run-time half of \`${name}\` depends on ${titles[distribution]} release, which \`${rootBase.reference.text}\` does not name`,
    remedy: namedRelease(request, newest),
  };
}

/** The distribution's own image with the release in its tag. */
function namedRelease({ stage, file }: SplitRequest, release: string): Remedy | undefined {
  const { base, imageFacts: facts } = stage;
  if (base.kind !== "image" || facts?.role !== "os") return undefined;
  const { tag = "latest", digest, name, text } = base.reference;
  const isWritten = file.text.slice(base.span.start, base.span.end) === text;
  if (tag !== "latest" || digest !== undefined || !isWritten) return undefined;
  const image = `${name}:${release}`;
  return {
    title: `Name the release: \`${image}\``,
    why: `The image is built on \`${image}\` from then on, whatever \`${text}\` stands for`,
    edits: [replacement(base.span, image)],
  };
}
