// What is written down of a run: for whom it is pending, that it is whole, and that nothing in it is believed blindly.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Footprint } from "../../server/engine/cleanup.ts";
import type { Engine } from "../../server/engine/client.ts";
import { pendingRuns, type RunRecord, writeDown } from "../../server/engine/pending-runs.ts";
import { stateFolder } from "../../server/engine/state-folder.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lean-pending-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const engine: Engine = {
  identity: { name: "docker", version: "20.10.24", store: "overlay2" },
  id: "JRZZ:OTK2 /var/lib/docker",
  command: "/usr/bin/docker",
  builder: "legacy",
  env: {},
};

const id = (digit: string) => `sha256:${digit.repeat(64)}`;
const run = "0123456789ab";

const footprint: Footprint = {
  run,
  tags: [`lean-dockerfile/compare:${run}-a`],
  builds: [
    {
      stepImages: [
        { id: "111111111111", cached: false },
        { id: "222222222222", cached: true },
      ],
      containers: ["333333333333"],
      pendingStep: { instruction: "RUN make", base: "222222222222" },
      stages: 0,
      ending: { kind: "exited", code: 0 },
    },
  ],
  before: { images: new Set([id("a")]), containers: new Set(["b".repeat(64)]) },
  until: null,
  ended: "finished",
  images: "remove",
};

function write(more: Partial<Footprint> = {}, redact = (text: string) => text): Promise<RunRecord> {
  return writeDown(
    engine,
    { ...footprint, ...more },
    { folder: "/tmp/lean-dockerfile-x", stateFolder: folder, redact },
  );
}

const file = () => path.join(folder, `${run}.json`);
const pending = (of = engine) => pendingRuns(of, folder);

function age(seconds: number): void {
  const then = new Date(Date.now() - seconds * 1000);
  utimesSync(file(), then, then);
}

test("a run is its own as long as it is at work, and pending when it was left or nobody touches it", async () => {
  const record = await write();
  expect(record.isWritten).toBe(true);
  expect(await pending()).toEqual([]);
  age(60);
  const [found] = await pending();
  expect(found).toMatchObject({
    path: file(),
    builder: "legacy",
    folder: "/tmp/lean-dockerfile-x",
    footprint: {
      ...footprint,
      // Its build was interrupted with it.
      ended: "interrupted",
      until: statSync(file()).mtimeMs,
      builds: [{ ...footprint.builds[0], ending: { kind: "killed" } }],
    },
  });
  await record.leave({ ...footprint, tags: [] });
  expect(await pending()).toMatchObject([{ footprint: { tags: [], ended: "finished" } }]);
  expect(await pending({ ...engine, id: "JRZZ:OTK2 /other" })).toEqual([]);
  expect(await pending({ ...engine, id: "" })).toEqual([]);
});

test("what nothing is left of is forgotten", async () => {
  const record = await write();
  record.update(footprint);
  await record.forget();
  expect(readdirSync(folder)).toEqual([]);
});

test("the file is whole at every moment, and has the last word in the end", async () => {
  const record = await write();
  for (let step = 0; step < 50; step++) {
    record.update({ ...footprint, tags: [`lean-dockerfile/compare:${run}-s${step}`] });
    expect(JSON.parse(readFileSync(file(), "utf8"))).toMatchObject({ run, version: 1 });
    await new Promise((resolve) => setTimeout(resolve, step % 3));
  }
  await expect.poll(() => readFileSync(file(), "utf8")).toContain(`${run}-s49`);
  expect(readdirSync(folder)).toEqual([`${run}.json`]);
  // Only the user may read it.
  if (process.platform !== "win32") expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test("a step with a secret in it is not written down", async () => {
  const [build] = footprint.builds;
  const builds =
    build === undefined ? [] : [{ ...build, pendingStep: { instruction: "RUN login swordfish", base: "" } }];
  await write({ builds }, (text) => text.replaceAll("swordfish", "***"));
  expect(readFileSync(file(), "utf8")).not.toMatch(/swordfish|\*\*\*/);
});

test("a file that is not as we write it is nobody's run", async () => {
  await (await write()).leave(footprint);
  const good = readFileSync(file(), "utf8");
  const spoilt: readonly ((text: string) => string)[] = [
    (text) => text.slice(0, -20),
    () => "",
    () => "null",
    () => "[]",
    (text) => text.replace('"version":1', '"version":2'),
    (text) => text.replace(`"run":"${run}"`, '"run":"ba9876543210"'),
    (text) => text.replace(`compare:${run}-a`, "compare:ba9876543210-a"),
    (text) =>
      text.replace(`"lean-dockerfile/compare:${run}-a"`, `"lean-dockerfile/compare:${run}-a --force"`),
    (text) => text.replace('"111111111111"', '"--all"'),
    (text) => text.replace('["333333333333"]', '["name"]'),
    (text) => text.replace('"base":"222222222222"', '"base":"x"'),
    (text) => text.replace('"builder":"legacy"', '"builder":"toString"'),
    (text) => text.replace(id("a"), "debian"),
  ];
  for (const spoil of spoilt) {
    const text = spoil(good);
    expect(text).not.toBe(good);
    writeFileSync(file(), text);
    expect(await pending()).toEqual([]);
  }
  writeFileSync(file(), good);
  expect(await pending()).toHaveLength(1);
});

test("after a season the engine does not come back", async () => {
  const record = await write();
  await record.leave(footprint);
  const other = { ...engine, id: "another" };
  expect(await pending(other)).toEqual([]);
  expect(readdirSync(folder)).toHaveLength(1);
  age(100 * 24 * 3600);
  expect(await pending(other)).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test("where nothing can be written, the run goes without", async () => {
  writeFileSync(path.join(folder, "file"), "");
  const record = await writeDown(engine, footprint, {
    folder: "",
    stateFolder: path.join(folder, "file", "below"),
    redact: (text) => text,
  });
  expect(record.isWritten).toBe(false);
  record.update(footprint);
  await record.leave(footprint);
  await record.forget();
  expect(await pendingRuns(engine, path.join(folder, "absent"))).toEqual([]);
});

test.skipIf(process.platform === "win32")("the folder is where each system keeps such things", () => {
  const folders: readonly (readonly [NodeJS.ProcessEnv, NodeJS.Platform, string])[] = [
    [{ HOME: "/home/me" }, "linux", "/home/me/.local/state/lean-dockerfile"],
    [{ HOME: "/home/me", XDG_STATE_HOME: "/state" }, "linux", "/state/lean-dockerfile"],
    [{ HOME: "/home/me", XDG_STATE_HOME: "state" }, "linux", "/home/me/.local/state/lean-dockerfile"],
    [{ HOME: "/Users/me" }, "darwin", "/Users/me/Library/Application Support/lean-dockerfile"],
  ];
  for (const [env, platform, expected] of folders) expect(stateFolder(env, platform)).toBe(expected);
  expect(stateFolder({}, "win32")).toBeNull();
});
