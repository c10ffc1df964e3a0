// Diagnostics over the protocol: pulled or pushed, after typing, settings, other extensions and files on disk.

import { describe, expect, test } from "vitest";
import { FileChangeType } from "vscode-languageserver/node";
import { fullCapabilities, memoryHost, start, until } from "./harness.ts";
import { sampleDisk, sampleRules, textOf, uriOf } from "./sample.ts";

async function opened(options: Parameters<typeof start>[1] = {}, disk = sampleDisk()) {
  const host = memoryHost(disk);
  const client = await start(host, options);
  await client.open(uriOf("Dockerfile"), textOf(disk, "Dockerfile"));
  return { client, host, disk, uri: uriOf("Dockerfile") };
}

/** By name, because a test's title must not hold a megabyte. */
const oddTexts: Readonly<Record<string, string>> = {
  nothing: "",
  "a byte order mark": "\uFEFFFROM golang:1.22\n",
  "binary data": "\u0000\u0001\uFFFD\uD800RUN\u0000",
  "a lone carriage return": "FROM golang:1.22\rRUN go build\r",
  "an unterminated heredoc": "FROM golang:1.22\nRUN <<EOF\ngo build",
  "one long line": `FROM a\nRUN ${"x ".repeat(500_000)}`,
};

const pushingCapabilities = {
  ...fullCapabilities,
  textDocument: { ...fullCapabilities.textDocument, diagnostic: undefined },
} as unknown as typeof fullCapabilities;

describe("pulled diagnostics", () => {
  test("of the sample are its three findings, with their places", async () => {
    const { client, uri } = await opened();
    const diagnostics = await client.diagnostics(uri);
    expect([...new Set(diagnostics.map(({ code }) => code))].sort()).toEqual(sampleRules);
    const toolchain = diagnostics.find(({ code }) => code === "toolchain-in-final-image");
    expect(toolchain).toMatchObject({
      source: "lean-dockerfile",
      severity: 2,
      range: { start: { line: 1 } },
    });
    expect(toolchain?.message).toMatch(/\S/);
  });

  test("follow incremental changes", async () => {
    const { client, uri } = await opened();
    const at = { line: 9, character: 0 };
    await client.change(uri, 2, [{ range: { start: at, end: at }, text: "USER 65532:65532\n" }]);
    expect(await client.rules(uri)).toEqual([
      "source-copied-before-dependencies",
      "toolchain-in-final-image",
    ]);
  });

  test("are announced, and nothing is pushed", async () => {
    const { client, uri } = await opened();
    expect(client.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
    await client.diagnostics(uri);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(client.pushed).toEqual([]);
  });

  test("of a document that is not open are none", async () => {
    const { client } = await opened();
    expect(await client.diagnostics(uriOf("other.Dockerfile"))).toEqual([]);
  });

  test("of a document that is not on disk need no project", async () => {
    const host = memoryHost(sampleDisk());
    const client = await start(host);
    await client.open(
      "untitled:Untitled-1",
      'FROM golang:1.22\nCOPY . .\nRUN go build -o /app .\nCMD ["/app"]\n',
    );
    expect(await client.rules("untitled:Untitled-1")).toContain("root-user");
    expect(host.reads).toEqual([]);
  });

  test.each(Object.keys(oddTexts))("of %s are a clean answer", async (name) => {
    const text = oddTexts[name] ?? "";
    const { client } = await opened();
    await client.open(uriOf("odd.Dockerfile"), text);
    const lines = text.split(/\r\n|\r|\n/);
    for (const { range } of await client.diagnostics(uriOf("odd.Dockerfile"))) {
      expect(range.end.line).toBeLessThan(lines.length);
      expect(range.end.character).toBeLessThanOrEqual(lines[range.end.line]?.length ?? 0);
    }
  });
});

describe("pushed diagnostics", () => {
  test("come for editors that can't pull, and are not offered to be pulled", async () => {
    const { client, uri } = await opened({ capabilities: pushingCapabilities });
    expect(client.capabilities.diagnosticProvider).toBeUndefined();
    const { diagnostics, version } = await until("a push", () => client.pushed.at(-1));
    expect([...new Set(diagnostics.map(({ code }) => code))].sort()).toEqual(sampleRules);
    expect(version).toBe(1);
    expect(client.pushed.every((each) => each.uri === uri)).toBe(true);
  });

  test("come once for fast typing, and are withdrawn when the document is closed", async () => {
    const { client, uri, disk } = await opened({ capabilities: pushingCapabilities });
    for (let version = 2; version < 12; version++)
      await client.change(uri, version, [{ text: `${textOf(disk, "Dockerfile")}#${version}\n` }]);
    await until("the push of the last text", () => client.pushed.find(({ version }) => version === 11));
    expect(client.pushed.length).toBeLessThanOrEqual(2);
    await client.close(uri);
    expect(
      (await until("the withdrawal", () => client.pushed.find((each) => each.diagnostics.length === 0))).uri,
    ).toBe(uri);
  });
});

describe("an editor that can do next to nothing", () => {
  test("gets diagnostics and whole edits, and is asked for nothing it does not know", async () => {
    const { client, uri } = await opened({ capabilities: {} });
    const { diagnostics } = await until("a push", () => client.pushed.at(-1));
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.every(({ relatedInformation }) => relatedInformation === undefined)).toBe(true);
    const at = { line: 1, character: 8 };
    const [action] = await client.actions(uri, { start: at, end: at });
    expect(action?.edit?.changes?.[uri]?.length).toBeGreaterThan(0);
    expect(client.registered).toEqual([]);
  });
});

describe("settings", () => {
  test("set severities and switch rules off", async () => {
    const settings = { rules: { "root-user": "off", "toolchain-in-final-image": "error" } };
    const { client, uri } = await opened({ settings });
    const diagnostics = await client.diagnostics(uri);
    expect(diagnostics.map(({ code }) => code)).not.toContain("root-user");
    expect(diagnostics.find(({ code }) => code === "toolchain-in-final-image")?.severity).toBe(1);
  });

  test("are read again when they change", async () => {
    const { client, uri } = await opened();
    expect(await client.rules(uri)).toEqual(sampleRules);
    await client.changeSettings({ rules: { "root-user": "off" } });
    expect(await client.rules(uri)).not.toContain("root-user");
    await until("a refresh", () => (client.refreshes > 0 ? true : undefined));
    expect(client.registered).toContain("workspace/didChangeConfiguration");
  });

  test("are taken as pushed from editors that are not asked for them", async () => {
    const capabilities = {
      ...fullCapabilities,
      workspace: { ...fullCapabilities.workspace, configuration: false },
    };
    const { client, uri } = await opened({ capabilities });
    expect(await client.rules(uri)).toEqual(sampleRules);
    await client.changeSettings(undefined, { leanDockerfile: { rules: { "root-user": "off" } } });
    expect(await client.rules(uri)).not.toContain("root-user");
  });

  test("lie above a configuration file, which is read again when it changes", async () => {
    const path = "/project/.lean-dockerfile.json";
    const rules = { "root-user": "hint", "toolchain-in-final-image": "error" };
    const disk = sampleDisk().set(path, JSON.stringify({ rules }));
    const settings = { rules: { "root-user": "error" } };
    const { client, uri } = await opened({ settings }, disk);
    const severityOf = async (rule: string) =>
      (await client.diagnostics(uri)).find(({ code }) => code === rule)?.severity;
    expect(await severityOf("toolchain-in-final-image")).toBe(1);
    expect(await severityOf("root-user")).toBe(1);
    disk.delete(path);
    await client.fileChanged(uriOf(".lean-dockerfile.json"), FileChangeType.Deleted);
    await until("a refresh", () => (client.refreshes > 0 ? true : undefined));
    expect(await severityOf("toolchain-in-final-image")).toBe(2);
  });

  test.each([
    null,
    7,
    "off",
    [],
    { rules: "off" },
    { rules: { "root-user": "loud" } },
    { engine: 1, context: {} },
  ])("that make no sense (%j) are as if not set", async (settings) => {
    const { client, uri } = await opened({ settings });
    expect(await client.rules(uri)).toEqual(sampleRules);
  });
});

describe("other extensions", () => {
  test("that show a finding already silence ours, until they go or the user wants all", async () => {
    const coexistence = { buildkit: false, hadolint: true, syntax: false };
    const { client, uri } = await opened({ session: { coexistence } });
    // hadolint has DL3002 for a file that selects root; that a user is missing altogether it does not see.
    await client.change(uri, 2, [{ text: 'FROM debian:bookworm-slim\nUSER root\nCMD ["sleep", "9"]\n' }]);
    expect(await client.rules(uri)).toEqual([]);
    await client.changeSettings({ coexistence: "all" });
    expect(await client.rules(uri)).toEqual(["root-user"]);
    await client.changeSettings({});
    expect(await client.rules(uri)).toEqual([]);
    await client.connection.sendNotification("leanDockerfile/didChangeSession", { trusted: true });
    expect(await client.rules(uri)).toEqual(["root-user"]);
  });
});

describe("files on disk", () => {
  test("are read when something depends on them, and not again while they stay", async () => {
    const { client, host, uri } = await opened();
    await client.diagnostics(uri);
    const reads = host.reads.length;
    expect(reads).toBeGreaterThan(0);
    await client.change(uri, 2, [{ text: `# typed\n${textOf(sampleDisk(), "Dockerfile")}` }]);
    await client.diagnostics(uri);
    expect(host.reads.length).toBe(reads);
  });

  test("that change are read again, and the findings asked for", async () => {
    const { client, host, disk, uri } = await opened();
    await client.diagnostics(uri);
    expect(client.registered).toContain("workspace/didChangeWatchedFiles");
    const reads = host.reads.length;
    disk.set("/project/go.sum", "");
    await client.fileChanged(uriOf("go.sum"), FileChangeType.Created);
    await until("a refresh", () => (client.refreshes > 0 ? true : undefined));
    await client.diagnostics(uri);
    expect(host.reads.slice(reads)).toContain("go.sum");
  });

  test("elsewhere matter to nobody", async () => {
    const { client, uri } = await opened();
    await client.diagnostics(uri);
    await client.fileChanged("file:///elsewhere/go.mod", FileChangeType.Changed);
    await client.fileChanged("vscode-vfs://host/go.mod", FileChangeType.Changed);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(client.refreshes).toBe(0);
  });
});
