// Cases about findings, fixes, the split and settings.

import {
  CodeActionKind,
  ConfigurationTarget,
  commands,
  DiagnosticSeverity,
  extensions,
  type Hover,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import {
  actionsAt,
  assert,
  createFile,
  equal,
  findingsOf,
  openFile,
  ruleOf,
  setText,
  untilRules,
  workspaceFile,
} from "./editing.ts";
import { takePicture } from "./moments.ts";
import { type Case, until } from "./runner.ts";

const splitKind = CodeActionKind.RefactorRewrite.append("split");
const sampleRules = ["toolchain-in-final-image", "source-copied-before-dependencies", "root-user"];

export const editingCases: readonly Case[] = [
  { name: "the extension activates and registers its commands", run: activates },
  { name: "the sample shows three squiggles", run: showsSquiggles },
  { name: "a split with cgo left on shows an error", run: showsCgo },
  { name: "findings follow what is typed", run: followsTyping },
  { name: "hovering over a finding explains it", run: hovers },
  { name: "a rule's severity is a setting", run: obeysSettings },
  { name: "a manifest that appears changes the findings' fix", run: watchesManifests },
  { name: "the lightbulb splits the file", run: splitsByCodeAction },
  { name: "the command splits through the refactor preview", run: splitsByCommand, timeout: 90_000 },
  { name: "a declined split says why and goes to the line", run: declines },
  { name: "Explain Rule shows the rule's page", run: explains },
  { name: "Restart Language Server brings the findings back", run: restarts },
];

async function activates(): Promise<void> {
  const extension = extensions.getExtension("lean-dockerfile.lean-dockerfile");
  assert(extension !== undefined, "the extension is not installed");
  await extension.activate();
  const registered = (await commands.getCommands(true)).filter((name) => name.startsWith("leanDockerfile."));
  const contributed: { command: string }[] = extension.packageJSON.contributes.commands;
  const missing = contributed.filter(({ command }) => !registered.includes(command));
  equal(missing, [], "commands of package.json without an implementation");
}

async function showsSquiggles(): Promise<void> {
  const { document } = await openFile("Dockerfile");
  const findings = await untilRules(document, sampleRules);
  const toolchain = findings.find((finding) => ruleOf(finding) === "toolchain-in-final-image");
  equal(toolchain?.range.start.line, 1, "line of toolchain-in-final-image");
  // A default of the settings is no choice of the user's: what the rule itself finds fit stays.
  const order = findings.find((finding) => ruleOf(finding) === "source-copied-before-dependencies");
  equal(order?.severity, DiagnosticSeverity.Information, "the severity that the rule chose itself");
  await commands.executeCommand("workbench.actions.view.problems");
  await takePicture("squiggles", ["Problems"]);
  await commands.executeCommand("workbench.action.closePanel");
}

async function showsCgo(): Promise<void> {
  const { document } = await openFile("scratch.Dockerfile");
  const found = await untilRules(document, ["cgo-enabled-for-static-runtime", "unstripped-binary"]);
  const finding = found.find((each) => ruleOf(each) === "cgo-enabled-for-static-runtime");
  assert(
    finding !== undefined && document.getText(finding.range).includes("go build"),
    "it is not at `go build`",
  );
}

async function followsTyping(): Promise<void> {
  const { document } = await createFile(
    "typing.Dockerfile",
    'FROM debian:bookworm-slim\nUSER nobody\nCMD ["true"]\n',
  );
  await untilRules(document, []);
  await setText(document, 'FROM debian:bookworm-slim\nCMD ["true"]\n');
  await untilRules(document, ["root-user"]);
  await setText(document, 'FROM debian:bookworm-slim\nUSER nobody\nCMD ["true"]\n');
  await untilRules(document, []);
}

async function hovers(): Promise<void> {
  const { document } = await openFile("Dockerfile");
  const findings = await untilRules(document, sampleRules);
  const toolchain = findings.find((finding) => ruleOf(finding) === "toolchain-in-final-image");
  assert(toolchain !== undefined, "no toolchain finding");
  const hovers = await commands.executeCommand<Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    toolchain.range.start,
  );
  const text = hovers.flatMap(({ contents }) =>
    contents.map((part) => (typeof part === "string" ? part : part.value)),
  );
  assert(
    text.join("\n").includes("toolchain-in-final-image"),
    `the hover does not name the rule: ${text.join("\n")}`,
  );
}

async function obeysSettings(): Promise<void> {
  const { document } = await openFile("Dockerfile");
  const settings = workspace.getConfiguration("leanDockerfile.rules", document.uri);
  await settings.update("root-user", "off", ConfigurationTarget.Global);
  try {
    await untilRules(document, ["toolchain-in-final-image", "source-copied-before-dependencies"]);
    await settings.update("root-user", "hint", ConfigurationTarget.Global);
    const findings = await untilRules(document, sampleRules);
    equal(findings.find((finding) => ruleOf(finding) === "root-user")?.severity, 3, "severity of root-user");
  } finally {
    await settings.update("root-user", undefined, ConfigurationTarget.Global);
  }
  await until("the default severity", () =>
    findingsOf(document).find((finding) => ruleOf(finding) === "root-user")?.severity === 1
      ? true
      : undefined,
  );
}

/** A lockfile that comes into being belongs to the manifests that are copied first. */
async function watchesManifests(): Promise<void> {
  const { document } = await openFile("Dockerfile");
  const offered = async () => {
    const findings = await untilRules(document, sampleRules);
    const finding = findings.find((each) => ruleOf(each) === "source-copied-before-dependencies");
    assert(finding !== undefined, "no finding");
    const actions = await actionsAt(document, finding.range, CodeActionKind.QuickFix);
    return actions.flatMap(({ edit }) => edit?.get(document.uri) ?? []).map((edit) => edit.newText);
  };
  assert(
    (await offered()).some((text) => text.includes("go.mod")),
    "no fix copies go.mod first",
  );
  assert(
    !(await offered()).some((text) => text.includes("go.sum")),
    "a fix copies a go.sum that is not there",
  );
  await workspace.fs.writeFile(workspaceFile("go.sum"), new Uint8Array());
  try {
    await until("a fix that copies go.sum", async () =>
      (await offered()).some((text) => text.includes("go.sum")) ? true : undefined,
    );
  } finally {
    await workspace.fs.delete(workspaceFile("go.sum"));
  }
  await until("a fix without the go.sum that is gone", async () =>
    (await offered()).some((text) => text.includes("go.sum")) ? undefined : true,
  );
}

/** What every good split of the sample has; the exact text is the business of the split's own fixtures. */
function checkSplit(document: TextDocument): void {
  const text = document.getText();
  const froms = text.split(/\r?\n/).filter((line) => line.startsWith("FROM "));
  equal(froms.length, 2, "number of stages");
  equal(froms[0], "FROM golang:1.22 AS build", "the builder");
  for (const part of [
    "# The ship's log service",
    "CGO_ENABLED=0 go build",
    "COPY --from=build /app/server",
    'CMD ["',
  ])
    assert(text.includes(part), `the split lacks \`${part}\`:\n${text}`);
  assert(!text.includes("go.sum"), `the split copies a go.sum that is not there:\n${text}`);
}

async function splitsByCodeAction(): Promise<void> {
  const editor = await openFile("Dockerfile");
  const { document } = editor;
  const before = document.getText();
  const findings = await untilRules(document, sampleRules);
  const toolchain = findings.find((finding) => ruleOf(finding) === "toolchain-in-final-image");
  assert(toolchain !== undefined, "no toolchain finding");

  const actions = await actionsAt(document, toolchain.range, splitKind);
  const [action] = actions;
  assert(action !== undefined, "no split is offered");
  assert(action.title.startsWith("Split into builder and runtime stages"), `title: ${action.title}`);
  assert(action.edit !== undefined, "the action has no edit after resolving");

  const { Selection } = await import("vscode");
  editor.selection = new Selection(toolchain.range.start, toolchain.range.start);
  await commands.executeCommand("editor.action.quickFix");
  await takePicture("lightbulb", ["Split into builder and runtime stages"]);
  await commands.executeCommand("hideCodeActionWidget");

  assert(await workspace.applyEdit(action.edit), "the edit was not applied");
  checkSplit(document);
  await untilRules(document, []);
  await takePicture("split-applied", ["CGO_ENABLED=0"]);
  await commands.executeCommand("undo");
  equal(document.getText(), before, "text after undo");
}

async function splitsByCommand(): Promise<void> {
  const { document } = await openFile("Dockerfile");
  await untilRules(document, sampleRules);
  let done = false;
  const command = Promise.resolve(commands.executeCommand("leanDockerfile.split")).then(() => {
    done = true;
  });
  // The choice of a runtime image comes first where there is more than one; accepting does nothing otherwise.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await takePicture("runtime-choice", ["Split into Builder and Runtime Stages"]);
  await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
  await takePicture("refactor-preview", ["Refactor Preview"]).catch(async (error: unknown) => {
    // Without an assumption there is nothing to confirm, and the split is applied at once.
    if (!done) throw error;
  });
  if (!done) await commands.executeCommand("refactorPreview.apply");
  await command;
  checkSplit(document);
}

async function declines(): Promise<void> {
  const text =
    'FROM golang:1.22\nWORKDIR /app\nCOPY . .\nRUN go build ./...\nUSER nobody\nCMD ["go", "run", "."]\n';
  const { document } = await createFile("declined.Dockerfile", text);
  const done = Promise.resolve(commands.executeCommand("leanDockerfile.split", document.uri));
  await takePicture("declined", ["go run"]);
  // Several reasons come as a list to choose from.
  await commands.executeCommand("workbench.action.closeQuickOpen");
  await done;
  equal(document.getText(), text, "text of a file that can't be split");
  equal(window.activeTextEditor?.selection.active.line, 5, "line of the cursor");
  await commands.executeCommand("notifications.clearAll");
}

async function explains(): Promise<void> {
  await commands.executeCommand("leanDockerfile.explainRule", "root-user");
  await until("the page of root-user", () =>
    window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => label.includes("root-user"))
      ? true
      : undefined,
  );
  await takePicture("rule-page", ["Why is this bad?"]);
  await commands.executeCommand("workbench.action.closeActiveEditor");
}

async function restarts(): Promise<void> {
  const { document } = await openFile("Dockerfile");
  await untilRules(document, sampleRules);
  await commands.executeCommand("leanDockerfile.restartServer");
  await untilRules(document, sampleRules);
}
