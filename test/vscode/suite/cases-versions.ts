// Cases about comparisons with what the user names, on a real engine: an earlier revision, and several files at once.

import { spawnSync } from "node:child_process";
import { commands, extensions, workspace } from "vscode";
import type { CompareResponse } from "../../../server/protocol/compare.ts";
import { assert, createFile, equal, setText, workspaceFile } from "./editing.ts";
import { type Case, until } from "./runner.ts";

const minutes = 60_000;

export const versionCases: readonly Case[] = [
  { name: "a revision comes from the git extension", run: comparesWithRevision, timeout: 5 * minutes },
  { name: "files chosen in the explorer stand in a table", run: comparesSeveral, timeout: 5 * minutes },
];

const small = 'FROM busybox:musl\nRUN echo one > /one\nUSER 1000\nCMD ["true"]\n';

async function comparesWithRevision(): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const git = (...args: readonly string[]) => {
    const identity = [
      "-c",
      "user.name=Test",
      "-c",
      "user.email=test@example.com",
      "-c",
      "commit.gpgsign=false",
    ];
    const { status, stderr } = spawnSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8" });
    assert(status === 0, `git ${args[0]}: ${stderr}`);
  };
  try {
    const { document } = await createFile("small.Dockerfile", small);
    git("init", "--quiet");
    git("add", "small.Dockerfile");
    git("commit", "--quiet", "--message", "first");
    const extension = extensions.getExtension("vscode.git");
    assert(extension !== undefined, "this VS Code has no git extension");
    const api = (await extension.activate()).getAPI(1);
    await until("the repository", () => api.getRepository(document.uri) ?? undefined);
    // What is not saved yet counts.
    await setText(document, small.replace("echo one", "echo one and two"));
    const response = await commands.executeCommand<CompareResponse | undefined>(
      "leanDockerfile.compareWithRevision",
      document.uri,
      "HEAD",
    );
    assert(response?.ok === true, `no result: ${JSON.stringify(response)}`);
    const sides = response.result.sides.map(({ label, layers }) => [label, layers.at(-1)?.bytes]);
    equal(
      sides,
      [
        ["HEAD", 4],
        ["working copy", 12],
      ],
      "the sides with their last layers",
    );
  } finally {
    await workspace.fs.delete(workspaceFile(".git"), { recursive: true, useTrash: false });
  }
}

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
