// The suite for restricted mode: the workspace is not trusted, so findings come and nothing is built.

import { commands, extensions, workspace } from "vscode";
import { assert, equal, openFile, tidy, untilRules } from "./editing.ts";
import { takePicture } from "./moments.ts";
import { type Case, runCases } from "./runner.ts";

const cases: readonly Case[] = [
  { name: "the workspace is not trusted", run: isRestricted },
  { name: "findings come in restricted mode", run: lints },
  { name: "building is refused in restricted mode", run: refusesToBuild },
  { name: "no command calls an engine in restricted mode", run: refusesTheEngine },
  { name: "the palette does not offer what needs trust", run: hidesCommands },
  { name: "settings of the workspace that would run something are ignored", run: ignoresWorkspaceSettings },
];

export async function run(): Promise<void> {
  await runCases(cases, tidy);
}

async function isRestricted(): Promise<void> {
  equal(workspace.isTrusted, false, "whether the workspace is trusted");
  await extensions.getExtension("lean-dockerfile.lean-dockerfile")?.activate();
}

async function lints(): Promise<void> {
  const { document } = await openFile("Dockerfile");
  await untilRules(document, ["toolchain-in-final-image", "source-copied-before-dependencies", "root-user"]);
}

async function refusesToBuild(): Promise<void> {
  const { document } = await openFile("Dockerfile");
  const result = await commands.executeCommand("leanDockerfile.buildAndCompare", document.uri);
  equal(result ?? null, null, "the command's result");
  await takePicture("restricted", ["it needs a trusted workspace", "Manage Workspace Trust"]);
}

async function ignoresWorkspaceSettings(): Promise<void> {
  const settings = workspace.getConfiguration("leanDockerfile");
  const path = settings.get<string>("engine.path");
  assert(path === "", `leanDockerfile.engine.path is ${JSON.stringify(path)} in restricted mode`);
  // The launcher wrote both into the workspace's settings; this one runs nothing and counts.
  equal(settings.get("preferredRuntime"), "scratch", "leanDockerfile.preferredRuntime");
}

/** Menus and keybindings are disabled; whoever calls the commands nevertheless is refused. */
async function refusesTheEngine(): Promise<void> {
  const { document } = await openFile("Dockerfile");
  for (const name of ["showImageContents", "showDiskUsage", "pruneDangling"]) {
    await commands.executeCommand(`leanDockerfile.${name}`);
    await takePicture(`restricted-${name}`, ["Calling the container engine needs a trusted workspace"]);
    await commands.executeCommand("notifications.clearAll");
  }
  const built = await commands.executeCommand("leanDockerfile.buildTarget", document.uri, "build");
  equal(built ?? null, null, "what building a stage gives");
  await commands.executeCommand("notifications.clearAll");
}

async function hidesCommands(): Promise<void> {
  await openFile("Dockerfile");
  await commands.executeCommand("workbench.action.quickOpen", ">Lean Dockerfile: ");
  await takePicture("restricted-palette", ["Explain Rule", "Split into Builder"], {
    absent: ["Build and Compare Size", "Remove Dangling Images", "Show Container Disk Usage"],
  });
}
