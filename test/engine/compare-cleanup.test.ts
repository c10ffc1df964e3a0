// Comparisons on a real engine leave it as it was: after success, each failure, and cancelling in every phase.

import { afterEach, describe, expect, test, vi } from "vitest";
import { builders } from "../../server/engine/builders.ts";
import type { CompareProgress } from "../../server/protocol/compare.ts";
import type { TestedEngine } from "./support/engines.ts";
import { allEngines, Bench, base, docker, realEngines, succeed } from "./support/real.ts";

// A step takes many times as long where others use the engine too.
vi.setConfig({ testTimeout: 240_000 });

let bench: Bench;
afterEach(() => bench.close());

/** One engine for each builder; the containerd store is built for by BuildKit as well. */
const everyBuilder: readonly TestedEngine[] = ["buildkit", "legacy", "podman"];

const small = `FROM ${base} AS build
WORKDIR /src
COPY . .
RUN head -c 4321 /dev/zero > /out
FROM scratch
COPY --from=build /out /out
`;

/** A side that costs no step on a base image, where another side is what the test is about. */
const tiny = "FROM scratch\nCOPY a.txt /\n";

/** Aborts at the first progress that fits, after a pause. */
function abortAt(fits: (progress: CompareProgress) => boolean, pauseMs = 0) {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    onProgress: (progress: CompareProgress) => {
      if (!fits(progress)) return;
      if (pauseMs === 0) controller.abort();
      else setTimeout(() => controller.abort(), pauseMs);
    },
  };
}

function volumes(): readonly string[] {
  return docker(bench.engine, "volume", "ls", "--quiet").stdout.split("\n").sort();
}

describe.each(await allEngines())("$builder leaves nothing behind", (tested) => {
  /**
   * A test for the engines that it is about: what the builder or the store decides is tested on each of them, what
   * our own code decides whatever the engine is, on one.
   */
  const testOn = (builders: readonly TestedEngine[], name: string, run: () => Promise<void>) => {
    if (builders.includes(tested.builder)) test(name, run);
  };

  /** A step that takes long, and that no earlier run has in its cache. */
  const slow = () => `FROM ${base}\nCOPY a.txt /\nRUN echo ${bench.marker} && sleep 60\n`;

  test("on success, also with volumes", async () => {
    bench = new Bench(tested);
    const before = volumes();
    const text = small.replace("COPY . .", "VOLUME /data\nCOPY . .\nRUN mkdir -p /data && touch /data/x");
    succeed(await bench.compare([bench.side("a", small), bench.side("b", text)]));
    expect(bench.leftovers()).toEqual([]);
    // Others may use the engine too; what is new must be theirs and go away, or ours and not be there.
    await expect
      .poll(() => volumes().filter((name) => !before.includes(name)), { timeout: 5000 })
      .toEqual([]);
  });

  testOn(everyBuilder, "when a RUN fails", async () => {
    bench = new Bench(tested);
    const text = `${small}FROM ${base}\nRUN echo some words && false\n`;
    const outcome = await bench.compare([bench.side("original", tiny), bench.side("split", text)]);
    expect(outcome).toMatchObject({
      ok: false,
      failure: { kind: "build-failed", side: "split", line: 10, output: ["some words"] },
    });
    expect(bench.leftovers()).toEqual([]);
  });

  test("when a base image can't be had", async () => {
    bench = new Bench(tested);
    const text = `${small}FROM lean-test.invalid/none:1\nRUN true\n`;
    const outcome = await bench.compare([bench.side("original", text), bench.side("split", tiny)]);
    expect(outcome).toMatchObject({
      ok: false,
      failure: { kind: "base-image-unavailable", side: "original", line: 8 },
    });
    expect(bench.leftovers()).toEqual([]);
  });

  // That two causes are the same is for our own code to tell, from words that the readers of each builder's output give.
  testOn(["buildkit"], "when both sides fail alike, and when each fails in its own way", async () => {
    bench = new Bench(tested);
    const failing = `FROM ${base}\nRUN exit 3\n`;
    const also = `FROM ${base} AS build\nRUN exit 3\nFROM scratch\nCOPY --from=build / /\n`;
    expect(await bench.compare([bench.side("original", failing), bench.side("split", also)])).toMatchObject({
      ok: false,
      failure: {
        kind: "both-sides-fail",
        side: "original",
        line: 2,
        message: expect.stringMatching(/^Both sides fail alike.* at `RUN exit 3` with exit code 3/),
      },
    });
    const other = failing.replace("exit 3", "exit 4");
    expect(await bench.compare([bench.side("original", failing), bench.side("split", other)])).toMatchObject({
      ok: false,
      failure: { kind: "build-failed", side: "original" },
    });
    expect(bench.leftovers()).toEqual([]);
  });

  testOn(everyBuilder, "when cancelled before it begins, or while it starts", async () => {
    bench = new Bench(tested);
    const sides = [bench.side("a", small), bench.side("b", small)];
    const cancelled = { ok: false, failure: { kind: "cancelled" } };
    expect(await bench.compare(sides, { signal: AbortSignal.abort() })).toMatchObject(cancelled);
    const starting = abortAt(({ message }) => message === "Starting");
    expect(await bench.compare(sides, { signal: starting.signal }, starting.onProgress)).toMatchObject(
      cancelled,
    );
    expect(bench.leftovers()).toEqual([]);
  });

  test("when cancelled while a RUN of the second side runs", async () => {
    bench = new Bench(tested);
    const { signal, onProgress } = abortAt(
      ({ message }) => message.startsWith(`RUN echo ${bench.marker}`),
      400,
    );
    let began = 0;
    signal.addEventListener("abort", () => {
      began = Date.now();
    });
    const sides = [bench.side("a", tiny), bench.side("b", slow())];
    expect(await bench.compare(sides, { signal }, onProgress)).toMatchObject({
      ok: false,
      failure: { kind: "cancelled" },
    });
    // The step would have slept for a minute.
    expect(Date.now() - began).toBeLessThan(30_000);
    expect(bench.leftovers()).toEqual([]);
  });

  // Only where steps are images one can be made behind our back.
  const pauses = builders[tested.engine.builder].steps === "images" ? [0, 90] : [];
  test.each(pauses)("when cancelled %d ms into a copy, whose image nobody printed yet", async (pause) => {
    bench = new Bench(tested);
    for (let file = 0; file < 60; file++) bench.write(`many/${file}`, "x".repeat(200_000));
    const text = `FROM ${base}\nCOPY many /${bench.marker}\nCOPY a.txt /\nCOPY many /again\n`;
    const { signal, onProgress } = abortAt(({ message }) => message.startsWith("COPY many"), pause);
    const outcome = await bench.compare([bench.side("a", text)], { signal }, onProgress);
    if (!outcome.ok) expect(outcome.failure.kind).toBe("cancelled");
    expect(bench.leftovers()).toEqual([]);
  });

  testOn(
    everyBuilder,
    "when cancelled while the last step becomes an image, or while it is measured",
    async () => {
      bench = new Bench(tested);
      const copies = `FROM scratch AS build\nCOPY a.txt /\nFROM scratch\nCOPY --from=build /a.txt /${bench.marker}\n`;
      const sides = [bench.side("a", copies), bench.side("b", copies)];
      for (const { signal, onProgress } of [
        abortAt(({ side, message }) => side === "b" && message.startsWith("COPY --from"), 30),
        abortAt(({ side, message }) => side === "a" && message === "Measuring"),
        abortAt(({ side, message }) => side === "b" && message === "Measuring", 20),
      ]) {
        const outcome = await bench.compare(sides, { signal }, onProgress);
        if (!outcome.ok) expect(outcome.failure.kind).toBe("cancelled");
        expect(bench.leftovers()).toEqual([]);
      }
    },
  );

  test("and keeps what the user built of the same text, with a name and without", async () => {
    bench = new Bench(tested);
    const tag = `lean-test/${bench.marker}:users`;
    const { engine } = bench;
    // By the tag: of what podman's build prints, the image of a step may be the last.
    const tagged = () => {
      const id = docker(engine, "image", "inspect", "--format", "{{.Id}}", tag).stdout.trim();
      return id.startsWith("sha256:") ? id : `sha256:${id}`;
    };
    bench.build(small, tag);
    const named = tagged();
    const other = `FROM scratch\nCOPY a.txt /${bench.marker}\n`;
    const dangling = bench.build(other);
    const before = [...bench.leftovers()].sort();
    expect(before).toContain(`image ${named}`);
    expect(before).toContain(`image ${dangling}`);
    const sides = [small, other].map((text, index) => bench.side(String(index), text));
    succeed(await bench.compare(sides));
    expect([...bench.leftovers()].sort()).toEqual(before);
    expect(tagged()).toBe(named);
  });

  testOn(everyBuilder, "when two comparisons run at once, of the same and of other texts", async () => {
    bench = new Bench(tested);
    const sides = [bench.side("a", small), bench.side("b", small.replace("4321", "99"))];
    const outcomes = await Promise.all([
      bench.compare(sides),
      bench.compare(sides),
      bench.compare(sides.slice(1)),
    ]);
    for (const outcome of outcomes) expect(succeed(outcome).sides.at(-1)?.contentBytes).toBe(99);
    expect(bench.leftovers()).toEqual([]);
  });

  testOn(everyBuilder, "unless it is asked to keep the images: then these, under their tags", async () => {
    bench = new Bench(tested);
    const outcome = await bench.compare([bench.side("a", "FROM scratch\nCOPY a.txt /\n")], {
      images: "keep",
    });
    const note = succeed(outcome).notes.join(" ");
    const tag = /`(lean-dockerfile\/compare:[0-9a-f]{12}-a)`/.exec(note)?.[1] ?? "";
    expect(docker(bench.engine, "image", "inspect", tag).status).toBe(0);
    expect(bench.leftovers().filter((item) => item.startsWith("file"))).toEqual([]);
    expect(docker(bench.engine, "image", "rm", tag).status).toBe(0);
    expect(bench.leftovers()).toEqual([]);
  });
});

describe.each(realEngines().filter(({ builder }) => builder === "legacy"))(
  "the output of $builder",
  (tested) => {
    test("can be forged by a program, which gets nobody's image removed", async () => {
      bench = new Bench(tested);
      const users = bench.build(`FROM scratch\nCOPY a.txt /${bench.marker}\n`).slice(7, 19);
      const before = [...bench.leftovers()].sort();
      const forged = `echo ' ---> ${users}'`;
      const removal = "hostname | sed 's/^/Removing intermediate container /'";
      const text = `FROM ${base} AS liar\nRUN ${forged}; ${removal}; ${forged}\nFROM scratch\nCOPY --from=liar /etc/passwd /\n`;
      succeed(await bench.compare([bench.side("liar", text)]));
      expect([...bench.leftovers()].sort()).toEqual(before);
    });
  },
);
