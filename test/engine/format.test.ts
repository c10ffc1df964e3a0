// Sizes and the headline, to the character.

import { expect, test } from "vitest";
import { formatBytes } from "../../server/core/text/bytes.ts";
import { changeInWords, headline, parseSize } from "../../server/engine/format.ts";
import type { CompareResult } from "../../server/protocol/compare.ts";

// The right column is what `docker images` of 20.10 shows for such sizes, with a space before the unit.
test.each([
  [0, "0 B"],
  [10, "10 B"],
  [999, "999 B"],
  [1000, "1 kB"],
  [1_800_000, "1.8 MB"],
  [4_771_992, "4.77 MB"],
  [22_788_681, "22.8 MB"],
  [703_346_394, "703 MB"],
  [999_499_999, "999 MB"],
  [999_500_000, "1 GB"],
  [1_045_000_000, "1.04 GB"],
  [2_500_000_000_000, "2.5 TB"],
  [-4_771_992, "-4.77 MB"],
])("%d is %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  ["50MB", 50_000_000],
  ["1.5 GB", 1_500_000_000],
  ["64MiB", 67_108_864],
  ["64mib", 67_108_864],
  ["1048576", 1_048_576],
  ["10b", 10],
  ["3k", 3000],
  ["", undefined],
  ["MB", undefined],
  ["-5MB", undefined],
  ["5 parsecs", undefined],
  ["5iB", undefined],
  ["1e9", undefined],
])("%s is %s bytes", (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each([
  [703_346_394, 4_771_992, "-99.3%, 147x smaller"],
  [4_771_992, 703_346_394, "+14639%, 147x larger"],
  [100, 100, "no difference"],
  [1000, 990, "-1.0%"],
  [1000, 500, "-50.0%, 2.0x smaller"],
  [1_000_000, 999_999, "-0.0001%"],
  [100_000_000, 10, "-99.99999%, 10000000x smaller"],
  [100_000_000_000, 1, "-99.999999999%, 100000000000x smaller"],
  [500, 0, "-100.0%"],
  [0, 500, "+500 B"],
])("from %d to %d: %s", (before, after, text) => {
  expect(changeInWords(before, after)).toBe(text);
});

function result(kind: CompareResult["kind"], ...sizes: readonly (number | null)[]): CompareResult {
  const sides = sizes.map((contentBytes, index) => ({
    label: `side ${index}`,
    dockerfile: "Dockerfile",
    contentBytes,
    engineBytes: null,
    compressedBytes: null,
    layers: [],
    wasted: null,
    largest: [],
    folders: [],
    packages: [],
    config: null,
    buildSeconds: null,
    cached: null,
  }));
  const rest = { engine: null, difference: null, configDifferences: [], verification: null, budget: null };
  return { kind, sides, ...rest, notes: [] };
}

test("the headline", () => {
  expect(headline(result("measured", 703_346_394, 4_771_992))).toBe(
    "703 MB -> 4.77 MB (-99.3%, 147x smaller)",
  );
  expect(headline(result("estimated", 703_346_394, 4_771_992))).toBe(
    "~703 MB -> ~4.77 MB (-99.3%, 147x smaller)",
  );
  expect(headline(result("measured", 703_346_394))).toBe("703 MB");
  expect(headline(result("estimated", 703_346_394, null))).toBe("~703 MB -> unknown");
  expect(headline(result("measured", 3000, 2000, 1000))).toBe("3 images, 1 kB (side 2) to 3 kB (side 0)");
  expect(headline(result("measured", 1000, 1000, 1000))).toBe("3 images, 1 kB each");
  expect(headline(result("estimated", null, null, 1000))).toBe("3 images, ~1 kB where known");
  expect(headline(result("measured", null, null, null))).toBe("3 images, sizes unknown");
  expect(headline(result("measured"))).toBe("nothing compared");
});
