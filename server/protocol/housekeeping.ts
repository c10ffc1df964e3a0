// Local images and disk usage, as the command line prints them and the language server sends them.

import type { CompareFailure, CompareResponse } from "./compare.ts";

export type { CompareFailure } from "./compare.ts";

export interface LocalImage {
  readonly id: string;
  /** Empty for a dangling image. */
  readonly tags: readonly string[];
  /** The engine's own figure, in bytes; layers that images share count for each of them. */
  readonly bytes: number;
  /** The same for people: `703 MB`. */
  readonly size: string;
  /** ISO time. */
  readonly created: string;
}

/** One kind of thing on the engine's disk, in the engine's own words. */
export interface DiskUsageRow {
  readonly kind: string;
  readonly count: string;
  readonly active: string;
  readonly size: string;
  readonly reclaimable: string;
}

export interface PruneOutcome {
  /** As the engine words it, `1.2GB`; null where it does not say. */
  readonly freed: string | null;
}

type Answered<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly failure: CompareFailure };

/** Parameters and answers of `leanDockerfile/images`. */
export interface ImagesParams {
  readonly which: "tagged" | "dangling";
}
export type ImagesResponse = Answered<{ readonly images: readonly LocalImage[] }>;

/** Answer of `leanDockerfile/diskUsage`, with the same as Markdown. */
export type DiskUsageResponse = Answered<{
  readonly rows: readonly DiskUsageRow[];
  readonly markdown: string;
}>;

/** Parameters and answer of `leanDockerfile/prune`; the client has asked its user before. */
export interface PruneParams {
  readonly what: "dangling-images" | "build-cache";
}
export type PruneResponse = Answered<PruneOutcome>;

/** Parameters of `leanDockerfile/imageContents`; the answer is that of a comparison with one side. */
export interface ImageContentsParams {
  /** A tag or an id. */
  readonly image: string;
}
export type ImageContentsResponse = CompareResponse;
