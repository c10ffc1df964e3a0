// Makes small layers and saved images in memory, in the layouts that engines print.

import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";

export interface Member {
  readonly name: string;
  readonly content?: string | Uint8Array;
  readonly type?: "file" | "directory" | "symlink" | "link" | "character-device";
  readonly linkname?: string;
  readonly mode?: number;
}

export async function tar(members: readonly Member[]): Promise<Buffer> {
  const archive = pack();
  for (const { name, content = "", type = "file", linkname, mode = 0o644 } of members) {
    const body = Buffer.from(content);
    const header = { name, type, mode, ...(linkname === undefined ? {} : { linkname }) };
    if (type === "file") archive.entry({ ...header, size: body.length }, body);
    else archive.entry(header);
  }
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

export interface ImageParts {
  /** Packed or plain layer archives, from the base upwards. */
  readonly layers: readonly Buffer[];
  readonly history?: readonly { readonly created_by: string; readonly empty_layer?: boolean }[];
}

/** The layout of engines before 25: a folder with `layer.tar` for each layer, `manifest.json` at the end. */
export function oldLayout(parts: ImageParts): Promise<Buffer> {
  const paths = parts.layers.map((_, index) => `${"abcdef"[index] ?? "z"}`.repeat(64));
  const seen = new Map<string, string>();
  return tar([
    ...parts.layers.flatMap((layer, index): readonly Member[] => {
      const folder = paths[index] ?? "";
      const same = seen.get(layer.toString("base64"));
      seen.set(layer.toString("base64"), folder);
      return [
        { name: `${folder}/`, type: "directory" },
        { name: `${folder}/VERSION`, content: "1.0" },
        { name: `${folder}/json`, content: JSON.stringify({ id: folder }) },
        same === undefined
          ? { name: `${folder}/layer.tar`, content: layer }
          : { name: `${folder}/layer.tar`, type: "symlink", linkname: `../${same}/layer.tar` },
      ];
    }),
    { name: "0123.json", content: JSON.stringify({ history: parts.history ?? [] }) },
    {
      name: "manifest.json",
      content: JSON.stringify([
        { Config: "0123.json", RepoTags: ["x:1"], Layers: paths.map((folder) => `${folder}/layer.tar`) },
      ]),
    },
    { name: "repositories", content: JSON.stringify({ x: { "1": "0123" } }) },
  ]);
}

/** The layout of engines from 25 on: blobs by digest. `manifest` says which of the two tables of contents is there. */
export function ociLayout(
  parts: ImageParts,
  manifest: "docker" | "oci-only" | "nested-index",
): Promise<Buffer> {
  const config = Buffer.from(JSON.stringify({ history: parts.history ?? [] }));
  const image = Buffer.from(
    JSON.stringify({ config: descriptor(config), layers: parts.layers.map((layer) => descriptor(layer)) }),
  );
  const nested = Buffer.from(
    JSON.stringify({ manifests: [{ digest: `sha256:${"0".repeat(64)}` }, descriptor(image)] }),
  );
  const blobs = [...parts.layers, config, image, ...(manifest === "nested-index" ? [nested] : [])];
  const unique = new Map(blobs.map((blob) => [blobPath(blob), blob]));
  return tar([
    // The tables of contents first: members may come in any order.
    {
      name: "index.json",
      content: JSON.stringify({ manifests: [descriptor(manifest === "nested-index" ? nested : image)] }),
    },
    { name: "oci-layout", content: JSON.stringify({ imageLayoutVersion: "1.0.0" }) },
    ...(manifest === "docker"
      ? [
          {
            name: "manifest.json",
            content: JSON.stringify([{ Config: blobPath(config), Layers: parts.layers.map(blobPath) }]),
          },
        ]
      : []),
    ...[...unique].map(([name, content]) => ({ name, content })),
  ]);
}

function descriptor(blob: Buffer): { readonly digest: string } {
  return { digest: `sha256:${digest(blob)}` };
}

function blobPath(blob: Buffer): string {
  return `blobs/sha256/${digest(blob)}`;
}

function digest(blob: Buffer): string {
  return createHash("sha256").update(blob).digest("hex");
}

/** The archive as a stream in chunks of the given size. */
export function chunked(archive: Buffer, size = 64 * 1024): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < archive.length; at += size) yield archive.subarray(at, at + size);
    })(),
    { objectMode: false },
  );
}

export function gzipped(layer: Buffer): Buffer {
  return gzipSync(layer);
}
