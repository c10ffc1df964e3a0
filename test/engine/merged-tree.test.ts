// Merging layers, against a slow and simple model over arbitrary layers.

import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeLayers } from "../../server/engine/merged-tree.ts";
import type { EntryKind, Layer, LayerEntry } from "../../server/engine/tar-layer.ts";

function entry(path: string, kind: EntryKind = "file", bytes = 0, target = ""): LayerEntry {
  return { path, kind, bytes, target, rights: { mode: 0o644, uid: 0, gid: 0 } };
}

function layer(...entries: readonly LayerEntry[]): Layer {
  return {
    bytes: entries.reduce((sum, each) => sum + each.bytes, 0),
    entries,
    compressedBytes: null,
    compressedComputed: false,
  };
}

/** Path to content, everything flat: what a merge means, without a thought for speed. */
function modelBytes(layers: readonly Layer[]): number {
  const tree = new Map<string, { readonly kind: EntryKind; readonly content: { bytes: number } }>();
  const drop = (path: string, self: "and-itself" | "below") => {
    for (const name of [...tree.keys()]) {
      if ((self === "and-itself" && name === path) || name.startsWith(path === "" ? "" : `${path}/`)) {
        tree.delete(name);
      }
    }
  };
  const folder = (path: string) => {
    const parts = path.split("/").slice(0, -1);
    for (let count = 1; count <= parts.length; count++) {
      const parent = parts.slice(0, count).join("/");
      if (tree.get(parent)?.kind !== "directory") {
        drop(parent, "and-itself");
        tree.set(parent, { kind: "directory", content: { bytes: 0 } });
      }
    }
  };
  for (const { entries } of layers) {
    for (const { path } of entries) {
      const parts = path.split("/");
      const name = parts.pop() ?? "";
      if (!name.startsWith(".wh.")) continue;
      if (parts.length > 0 && tree.get(parts.join("/"))?.kind !== "directory") continue;
      if (name === ".wh..wh..opq") drop(parts.join("/"), "below");
      else drop([...parts, name.slice(4)].join("/"), "and-itself");
    }
    const plain = entries.filter(({ path }) => !(path.split("/").at(-1) ?? "").startsWith(".wh."));
    for (const { path, kind, bytes } of plain.filter((each) => each.kind !== "hard-link")) {
      folder(path);
      if (kind === "directory" && tree.get(path)?.kind === "directory") continue;
      drop(path, "and-itself");
      tree.set(path, { kind, content: { bytes } });
    }
    for (const { path, target } of plain.filter((each) => each.kind === "hard-link")) {
      const found = tree.get(target);
      folder(path);
      drop(path, "and-itself");
      tree.set(path, found?.kind === "file" ? found : { kind: "other", content: { bytes: 0 } });
    }
  }
  const contents = new Set(
    [...tree.values()].filter((node) => node.kind === "file").map((node) => node.content),
  );
  return [...contents].reduce((sum, content) => sum + content.bytes, 0);
}

const name = fc.constantFrom("a", "b", "c");
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
const whiteout = fc
  .tuple(fc.array(name, { maxLength: 2 }), fc.constantFrom(".wh.a", ".wh.b", ".wh..wh..opq"))
  .map(([parts, mark]) => entry([...parts, mark].join("/")));
const anyEntry = fc.oneof(
  fc.tuple(path, fc.integer({ min: 0, max: 1000 })).map(([at, bytes]) => entry(at, "file", bytes)),
  path.map((at) => entry(at, "directory")),
  path.map((at) => entry(at, "symbolic-link")),
  fc.tuple(path, path).map(([at, target]) => entry(at, "hard-link", 0, target)),
  whiteout,
);
const anyLayers = fc.array(
  fc.array(anyEntry, { maxLength: 8 }).map((entries) => layer(...entries)),
  { maxLength: 5 },
);

test("what is visible is what the model says, and the rest is hidden", () => {
  fc.assert(
    fc.property(anyLayers, (layers) => {
      const { visible, hidden } = mergeLayers(layers);
      const sum = (files: readonly { readonly bytes: number }[]) =>
        files.reduce((total, file) => total + file.bytes, 0);
      expect(sum(visible)).toBe(modelBytes(layers));
      expect(sum(visible) + sum(hidden)).toBe(layers.reduce((total, each) => total + each.bytes, 0));
      for (const file of hidden) expect(file.hiddenBy).toBeGreaterThanOrEqual(file.layer);
    }),
    { numRuns: 2000 },
  );
});

test("a whiteout speaks of lower layers only, wherever it stands", () => {
  const base = layer(entry("d/a", "file", 5), entry("d/b", "file", 7));
  const { visible, hidden } = mergeLayers([base, layer(entry("d/a", "file", 1), entry("d/.wh..wh..opq"))]);
  expect(visible).toEqual([{ path: "d/a", bytes: 1 }]);
  expect(hidden.map(({ path: at, hiddenBy }) => [at, hiddenBy])).toEqual([
    ["d/a", 1],
    ["d/b", 1],
  ]);
});

test("notes of old storage drivers hide nothing", () => {
  const { visible } = mergeLayers([layer(entry("aufs", "file", 5)), layer(entry(".wh..wh.aufs"))]);
  expect(visible).toEqual([{ path: "aufs", bytes: 5 }]);
});

test("a chain of folders deeper than the call stack is no problem", () => {
  const deep = Array.from({ length: 20_000 }, () => "d").join("/");
  const { hidden } = mergeLayers([layer(entry(`${deep}/f`, "file", 1)), layer(entry(".wh.d"))]);
  expect(hidden).toHaveLength(1);
});
