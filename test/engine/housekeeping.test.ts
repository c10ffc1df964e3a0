// Local images and disk usage with a client that answers as engines do: what is asked, read and removed.

import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Engine } from "../../server/engine/client.ts";
import { diskUsage, localImages, prune } from "../../server/engine/housekeeping.ts";
import { imageContents } from "../../server/engine/image-contents.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exit?: number;
}

/** A client that answers by its first two words and notes what it was called with. */
function fake(answers: Readonly<Record<string, Answer>>): {
  readonly engine: Engine;
  readonly calls: () => string[];
} {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "lean-fake-")));
  folders.push(folder);
  const log = path.join(folder, "log");
  writeFileSync(log, "");
  const command = path.join(folder, "docker");
  const script = `#!${process.execPath}
const words = process.argv.slice(2);
require("node:fs").appendFileSync(${JSON.stringify(log)}, JSON.stringify(words) + "\\n");
const answer = ${JSON.stringify(answers)}[words.slice(0, 2).join(" ")] ?? { exit: 9 };
process.stderr.write(answer.stderr ?? "");
process.stdout.write(answer.stdout ?? "");
process.exitCode = answer.exit ?? 0;
`;
  writeFileSync(command, script);
  chmodSync(command, 0o755);
  const engine: Engine = {
    identity: { name: "docker", version: "1", store: "overlay2" },
    id: "",
    command,
    builder: "legacy",
    env: process.env,
  };
  return {
    engine,
    calls: () =>
      readFileSync(log, "utf8")
        .split("\n")
        .filter((line) => line !== ""),
  };
}

const image = (id: string, size: number, tags: readonly string[]) =>
  `${JSON.stringify({ Id: `sha256:${id}`, RepoTags: tags, Size: size, Created: "2026-11-20T10:00:00Z" })}\n`;

test("images come with the largest first, each once, and one that went away is left out", async () => {
  const { engine, calls } = fake({
    "image ls": { stdout: "sha256:a\nsha256:b\nsha256:a\nsha256:gone\n" },
    "image inspect": {
      stdout: image("a", 5_000_000, ["x:1", "y:1"]) + image("b", 703_000_000, []),
      stderr: "Error: No such image: sha256:gone",
      exit: 1,
    },
  });
  expect(await localImages(engine, "dangling")).toEqual({
    ok: true,
    value: [
      { id: "sha256:b", tags: [], bytes: 703_000_000, size: "703 MB", created: "2026-11-20T10:00:00Z" },
      {
        id: "sha256:a",
        tags: ["x:1", "y:1"],
        bytes: 5_000_000,
        size: "5 MB",
        created: "2026-11-20T10:00:00Z",
      },
    ],
  });
  expect(calls()).toEqual([
    '["image","ls","--quiet","--no-trunc","--filter=dangling=true"]',
    '["image","inspect","--format","{{json .}}","sha256:a","sha256:b","sha256:gone"]',
  ]);
});

test("disk usage is given in the engine's own words, without control characters", async () => {
  const row = {
    Type: "Images",
    TotalCount: "3",
    Active: "1",
    Size: "3.18GB",
    Reclaimable: "3.1GB\u001b[31m (97%)",
  };
  const { engine } = fake({ "system df": { stdout: `${JSON.stringify(row)}\nno json\n` } });
  const answer = await diskUsage(engine);
  expect(answer).toMatchObject({
    ok: true,
    value: [
      {
        kind: "Images",
        count: "3",
        active: "1",
        size: "3.18GB",
        reclaimable: expect.stringMatching(/^3\.1GB/),
      },
    ],
  });
  expect(JSON.stringify(answer)).not.toContain("\\u001b");
});

test("pruning says what the engine freed", async () => {
  const { engine, calls } = fake({
    "image prune": { stdout: "Deleted Images:\nx\n\nTotal reclaimed space: 1.2GB\n" },
    "builder prune": { stdout: "ID\nTotal:\t3.6GB\n" },
  });
  expect(await prune(engine, "dangling-images")).toEqual({ ok: true, value: { freed: "1.2GB" } });
  expect(await prune(engine, "build-cache")).toEqual({ ok: true, value: { freed: "3.6GB" } });
  expect(calls()).toEqual(['["image","prune","--force"]', '["builder","prune","--force"]']);
});

test("an engine that refuses or is gone is one sentence", async () => {
  const refuses = fake({ "system df": { stderr: "a disk operation is already running\n", exit: 1 } });
  expect(await diskUsage(refuses.engine)).toMatchObject({
    failure: { message: "The engine refuses `system df`: a disk operation is already running." },
  });
  const gone = fake({
    "image ls": { stderr: "Cannot connect to the Docker daemon at unix:///x.sock.", exit: 1 },
  });
  expect(await localImages(gone.engine, "tagged")).toMatchObject({ failure: { kind: "engine-not-running" } });
});

test("a name that the client would take for an option is never passed on", async () => {
  const { engine, calls } = fake({});
  for (const name of ["", "--help", "-f", "a b", "a\0b"])
    expect(await imageContents(engine, name)).toMatchObject({ ok: false });
  expect(calls()).toEqual([]);
  expect(await imageContents(engine, "nothere")).toMatchObject({
    failure: { message: expect.stringContaining("There is no image `nothere`") },
  });
});
