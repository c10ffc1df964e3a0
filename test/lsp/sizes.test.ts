// Sizes in the editor: code lenses and inlay hints before a build, after it, and after edits.

import { expect, test } from "vitest";
import type { CodeLens, InlayHint } from "vscode-languageserver/node";
import type { ComparisonHost, ComparisonJob } from "../../server/lsp/host.ts";
import type { CompareResponse, SideResult } from "../../server/protocol/compare.ts";
import { memoryHost, start } from "./harness.ts";
import { sampleDisk, uriOf } from "./sample.ts";

const uri = uriOf("Dockerfile");
const text = `FROM golang:1.22 AS build
WORKDIR /src
COPY . .
RUN go build -o /server .

FROM debian:bookworm-slim
COPY --from=build /server /server
CMD ["/server"]
`;

function side(label: string, layers: SideResult["layers"]): SideResult {
  const contentBytes = layers.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    label,
    dockerfile: "Dockerfile",
    contentBytes,
    engineBytes: contentBytes,
    compressedBytes: null,
    layers,
    wasted: null,
    largest: [],
    folders: [],
    packages: [],
    config: null,
    buildSeconds: 1,
    cached: false,
  };
}

/** The budget that the image exceeds; a test sets it. */
let budget: number | undefined;

/** Builds nothing: the base has 75 MB, the copy of the program 5 MB; a stage has 600 and 5 MB. */
const comparison: ComparisonHost = {
  committedText: async () => undefined,
  compare: async ({ sides }: ComparisonJob): Promise<CompareResponse> => ({
    ok: true,
    headline: "headline",
    markdown: "# Report",
    result: {
      kind: "measured",
      engine: { name: "docker", version: "1", store: "overlay2" },
      sides: sides.map(({ label, target }) =>
        target === undefined
          ? side(label, [
              { bytes: 75_000_000, instruction: "ADD base", line: null },
              { bytes: 5_000_000, instruction: "COPY --from=build /server /server", line: 6 },
            ])
          : side(label, [
              { bytes: 600_000_000, instruction: "ADD base", line: null },
              { bytes: 5_000_000, instruction: "RUN go build -o /server .", line: 3 },
            ]),
      ),
      difference: null,
      configDifferences: [],
      verification: null,
      budget: budget === undefined ? null : { limitBytes: budget, actualBytes: 80_000_000, exceeded: true },
      notes: [],
    },
  }),
};

async function opened(options: Parameters<typeof start>[1] = {}) {
  const client = await start(memoryHost(sampleDisk(), comparison), options);
  await client.open(uri, text);
  const textDocument = { uri };
  const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  return {
    client,
    compare: (params: object = {}) =>
      client.connection.sendRequest("leanDockerfile/compare", { textDocument, ...params }),
    lenses: async () =>
      ((await client.connection.sendRequest("textDocument/codeLens", { textDocument })) as CodeLens[]).map(
        ({ range, command }) => `${range.start.line}: ${command?.title}`,
      ),
    commands: async () =>
      ((await client.connection.sendRequest("textDocument/codeLens", { textDocument })) as CodeLens[]).map(
        ({ command }) => [command?.command, command?.arguments],
      ),
    hints: async (range = whole) =>
      (
        (await client.connection.sendRequest("textDocument/inlayHint", {
          textDocument,
          range,
        })) as InlayHint[]
      ).map(({ position, label }) => `${position.line}:${position.character} ${label}`),
  };
}

test("stages offer their builds before anything was built, and no sizes", async () => {
  const { lenses, hints } = await opened();
  expect(await lenses()).toEqual(["0: Build target", "5: Build and compare size"]);
  expect(await hints()).toEqual([]);
});

test("the builds are the client's commands where it has them, else the server's", async () => {
  const own = await opened({ session: { clientCommands: ["leanDockerfile.buildTarget"] } });
  expect(await own.commands()).toEqual([
    ["leanDockerfile.buildTarget", [uri, "build"]],
    ["leanDockerfile/compare", [{ textDocument: { uri } }]],
  ]);
  const none = await opened();
  expect((await none.commands())[0]).toEqual([
    "leanDockerfile/compare",
    [{ textDocument: { uri }, target: "build" }],
  ]);
});

test("sizes stand beside stages and instructions after a build", async () => {
  const { compare, lenses, hints } = await opened();
  await compare();
  expect(await lenses()).toEqual(["0: Build target", "5: Build and compare size", "5: 80 MB"]);
  expect(await hints()).toEqual(["5:25 75 MB", "6:33 +5 MB"]);
  expect(await hints({ start: { line: 6, character: 0 }, end: { line: 6, character: 0 } })).toEqual([
    "6:33 +5 MB",
  ]);
  await compare({ target: "build" });
  expect(await lenses()).toEqual(["0: Build target", "0: 605 MB", "5: Build and compare size", "5: 80 MB"]);
  expect((await hints()).sort()).toEqual(["0:25 600 MB", "3:25 +5 MB", "5:25 75 MB", "6:33 +5 MB"]);
});

test("sizes of a text that changed since are marked, and those of changed instructions gone", async () => {
  const { client, compare, lenses, hints } = await opened();
  await compare();
  const changed = `# New\n${text.replace("COPY --from=build /server /server", "COPY --from=build /server /srv/server")}`;
  await client.change(uri, 2, [{ text: changed }]);
  expect(await lenses()).toContain("6: 80 MB, before the last edits");
  expect(await hints()).toEqual(["6:25 was 75 MB"]);
});

test("an image over its budget is a finding until the text changes", async () => {
  const { client, compare } = await opened();
  budget = 50_000_000;
  await compare();
  budget = undefined;
  const found = async () =>
    (await client.diagnostics(uri))
      .filter(({ code }) => code === "size-budget")
      .map(({ range, message }) => [range.start.line, message]);
  expect(await found()).toEqual([[5, "The image has 80 MB of files, 30 MB more than the budget of 50 MB"]]);
  await client.change(uri, 2, [{ text: `# New\n${text}` }]);
  expect(await found()).toEqual([]);
});

test("can be switched off, and offer no build without trust", async () => {
  const off = await opened({ settings: { codeLens: { enabled: false }, inlayHints: { enabled: false } } });
  await off.compare();
  expect([await off.lenses(), await off.hints()]).toEqual([[], []]);
  const untrusted = await opened({ session: { trusted: false } });
  expect(await untrusted.lenses()).toEqual([]);
});
