// Earlier versions of a file: at a revision, in a folder of the repository, and where there is none.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { committedText } from "../../server/node/git.ts";
import { folderWith } from "./temporary.ts";

const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];

function repository(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  for (const args of [
    ["init", "--quiet"],
    ["add", "."],
    ["commit", "--quiet", "-m", "first"],
  ]) {
    const { status, stderr } = spawnSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  }
  return folder;
}

test("the text is that of the revision, byte for byte", async () => {
  const text = "FROM a\r\n# é\n";
  const folder = repository({ Dockerfile: text, "api/-odd name.Dockerfile": "FROM b\n" });
  expect(await committedText(join(folder, "Dockerfile"), "HEAD")).toEqual({ kind: "text", text });
  expect(await committedText(join(folder, "api/-odd name.Dockerfile"), "HEAD")).toEqual({
    kind: "text",
    text: "FROM b\n",
  });
});

test("what is not there is said", async () => {
  const folder = repository({ Dockerfile: "FROM a\n" });
  const at = (name: string, revision: string) => committedText(join(folder, name), revision);
  expect(await at("other.Dockerfile", "HEAD")).toEqual({ kind: "no-file" });
  for (const revision of ["v9", "--help", "HEAD:Dockerfile", ""])
    expect(await at("Dockerfile", revision)).toEqual({ kind: "no-revision" });
  const alone = folderWith({ Dockerfile: "FROM a\n" });
  expect(await committedText(join(alone, "Dockerfile"), "HEAD")).toEqual({ kind: "no-revision" });
});

test("a call that is cancelled ends", async () => {
  const folder = repository({ Dockerfile: "FROM a\n" });
  const found = await committedText(join(folder, "Dockerfile"), "HEAD", AbortSignal.abort());
  expect(found.kind).toBe("no-revision");
});
