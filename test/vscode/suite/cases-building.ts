// Cases about "Build and Compare Size", on a real engine where there is one.

import {
  type CodeLens,
  ConfigurationTarget,
  commands,
  DiagnosticSeverity,
  env,
  type InlayHint,
  languages,
  Range,
  window,
  workspace,
} from "vscode";
import type { CompareResponse } from "../../../server/protocol/compare.ts";
import { imageCases } from "./cases-images.ts";
import { versionCases } from "./cases-versions.ts";
import { assert, createFile, equal, findingsOf, openFile, ruleOf, setText } from "./editing.ts";
import { takePicture } from "./moments.ts";
import { type Case, suiteSettings, until } from "./runner.ts";

const minutes = 60_000;

export function buildingCases(): readonly Case[] {
  if (!suiteSettings().engine) {
    return [
      { name: "without an engine the comparison says so", run: failsWithoutEngine, timeout: 2 * minutes },
    ];
  }
  // Only the launcher for the browser can press a notification's button.
  const cancelling: readonly Case[] =
    suiteSettings().momentsFolder === null
      ? []
      : [{ name: "a comparison can be cancelled", run: cancels, timeout: 5 * minutes }];
  return [
    { name: "Build and Compare Size measures the sample", run: compares, timeout: 15 * minutes },
    { name: "sizes stand beside stages and instructions", run: showsSizes },
    { name: "sizes are marked once the text has changed", run: marksStaleSizes },
    {
      name: "the report keeps to the theme, and axe finds nothing in it",
      run: showsThemes,
      timeout: 4 * minutes,
    },
    { name: "an image over its budget is a finding", run: findsOverBudget, timeout: 5 * minutes },
    ...imageCases,
    ...cancelling,
    { name: "a failed build marks the instruction", run: marksFailure, timeout: 5 * minutes },
    ...versionCases,
  ];
}

function buildAndCompare(): Thenable<CompareResponse | undefined> {
  return commands.executeCommand<CompareResponse | undefined>("leanDockerfile.buildAndCompare");
}

async function compares(): Promise<void> {
  const { document } = await openFile("Dockerfile");
  const running = buildAndCompare();
  await takePicture("progress", ["Build and Compare Size", "Cancel"]);
  const response = await running;
  assert(response?.ok === true, `no result: ${JSON.stringify(response)}`);
  equal(document.isDirty, false, "whether the comparison changed the file");

  const { result, headline = "", markdown = "" } = response;
  const [before, after] = result.sides.map(({ contentBytes }) => contentBytes ?? 0);
  equal([result.kind, result.sides.length], ["measured", 2], "kind and number of sides");
  // The sample on the Go image is some 700 MB; its split for distroless static is under 20 MB on any base.
  assert(before !== undefined && before > 300e6, `before: ${before} bytes`);
  assert(after !== undefined && after > 1e6 && after < 20e6, `after: ${after} bytes`);
  equal(result.difference?.bytes, after - before, "difference in bytes");
  assert(
    /\d+(\.\d+)? MB -> \d+(\.\d+)? MB \(-9\d\.\d%, \d+x smaller\)/.test(headline),
    `headline: ${headline}`,
  );

  await takePicture("result", [headline, "Open Report", "Copy as Markdown"]);
  await opensReport(markdown);
}

/** Through the notification's own buttons, as a person would, with the keyboard commands that press them. */
async function opensReport(markdown: string): Promise<void> {
  await commands.executeCommand("notification.acceptPrimaryAction");
  await until("the report", () =>
    window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => label.includes("size report"))
      ? true
      : undefined,
  );
  await takePicture("report");
  assert(markdown.includes("|"), "the report has no table");
  await commands.executeCommand("leanDockerfile.copyReport");
  equal(await env.clipboard.readText(), markdown, "what Copy as Markdown copies");
  await commands.executeCommand("workbench.action.closeActiveEditor");
  await env.clipboard.writeText("");
}

/** After a build each stage has its lens, and each instruction its bytes. */
async function showsSizes(): Promise<void> {
  const { document } = await openFile("Dockerfile");
  await commands.executeCommand("notifications.clearAll");
  const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", document.uri);
  const titles = lenses.map(({ command }) => command?.title ?? "");
  assert(titles.includes("Build and compare size"), `lenses: ${titles.join(", ")}`);
  assert(
    titles.some((title) => / -> .* smaller\)$/.test(title)),
    `no result among the lenses: ${titles.join(", ")}`,
  );
  const whole = new Range(0, 0, document.lineCount, 0);
  const hints = await commands.executeCommand<InlayHint[]>(
    "vscode.executeInlayHintProvider",
    document.uri,
    whole,
  );
  const labels = hints.map(({ label }) => String(label));
  assert(
    labels.some((label) => /^\+\d+(\.\d+)? MB$/.test(label)),
    `hints: ${labels.join(", ")}`,
  );
  await takePicture("sizes", ["Build and compare size"]);
}

/** Light, dark and high contrast, each with the report open. */
async function showsThemes(): Promise<void> {
  const { document } = await openFile("Dockerfile");
  const settings = workspace.getConfiguration("workbench");
  await commands.executeCommand("workbench.action.closeSidebar");
  for (const [name, theme] of [
    ["report-light", "Default Light Modern"],
    ["report-dark", "Default Dark Modern"],
    ["report-high-contrast", "Default High Contrast"],
  ] as const) {
    await settings.update("colorTheme", theme, ConfigurationTarget.Global);
    await commands.executeCommand("leanDockerfile.openReport", document.uri.toString());
    await takePicture(name, ["How this was measured"], { audit: "report" });
    if (name === "report-dark")
      await takePicture("report-contents", ["What is in it"], { heading: "What is in it" });
    await commands.executeCommand("workbench.action.closeActiveEditor");
  }
  await settings.update("colorTheme", "Default Dark Modern", ConfigurationTarget.Global);
  await commands.executeCommand("workbench.view.explorer");
}

async function marksStaleSizes(): Promise<void> {
  const { document } = await openFile("Dockerfile");
  await setText(document, document.getText().replace("LOG_LEVEL=info", "LOG_LEVEL=debug"));
  const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", document.uri);
  const titles = lenses.map(({ command }) => command?.title ?? "");
  assert(
    titles.some((title) => title.endsWith(", before the last edits")),
    `no stale mark among the lenses: ${titles.join(", ")}`,
  );
  const whole = new Range(0, 0, document.lineCount, 0);
  const hints = await commands.executeCommand<InlayHint[]>(
    "vscode.executeInlayHintProvider",
    document.uri,
    whole,
  );
  const labels = hints.map(({ label }) => String(label));
  assert(
    labels.length > 0 && labels.every((label) => label.startsWith("was ")),
    `hints without a stale mark: ${labels.join(", ")}`,
  );
  await takePicture("stale-sizes", ["before the last edits"]);
}

async function findsOverBudget(): Promise<void> {
  const settings = workspace.getConfiguration("leanDockerfile");
  await settings.update("sizeBudget", "1MB", ConfigurationTarget.Workspace);
  const text = 'FROM busybox:musl\nRUN echo budget > /file\nUSER 1000\nCMD ["true"]\n';
  const { document } = await createFile("fat.Dockerfile", text);
  const response = await buildAndCompare();
  assert(response?.ok === true, `no result: ${JSON.stringify(response)}`);
  equal(response.result.budget?.exceeded, true, "whether the budget is exceeded");
  const found = await until("the finding", () =>
    findingsOf(document).find((finding) => ruleOf(finding) === "size-budget"),
  );
  equal(found.range.start.line, 0, "line of the finding");
  assert(/more than the budget of 1 MB$/.test(found.message), found.message);
  await settings.update("sizeBudget", undefined, ConfigurationTarget.Workspace);
}

async function cancels(): Promise<void> {
  await createFile("slow.Dockerfile", 'FROM busybox:musl\nRUN sleep 240\nCMD ["true"]\n');
  const running = buildAndCompare();
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  const pressed = Date.now();
  await takePicture("cancelling", ["Build and Compare Size"], { press: "Cancel" });
  const response = await running;
  assert(response?.ok === false, `a result came: ${JSON.stringify(response)}`);
  equal(response.failure.kind, "cancelled", "kind of the failure");
  assert(Date.now() - pressed < 45_000, "it waited for the build to end");
}

async function marksFailure(): Promise<void> {
  const text =
    'FROM busybox:musl\nRUN echo going well\nRUN echo going wrong && exit 3\nUSER 1000\nCMD ["true"]\n';
  const { document } = await createFile("failing.Dockerfile", text);
  const response = await buildAndCompare();
  assert(response?.ok === false, "the build did not fail");
  const { kind, message } = response.failure;
  assert(kind === "build-failed" || kind === "both-sides-fail", `kind of the failure: ${kind} (${message})`);
  const marks = languages
    .getDiagnostics(document.uri)
    .filter(({ severity, code }) => severity === DiagnosticSeverity.Error && code === kind);
  equal(
    marks.map(({ range }) => range.start.line),
    [2],
    "marked lines",
  );
  await takePicture("build-failure", ["Show Log"]);
  await commands.executeCommand("notifications.clearAll");
}

async function failsWithoutEngine(): Promise<void> {
  await openFile("Dockerfile");
  const response = await buildAndCompare();
  assert(response?.ok === false, "something was built without an engine");
  const expected = ["no-client", "engine-not-running", "permission-denied"];
  assert(expected.includes(response.failure.kind), `kind of the failure: ${response.failure.kind}`);
  await takePicture("no-engine", ["Estimate Without Building"]);
  await commands.executeCommand("notifications.clearAll");
}
