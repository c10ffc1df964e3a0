// Measuring a saved image: both layouts, packed layers, links, whiteouts, and streams cut anywhere.

import { describe, expect, test } from "vitest";
import {
  type Examined,
  type Measurement,
  MeasurementCache,
  measure,
  nothing,
} from "../../server/engine/measure.ts";
import { readSavedImage, UnreadableImage } from "../../server/engine/saved-image.ts";
import type { CompressedSize } from "../../server/engine/tar-layer.ts";
import { chunked, gzipped, type ImageParts, ociLayout, oldLayout, tar } from "./support/archives.ts";

async function measured(
  archive: Buffer,
  chunk?: number,
  compressed: CompressedSize = "as-found",
): Promise<Measurement> {
  return measure(await readSavedImage(chunked(archive, chunk), compressed)).measurement;
}

const history = [
  { created_by: "COPY a /" },
  { created_by: "ENV A=1", empty_layer: true },
  { created_by: "RUN x" },
];

async function twoLayers(): Promise<ImageParts> {
  return {
    layers: [
      await tar([
        { name: "etc/", type: "directory" },
        { name: "etc/big", content: "b".repeat(5000) },
        { name: "etc/big-too", type: "link", linkname: "etc/big" },
        { name: "etc/gone", content: "g".repeat(700) },
        { name: "etc/link", type: "symlink", linkname: "big" },
        { name: "dev/null", type: "character-device" },
      ]),
      await tar([
        { name: "./etc/.wh.gone" },
        { name: "./etc/big", content: "B".repeat(40) },
        { name: "./new", content: "n".repeat(3) },
      ]),
    ],
    history,
  };
}

const expected = {
  contentBytes: 5000 + 700 + 40 + 3,
  layers: [{ bytes: 5700 }, { bytes: 43 }],
  history: [
    { createdBy: "COPY a /", empty: false },
    { createdBy: "ENV A=1", empty: true },
    { createdBy: "RUN x", empty: false },
  ],
  // `etc/big` is replaced, but its other name still shows the old content.
  wasted: { bytes: 700, files: [{ path: "etc/gone", bytes: 700, layer: 0, hiddenBy: 1 }] },
  largest: [
    { path: "etc/big", bytes: 5000 },
    { path: "etc/big", bytes: 40 },
    { path: "new", bytes: 3 },
  ],
};

describe("layouts", () => {
  test.each([undefined, 1, 100, 511, 513])("the old one, in chunks of %s bytes", async (chunk) => {
    expect(await measured(await oldLayout(await twoLayers()), chunk)).toMatchObject({
      ...expected,
      compressedBytes: null,
    });
  });

  test.each(["docker", "oci-only", "nested-index"] as const)("blobs, %s", async (manifest) => {
    const archive = await ociLayout(await twoLayers(), manifest);
    expect(await measured(archive)).toMatchObject(expected);
    expect(await measured(archive, 333)).toMatchObject(expected);
  });

  test("gzip layers count their packed size too", async () => {
    const plain = await twoLayers();
    const layers = plain.layers.map(gzipped);
    const found = await measured(await ociLayout({ ...plain, layers }, "docker"), 77);
    expect(found).toMatchObject({
      ...expected,
      compressedBytes: layers.reduce((sum, layer) => sum + layer.length, 0),
    });
  });

  test("zstd layers are unpacked", async () => {
    // `printf 'hello\n' > f; tar --format=ustar c f | zstd`, made once with the real programs.
    const layer = Buffer.from(zstdLayer, "base64");
    const found = await measured(await ociLayout({ layers: [layer] }, "docker"), 50);
    expect(found).toMatchObject({
      contentBytes: 6,
      compressedBytes: layer.length,
      largest: [{ path: "f", bytes: 6 }],
    });
  });

  test("the compressed size of plain layers is computed only when asked for", async () => {
    const archive = await oldLayout(await twoLayers());
    const found = await measured(archive, 1000, "compute");
    expect(found).toMatchObject(expected);
    expect(found.compressedBytes).toBeGreaterThan(100);
    expect(found.compressedBytes).toBeLessThan(1000);
  });

  test("a layer that an image has twice is a link in the old layout and counts twice", async () => {
    const layer = await tar([{ name: "a", content: "12345" }]);
    const found = await measured(await oldLayout({ layers: [layer, layer] }));
    expect(found.contentBytes).toBe(10);
    expect(found.wasted).toEqual({
      bytes: 5,
      files: [{ path: "a", bytes: 5, layer: 0, hiddenBy: 1 }],
      between: [{ layer: 0, hiddenBy: 1, bytes: 5, files: 1 }],
    });
  });

  test("waste is added up by the layers that make it together", async () => {
    const file = (name: string, size: number) => ({ name, content: "x".repeat(size) });
    const layers = [
      await tar([file("a", 10), file("b", 20), file("c", 40)]),
      await tar([file("a", 1), { name: ".wh.b" }]),
      await tar([{ name: ".wh.a" }, { name: ".wh.c" }]),
    ];
    const { wasted } = await measured(await oldLayout({ layers }));
    expect(wasted.between).toEqual([
      { layer: 0, hiddenBy: 2, bytes: 40, files: 1 },
      { layer: 0, hiddenBy: 1, bytes: 30, files: 2 },
      { layer: 1, hiddenBy: 2, bytes: 1, files: 1 },
    ]);
    expect(wasted.between.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(wasted.bytes);
  });

  test("empty layers and an image without layers are nothing", async () => {
    expect(await measured(await oldLayout({ layers: [Buffer.alloc(1024)] }))).toMatchObject({
      contentBytes: 0,
      layers: [{ bytes: 0 }],
    });
    expect(await measured(await oldLayout({ layers: [] }))).toMatchObject({ contentBytes: 0, layers: [] });
  });

  test("long and unicode names", async () => {
    const long = `${"deep/".repeat(60)}naïve 文件 "q".txt`;
    const found = await measured(await oldLayout({ layers: [await tar([{ name: long, content: "1" }])] }));
    expect(found.largest).toEqual([{ path: long, bytes: 1 }]);
  });
});

describe("broken archives", () => {
  test("without a manifest or a layer they say so", async () => {
    await expect(measured(await tar([{ name: "x", content: "y" }]))).rejects.toThrow(UnreadableImage);
    const manifest = JSON.stringify([{ Config: "c.json", Layers: ["gone/layer.tar"] }]);
    await expect(measured(await tar([{ name: "manifest.json", content: manifest }]))).rejects.toThrow(
      "no layer `gone/layer.tar`",
    );
  });

  test("cut off, or with damage in a packed layer, they fail and don't hang", async () => {
    const archive = await oldLayout(await twoLayers());
    await expect(measured(archive.subarray(0, archive.length / 3))).rejects.toThrow();
    const layer = gzipped(await tar([{ name: "a", content: "x".repeat(100_000) }]));
    const half = layer.subarray(0, layer.length / 2);
    await expect(measured(await ociLayout({ layers: [half] }, "docker"))).rejects.toThrow();
    const zstd = Buffer.from(zstdLayer, "base64").subarray(0, 60);
    await expect(measured(await ociLayout({ layers: [zstd] }, "docker"))).rejects.toThrow();
  });

  test("links in a circle end", async () => {
    const manifest = JSON.stringify([{ Config: "c.json", Layers: ["a/layer.tar"] }]);
    const archive = await tar([
      { name: "a/layer.tar", type: "symlink", linkname: "../b/layer.tar" },
      { name: "b/layer.tar", type: "symlink", linkname: "../a/layer.tar" },
      { name: "manifest.json", content: manifest },
    ]);
    await expect(measured(archive)).rejects.toThrow(UnreadableImage);
  });
});

test("the cache keeps the newest", () => {
  const cache = new MeasurementCache();
  const entry: Examined = {
    measurement: nothing,
    verification: { status: "unknown", checks: [], files: [] },
  };
  for (let index = 0; index < 40; index++) cache.set(String(index), entry);
  expect(cache.get("39")).toBe(entry);
  expect(cache.get("0")).toBeUndefined();
});

const zstdLayer =
  "KLUv/QRoNQIAskIJEMCnA7TSQmn8/7sRrahwOAWDRBxllGnajUAnfcN1VdX7dbPrJAwgUC8yDvYF3khIAXhnGA0w/G+mPRyAAwYFsJ9UG8Hbi5c=";
