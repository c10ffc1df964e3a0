// Pinning an image to its digest: who is offered it, that no engine is asked before the click, and what it writes.

import { describe, expect, test } from "vitest";
import { codeActionKinds, requests } from "../../server/protocol/names.ts";
import type { ImageDigestAnswer } from "../../server/protocol/pin.ts";
import { applied, memoryHost, type StartOptions, start } from "./harness.ts";

const uri = "file:///project/Dockerfile";
const text = "FROM golang:latest AS build\nFROM golang:latest\nCOPY --from=build /a /b\nFROM alpine:3.22\n";
const digest = `sha256:${"a".repeat(64)}`;
const title = "Pin `golang:latest` to its digest";
const line = (number: number) => ({
  start: { line: number, character: 6 },
  end: { line: number, character: 6 },
});

async function open(answers: readonly ImageDigestAnswer[], options: StartOptions = {}) {
  const asked: string[] = [];
  const refuse = () => Promise.reject(new Error("not asked for"));
  const host = {
    ...memoryHost(new Map()),
    housekeeping: {
      images: refuse,
      imageContents: refuse,
      diskUsage: refuse,
      prune: refuse,
      imageDigest: async (_: string, { image, source }: { image: string; source: string }) => {
        asked.push(`${image} ${source}`);
        return answers[asked.length - 1] ?? refuse();
      },
    },
  };
  const client = await start(host, options);
  await client.open(uri, text);
  return { client, asked };
}

const known: ImageDigestAnswer = { ok: true, digest, created: null };
const unknown: ImageDigestAnswer = {
  ok: false,
  failure: { kind: "digest-unknown", message: "The engine has no image." },
};

describe("the action", () => {
  test("is a quick fix beside the tags of a floating image, and asks nobody before the click", async () => {
    const { client, asked } = await open([known]);
    const actions = await client.actions(uri, line(0), ["quickfix"]);
    const pin = actions.find((action) => action.title === title);
    expect(actions.some((action) => action.title.startsWith("Use `golang:"))).toBe(true);
    expect(pin?.command?.command).toBe(requests.pinImage);
    expect(pin?.diagnostics?.map(({ code }) => code)).toEqual(["floating-base-tag"]);
    expect(asked).toEqual([]);
    await client.execute(pin?.command?.command ?? "", pin?.command?.arguments ?? []);
    expect(asked).toEqual(["golang:latest local"]);
    // Both stages are on the same name.
    expect(applied(client.applied[0], { [uri]: text })[uri]).toBe(
      text.replaceAll("golang:latest", `golang:latest@${digest}`),
    );
    expect(client.messages).toEqual([]);
  });

  test("is a refactoring of an image with a version, for those who ask for one", async () => {
    const { client } = await open([]);
    const titles = async (only?: readonly string[]) =>
      (await client.actions(uri, line(3), only)).filter((action) => action.title.startsWith("Pin"));
    expect(await titles()).toEqual([]);
    expect((await titles([codeActionKinds.pin])).map(({ title: each }) => each)).toEqual([
      "Pin `alpine:3.22` to its digest",
    ]);
    expect(await titles(["refactor"])).toHaveLength(1);
  });

  test("is not offered without trust", async () => {
    const { client, asked } = await open([known], { session: { trusted: false } });
    const actions = await client.actions(uri, line(0));
    expect(actions.some((action) => action.title.startsWith("Pin"))).toBe(false);
    const params = { textDocument: { uri }, image: "golang:latest" };
    expect(await client.connection.sendRequest(requests.pinImage, params)).toMatchObject({
      failure: { message: expect.stringContaining("trusted") },
    });
    expect(asked).toEqual([]);
  });
});

describe("where the engine does not know the digest", () => {
  const params = { textDocument: { uri }, image: "golang:latest" };

  test("the registry is asked if the user wants that", async () => {
    const { client, asked } = await open([unknown, known]);
    const shown: unknown[] = [];
    client.connection.onRequest("window/showMessageRequest", ({ message, actions }) => {
      shown.push(message);
      return actions[0];
    });
    expect(await client.execute(requests.pinImage, [params])).toEqual({ ok: true, digest, applied: true });
    expect(shown).toEqual(["The engine has no image."]);
    expect(asked).toEqual(["golang:latest local", "golang:latest registry"]);
  });

  test("nobody is asked if the user does not", async () => {
    const { client, asked } = await open([unknown, known]);
    client.connection.onRequest("window/showMessageRequest", () => null);
    expect(await client.execute(requests.pinImage, [params])).toEqual(unknown);
    expect(asked).toEqual(["golang:latest local"]);
    expect(client.applied).toEqual([]);
  });

  test("an engine out of reach is one error", async () => {
    const failure = { kind: "no-client", message: "No container client is in PATH." } as const;
    const { client } = await open([{ ok: false, failure }]);
    await client.execute(requests.pinImage, [params]);
    expect(client.messages).toEqual(["No container client is in PATH."]);
  });
});

test("an image that the Dockerfile does not name is not asked for", async () => {
  const { client, asked } = await open([known]);
  const params = { textDocument: { uri }, image: "other:1" };
  expect(await client.connection.sendRequest(requests.pinImage, params)).toMatchObject({ ok: false });
  expect(asked).toEqual([]);
});
