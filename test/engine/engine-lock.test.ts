// The lock around the legacy builder: one at a time, waiting can be cancelled, and a dead holder doesn't block.

import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockEngine } from "../../server/engine/engine-lock.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lean-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("one holds it, the next waits, and nothing is left", async () => {
  const first = await lockEngine({ client: "docker", folder });
  const order: string[] = [];
  const second = lockEngine({ client: "docker", folder, onWait: () => order.push("waits") }).then((lock) => {
    order.push("has it");
    return lock;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  order.push("released");
  await first?.release();
  await (await second)?.release();
  expect(order).toEqual(["waits", "released", "has it"]);
  expect(readdirSync(folder)).toEqual([]);
});

test("waiting can be cancelled", async () => {
  const first = await lockEngine({ client: "docker", folder });
  const controller = new AbortController();
  const second = lockEngine({ client: "docker", folder, signal: controller.signal });
  controller.abort();
  expect(await second).toBeNull();
  await first?.release();
});

test("of many that want it, one has it at a time", async () => {
  let holders = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      const lock = await lockEngine({ client: "docker", folder });
      most = Math.max(most, ++holders);
      await new Promise((resolve) => setTimeout(resolve, 20));
      holders--;
      await lock?.release();
    }),
  );
  expect(most).toBe(1);
});

test("a lock that nobody touches any more is taken over", async () => {
  const first = await lockEngine({ client: "docker", folder });
  const file = path.join(folder, readdirSync(folder)[0] ?? "");
  await first?.release();
  writeFileSync(file, "gone");
  const old = new Date(Date.now() - 60_000);
  utimesSync(file, old, old);
  const lock = await lockEngine({ client: "docker", folder });
  expect(existsSync(file)).toBe(true);
  await lock?.release();
  expect(existsSync(file)).toBe(false);
});

test("where no lock can be made, the run goes without", async () => {
  const lock = await lockEngine({ client: "docker", folder: path.join(folder, "absent") });
  expect(lock).not.toBeNull();
  await lock?.release();
});
