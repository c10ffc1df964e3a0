// Reads what `docker save` prints, in both layouts and in any order of members, without writing it anywhere.

import { posix } from "node:path";
import type { Readable } from "node:stream";
import { extract } from "tar-stream";
import {
  type CompressedSize,
  contentKind,
  headBytes,
  imagePath,
  type Layer,
  readLayer,
} from "./tar-layer.ts";

/** A row of the image's own history, oldest first. `empty` rows made no layer. */
export interface HistoryRow {
  readonly createdBy: string;
  readonly empty: boolean;
}

export interface SavedImage {
  /** From the base upwards. */
  readonly layers: readonly Layer[];
  readonly history: readonly HistoryRow[];
}

/** A saved image that can't be read; the message says what is wrong with it. */
export class UnreadableImage extends Error {}

/** Bigger members that look like JSON are no manifest and no configuration. */
const longestJson = 16 * 1024 * 1024;

/** The members of the archive that were kept while it streamed by. */
interface Members {
  readonly layers: Map<string, Layer>;
  readonly documents: Map<string, unknown>;
  /** The old layout stores a layer that an image has twice as a link. */
  readonly links: Map<string, string>;
}

/**
 * Reads a saved image to its end. Throws `UnreadableImage` when the archive is no image, and the stream's
 * own error when it breaks off.
 */
export async function readSavedImage(source: Readable, compressed: CompressedSize): Promise<SavedImage> {
  const members = await readMembers(source, compressed);
  const { config, layers } = manifestOf(members.documents);
  return {
    layers: layers.map((name) => layerNamed(members, name)),
    history: historyOf(members.documents.get(config)),
  };
}

async function readMembers(source: Readable, compressed: CompressedSize): Promise<Members> {
  const members: Members = { layers: new Map(), documents: new Map(), links: new Map() };
  const archive = extract();
  source.on("error", (error) => archive.destroy(error));
  source.pipe(archive);
  for await (const entry of archive) {
    const { name, type, size, linkname } = entry.header;
    const path = imagePath(name);
    if (type === "symlink" || type === "link") {
      const target = type === "link" ? linkname : posix.join(posix.dirname(path), linkname);
      members.links.set(path, imagePath(target));
      entry.resume();
    } else if (type === "file") {
      // tar-stream gives buffers, which its types leave open.
      await readMember(members, path, peeked(entry as AsyncIterable<Uint8Array>), size, compressed);
      entry.resume();
    } else entry.resume();
  }
  return members;
}

async function readMember(
  members: Members,
  path: string,
  content: AsyncGenerator<Uint8Array>,
  size: number,
  compressed: CompressedSize,
): Promise<void> {
  const first = await content.next();
  const head = first.done === true ? new Uint8Array(0) : first.value;
  const kind = contentKind(head);
  if (kind === "unknown") return;
  if (kind === "json") {
    if (size <= longestJson) members.documents.set(path, await readJson(resumed(head, content)));
    return;
  }
  members.layers.set(path, await readLayer(resumed(head, content), kind, size, compressed));
}

/** The chunks of a member, the first of them long enough to tell what the member is. */
async function* peeked(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array[] | undefined = [];
  let length = 0;
  for await (const chunk of content) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head.push(chunk);
    length += chunk.length;
    if (length < headBytes) continue;
    yield Buffer.concat(head);
    head = undefined;
  }
  if (head !== undefined && length > 0) yield Buffer.concat(head);
}

async function* resumed(head: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  yield head;
  yield* rest;
}

/** The parsed document; undefined when it is no JSON after all. */
async function readJson(content: AsyncIterable<Uint8Array>): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}

function layerNamed(members: Members, name: string): Layer {
  let path = name;
  // A chain of links is never longer than the links there are, unless it is a circle.
  for (let hops = 0; hops <= members.links.size; hops++) {
    const layer = members.layers.get(path);
    if (layer !== undefined) return layer;
    const target = members.links.get(path);
    if (target === undefined) break;
    path = target;
  }
  throw new UnreadableImage(`the saved image has no layer \`${name}\``);
}

function manifestOf(documents: ReadonlyMap<string, unknown>): {
  readonly config: string;
  readonly layers: readonly string[];
} {
  const manifests = documents.get("manifest.json");
  if (Array.isArray(manifests)) {
    const manifest = record(manifests[0]);
    return {
      config: imagePath(text(manifest.Config)),
      layers: list(manifest.Layers).map((name) => imagePath(text(name))),
    };
  }
  return ociManifest(documents, documents.get("index.json"), 0);
}

/** Follows the index of the OCI layout to the first manifest whose blobs are in the archive. */
function ociManifest(
  documents: ReadonlyMap<string, unknown>,
  index: unknown,
  depth: number,
): { readonly config: string; readonly layers: readonly string[] } {
  for (const descriptor of list(record(index).manifests)) {
    const document = documents.get(blobPath(descriptor));
    if (document === undefined) continue;
    const manifest = record(document);
    if (manifest.config !== undefined) {
      return { config: blobPath(manifest.config), layers: list(manifest.layers).map(blobPath) };
    }
    if (manifest.manifests !== undefined && depth < 4) return ociManifest(documents, manifest, depth + 1);
  }
  throw new UnreadableImage("the saved image has no manifest");
}

function blobPath(descriptor: unknown): string {
  return `blobs/${text(record(descriptor).digest).replace(":", "/")}`;
}

function historyOf(config: unknown): readonly HistoryRow[] {
  return list(record(config).history).map((row) => ({
    createdBy: text(record(row).created_by),
    empty: record(row).empty_layer === true,
  }));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
