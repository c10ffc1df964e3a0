// The thread that examines images: what it needs of memory for a large one, and that the language server answers
// meanwhile. The image is a stream that a stand-in for the client makes while it is read.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { type ExamineJob, examineHere } from "../../server/engine/examine.ts";
import { workerExaminer } from "../../server/engine/worker-examiner.ts";
import type { ImageContentsResponse } from "../../server/protocol/housekeeping.ts";
import { bundle, ensureBuilt, root } from "../built.ts";
import { TestClient } from "../lsp/harness.ts";
import { peakMemory } from "./support/peak-memory.ts";

const standIn = path.join(root, "test/engine/support/big-image.mjs");

let folder: string;
beforeAll(ensureBuilt, 120_000);
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "lean-worker-")));
  const client = path.join(folder, "docker");
  copyFileSync(standIn, client);
  chmodSync(client, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function environment(bytes: number, files: number): Readonly<Record<string, string>> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return {
    ...(env as Record<string, string>),
    PATH: `${folder}${path.delimiter}${path.dirname(process.execPath)}${path.delimiter}${env.PATH ?? ""}`,
    LEAN_IMAGE_BYTES: String(bytes),
    LEAN_IMAGE_FILES: String(files),
  };
}

function job(bytes: number, files: number): ExamineJob {
  return {
    engine: { command: path.join(folder, "docker"), env: environment(bytes, files) },
    reference: "big",
    compressed: "as-found",
    config: {
      env: [],
      entrypoint: [],
      cmd: ["/usr/bin/f0"],
      user: "",
      workdir: "",
      exposedPorts: [],
      volumes: [],
      labels: {},
      stopSignal: "",
      healthcheck: [],
      architecture: "amd64",
      os: "linux",
    },
  };
}

const posix = process.platform === "win32" ? test.skip : test;

describe("an examination in a thread", () => {
  posix("finds what one in this thread finds", async () => {
    const small = job(3_000_000, 400);
    const inThread = await workerExaminer(bundle("worker.js"))(small);
    expect(inThread).toEqual(await examineHere(small));
    expect(inThread.ok && inThread.examined.measurement.contentBytes).toBeGreaterThan(2_990_000);
  });

  posix("ends when it is cancelled, and its client with it", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 700);
    const answer = await workerExaminer(bundle("worker.js"))(job(20_000_000_000, 1000), controller.signal);
    expect(answer).toMatchObject({ ok: false, ending: { kind: "stopped", why: "cancelled" } });
  });

  posix("that can't run is an answer with a reason", async () => {
    const answer = await workerExaminer(path.join(folder, "missing.js"))(job(1000, 2));
    expect(answer).toMatchObject({ ok: false });
    expect(answer.ok ? "" : answer.output).toMatch(/^the image can't be examined: .*missing\.js/);
  });

  posix(
    "keeps a process under 200 MB for an image of 1 GB with 30,000 files, and of 100,000",
    () => {
      for (const files of [30_000, 100_000]) {
        const script = `
          const { Worker } = require("node:worker_threads");
          const job = JSON.parse(process.env.LEAN_JOB);
          job.engine.env = process.env;
          const worker = new Worker(${JSON.stringify(bundle("worker.js"))}, {
            workerData: { ...job, engine: { ...job.engine, env: { ...process.env } } },
            resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 1024 },
          });
          worker.on("message", (answer) => console.log(JSON.stringify({
            bytes: answer.examined?.measurement.contentBytes,
            peak: ${peakMemory},
          })));`;
        const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], {
          env: {
            ...environment(1_000_000_000, files),
            LEAN_JOB: JSON.stringify(job(1_000_000_000, files)),
          },
          encoding: "utf8",
        });
        const { bytes, peak } = JSON.parse(stdout || `{"error": ${JSON.stringify(stderr)}}`);
        expect(bytes).toBeGreaterThan(999_000_000);
        expect(peak).toBeLessThan(200_000_000);
      }
    },
    240_000,
  );
});

/** The time that a process has computed, and its first thread's part of it, in the kernel's ticks. */
function cpuTicks(pid: number): { readonly main: number; readonly all: number } {
  const ticks = (file: string) => {
    const fields = readFileSync(file, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return Number(fields[11]) + Number(fields[12]);
  };
  return { main: ticks(`/proc/${pid}/task/${pid}/stat`), all: ticks(`/proc/${pid}/stat`) };
}

const linux = process.platform === "linux" ? test : test.skip;

describe("the language server", () => {
  let server: ChildProcess;
  let client: TestClient;

  beforeEach(() => {
    server = spawn(process.execPath, [bundle("server.js"), "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
      env: environment(1_000_000_000, 60_000),
    });
    if (server.stdin === null || server.stdout === null) throw new Error("the server has no streams");
    client = new TestClient(
      createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin)),
      {},
    );
  });
  afterEach(() => server.kill());

  linux(
    "answers while an image is examined in another thread",
    async () => {
      const uri = pathToFileURL(path.join(folder, "Dockerfile")).toString();
      await client.initialize({ roots: [folder] });
      await client.open(uri, "FROM scratch\nCOPY a /a\n");
      await client.diagnostics(uri);
      let examined = false;
      const contents = client.connection
        .sendRequest<ImageContentsResponse>("leanDockerfile/imageContents", { image: "big" })
        .then((response) => {
          examined = true;
          return response;
        });
      const before = cpuTicks(server.pid ?? 0);
      for (let answer = 0; answer < 10; answer++) {
        await client.change(uri, answer + 2, [{ text: `FROM scratch\nCOPY a /a${answer}\n` }]);
        await client.rules(uri);
        await client.hover(uri, 0, 6);
      }
      expect(examined).toBe(false);
      const response = await contents;
      if (!response.ok) throw new Error(response.failure.message);
      // The thread that answers has had nothing to do with the image: the work was done in another one.
      const after = cpuTicks(server.pid ?? 0);
      const share = (after.main - before.main) / (after.all - before.all);
      expect(share).toBeLessThan(0.5);
    },
    240_000,
  );
});
