// The extension's entry point: starts the language server and registers the commands.

import { commands, type ExtensionContext, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { commands as names } from "../server/protocol/names.ts";
import { BuildFailures } from "./build-failure.ts";
import { buildAndCheck, buildAndCompare, buildTarget, openReport, openScannerReports } from "./compare.ts";
import { compareSeveral, compareWithRevision } from "./compare-choices.ts";
import { guarded } from "./documents.ts";
import { explainRule } from "./explain.ts";
import { pruneDangling, showDiskUsage, showImageContents } from "./images.ts";
import { MarkdownPages } from "./report.ts";
import { createClient, watchSession } from "./server.ts";
import { SizeReports } from "./size-reports.ts";
import { explainDecline, split } from "./split.ts";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("Lean Dockerfile", { log: true });
  const pages = new MarkdownPages();
  const reports = new SizeReports(context.workspaceState);
  const failures = new BuildFailures();
  const running = createClient(context, log);
  client = running;
  const tools = { client: running, log, pages, reports, failures };

  const register = (name: string, action: (...args: unknown[]) => Promise<unknown>) =>
    commands.registerCommand(name, (...args: unknown[]) => guarded(log, () => action(...args)));
  context.subscriptions.push(
    log,
    pages,
    reports,
    failures,
    ...watchSession(running),
    register(names.buildAndCompare, (uri) => buildAndCompare(tools, uri)),
    register(names.buildAndCheck, (uri) => buildAndCheck(tools, uri)),
    register(names.buildTarget, (uri, stage) => buildTarget(tools, uri, stage)),
    register(names.compareWithRevision, (uri, revision) => compareWithRevision(tools, uri, revision)),
    register(names.compareSeveral, (uri, selection) => compareSeveral(tools, uri, selection)),
    register(names.openReport, (uri) => openReport(tools, uri)),
    register(names.copyReport, (subject) => reports.copy(asText(subject))),
    register(names.saveReport, (subject) => reports.save(asText(subject))),
    register(names.saveStructureTest, (subject) => reports.saveStructureTest(asText(subject))),
    register(names.openScannerReports, (subject) => openScannerReports(tools, String(subject))),
    register(names.split, (uri) => split(running, uri)),
    register(names.showImageContents, (image) => showImageContents(tools, image)),
    register(names.showDiskUsage, () => showDiskUsage(tools)),
    register(names.pruneDangling, () => pruneDangling(tools)),
    register(names.explainRule, (rule) => explainRule(running, pages, rule)),
    register(names.explainDecline, (uri, reasons) => explainDecline(uri, reasons)),
    register(names.restartServer, () => running.restart()),
    register(names.showLog, async () => log.show()),
  );
  await guarded(log, () => running.start());
}

/** Menus give other things along, or nothing. */
function asText(argument: unknown): string | undefined {
  return typeof argument === "string" ? argument : undefined;
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
