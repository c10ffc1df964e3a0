// When the security fixes of an image's branch end: of the language or server it carries, and of its distribution.

import data from "./end-of-life.json" with { type: "json" };
import type { ImageFacts } from "./facts.ts";
import { debianCodename, releaseNumber, ubuntuRelease } from "./releases.ts";
import { compareVersions } from "./tag-words.ts";

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

/** Families whose tags start with the branch, and whose programs come to another one without moving data. */
const movable = new Set(["debian", "ubuntu", "alpine", "node", "python", "ruby", "php"]);

/**
 * Tags of the same image and variant on branches that still get fixes: the one with the least change, then the newest.
 * None where the tag says more than a branch and a variant.
 */
export function supportedTags(facts: ImageFacts, tag: string, today: string): readonly string[] {
  const { family } = facts;
  const known = byFamily.get(family);
  if (known === undefined || !movable.has(family) || facts.viaMirror) return [];
  const [, version = "", variant = ""] = /^([a-z]+|\d+(?:\.\d+)*)((?:-[a-z]+(?:[\d.]+)?)*)$/.exec(tag) ?? [];
  const isNamed = /^[a-z]/.test(version);
  if (
    version === "" ||
    (isNamed && releaseNumber(version) === undefined && ubuntuRelease(version) === undefined)
  )
    return [];
  // The release of the distribution below is another one then.
  const kept = variant.split("-").filter((word) => word !== "" && !isRelease(word));
  const words = kept.map((word) => word.replace(/^alpine[\d.]+$/, "alpine"));
  const current = isNamed ? (releaseNumber(version) ?? ubuntuRelease(version) ?? "") : version;
  const isLater = (branch: string): boolean =>
    branch === current || current.startsWith(`${branch}.`) || compareVersions(branch, current) > 0;
  const lasting = Object.entries(known.branches)
    .filter(([branch, date]) => date > halfYearLater(today) && isLater(branch))
    .map(([branch]) => branch)
    .sort((a, b) => compareVersions(a, b));
  const [nearest, ...others] = lasting;
  const newest = others.at(-1);
  return [nearest, newest].flatMap((branch) => {
    if (branch === undefined) return [];
    const name = isNamed && family === "debian" ? debianCodename(branch) : branch;
    return name === undefined ? [] : [[name, ...words].join("-")];
  });
}

function isRelease(word: string): boolean {
  return releaseNumber(word) !== undefined || ubuntuRelease(word) !== undefined;
}

/** ISO date of about half a year later: who moves wants to stay for a while. */
function halfYearLater(today: string): string {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + 6;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}${today.slice(7)}`;
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
