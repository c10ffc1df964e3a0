// The data file on base images, typed and indexed once when the module is loaded.

import data from "./images.json" with { type: "json" };

/** One image and tag. A field that is left out is not set in the image, unless the comment says otherwise. */
export interface ImageRecord {
  /** Docker Hub images without registry, others with it: `golang`, `gcr.io/distroless/static-debian13`. */
  readonly image: string;
  readonly tag: string;
  readonly role: "toolchain" | "runtime" | "os" | "service" | "static";
  readonly ecosystem?: string;
  /** Left out when not known. */
  readonly libc?: "glibc" | "musl" | "none";
  readonly distribution?: string;
  readonly release?: string;
  readonly packageManager?: PackageManagerName;
  /** Left out when not known. */
  readonly shell?: boolean;
  /** Left out when not known. */
  readonly user?: string;
  readonly workdir?: string;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly ports?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Bytes on disk and bytes to pull. */
  readonly bytes?: number;
  readonly compressed?: number;
  /** The figure is a documented one, rounded by its source, not one read from the image. */
  readonly documented?: true;
  readonly sizeSource?: string;
  /** The source does not say what the image starts. */
  readonly partial?: true;
  readonly note?: string;
  readonly source: string;
}

export type PackageManagerName = "apt" | "apk" | "dnf" | "microdnf" | "yum" | "zypper";

/** What holds for tags of a family from a version on, up to and without another. */
interface VersionRange {
  readonly exactly?: string;
  readonly versions?: readonly string[];
  readonly from?: string;
  readonly below?: string;
}

/** What is known of all tags of an image. */
export interface FamilyRecord {
  readonly family: string;
  readonly images: readonly string[];
  readonly role?: ImageRecord["role"];
  readonly ecosystem?: string;
  readonly libc?: "glibc" | "musl" | "none";
  readonly user?: string;
  readonly shell?: boolean;
  readonly windows?: boolean;
  readonly workdir?: string;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly packageManager?: PackageManagerName;
  readonly managers?: readonly (VersionRange & { readonly manager: PackageManagerName })[];
  /** The distribution of tags that name none. */
  readonly distribution?: string;
  /** The same for tags with `slim`. */
  readonly slimDistribution?: string;
  /** The C library is another one in each variant. */
  readonly variantLibc?: true;
  /** A distribution that a word of the tag stands for; `""` where it can't be said. */
  readonly distributionWords?: Readonly<Record<string, string>>;
  /** Distribution and release of tags that do not name them, by version. */
  readonly defaults?: readonly (VersionRange & {
    readonly distribution?: string;
    readonly release?: string;
  })[];
  /** Words that a tag without them has silently: `php:8` is `php:8-cli`. */
  readonly defaultWords?: readonly string[];
  /** Words that make no difference. */
  readonly ignoreWords?: readonly string[];
  readonly roles?: Readonly<Record<string, ImageRecord["role"]>>;
  /** Whether a C compiler is there, by distribution and word: `debian`, `debian slim`. */
  readonly compiler?: Readonly<Record<string, boolean>>;
  readonly users?: readonly (VersionRange & {
    readonly name: string;
    readonly id: number;
    readonly distributions?: readonly string[];
    /** Words of tags whose images do not have it. */
    readonly without?: readonly string[];
  })[];
  /** The default user is known from this version on only. */
  readonly userFrom?: string;
  /** Words of tags whose server drops root itself; `""` stands for every tag. */
  readonly drops?: readonly string[];
  /** Variables that every tag sets to the same value. */
  readonly stableEnv?: readonly string[];
  readonly envFrom?: Readonly<Record<string, string>>;
  /** The records' variables are all there are. */
  readonly complete?: true;
  readonly unknownCommand?: true;
  /** The last path part alone says too little to take an image of another registry for this one. */
  readonly noMirror?: true;
  readonly source: string;
}

const tables = data as unknown as {
  readonly records: readonly ImageRecord[];
  readonly families: readonly FamilyRecord[];
};

export const imageRecords: readonly ImageRecord[] = tables.records;

const byReference = new Map<string, ImageRecord>();
const byImage = new Map<string, ImageRecord[]>();
for (const record of tables.records) {
  byReference.set(`${record.image}:${record.tag}`, record);
  const others = byImage.get(record.image);
  if (others === undefined) byImage.set(record.image, [record]);
  else others.push(record);
}

const byFamily = new Map<string, FamilyRecord>();
const familyOfImage = new Map<string, FamilyRecord>();
for (const family of tables.families) {
  byFamily.set(family.family, family);
  for (const image of family.images) familyOfImage.set(image, family);
}

/** The record of exactly this tag. */
export function recordOf(image: string, tag: string): ImageRecord | undefined {
  return byReference.get(`${image}:${tag}`);
}

/** Every record of an image; empty when there is none. */
export function recordsOf(image: string): readonly ImageRecord[] {
  return byImage.get(image) ?? [];
}

/** What is known of all tags of an image. */
export function familyOf(image: string): FamilyRecord | undefined {
  const own = familyOfImage.get(image);
  if (own !== undefined) return own;
  if (image.startsWith("gcr.io/distroless/")) return byFamily.get("distroless");
  if (image.startsWith("cgr.dev/chainguard/")) return byFamily.get("chainguard");
  return undefined;
}

export function isKnownImage(image: string): boolean {
  return byImage.has(image) || familyOfImage.has(image);
}
