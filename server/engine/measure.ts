// Measures an image: streams `docker save` through the archive readers and adds up the bytes.

import type {
  FolderSize,
  PackageSize,
  Verification,
  WastedBetween,
  WastedFile,
} from "../protocol/compare.ts";
import type { Engine } from "./client.ts";
import { saveArgv } from "./client-argv.ts";
import { folderSizes } from "./folder-sizes.ts";
import type { ImageFiles } from "./image-files.ts";
import { mergeLayers } from "./merged-tree.ts";
import { packagesOf } from "./packages.ts";
import { type Ending, LineSplitter, launch, succeeded } from "./process.ts";
import { type HistoryRow, readSavedImage, type SavedImage, UnreadableImage } from "./saved-image.ts";
import type { CompressedSize } from "./tar-layer.ts";
import { type Provided, providedBy } from "./verify.ts";

export interface Measurement {
  /** Sum of the bytes of regular files in all layers. */
  readonly contentBytes: number;
  /** Sum of the compressed layers; null unless every layer has one. */
  readonly compressedBytes: number | null;
  /** True where some of it was packed here to know its size. */
  readonly compressedComputed: boolean;
  /** From the base upwards. */
  readonly layers: readonly { readonly bytes: number }[];
  readonly history: readonly HistoryRow[];
  /** Bytes in layers that no longer show in the final tree, with the biggest such files. */
  readonly wasted: {
    readonly bytes: number;
    readonly files: readonly WastedFile[];
    readonly between: readonly WastedBetween[];
  };
  /** The biggest files of the final tree. */
  readonly largest: readonly { readonly path: string; readonly bytes: number }[];
  readonly folders: readonly FolderSize[];
  readonly packages: readonly PackageSize[];
  readonly provided: Provided;
}

/** How many files are named in each list. */
const listedFiles = 25;

/** A measurement with what was verified of the image it is of. */
export interface Examined {
  readonly measurement: Measurement;
  readonly verification: Verification;
}

/** What was measured and verified, by the layers and the configuration; these never change, so entries never go stale. */
export class MeasurementCache {
  private readonly entries = new Map<string, Examined>();
  private readonly capacity = 32;

  get(key: string): Examined | undefined {
    return this.entries.get(key);
  }

  set(key: string, examined: Examined): void {
    this.entries.delete(key);
    this.entries.set(key, examined);
    const oldest = this.entries.keys().next();
    if (this.entries.size > this.capacity && oldest.done !== true) this.entries.delete(oldest.value);
  }
}

export type MeasureAnswer =
  | { readonly ok: true; readonly measurement: Measurement; readonly files: ImageFiles }
  | { readonly ok: false; readonly ending: Ending; readonly output: string };

/** The measurement of an image without layers, which old engines refuse to save. */
export const nothing: Measurement = {
  contentBytes: 0,
  compressedBytes: null,
  compressedComputed: false,
  layers: [],
  history: [],
  wasted: { bytes: 0, files: [], between: [] },
  largest: [],
  folders: [],
  packages: [],
  provided: { certificates: false, timeZones: false, temporaryFolder: false },
};

/** Streams the image out of the engine and measures it. Nothing is written to disk. */
export async function measureImage(
  engine: Pick<Engine, "command" | "env">,
  reference: string,
  options: { readonly compressed: CompressedSize; readonly signal?: AbortSignal | undefined },
): Promise<MeasureAnswer> {
  const child = launch(engine.command, saveArgv(reference), { env: engine.env, signal: options.signal });
  if (child.stdout === null) return { ok: false, ending: await child.ending, output: "" };
  const errors: string[] = [];
  const splitter = new LineSplitter((line) => errors.push(line));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => splitter.push(chunk));
  child.stderr.on("error", () => {});
  const reading = readSavedImage(child.stdout, options.compressed).then(
    (image) => ({ image }),
    (error: unknown) => {
      // The rest of the stream must still flow, or the client never ends.
      child.stdout.resume();
      return { error };
    },
  );
  const [result, ending] = await Promise.all([reading, child.ending]);
  splitter.end();
  const output = errors.join("\n");
  if (!succeeded(ending)) return { ok: false, ending, output };
  if ("error" in result) return { ok: false, ending, output: reasonOf(result.error) };
  return { ok: true, ...measure(result.image) };
}

function reasonOf(error: unknown): string {
  if (error instanceof UnreadableImage) return error.message;
  return `the saved image can't be read: ${error instanceof Error ? error.message : String(error)}`;
}

/** Adds up a saved image; `files` is its final tree, to look things up in. */
export function measure(image: SavedImage): {
  readonly measurement: Measurement;
  readonly files: ImageFiles;
} {
  const { visible, hidden, files } = mergeLayers(image.layers);
  const packed = image.layers.map((layer) => layer.compressedBytes);
  const measurement: Measurement = {
    contentBytes: sum(image.layers.map((layer) => layer.bytes)),
    compressedBytes: packed.every((bytes) => bytes !== null) ? sum(packed) : null,
    compressedComputed: image.layers.some((layer) => layer.compressedComputed),
    layers: image.layers.map(({ bytes }) => ({ bytes })),
    history: image.history,
    wasted: {
      bytes: sum(hidden.map((file) => file.bytes)),
      files: biggest(hidden),
      between: betweenLayers(hidden),
    },
    largest: biggest(visible),
    folders: folderSizes(visible),
    packages: packagesOf(files, visible),
    provided: providedBy(files),
  };
  return { measurement, files };
}

/** The hidden files by the layer that holds them and the one that hides them. */
function betweenLayers(hidden: readonly WastedFile[]): readonly WastedBetween[] {
  const found = new Map<string, { layer: number; hiddenBy: number; bytes: number; files: number }>();
  for (const { layer, hiddenBy, bytes } of hidden) {
    const key = `${layer} ${hiddenBy}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { layer, hiddenBy, bytes, files: 1 });
    else {
      known.bytes += bytes;
      known.files++;
    }
  }
  return [...found.values()].filter(({ bytes }) => bytes > 0).sort((a, b) => b.bytes - a.bytes);
}

function biggest<T extends { readonly path: string; readonly bytes: number }>(
  files: readonly T[],
): readonly T[] {
  return files
    .filter((file) => file.bytes > 0)
    .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1))
    .slice(0, listedFiles);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
