// What is generated (registries, rule pages, settings, the README's table) is as the generator would write it.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");

it("is up to date", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["scripts/run-ts.mjs", "scripts/generate.ts", "--check"],
    { cwd: root, encoding: "utf8" },
  );
  expect(stdout + stderr).toBe("");
  expect(status).toBe(0);
}, 60_000);
