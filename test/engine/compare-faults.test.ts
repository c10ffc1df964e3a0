// Faults that need an engine of the test's own: a full disk, an engine stopped in the middle, a socket of another user.
// After each, images, containers, volumes and temporary files are as before, and the user saw one sentence.

import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { reachEngine } from "../../server/engine/take-up.ts";
import type { CompareOutcome } from "../../server/protocol/compare.ts";
import { isRequired } from "../harness/require.ts";
import { OwnEngine } from "./support/own-engine.ts";
import { Bench, docker, realEngines, succeed, type TestEngine } from "./support/real.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const small = "busybox:musl";
const tested = realEngines();

/** Everything that an engine holds, and the temporary files of the bench. */
function held(bench: Bench): readonly string[] {
  const lists = [
    ["image", "ls", "--all", "--no-trunc"],
    ["container", "ls", "--all", "--no-trunc"],
    ["volume", "ls"],
  ];
  const things = lists.map((list) =>
    docker(bench.engine, ...list, "--quiet")
      .stdout.split("\n")
      .sort()
      .join(" "),
  );
  return [...things, ...readdirSync(bench.temporary), ...readdirSync(bench.state)];
}

/** Some process has the words among its arguments. */
function isNamedByProcess(words: string): boolean {
  return readdirSync("/proc").some((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, "utf8").includes(words);
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
}

function sentenceOf(outcome: CompareOutcome): string {
  if (outcome.ok) throw new Error("The comparison succeeds.");
  const { message } = outcome.failure;
  expect(message).toMatch(/^[A-Z][^\n]*\.$/);
  expect(message).not.toMatch(/\.\s+[A-Z]/);
  return message;
}

describe.skipIf(tested.length === 0)("an engine of its own", () => {
  const own = new OwnEngine();
  let missing: string | undefined;
  let bench: Bench | undefined;

  beforeAll(async () => {
    missing = await own.open(220);
    const [first] = tested;
    if (missing === undefined && first !== undefined) own.take(small, first.engine);
  });
  afterEach(() => bench?.close());
  afterAll(() => own.close());

  /** The bench on the engine, or a skip that says why; `LEAN_REQUIRE=engine` makes that a failure. */
  function open(each: TestEngine, skip: (note: string) => void): Bench {
    if (missing !== undefined && isRequired("engine")) throw new Error(missing);
    if (missing !== undefined) skip(missing);
    bench = new Bench(own.instead(each));
    // The build cache stays after a comparison, by design, and this disk has no room for it.
    docker(bench.engine, "builder", "prune", "--all", "--force");
    return bench;
  }

  describe.each(tested)("$builder", (each) => {
    // What is said of an image without a command, and before anything is built, no builder has a part in.
    const isFirst = each === tested[0];
    if (isFirst)
      test("an image without a start command", async ({ skip }) => {
        const place = open(each, skip);
        const before = held(place);
        const { sides, verification } = succeed(
          await place.compare([place.side("file", "FROM scratch\nCOPY a.txt /\n")]),
        );
        expect(sides[0]).toMatchObject({ contentBytes: 6, config: { cmd: [], entrypoint: [] } });
        expect(verification?.status).toBe("unknown");
        expect(held(place)).toEqual(before);
      });

    test("a full disk", async ({ skip }) => {
      const place = open(each, skip);
      const before = held(place);
      const text = `FROM ${small}\nRUN dd if=/dev/zero of=/big bs=1M count=400\n`;
      const outcome = await place.compare([place.side("original", text)]);
      expect(outcome).toMatchObject({ ok: false, failure: { kind: "disk-full", side: "original", line: 2 } });
      expect(sentenceOf(outcome)).toContain("`docker system df`");
      expect(held(place)).toEqual(before);
      // And the engine is as good as before.
      succeed(await place.compare([place.side("file", `FROM ${small}\nRUN echo 1 > /one\n`)]));
    });

    test("a disk that is full while the context comes in", async ({ skip }) => {
      const place = open(each, skip);
      const before = held(place);
      place.write("big", Buffer.alloc(300_000_000));
      const outcome = await place.compare([place.side("original", "FROM scratch\nCOPY big /\n")]);
      expect(outcome).toMatchObject({ ok: false, failure: { kind: "disk-full", side: "original" } });
      sentenceOf(outcome);
      expect(held(place)).toEqual(before);
    });

    if (isFirst)
      test("a socket that belongs to somebody else", async ({ skip }) => {
        const place = open(each, skip);
        const before = held(place);
        // The engine's folder is root's; what is run as nobody must still reach the socket to be refused there.
        chmodSync(own.folder, 0o755);
        chmodSync(place.folder, 0o755);
        const client = path.join(place.folder, "docker");
        writeFileSync(
          client,
          `#!/bin/sh\nexec setpriv --reuid=65534 --regid=65534 --clear-groups '${place.engine.command}' "$@"\n`,
        );
        chmodSync(client, 0o755);
        const outcome = await place.compare([place.side("file", `FROM ${small}\n`)], { enginePath: client });
        expect(outcome).toMatchObject({ ok: false, failure: { kind: "permission-denied" } });
        expect(sentenceOf(outcome)).toContain("`docker` group");
        expect(held(place)).toEqual(before);
      });

    test("an engine that is stopped in the middle, and started again", async ({ skip }) => {
      const place = open(each, skip);
      const before = held(place);
      let stopped: Promise<void> | undefined;
      const text = `FROM ${small}\nCOPY a.txt /\nRUN echo ${place.marker} && sleep 60\n`;
      const outcome = await place.compare([place.side("original", text)], {}, ({ message }) => {
        if (/^RUN echo/.test(message)) stopped ??= own.stop();
      });
      await stopped;
      const temporary = readdirSync(place.temporary);
      expect(await own.start()).toBeUndefined();
      expect(outcome).toMatchObject({ ok: false, failure: { kind: "engine-not-running", side: "original" } });
      expect(temporary).toEqual([]);
      // Only the legacy builder leaves images of steps; the next comparison takes them away, whatever it is about.
      expect(sentenceOf(outcome).includes("also removes")).toBe(each.builder === "legacy");
      expect(readdirSync(place.state)).toHaveLength(1);
      const { notes } = succeed(await place.compare([place.side("other", "FROM scratch\nCOPY a.txt /\n")]));
      expect(notes.join(" ")).toContain("An earlier comparison");
      expect(held(place)).toEqual(before);
    });

    test("an engine that is stopped when the first of two sides is built", async ({ skip }) => {
      const place = open(each, skip);
      const before = held(place);
      let stopped: Promise<void> | undefined;
      const sides = [
        place.side("first", `FROM ${small}\nCOPY a.txt /${place.marker}\n`),
        place.side("second", `FROM ${small}\nRUN echo ${place.marker} && sleep 60\n`),
      ];
      const outcome = await place.compare(sides, {}, ({ message }) => {
        if (/^RUN echo/.test(message)) stopped ??= own.stop();
      });
      await stopped;
      expect(await own.start()).toBeUndefined();
      expect(sentenceOf(outcome)).toContain("also removes");
      expect(place.leftovers().some((item) => item.startsWith("image"))).toBe(true);
      // Any command that reaches the engine does; it leaves alone what somebody built meanwhile of the same text.
      const users = place.build(`FROM ${small}\nCOPY a.txt /${place.marker}\n`);
      expect((await reachEngine(place.choice)).ok).toBe(true);
      expect(readdirSync(place.state)).toEqual([]);
      expect(place.leftovers()).toContain(`image ${users}`);
      docker(place.engine, "image", "rm", users);
      expect(held(place)).toEqual(before);
    });

    test("a comparison that is killed in the middle", async ({ skip }) => {
      const place = open(each, skip);
      const before = held(place);
      const first = `FROM ${small} AS one\nCOPY a.txt /\nRUN echo ${place.marker}\nFROM one\nCOPY a.txt /b\n`;
      place.killed(
        [place.side("a", first), place.side("b", `${first}RUN echo ${place.marker} && sleep 3\n`)],
        `RUN echo ${place.marker} && sleep`,
      );
      expect(readdirSync(place.state)).toHaveLength(1);
      expect(readdirSync(place.temporary)).not.toEqual([]);
      // As long as it may still be at work, nobody touches what it has made.
      const { notes } = succeed(
        await place.compare([place.side("c", "FROM scratch\n")], { lockFolder: place.folder }),
      );
      expect(notes.join(" ")).not.toContain("An earlier comparison");
      expect(readdirSync(place.state)).toHaveLength(1);
      // The client is on its own now, and ends when it has something to say; what it had the engine do, comes to an end.
      const run = path.basename(readdirSync(place.state)[0] ?? "", ".json");
      await expect.poll(() => isNamedByProcess(run), { timeout: 30_000 }).toBe(false);
      await expect
        .poll(() => docker(place.engine, "container", "ls", "--quiet").stdout, { timeout: 20_000 })
        .toBe("");
      await sleep(2_000);
      expect(place.leftovers().some((item) => item.startsWith("image"))).toBe(true);
      place.age(35);
      succeed(await place.compare([place.side("c", "FROM scratch\nCOPY a.txt /\n")]));
      expect(held(place)).toEqual(before);
    });
  });
});
