// Cases about comparisons of what the user names, on a real engine: several files at once.

import { commands } from "vscode";
import type { CompareResponse } from "../../../server/protocol/compare.ts";
import { assert, createFile, equal } from "./editing.ts";
import type { Case } from "./runner.ts";

const minutes = 60_000;

export const versionCases: readonly Case[] = [
  { name: "files chosen in the explorer stand in a table", run: comparesSeveral, timeout: 5 * minutes },
];

const small = 'FROM busybox:musl\nRUN echo one > /one\nUSER 1000\nCMD ["true"]\n';

async function comparesSeveral(): Promise<void> {
  const uris = [];
  for (const name of ["one", "two", "three"]) {
    const { document } = await createFile(`${name}.Dockerfile`, small.replace("echo one", `echo ${name}`));
    uris.push(document.uri);
  }
  const response = await commands.executeCommand<CompareResponse | undefined>(
    "leanDockerfile.compareSeveral",
    uris[0],
    uris,
  );
  assert(response?.ok === true, `no result: ${JSON.stringify(response)}`);
  equal(
    response.result.sides.map(({ label }) => label),
    ["one.Dockerfile", "two.Dockerfile", "three.Dockerfile"],
    "the sides",
  );
  assert(/^3 images, /.test(response.headline ?? ""), `headline: ${response.headline}`);
}
