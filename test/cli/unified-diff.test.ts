// Unified diffs: `git apply` makes the new text of them, whatever the texts are.

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { unifiedDiff } from "../../server/cli/unified-diff.ts";
import { projectFolder } from "./run-cli.ts";

function applied(before: string, after: string): string {
  const folder = projectFolder({});
  const file = path.join(folder, "Dockerfile");
  writeFileSync(file, before);
  const diff = unifiedDiff({ name: "Dockerfile", text: before }, { name: "Dockerfile", text: after });
  if (diff === "") return before;
  const args = ["apply", "--whitespace=nowarn", "--unidiff-zero", "-"];
  const { status, stderr } = spawnSync("git", args, { cwd: folder, input: diff, encoding: "utf8" });
  if (status !== 0) throw new Error(`${stderr}\n${diff}`);
  return readFileSync(file, "utf8");
}

const line = fc.constantFrom("a", "b", "c", "", "  x", "RUN y \\", "z\r");
const text = fc
  .tuple(fc.array(line, { maxLength: 20 }), fc.boolean())
  .map(([lines, end]) => lines.join("\n") + (end && lines.length > 0 ? "\n" : ""));

test("apply to what they were made of", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      // git has no patch that empties a file or fills an empty one under the same name without more headers.
      fc.pre(before !== "" && after !== "");
      expect(applied(before, after)).toBe(after);
    }),
    { numRuns: 60 },
  );
});

test("keep three lines around a change and join what is near", () => {
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`);
  const after = lines.map((each, index) =>
    index === 9 || index === 14 || index === 27 ? "changed\n" : each,
  );
  const diff = unifiedDiff({ name: "f", text: lines.join("") }, { name: "f", text: after.join("") });
  expect(diff.match(/^@@.*@@$/gm)).toEqual(["@@ -7,12 +7,12 @@", "@@ -25,6 +25,6 @@"]);
});

test("say where a last line has no end, and make new files of nothing", () => {
  expect(unifiedDiff({ name: "f", text: "a\nb" }, { name: "f", text: "a\nb\n" })).toBe(
    "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n",
  );
  expect(unifiedDiff(null, { name: ".dockerignore", text: ".git\n" })).toBe(
    "--- /dev/null\n+++ b/.dockerignore\n@@ -0,0 +1 @@\n+.git\n",
  );
  expect(unifiedDiff({ name: "f", text: "same\n" }, { name: "f", text: "same\n" })).toBe("");
});

test("write names so that no name can end the heading", () => {
  const diff = unifiedDiff({ name: "a\nb", text: "x\n" }, { name: "with space", text: "y\n" });
  expect(diff.split("\n").slice(0, 2)).toEqual(['--- "a/a\\nb"', "+++ b/with space\t"]);
});
