// What a tag of a known image says, with what its family takes for granted filled in.

import { type FamilyRecord, familyOf } from "./data.ts";
import { compareVersions, type TagWords, tagWords, versionNumbers } from "./tag-words.ts";

/** What a tag of a known image says, with what its family takes for granted filled in. */
export interface Asked {
  readonly image: string;
  readonly family: FamilyRecord | undefined;
  readonly words: TagWords;
  readonly variant: ReadonlySet<string>;
  readonly distribution: string | undefined;
  readonly release: string | undefined;
}

/** The images whose tags are releases of a distribution. */
const distributionImages = new Set([
  "debian",
  "ubuntu",
  "alpine",
  "centos",
  "fedora",
  "almalinux",
  "rockylinux",
  "oraclelinux",
  "amazonlinux",
  "photon",
  "busybox",
]);

/** Words of tags that stand for a version that is not the newest one, or for one that is none yet. */
const channels =
  /(?:^|-)(?:lts|rc|nightly|dev|beta|argon|boron|carbon|dubnium|erbium|fermium|gallium|hydrogen|iron|jod|krypton)(?:-|$)/;

export function ask(image: string, word: string | undefined, tag: string): Asked {
  const family = familyOf(image);
  const own = distributionImages.has(family?.family ?? "") ? family?.family : undefined;
  const words = tagWords(word === undefined ? tag : `${tag}-${word}`, own);
  const variant = new Set(words.variant);
  for (const ignored of family?.ignoreWords ?? []) variant.delete(ignored);
  const silentWords = family?.defaultWords ?? [];
  if ([...variant].every((each) => each === "slim")) for (const each of silentWords) variant.add(each);
  const version = words.version ?? versionInName(image);
  const fallback = defaultRelease(family, version, variant, version === undefined && channels.test(tag));
  const byWord = distributionByWord(family, words.variant);
  const distribution = words.windows ? undefined : (words.distribution ?? byWord ?? fallback.distribution);
  const release = words.release ?? (distribution === fallback.distribution ? fallback.release : undefined);
  return {
    image,
    family,
    words: version === words.version ? words : { ...words, version },
    variant,
    // An empty word says that the distribution can't be told.
    distribution: distribution === "" ? undefined : distribution,
    release,
  };
}

/** `17` of `gcr.io/distroless/java17-debian12`. */
export function versionInName(image: string): string | undefined {
  return /^gcr\.io\/distroless\/[a-z-]+?(\d+)(?:-|$)/.exec(image)?.[1];
}

function distributionByWord(
  family: FamilyRecord | undefined,
  words: ReadonlySet<string>,
): string | undefined {
  for (const [word, distribution] of Object.entries(family?.distributionWords ?? {}))
    if (words.has(word)) return distribution;
  return undefined;
}

/** What a tag without a distribution stands for. */
function defaultRelease(
  family: FamilyRecord | undefined,
  version: string | undefined,
  variant: ReadonlySet<string>,
  isChannel: boolean,
): { readonly distribution: string | undefined; readonly release: string | undefined } {
  if (family?.slimDistribution !== undefined && variant.has("slim"))
    return { distribution: family.slimDistribution, release: undefined };
  if (isChannel) return { distribution: family?.distribution, release: undefined };
  const found = family?.defaults?.find((each) => inRange(each, version));
  if (found === undefined) return { distribution: family?.distribution, release: undefined };
  return { distribution: found.distribution ?? family?.distribution, release: found.release };
}

interface Range {
  readonly versions?: readonly string[];
  /** This tag and no longer one: `2`, where 2.1 is much older than what `2` stood for at last. */
  readonly exactly?: string;
  readonly from?: string;
  readonly below?: string;
}

/** True when a version lies in a range; a tag without a version counts as the newest. */
export function inRange(range: Range, version: string | undefined): boolean {
  if (range.exactly !== undefined) return version === range.exactly;
  if (range.versions !== undefined) {
    if (version === undefined) return false;
    const depth = versionNumbers(version).length;
    return range.versions.some(
      (each) => versionNumbers(each).length <= depth && compareVersions(each, version) === 0,
    );
  }
  if (version === undefined) return range.below === undefined;
  if (range.from !== undefined && compareVersions(version, range.from) < 0) return false;
  return range.below === undefined || compareVersions(version, range.below) < 0;
}
