// Matching layers with instructions, on histories that both builders really wrote.

import { describe, expect, test } from "vitest";
import { layerOrigins } from "../../server/engine/layers.ts";
import type { HistoryRow } from "../../server/engine/saved-image.ts";
import { recordedText, stepsOf } from "./support/recorded.ts";

const rich = recordedText("rich.Dockerfile");
/** The legacy builder knows no `--mount`; its recording was made without that line. */
const richLegacy = rich.replace(/^RUN --mount.*\n/m, "");

function lines(builder: "buildkit" | "legacy", text: string, target?: string) {
  const history = JSON.parse(recordedText(`rich-history.${builder}.json`)) as readonly HistoryRow[];
  const count = history.filter((row) => !row.empty).length;
  return layerOrigins(count, history, stepsOf(text), target).map(({ line, instruction }) =>
    line === null ? instruction : line + 1,
  );
}

describe("every layer of a rich file gets its line, across the stage it is built on", () => {
  test("BuildKit", () => {
    expect(lines("buildkit", rich)).toEqual([null, 4, 5, 7, 13, 14, 15, 16, 17, 25]);
  });

  test("the legacy builder, whose first WORKDIR made no layer", () => {
    expect(lines("legacy", richLegacy)).toEqual([null, 5, 7, 13, 14, 15, 16, 24]);
  });

  test("the instruction is worded as in the file", () => {
    const history = JSON.parse(recordedText("rich-history.legacy.json")) as readonly HistoryRow[];
    const origins = layerOrigins(8, history, stepsOf(richLegacy), undefined);
    expect(origins[2]?.instruction).toBe('RUN echo ${VERSION} > version && echo "done" >> version');
    expect(origins[3]?.instruction).toBe("COPY --chown=1000:1000 a.txt ./");
  });
});

describe("where it isn't certain there is no line", () => {
  test("after a RUN that the file does not have", () => {
    const changed = rich.replace("RUN exit 0", "RUN exit 1");
    expect(lines("buildkit", changed).every((line) => typeof line !== "number")).toBe(true);
  });

  test("before a copy that goes elsewhere; what comes later keeps its line", () => {
    expect(lines("buildkit", rich.replace('"/with space/"', '"/elsewhere/"')).slice(-4)).toEqual([
      15, 16, 17, 25,
    ]);
    expect(lines("buildkit", rich.replace('"/with space/"', '"/elsewhere/"')).slice(0, 6)).not.toContain(13);
    expect(lines("legacy", richLegacy.replace('"/with space/"', '"/elsewhere/"')).slice(-3)).toEqual([
      15, 16, 24,
    ]);
    expect(lines("legacy", richLegacy.replace('"/with space/"', '"/elsewhere/"')).slice(0, 5)).not.toContain(
      13,
    );
  });

  test("before an instruction that is missing", () => {
    expect(
      lines("buildkit", rich.replace("USER 1000\n", "")).filter((line) => typeof line === "number"),
    ).toEqual([24]);
  });

  test("for another target, or without instructions", () => {
    expect(lines("buildkit", rich, "base").every((line) => typeof line !== "number")).toBe(true);
    expect(lines("buildkit", "").every((line) => typeof line !== "number")).toBe(true);
    expect(lines("buildkit", rich, "nope").every((line) => typeof line !== "number")).toBe(true);
  });

  test("when history and layers don't pair", () => {
    expect(
      layerOrigins(2, [{ createdBy: "RUN x", empty: false }], stepsOf("FROM a\nRUN x\n"), undefined),
    ).toEqual([
      { instruction: null, line: null },
      { instruction: null, line: null },
    ]);
  });
});

test("build arguments before a command are not part of it", () => {
  const row = (createdBy: string) => [{ createdBy, empty: false }];
  const wording = (createdBy: string) => layerOrigins(1, row(createdBy), [], undefined)[0]?.instruction;
  expect(wording("RUN |2 A=x y B=z /bin/sh -c make all # buildkit")).toBe("RUN make all");
  expect(wording("|1 TOKEN=s /bin/sh -c make")).toBe("RUN make");
  expect(wording("/bin/sh -c #(nop) COPY dir:00 in /x ")).toBe("COPY dir:00 in /x");
});

test("heredocs are matched by their first line", () => {
  const steps = [
    { line: 0, keyword: "FROM", text: "debian" },
    { line: 1, keyword: "RUN", text: "<<EOF\nset -e\nmake\nEOF" },
    { line: 5, keyword: "COPY", text: "a /" },
  ];
  const rows = (run: string) => [
    { createdBy: run, empty: false },
    { createdBy: "COPY a / # buildkit", empty: false },
  ];
  expect(
    layerOrigins(2, rows("RUN /bin/sh -c set -e\nmake\n # buildkit"), steps, undefined).map((o) => o.line),
  ).toEqual([1, 5]);
  expect(
    layerOrigins(2, rows("RUN /bin/sh -c other # buildkit"), steps, undefined).map((o) => o.line),
  ).toEqual([null, 5]);
});

test("podman's rows, whose last is our label in quotes", () => {
  const row = (createdBy: string, empty = false): HistoryRow => ({ createdBy, empty });
  const history = [
    row("/bin/sh -c #(nop) COPY dir:5aa901a72c67c0a27bebacb03c98701b48a41dce5e2c376d0987a66e5645852f in / "),
    row("/bin/sh -c echo one > /one"),
    row(
      "/bin/sh -c #(nop) COPY file:bbc289087bb09cf11e806d6c3338e32d7294054b8439eb951216e07b18929f49 in /x ",
    ),
    row('/bin/sh -c #(nop) LABEL "lean-dockerfile.compare"="0123456789ab"', true),
  ];
  const steps = stepsOf("FROM busybox:musl\nRUN echo one > /one\nCOPY a.txt /x\n");
  expect(layerOrigins(3, history, steps, undefined).map(({ line }) => line)).toEqual([null, 1, 2]);
});
