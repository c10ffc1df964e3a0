// Weighing a context: what the ignore file leaves out, links, and the caps.

import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { defaultWeightCaps, weighContext } from "../../server/node/context-weight.ts";
import { folderWith } from "./temporary.ts";

const files = {
  ".dockerignore": "node_modules/*/docs\n!node_modules/b/docs/keep\n*.log\n",
  "node_modules/a/index.js": "12345",
  "node_modules/a/docs/x": "123",
  "node_modules/b/docs/keep": "1",
  "node_modules/b/docs/x": "123",
  "x.log": "123",
  file: "1234567",
};

it("counts what docker takes", async () => {
  const folder = folderWith(files);
  symlinkSync("../file", join(folder, "node_modules/link"));
  symlinkSync("/etc", join(folder, "outside"));
  const paths = ["node_modules", "file", "x.log", "nothing", "outside", "../up"];
  expect([...(await weighContext({ folder }, paths))]).toEqual([
    ["node_modules", { bytes: 6, bound: "exact" }],
    ["file", { bytes: 7, bound: "exact" }],
  ]);
});

it("takes the Dockerfile's own ignore file", async () => {
  const folder = folderWith({ ...files, "Dockerfile.dockerignore": "nothing" });
  const weights = await weighContext({ folder, dockerfile: join(folder, "Dockerfile") }, ["node_modules"]);
  expect(weights.get("node_modules")?.bytes).toBe(12);
});

it("ends at its caps and says so", async () => {
  const folder = folderWith({ "node_modules/a/b/c/d": "1", "node_modules/e": "22" });
  const at = async (caps: Partial<typeof defaultWeightCaps>) =>
    (await weighContext({ folder }, ["node_modules"], { ...defaultWeightCaps, ...caps })).get("node_modules");
  expect(await at({})).toEqual({ bytes: 3, bound: "exact" });
  expect(await at({ depth: 1 })).toEqual({ bytes: 2, bound: "at-least" });
  expect(await at({ entries: 1 })).toEqual({ bytes: 2, bound: "at-least" });
  expect(await at({ milliseconds: -1 })).toEqual({ bytes: 0, bound: "at-least" });
});
