// Reads one layer's archive: which files it adds, how big they are, and what it hides of the layers below.

import { Readable } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import { Decompress } from "fzstd";
import { extract, type Header } from "tar-stream";
import { FactsReader, type FileFacts } from "./file-facts.ts";
import type { Rights } from "./image-files.ts";

export type EntryKind = "file" | "hard-link" | "symbolic-link" | "directory" | "other";

/** One entry of a layer. Paths have no leading `/` or `./` and no trailing `/`. */
export interface LayerEntry {
  readonly path: string;
  readonly kind: EntryKind;
  /** Bytes of a regular file; 0 for everything else, so a file with several hard links counts once. */
  readonly bytes: number;
  /** Target of a hard link, as a path of the image; of a symbolic link as written, which may be relative. */
  readonly target: string;
  readonly rights: Rights;
  /** How the file is started, where it is a program, a library or a script; or its text, for a few small files. */
  readonly facts?: FileFacts;
}

export interface Layer {
  /** Sum of the bytes of regular files. */
  readonly bytes: number;
  readonly entries: readonly LayerEntry[];
  /** Size of the compressed layer: as it is in the archive, or computed when that was asked for; else null. */
  readonly compressedBytes: number | null;
  /** Whether the compressed size is what gzip makes of it here. */
  readonly compressedComputed: boolean;
}

/** Whether the compressed size of a layer that comes uncompressed is computed (gzip, level 6). */
export type CompressedSize = "as-found" | "compute";

type Bytes = AsyncIterable<Uint8Array>;

/** What an archive member holds, from its first bytes. */
export type ContentKind = "tar" | "gzip" | "zstd" | "json" | "unknown";

/** Enough for the magic of a tar header, which lies at byte 257. */
export const headBytes = 512;

export function contentKind(head: Uint8Array): ContentKind {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return "zstd";
  if (head.length >= 262 && Buffer.from(head.subarray(257, 262)).toString("latin1") === "ustar") return "tar";
  // An archive without any entry is nothing but zeros.
  if (head.length >= headBytes && head.every((byte) => byte === 0)) return "tar";
  const first = Buffer.from(head.subarray(0, 64)).toString("latin1").trimStart()[0];
  return first === "{" || first === "[" ? "json" : "unknown";
}

/** Reads a layer. `content` is the whole member; `kind` says how it is packed; `size` is its packed size. */
export async function readLayer(
  content: Bytes,
  kind: "tar" | "gzip" | "zstd",
  size: number,
  compressed: CompressedSize,
): Promise<Layer> {
  if (kind !== "tar") return packedAs(await readEntries(unpacked(content, kind)), size);
  if (compressed === "as-found") return packedAs(await readEntries(content), null);
  const counter = new GzipCounter();
  const layer = await readEntries(counter.through(content));
  return { ...layer, compressedBytes: await counter.total(), compressedComputed: true };
}

function packedAs(layer: Pick<Layer, "bytes" | "entries">, compressedBytes: number | null): Layer {
  return { ...layer, compressedBytes, compressedComputed: false };
}

async function readEntries(content: Bytes): Promise<Pick<Layer, "bytes" | "entries">> {
  const archive = extract();
  const source = Readable.from(content, { objectMode: false });
  source.on("error", (error) => archive.destroy(error));
  source.pipe(archive);
  const entries: LayerEntry[] = [];
  let bytes = 0;
  for await (const entry of archive) {
    const read = entryOf(entry.header);
    // tar-stream gives buffers, which its types leave open.
    const facts =
      read.kind === "file" ? await readFacts(read, entry as AsyncIterable<Uint8Array>) : undefined;
    entries.push(facts === undefined ? read : { ...read, facts });
    bytes += read.bytes;
    entry.resume();
  }
  return { bytes, entries };
}

/** Lets a file's bytes pass by what wants to know how it is started; most files say nothing and are skipped. */
async function readFacts(
  { path, rights, bytes }: LayerEntry,
  content: AsyncIterable<Uint8Array>,
): Promise<FileFacts | undefined> {
  const reader = FactsReader.of(path, rights.mode, bytes);
  if (reader === undefined) return undefined;
  // Leaving the loop early would end the stream of the whole archive.
  for await (const chunk of content) reader.push(chunk);
  return reader.facts();
}

function entryOf(header: Header): LayerEntry {
  const kind = entryKind(header.type);
  return {
    path: imagePath(header.name),
    kind,
    bytes: kind === "file" ? header.size : 0,
    target:
      kind === "hard-link"
        ? imagePath(header.linkname)
        : kind === "symbolic-link"
          ? (header.linkname ?? "")
          : "",
    rights: { mode: header.mode ?? 0, uid: header.uid ?? 0, gid: header.gid ?? 0 },
  };
}

function entryKind(type: Header["type"]): EntryKind {
  switch (type) {
    case "file":
    case "contiguous-file":
      return "file";
    case "link":
      return "hard-link";
    case "symlink":
      return "symbolic-link";
    case "directory":
      return "directory";
    default:
      return "other";
  }
}

/** A member's name as a path of the image, without `.`, `..` and doubled slashes. */
export function imagePath(name: string): string {
  const parts: string[] = [];
  for (const part of name.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

function unpacked(content: Bytes, kind: "gzip" | "zstd"): Bytes {
  if (kind === "zstd") return unpackedZstd(content);
  const source = Readable.from(content, { objectMode: false });
  const gunzip = createGunzip();
  source.on("error", (error) => gunzip.destroy(error));
  return source.pipe(gunzip);
}

async function* unpackedZstd(content: Bytes): Bytes {
  let ready: Uint8Array[] = [];
  const decompress = new Decompress((chunk) => ready.push(chunk));
  for await (const chunk of content) {
    decompress.push(chunk);
    const chunks = ready;
    ready = [];
    yield* chunks;
  }
  decompress.push(new Uint8Array(0), true);
  yield* ready;
}

/** Counts what gzip makes of the bytes that pass through. */
class GzipCounter {
  private readonly gzip = createGzip({ level: 6 });
  private readonly ended: Promise<void>;
  private bytes = 0;

  constructor() {
    this.gzip.on("data", (chunk: Uint8Array) => {
      this.bytes += chunk.length;
    });
    this.ended = new Promise((resolve, reject) => {
      this.gzip.on("end", resolve);
      this.gzip.on("error", reject);
    });
  }

  async *through(content: Bytes): Bytes {
    for await (const chunk of content) {
      if (!this.gzip.write(chunk)) await new Promise((resolve) => this.gzip.once("drain", resolve));
      yield chunk;
    }
  }

  async total(): Promise<number> {
    this.gzip.end();
    await this.ended;
    return this.bytes;
  }
}
