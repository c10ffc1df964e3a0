// Cases about local images, on a real engine: what is in one, from Docker's trees and by choice, and pruning that asks.

import { spawnSync } from "node:child_process";
import { commands, window } from "vscode";
import { assert, equal } from "./editing.ts";
import { takePicture } from "./moments.ts";
import { type Case, until } from "./runner.ts";

export const imageCases: readonly Case[] = [
  { name: "a node of Docker's image tree shows what is in the image", run: showsTreeNode },
  { name: "a node without a tag goes by its id", run: showsUntaggedNode },
  { name: "disk usage is a table", run: showsDiskUsage },
  { name: "pruning asks first", run: asksBeforePruning },
];

function titles(): readonly string[] {
  return window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ label }) => label);
}

async function untilTab(what: RegExp): Promise<string> {
  return until(`a tab named ${what}`, () => titles().find((title) => what.test(title)));
}

/**
 * Like the nodes of the Docker and Container Tools extensions, whose class has getters and a parent. The extensions
 * themselves can't be installed without the marketplace.
 */
class ImageNode {
  readonly contextValue = "image";
  readonly parent = { label: "busybox" };
  private readonly given: { readonly fullTag: string; readonly imageId: string };
  constructor(fullTag: string, imageId: string) {
    this.given = { fullTag, imageId };
  }
  get fullTag(): string {
    return this.given.fullTag;
  }
  get imageId(): string {
    return this.given.imageId;
  }
}

async function showsTreeNode(): Promise<void> {
  const node = new ImageNode("busybox:musl", "sha256:none");
  await commands.executeCommand("leanDockerfile.showImageContents", node, [node]);
  await untilTab(/^Contents of busybox:musl$/);
  await takePicture("image-contents", ["How this was measured"], { audit: "report" });
}

/** `<none>` is no name, and a name without a tag would be `latest`, which may be another image. */
async function showsUntaggedNode(): Promise<void> {
  for (const fullTag of ["<none>", "busybox"]) {
    await commands.executeCommand("leanDockerfile.showImageContents", new ImageNode(fullTag, "busybox:musl"));
    await untilTab(/^Contents of busybox:musl$/);
    await commands.executeCommand("workbench.action.closeAllEditors");
  }
}

async function showsDiskUsage(): Promise<void> {
  await commands.executeCommand("leanDockerfile.showDiskUsage");
  await untilTab(/Container disk usage/);
  await takePicture("disk-usage", ["Can be freed"]);
}

/**
 * VS Code shows no dialog while it is tested and fails the command with the dialog's words instead, so that this
 * is as good as a person who does not agree. The engine is shared: other dangling images may be somebody's.
 */
async function asksBeforePruning(): Promise<void> {
  const text = `FROM busybox:musl\nLABEL lean-dockerfile.test=${Date.now()}\n`;
  const built = docker(["build", "--quiet", "-"], text);
  const id = /sha256:[0-9a-f]{64}/.exec(built.stdout)?.[0];
  assert(id !== undefined, `no dangling image to ask about: ${built.stdout}${built.stderr}`);
  try {
    await commands.executeCommand("leanDockerfile.pruneDangling");
    await takePicture("pruning", ["No tag names them"]);
    equal(docker(["image", "inspect", id]).status, 0, "what asking for the image says afterwards");
  } finally {
    docker(["image", "rm", "--no-prune", id]);
  }
}

function docker(args: readonly string[], input = "") {
  return spawnSync("docker", args, { input, encoding: "utf8", timeout: 60_000 });
}
