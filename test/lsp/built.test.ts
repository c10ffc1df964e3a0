// The language server as the built file, over standard streams and on a real disk.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  createProtocolConnection,
  FileChangeType,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type { SplitResponse } from "../../server/protocol/split.ts";
import { bundle, ensureBuilt, root } from "../built.ts";
import { TestClient } from "./harness.ts";
import { sampleRules } from "./sample.ts";

let folder: string;
let server: ChildProcess;
let client: TestClient;

beforeAll(ensureBuilt, 120_000);

beforeEach(async () => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "lean-dockerfile-lsp-")));
  cpSync(path.join(root, "examples/go-hello"), folder, { recursive: true });
  server = spawn(process.execPath, [bundle("server.js"), "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  if (server.stdin === null || server.stdout === null) throw new Error("the server has no streams");
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  client = new TestClient(connection, {});
});

afterEach(() => {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function openSample(): Promise<string> {
  const file = path.join(folder, "Dockerfile");
  const uri = pathToFileURL(file).toString();
  await client.initialize({ roots: [folder] });
  await client.open(uri, readFileSync(file, "utf8"));
  return uri;
}

describe("dist/server.js --stdio", () => {
  test("lints and splits the sample with what lies beside it", async () => {
    const uri = await openSample();
    expect(await client.rules(uri)).toEqual(sampleRules);
    const params = { textDocument: { uri } };
    const response = await client.connection.sendRequest<SplitResponse>("leanDockerfile/split", params);
    expect(response.status).toBe("split");
    expect(response.dockerfile).toContain("COPY go.mod ./");
  });

  test("sees a file that appears", async () => {
    const uri = await openSample();
    await client.diagnostics(uri);
    writeFileSync(path.join(folder, "go.sum"), "");
    await client.fileChanged(pathToFileURL(path.join(folder, "go.sum")).toString(), FileChangeType.Created);
    const params = { textDocument: { uri } };
    const response = await client.connection.sendRequest<SplitResponse>("leanDockerfile/split", params);
    expect(response.dockerfile).toContain("COPY go.mod go.sum ./");
  });

  test("ends when it is told to", async () => {
    await openSample();
    const ended = new Promise<number | null>((resolve) => server.once("exit", resolve));
    await client.stop();
    expect(await ended).toBe(0);
  });
});

describe("dist/server.js", () => {
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [bundle("server.js"), ...args], { encoding: "utf8", input: "" });

  test("prints its version", () => {
    const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
      version: string;
    };
    expect(run("--version")).toMatchObject({ status: 0, stdout: `${version}\n` });
  });

  test("says how it is used when a person starts it", () => {
    const { status, stderr } = run();
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Usage: lean-dockerfile-language-server --stdio\n/);
  });
});
