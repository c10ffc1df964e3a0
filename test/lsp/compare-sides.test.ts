// The sides of a comparison that the editor asks for: an earlier version, and several images at once.

import { expect, test } from "vitest";
import type { ComparisonHost, ComparisonJob } from "../../server/lsp/host.ts";
import type { CompareParams, CompareResponse } from "../../server/protocol/compare.ts";
import { requests } from "../../server/protocol/names.ts";
import { memoryHost, start } from "./harness.ts";
import { sampleDisk, uriOf } from "./sample.ts";

const uri = uriOf("Dockerfile");
const text = "FROM alpine:3.20 AS tools\nRUN true\nFROM scratch\nCOPY --from=tools /a /a\n";

async function sidesFor(params: Partial<CompareParams>) {
  const jobs: ComparisonJob[] = [];
  const asked: string[] = [];
  const comparison: ComparisonHost = {
    committedText: async (_, revision) => {
      asked.push(revision);
      return revision === "v1" ? "FROM scratch\nCOPY a /a\n" : undefined;
    },
    compare: async (job): Promise<CompareResponse> => {
      jobs.push(job);
      return { ok: false, failure: { kind: "other", message: "nothing is built" } };
    },
  };
  const client = await start(memoryHost(sampleDisk(), comparison), {});
  await client.open(uri, text);
  const response = (await client.connection.sendRequest(requests.compare, {
    textDocument: { uri },
    ...params,
  })) as CompareResponse;
  return { response, asked, sides: jobs[0]?.sides ?? [] };
}

test("an earlier version comes with its text, or from the git client", async () => {
  const given = await sidesFor({ against: { label: "abc", text: "FROM busybox\n" } });
  expect(given.asked).toEqual([]);
  expect(given.sides.map(({ label, text: built }) => [label, built])).toEqual([
    ["abc", "FROM busybox\n"],
    ["working copy", text],
  ]);
  const asked = await sidesFor({ against: { label: "v1" } });
  expect(asked.asked).toEqual(["v1"]);
  expect(asked.sides.map(({ label, text: built }) => [label, built])).toEqual([
    ["v1", "FROM scratch\nCOPY a /a\n"],
    ["working copy", text],
  ]);
  const { response, sides } = await sidesFor({ against: { label: "nowhere" } });
  expect(sides).toEqual([]);
  expect(response).toMatchObject({ ok: false, failure: { message: expect.stringContaining("`nowhere`") } });
});

test("stages and platforms are a side each", async () => {
  const stages = await sidesFor({ targets: ["tools", "1"] });
  expect(stages.sides.map(({ label, target }) => [label, target])).toEqual([
    ["tools", "tools"],
    ["1", "1"],
  ]);
  const { sides } = await sidesFor({ platforms: ["linux/amd64", "linux/arm64"], targets: ["tools"] });
  expect(sides.map(({ label, target, platform }) => [label, target, platform])).toEqual([
    ["linux/amd64", "tools", "linux/amd64"],
    ["linux/arm64", "tools", "linux/arm64"],
  ]);
});

test("other Dockerfiles are built where they lie, and the same one only once", async () => {
  const other = uriOf("api/Dockerfile");
  const { sides } = await sidesFor({
    others: [
      { uri, text: "FROM other\n" },
      { uri: other, text: "FROM scratch\n" },
    ],
  });
  expect(sides.map(({ label, text: built }) => [label, built])).toEqual([
    ["Dockerfile", text],
    ["api/Dockerfile", "FROM scratch\n"],
  ]);
  expect(sides.map(({ place }) => place?.dockerfile.endsWith("/api/Dockerfile"))).toEqual([undefined, true]);
});
