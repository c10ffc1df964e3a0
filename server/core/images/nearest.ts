// Finds the record that is most like a tag that the data does not hold.

import { type ImageRecord, recordsOf } from "./data.ts";
import { type Asked, ask, versionInName } from "./question.ts";
import { versionNumbers } from "./tag-words.ts";

/** The sibling that is most like the tag asked for, and whether it is the same variant of another version. */
export function nearestRecord(
  question: Asked,
  wanted: (record: ImageRecord) => boolean = () => true,
): { readonly record: ImageRecord; readonly sameVariant: boolean } | undefined {
  let best: { readonly record: ImageRecord; readonly sameVariant: boolean } | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  const version = numbersOf(question.words.version);
  for (const record of siblings(question.image)) {
    if (!wanted(record)) continue;
    const { asked: other, numbers } = askedOf(record);
    const differing = differences(question.variant, other.variant);
    const sameDistribution = question.distribution === (other.distribution ?? record.distribution);
    const release = question.release ?? record.release;
    const cost =
      (sameDistribution ? 0 : 1e9) +
      differing * 1e7 +
      versionDistance(version, numbers) * 10 +
      (release === record.release ? 0 : 1);
    if (cost >= bestCost) continue;
    bestCost = cost;
    best = { record, sameVariant: differing === 0 && sameDistribution };
  }
  return best;
}

/** What the tag of a record says. */
interface ReadRecord {
  readonly asked: Asked;
  /** The numbers of its version. */
  readonly numbers: readonly number[];
}

const readRecords = new Map<ImageRecord, ReadRecord>();

/** The data does not change, so each record is read once. */
function askedOf(record: ImageRecord): ReadRecord {
  let read = readRecords.get(record);
  if (read === undefined) {
    const asked = ask(record.image, suiteWord(record.image), record.tag);
    read = { asked, numbers: numbersOf(asked.words.version) };
    readRecords.set(record, read);
  }
  return read;
}

/** Records of the image; for distroless also those of its other releases and versions. */
export function siblings(image: string): readonly ImageRecord[] {
  const own = recordsOf(image);
  const distroless = /^gcr\.io\/distroless\/([a-z-]+?)\d*(?:-debian\d+)?$/.exec(image)?.[1];
  if (distroless === undefined || own.length > 1) return own;
  const version = versionInName(image);
  return [version, "17", "22", "3", ""]
    .flatMap((number) =>
      ["debian13", "debian12"].map((suite) => `gcr.io/distroless/${distroless}${number ?? ""}-${suite}`),
    )
    .flatMap((each) => recordsOf(each))
    .filter((record) => record.partial !== true);
}

function suiteWord(image: string): string | undefined {
  return /-(debian\d+)$/.exec(image)?.[1];
}

function differences(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const word of a) if (!b.has(word)) count++;
  for (const word of b) if (!a.has(word)) count++;
  return count;
}

const newest: readonly number[] = [10_000, 999];

/** A version that is left out stands for the newest. */
function numbersOf(version: string | undefined): readonly number[] {
  return version === undefined ? newest : versionNumbers(version);
}

/** How far apart two versions are, in their numbers. */
function versionDistance(left: readonly number[], right: readonly number[]): number {
  const major = Math.min(Math.abs((left[0] ?? 0) - (right[0] ?? 0)), 9_999);
  const minor = Math.min(Math.abs((left[1] ?? right[1] ?? 0) - (right[1] ?? left[1] ?? 0)), 999);
  return major * 1_000 + minor;
}

/** The sibling whose size stands for the tag's: the same variant of a version that is not far away. */
export function sizeSibling(question: Asked): ImageRecord | undefined {
  const found = nearestRecord(question, (record) => record.bytes !== undefined);
  if (found === undefined || !found.sameVariant) return undefined;
  return near(question, askedOf(found.record).asked.words.version) ? found.record : undefined;
}

/** How many versions away a size still says something. */
const nearMajors = 4;
const nearMinors = 5;

function near(question: Asked, other: string | undefined): boolean {
  const { version } = question.words;
  if (version === undefined || other === undefined) return true;
  const left = versionNumbers(version);
  const right = versionNumbers(other);
  const majors = Math.abs((left[0] ?? 0) - (right[0] ?? 0));
  // Debian, Ubuntu, Node and Java count in whole numbers, the others change little within a major version.
  const whole = right.length === 1 || question.family?.family === "ubuntu";
  if (whole) return majors <= nearMajors;
  return majors === 0 && Math.abs((left[1] ?? right[1] ?? 0) - (right[1] ?? 0)) <= nearMinors;
}
