// Sizes on every kind of engine and image store, against a count of the saved layers by `tar` alone.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { allEngines, Bench, base, docker, succeed } from "./support/real.ts";

// A step takes many times as long where others use the engine too.
vi.setConfig({ testTimeout: 240_000 });

let bench: Bench;
afterEach(() => bench.close());

interface Count {
  /** Bytes of all layers. */
  readonly stored: number;
  /** Bytes of the tree that a container has. */
  readonly visible: number;
  /** Bytes of the layers as they are saved; null unless all of them are packed. */
  readonly packed: number | null;
}

/** Counts with `tar` and the client alone. */
function counted(image: string): Count {
  const archive = path.join(bench.folder, "image.tar");
  const folder = path.join(bench.folder, "image");
  docker(bench.engine, "image", "save", `--output=${archive}`, image);
  mkdirSync(folder);
  spawnSync("tar", ["-xf", archive, "-C", folder]);
  const manifest = JSON.parse(readFileSync(path.join(folder, "manifest.json"), "utf8")) as [
    { Layers: string[] },
  ];
  const files = manifest[0].Layers.map((layer) => path.join(folder, layer));
  const layers = files.map(fileSizes);
  const container = docker(bench.engine, "create", image, "/x").stdout.trim();
  const tree = path.join(bench.folder, "tree.tar");
  docker(bench.engine, "export", `--output=${tree}`, container);
  docker(bench.engine, "rm", container);
  // A container of docker shows these as empty files, whatever the image has there.
  const hidden =
    bench.engine.identity.name === "docker" ? ["etc/hosts", "etc/hostname", "etc/resolv.conf"] : [];
  const replaced = hidden.map((name) => layers[0]?.get(name) ?? 0);
  return {
    stored: total(layers.flatMap((layer) => [...layer.values()])),
    visible: total([...fileSizes(tree).values(), ...replaced]),
    packed: files.every(isPacked) ? total(files.map((file) => statSync(file).size)) : null,
  };
}

/** True for gzip, which is what the containerd store packs layers with. */
function isPacked(file: string): boolean {
  return readFileSync(file).subarray(0, 2).toString("hex") === "1f8b";
}

/** The sizes of the regular files in an archive, as `tar` lists them. */
function fileSizes(archive: string): ReadonlyMap<string, number> {
  const listing = spawnSync("tar", ["-tvf", archive, "--numeric-owner"], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const lines = listing.stdout.split("\n").filter((line) => line.startsWith("-"));
  return new Map(
    lines.map((line) => [
      line.split(/\s+/).slice(5).join(" ").replace(/^\.\//, ""),
      Number(line.split(/\s+/)[2]),
    ]),
  );
}

function total(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0);
}

const tree = `FROM ${base}
RUN mkdir /d && head -c 100000 /dev/zero > /d/one && ln /d/one /d/two && ln -s one /d/three && head -c 777 /dev/zero > /d/gone
RUN rm /d/gone && chmod 600 /d/one && head -c 50000 /dev/zero > '/d/name with ü and "'
RUN rm -r /usr/share/common-licenses && mkdir /usr/share/common-licenses && echo x > /usr/share/common-licenses/x
ENV A=1
`;

const small = `FROM ${base} AS build
RUN head -c 4321 /dev/zero > /out
FROM scratch
COPY --from=build /out /bin/out
COPY a.txt /
USER 65532
`;

const engines = (await allEngines()).filter(({ builder }) => builder !== "legacy");

describe.each(engines)("$builder", (tested) => {
  test("sizes agree to the byte with a count by tar", async () => {
    bench = new Bench(tested);
    const sides = [bench.side("before", tree), bench.side("after", small)];
    const measured = succeed(await bench.compare(sides, { plannedFields: ["user"], budgetBytes: 4000 }));
    bench.build(tree, `lean-test/${bench.marker}:tree`);
    const { stored, visible, packed } = counted(`lean-test/${bench.marker}:tree`);
    const [before, after] = measured.sides;
    expect(before?.contentBytes).toBe(stored);
    expect((before?.contentBytes ?? 0) - (before?.wasted?.bytes ?? 0)).toBe(visible);
    expect(before?.compressedBytes).toBe(packed);
    // Hard links count once. A changed mode stores one of the names anew; the other still shows the old content.
    expect(before?.layers.slice(1).map((layer) => layer.bytes)).toEqual([100_777, 150_000, 2]);
    expect(before?.wasted?.files).toContainEqual({ path: "d/gone", bytes: 777, layer: 1, hiddenBy: 2 });
    expect(before?.wasted?.files.map((file) => file.path)).not.toContain("d/one");
    expect(before?.largest.map((file) => file.path)).toContain("usr/bin/perl");
    expect(before?.layers.map((layer) => layer.line)).toEqual([null, 2, 3, 4]);
    expect(before?.layers.at(-1)?.instruction).toContain("RUN rm -r /usr/share/common-licenses");

    expect(after).toMatchObject({
      contentBytes: 4327,
      wasted: { bytes: 0, files: [] },
      largest: [
        { path: "bin/out", bytes: 4321 },
        { path: "a.txt", bytes: 6 },
      ],
      layers: [
        { bytes: 4321, instruction: "COPY --from=build /out /bin/out", line: 5 },
        { bytes: 6, instruction: "COPY a.txt /", line: 6 },
      ],
      config: { user: "65532", os: "linux" },
    });
    expect(after?.config?.labels["lean.test"]).toBe(bench.marker);
    // On scratch docker's graph drivers count the same bytes; the others count archives, or packed layers.
    if (tested.builder === "buildkit") expect(after?.engineBytes).toBe(4327);
    else expect(after?.engineBytes).not.toBe(4327);
    if (tested.builder === "containerd") expect(after?.compressedBytes).toBeGreaterThan(0);

    expect(measured).toMatchObject({
      kind: "measured",
      engine: tested.engine.identity,
      difference: { bytes: 4327 - stored, ratio: stored / 4327 },
      budget: { limitBytes: 4000, actualBytes: 4327, exceeded: true },
    });
    expect(measured.configDifferences).toContainEqual({
      field: "user",
      before: "root",
      after: "65532",
      planned: true,
    });
    expect(measured.configDifferences).toContainEqual({
      field: "env.A",
      before: "1",
      after: "",
      planned: false,
    });
    expect(bench.log.length).toBeGreaterThan(10);
  });
});
