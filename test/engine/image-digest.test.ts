// The digest of an image's name, with a client that answers as docker and podman were seen to answer.

import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Engine } from "../../server/engine/client.ts";
import { imageDigest } from "../../server/engine/image-digest.ts";
import type { EngineName } from "../../server/protocol/compare.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exit?: number;
}

/** A client that gives one answer and notes what it was called with. */
function fake(answer: Answer, name: EngineName = "docker") {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "lean-digest-")));
  folders.push(folder);
  const log = path.join(folder, "log");
  writeFileSync(log, "");
  const command = path.join(folder, name);
  const script = `#!${process.execPath}
require("node:fs").appendFileSync(${JSON.stringify(log)}, JSON.stringify(process.argv.slice(2)));
const answer = ${JSON.stringify(answer)};
process.stderr.write(answer.stderr ?? "");
process.stdout.write(answer.stdout ?? "");
process.exitCode = answer.exit ?? 0;
`;
  writeFileSync(command, script);
  chmodSync(command, 0o755);
  const identity = { name, version: "1", store: "overlay2" };
  const engine: Engine = { identity, id: "", command, builder: "legacy", env: process.env };
  return { engine, calls: () => readFileSync(log, "utf8") };
}

const one = `sha256:${"1".repeat(64)}`;
const other = `sha256:${"2".repeat(64)}`;
const inspected = (more: object) => ({
  stdout: JSON.stringify({ Created: "2026-11-20T10:00:00Z", ...more }),
});

describe("of the engine's own image", () => {
  test("is that of the same repository, under whichever of its names", async () => {
    const { engine, calls } = fake(
      inspected({ RepoDigests: [`localhost:5000/golang@${other}`, `docker.io/library/golang@${one}`] }),
    );
    expect(await imageDigest(engine, "golang:1.22", "local")).toEqual({
      ok: true,
      value: { digest: one, created: "2026-11-20T10:00:00Z" },
    });
    expect(calls()).toBe('["image","inspect","--format","{{json .}}","golang:1.22"]');
  });

  test("is that of the list where podman names the image of this platform, too", async () => {
    const { engine } = fake(
      { stdout: JSON.stringify([{ Digest: one, RepoDigests: [`a.io/b@${one}`, `a.io/b@${other}`] }]) },
      "podman",
    );
    expect(await imageDigest(engine, "a.io/b:1", "local")).toMatchObject({ value: { digest: other } });
  });

  const unknown = "digest-unknown";
  test.each<[string, Answer, string]>([
    ["another repository's", inspected({ RepoDigests: [`x.io/golang@${one}`] }), "built or loaded here"],
    ["none", inspected({ RepoDigests: [] }), "built or loaded here"],
    ["no list of them", inspected({ RepoDigests: null }), "built or loaded here"],
    ["what is no digest", inspected({ RepoDigests: ["golang@sha256:1 \nRUN x"] }), "built or loaded here"],
    ["no image", { stderr: "Error: No such image: golang:1.22", exit: 1 }, "docker pull golang:1.22"],
  ])("is unknown where there is %s", async (_, answer, words) => {
    expect(await imageDigest(fake(answer).engine, "golang:1.22", "local")).toEqual({
      ok: false,
      failure: { kind: unknown, message: expect.stringContaining(words) },
    });
  });

  test("is no question of the image while the engine does not answer", async () => {
    const { engine } = fake({ stderr: "Cannot connect to the Docker daemon at unix:///x.sock.", exit: 1 });
    expect(await imageDigest(engine, "a", "local")).toMatchObject({
      failure: { kind: "engine-not-running" },
    });
  });
});

describe("of the registry", () => {
  test("is the manifest's", async () => {
    const { engine, calls } = fake({
      stdout: `{\n  "mediaType": "x",\n  "digest": "${one}",\n  "size": 5\n}`,
    });
    expect(await imageDigest(engine, "golang:1.22", "registry")).toMatchObject({ value: { digest: one } });
    expect(calls()).toBe('["buildx","imagetools","inspect","--format","{{json .Manifest}}","golang:1.22"]');
  });

  test.each<[string, EngineName, Answer, string]>([
    ["podman", "podman", {}, "`podman` can't ask a registry"],
    ["no buildx", "docker", { stderr: "unknown flag: --format\n", exit: 125 }, "lacks buildx"],
    [
      "no such image",
      "docker",
      { stderr: "ERROR: a.io/b:1: not found\n", exit: 1 },
      ": a.io/b:1: not found.",
    ],
    ["no digest", "docker", { stdout: '{"digest":"latest"}' }, "gives no digest"],
  ])("is unknown with %s", async (_, name, answer, words) => {
    expect(await imageDigest(fake(answer, name).engine, "a.io/b:1", "registry")).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining(words) },
    });
  });
});

test("what is no name of an image never reaches the client", async () => {
  const { engine, calls } = fake(inspected({ RepoDigests: [] }));
  for (const name of ["--help", "-v", "a b", "", "a;b", "A"])
    expect(await imageDigest(engine, name, "local")).toMatchObject({ failure: { kind: "digest-unknown" } });
  expect(calls()).toBe("");
});
