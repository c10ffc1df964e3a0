// Code actions over the protocol: titles first, edits on resolve, the split and its declines, fix-all.

import { describe, expect, test } from "vitest";
import type { ClientCapabilities, CodeAction } from "vscode-languageserver/node";
import { applied, fullCapabilities, memoryHost, start, wholeRange } from "./harness.ts";
import { sampleDisk, textOf, uriOf } from "./sample.ts";

const splitKind = "refactor.rewrite.split";
const fixAllKind = "source.fixAll.leanDockerfile";
const uri = uriOf("Dockerfile");

/** Starts the program through the toolchain, which no split can keep, and which is no fault then. */
const needsToolchain =
  'FROM golang:1.22\nWORKDIR /app\nCOPY . .\nRUN go build ./...\nCMD ["go", "run", "."]\n';

/** Starts what the build does not make, so that nobody knows what to ship. */
const undividable = 'FROM golang:1.22\nWORKDIR /app\nCOPY . .\nRUN go build ./...\nCMD ["./other"]\n';

async function opened(options: Parameters<typeof start>[1] = {}, text?: string) {
  const disk = sampleDisk();
  const client = await start(memoryHost(disk), options);
  const before = text ?? textOf(disk, "Dockerfile");
  await client.open(uri, before);
  const at = (line: number, character = 5) => ({ start: { line, character }, end: { line, character } });
  const textsAfter = async (action: CodeAction | undefined) => {
    if (action === undefined) throw new Error("there is no such action");
    const resolved = action.edit === undefined ? await client.resolve(action) : action;
    return applied(resolved.edit, { [uri]: before });
  };
  return { client, before, at, textsAfter };
}

describe("the split", () => {
  test("is the preferred quick fix of its finding and a refactoring, each with the estimate in its title", async () => {
    const { client, at } = await opened();
    const actions = (await client.actions(uri, at(1))).filter(({ title }) => title.startsWith("Split into"));
    expect(new Set(actions.map(({ kind }) => kind))).toEqual(new Set(["quickfix", splitKind]));
    const [fix, ...others] = actions.filter(({ kind }) => kind === "quickfix");
    expect(others).toEqual([]);
    expect(fix?.isPreferred).toBe(true);
    expect(fix?.diagnostics?.[0]?.code).toBe("toolchain-in-final-image");
    expect(fix?.title).toMatch(
      /^Split into builder and runtime stages \(distroless, ~\d+(\.\d+)? MB -> ~[\d.]+ MB\)$/,
    );
    expect(actions.every(({ edit }) => edit === undefined)).toBe(true);
  });

  test("writes two stages when it is resolved, without asking for confirmation", async () => {
    const { client, at, textsAfter } = await opened();
    const [action] = await client.actions(uri, at(1), [splitKind]);
    const text = (await textsAfter(action))[uri] ?? "";
    expect(text.match(/^FROM /gm)).toHaveLength(2);
    expect(text).toContain("FROM golang:1.22 AS build");
    expect(text).toMatch(/RUN CGO_ENABLED=0 go build .*-o server \./);
    expect(text).toContain("COPY --from=build /app/server /app/server");
    expect(text).toContain("# The ship's log service");
    const { edit } = await client.resolve(action as CodeAction);
    const annotations = Object.values(edit?.changeAnnotations ?? {});
    expect(annotations.filter(({ needsConfirmation }) => needsConfirmation)).toEqual([]);
  });

  test("has an action for each runtime image that fits", async () => {
    const { client, at, textsAfter } = await opened();
    const actions = await client.actions(uri, at(1), [splitKind]);
    expect(actions.length).toBeGreaterThan(1);
    const scratch = actions.find(({ title }) => title.includes("(scratch"));
    expect((await textsAfter(scratch))[uri]).toContain("FROM scratch");
  });

  test("is offered away from its finding only where it is asked for", async () => {
    const { client, at } = await opened();
    expect((await client.actions(uri, at(3))).filter(({ kind }) => kind === splitKind)).toEqual([]);
    expect((await client.actions(uri, at(3), ["refactor"])).some(({ kind }) => kind === splitKind)).toBe(
      true,
    );
    expect((await client.actions(uri, at(3), ["refactor.extract"])).length).toBe(0);
  });

  test("where it is declined is disabled with its reason, in menus that ask for it", async () => {
    const { client, at } = await opened({}, needsToolchain);
    const [action] = await client.actions(uri, at(0), [splitKind]);
    expect(action?.disabled?.reason).toMatch(/go run/);
    expect((await client.actions(uri, at(0))).filter(({ disabled }) => disabled !== undefined)).toEqual([]);
  });

  test("where a small edit makes it possible has that edit beside its reason", async () => {
    const { client, at, textsAfter } = await opened({}, needsToolchain);
    const [, remedy] = await client.actions(uri, at(0), [splitKind]);
    expect(remedy?.title).toMatch(/^Build the program with `go build`/);
    expect((await textsAfter(remedy))[uri]).toMatch(/RUN go build -o \/usr\/local\/bin\/app \.\nCMD \[/);
  });

  test("where it is declined has a quick fix that tells why, with the client's command or the server's", async () => {
    for (const [clientCommands, command] of [
      [["leanDockerfile.explainDecline"], "leanDockerfile.explainDecline"],
      [[], "leanDockerfile/explainDecline"],
    ] as const) {
      const { client, at } = await opened({ session: { clientCommands } }, undividable);
      const why = (await client.actions(uri, at(0))).find(
        ({ title }) => title === "Why this is not split automatically",
      );
      expect(why?.kind).toBe("quickfix");
      expect(why?.command?.command).toBe(command);
      expect(why?.command?.arguments?.[0]).toBe(uri);
      expect(why?.command?.arguments?.[1]).toMatchObject([
        { message: expect.stringMatching(/`.\/other` is started/), line: 4 },
      ]);
    }
  });

  test("of a text that changed since the menu opened is computed from the new one, or refused", async () => {
    const { client, at, before } = await opened();
    const [action] = await client.actions(uri, at(1), [splitKind]);
    const changed = `# typed meanwhile\n${before}`;
    await client.change(uri, 2, [{ text: changed }]);
    const { edit } = await client.resolve(action as CodeAction);
    const text = applied(edit, { [uri]: changed })[uri] ?? "";
    expect(text).toMatch(/^# typed meanwhile\n# The ship's log service\nFROM golang:1\.22 AS build\n/);
    await client.change(uri, 3, [{ text: "FROM scratch\n" }]);
    await expect(client.resolve(action as CodeAction)).rejects.toThrow("no longer applies");
  });
});

describe("fixes", () => {
  test("of source-copied-before-dependencies copy the manifests first", async () => {
    const { client, at, textsAfter } = await opened();
    const action = (await client.actions(uri, at(5), ["quickfix"])).find(
      ({ diagnostics }) => diagnostics?.[0]?.code === "source-copied-before-dependencies",
    );
    const text = (await textsAfter(action))[uri] ?? "";
    expect(text).toMatch(/\nCOPY go\.mod \.\/\nRUN go mod download\nCOPY \. \.\n/);
  });

  test("that are unsafe say why and are not preferred", async () => {
    const { client, before } = await opened();
    const actions = await client.actions(uri, wholeRange(before), ["quickfix"]);
    const unsafe = actions.filter(({ title }) => title.includes("(unsafe: "));
    expect(unsafe.length).toBeGreaterThan(0);
    expect(unsafe.filter(({ isPreferred }) => isPreferred === true)).toEqual([]);
  });

  test("are given whole at once to editors that can't resolve", async () => {
    const capabilities: ClientCapabilities = {
      ...fullCapabilities,
      textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
      workspace: {},
    };
    const { client, at } = await opened({ capabilities });
    const actions = await client.actions(uri, at(1));
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter(({ edit, command }) => edit === undefined && command === undefined)).toEqual([]);
    // Such an editor knows neither versions nor annotations.
    expect(actions.every(({ edit }) => edit?.documentChanges === undefined)).toBe(true);
  });
});

describe("fix-all", () => {
  test("is offered only where it is asked for, and applies safe fixes only", async () => {
    const { client, before, textsAfter } = await opened();
    const everywhere = await client.actions(uri, wholeRange(before));
    expect(everywhere.filter(({ kind }) => kind === fixAllKind)).toEqual([]);
    const [action] = await client.actions(uri, wholeRange(before), ["source.fixAll"]);
    expect(action?.kind).toBe(fixAllKind);
    const text = (await textsAfter(action))[uri] ?? "";
    expect(text).toContain("RUN go mod download");
    expect(text.match(/^FROM /gm)).toHaveLength(1);
  });

  test("is not offered where nothing can be fixed safely", async () => {
    const { client, before } = await opened({}, "FROM scratch\n");
    expect(await client.actions(uri, wholeRange(before), [fixAllKind])).toEqual([]);
  });
});

test("a resolved fix copies the manifests that the project has", async () => {
  const text = 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci\nCMD ["node", "server.js"]\n';
  const disk = new Map([
    ["/project/Dockerfile", text],
    ["/project/package.json", '{ "dependencies": { "express": "^4.19.2" } }'],
    ["/project/package-lock.json", '{ "lockfileVersion": 3 }'],
    ["/project/.npmrc", "fund=false\n"],
    ["/project/server.js", ""],
  ]);
  const host = memoryHost(disk);
  const client = await start(host);
  await client.open(uri, text);
  const actions = await client.actions(uri, {
    start: { line: 2, character: 0 },
    end: { line: 2, character: 4 },
  });
  const action = actions.find(({ title }) => title.startsWith("Install dependencies before"));
  if (action === undefined) throw new Error("there is no such action");
  const { edit } = await client.resolve(action);
  const after = applied(edit, { [uri]: text })[uri] ?? "";
  expect(after).toContain("COPY package.json package-lock.json .npmrc ./\nRUN npm ci\nCOPY . .\n");
  // The host was asked for them: nothing was guessed from the name of the command.
  expect(host.reads).toContain("package-lock.json");
});
