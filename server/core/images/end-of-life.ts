// When the security fixes of an image's branch end: of the language or server it carries, and of its distribution.

import data from "./end-of-life.json" with { type: "json" };
import type { ImageFacts } from "./facts.ts";
import { releaseNumber } from "./releases.ts";

export interface Ended {
  /** `Python 3.8`, `Debian 10`. */
  readonly branch: string;
  /** ISO date of the last day. */
  readonly date: string;
}

interface FamilyBranches {
  readonly title: string;
  readonly branches: Readonly<Record<string, string>>;
}

const byFamily = new Map<string, FamilyBranches>(
  (data.families as readonly (FamilyBranches & { readonly family: string })[]).map((each) => [
    each.family,
    each,
  ]),
);

/**
 * The branch of an image that got no fixes any more on a day: that of its language or server first, then that of its
 * distribution where the tag names the release. Undefined for supported and for unknown branches.
 */
export function endedBranch(facts: ImageFacts, today: string): Ended | undefined {
  const family = facts.family.startsWith("dotnet/") ? "dotnet" : facts.family;
  const own = ended(family, ownVersion(facts), today);
  if (own !== undefined || !facts.releaseNamed) return own;
  return ended(facts.distribution, releaseNumber(facts.release) ?? facts.release, today);
}

/** The version of the tag; distributions have it as their release. */
function ownVersion(facts: ImageFacts): string | undefined {
  if (facts.family !== facts.distribution) return facts.version;
  return facts.releaseNamed ? (releaseNumber(facts.release) ?? facts.release) : undefined;
}

function ended(family: string | undefined, version: string | undefined, today: string): Ended | undefined {
  const known = family === undefined ? undefined : byFamily.get(family);
  if (known === undefined || version === undefined) return undefined;
  const parts = version.split(".");
  for (let length = Math.min(parts.length, 3); length > 0; length--) {
    const branch = parts.slice(0, length).join(".");
    if (!Object.hasOwn(known.branches, branch)) continue;
    const date = known.branches[branch];
    return date !== undefined && date < today ? { branch: `${known.title} ${branch}`, date } : undefined;
  }
  return undefined;
}
