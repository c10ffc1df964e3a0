// The nerdctl client, played by a script that answers as its sources say and takes only the options that they know.
// No package of Debian's has nerdctl, so a real one was never behind these tests.

import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { compareSides } from "../../server/engine/compare.ts";
import { gzipped, ociLayout, tar } from "./support/archives.ts";
import { stepsOf } from "./support/recorded.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lean-nerdctl-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const client = path.join(folder, "nerdctl");
const callsFile = path.join(folder, "calls");

const version = {
  Client: { Version: "v2.1.6", Os: "linux", Arch: "amd64", Components: [{ Name: "buildctl" }] },
  Server: {
    Components: [
      { Name: "containerd", Version: "v2.1.4" },
      { Name: "runc", Version: "1.3.0" },
    ],
  },
};

const image = {
  Id: `sha256:${"a".repeat(64)}`,
  RepoTags: ["lean-dockerfile/compare:x-a"],
  Size: 2048,
  Os: "linux",
  Architecture: "amd64",
  Config: { Cmd: ["/a.txt"], Labels: {} },
  RootFS: { Type: "layers", Layers: [`sha256:${"b".repeat(64)}`] },
};

/** Options of each command, as the client's reference lists them; any other is an error, as it is there. */
const known: Readonly<Record<string, readonly string[]>> = {
  version: ["--format"],
  info: ["--format"],
  build: ["--progress", "--file", "--tag", "--label", "--target", "--build-arg", "--secret", "--platform"],
  "image inspect": ["--format", "--mode"],
  "image history": ["--format", "--no-trunc"],
  "image save": ["--output", "--platform"],
  "image ls": ["--all", "--quiet", "--no-trunc", "--filter"],
  "image rm": ["--force", "--async"],
};

const answers = {
  version: { stdout: JSON.stringify(version) },
  info: { stdout: JSON.stringify({ ServerVersion: "v2.1.4", Driver: "overlayfs", OSType: "linux" }) },
  build: { stderr: "#4 [1/1] COPY a.txt /\n#4 DONE 0.0s\n" },
  "image inspect": { stdout: JSON.stringify(image) },
  "image history": { stdout: "COPY a.txt / # buildkit\n" },
  "image ls": { stdout: "" },
  "image rm": { stdout: "Untagged: x\n" },
};

function play(changed: Readonly<Record<string, object>> = {}): void {
  writeFileSync(callsFile, "");
  writeFileSync(
    client,
    `#!${process.execPath}
const { appendFileSync, readFileSync } = require("node:fs");
const words = process.argv.slice(2);
appendFileSync(${JSON.stringify(callsFile)}, JSON.stringify(words) + "\\n");
const command = words[0] === "image" ? words.slice(0, 2).join(" ") : words[0];
const known = ${JSON.stringify(known)}[command];
const odd = known === undefined ? command : words.find((word) => word.startsWith("--") && !known.includes(word.split("=")[0]));
if (odd !== undefined) {
  process.stderr.write('time="2026-11-20T10:00:00Z" level=fatal msg="unknown flag: ' + odd + '"\\n');
  process.exit(1);
}
if (command === "image save") process.stdout.write(readFileSync(${JSON.stringify(path.join(folder, "image.tar"))}));
const answer = ${JSON.stringify({ ...answers, ...changed })}[command] ?? {};
process.stdout.write(answer.stdout ?? "");
process.stderr.write(answer.stderr ?? "");
process.exitCode = answer.exit ?? 0;
`,
  );
  chmodSync(client, 0o755);
}

function calls(): readonly (readonly string[])[] {
  return readFileSync(callsFile, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as readonly string[]);
}

const text = "FROM scratch\nCOPY a.txt /\n";
function compare() {
  const side = {
    label: "file",
    dockerfileText: text,
    dockerfilePath: path.join(folder, "Dockerfile"),
    context: folder,
  };
  return compareSides({
    sides: [{ ...side, steps: stepsOf(text) }],
    enginePath: client,
    env: { ...process.env, TMPDIR: folder },
  });
}

test("builds with BuildKit, measures what it saves, and removes without an option that it does not know", async () => {
  play();
  const layer = gzipped(await tar([{ name: "a.txt", content: "hello\n" }]));
  const history = [{ created_by: "COPY a.txt / # buildkit" }];
  writeFileSync(path.join(folder, "image.tar"), await ociLayout({ layers: [layer], history }, "docker"));
  const outcome = await compare();
  expect(outcome).toMatchObject({
    ok: true,
    result: {
      engine: { name: "nerdctl", version: "v2.1.6", store: "containerd" },
      sides: [{ contentBytes: 6, compressedBytes: layer.length, layers: [{ bytes: 6, line: 1 }] }],
    },
  });
  const tag = /--tag=(\S+)/.exec(calls().flat().join(" "))?.[1] ?? "";
  expect(calls().find(([command]) => command === "build")).toEqual([
    "build",
    "--progress=plain",
    expect.stringMatching(/^--file=\/.*\/Dockerfile$/),
    `--tag=${tag}`,
    expect.stringMatching(/^--label=lean-dockerfile\.compare=[0-9a-f]+$/),
    folder,
  ]);
  expect(calls()).toContainEqual(["image", "rm", tag]);
  expect(readdirSync(folder).sort()).toEqual(["calls", "image.tar", "nerdctl"]);
});

test("without a BuildKit daemon that is what is said", async () => {
  const stderr =
    'time="2026-11-20T10:00:00Z" level=fatal msg="no buildkit host is available, tried 2 candidates: failed to ping to host unix:///run/buildkit/buildkitd.sock: exit status 1"\n';
  play({ build: { stderr, exit: 1 } });
  expect(await compare()).toMatchObject({
    ok: false,
    failure: { kind: "engine-not-running", message: expect.stringContaining("`buildkitd`"), side: "file" },
  });
});
