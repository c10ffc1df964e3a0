// The command "Build and Compare Size": progress, result, report and failures of a comparison.

import {
  type CancellationToken,
  env,
  type LogOutputChannel,
  type Progress,
  ProgressLocation,
  type TextDocument,
  window,
} from "vscode";
import { type LanguageClient, WorkDoneProgress } from "vscode-languageclient/node";
import type {
  CompareFailure,
  CompareLog,
  CompareParams,
  CompareResponse,
  ComparisonExtra,
} from "../server/protocol/compare.ts";
import { notifications, requests } from "../server/protocol/names.ts";
import type { BuildFailures } from "./build-failure.ts";
import { dockerfileOf, mayBuild, offerLog, plain } from "./documents.ts";
import type { MarkdownPages } from "./report.ts";
import type { SizeReports } from "./size-reports.ts";

/** What is asked of a comparison beside its document. */
type Choice = Pick<
  CompareParams,
  "estimate" | "target" | "extras" | "against" | "targets" | "platforms" | "others"
>;

/** What a comparison works with. */
export interface CompareTools {
  readonly client: LanguageClient;
  readonly log: LogOutputChannel;
  readonly pages: MarkdownPages;
  readonly reports: SizeReports;
  readonly failures: BuildFailures;
}

const title = "Build and Compare Size";

/** Failures for which figures from tables are the next best answer. */
const withoutEngine: readonly CompareFailure["kind"][] = [
  "no-client",
  "engine-not-running",
  "permission-denied",
  "base-image-unavailable",
  "windows-containers",
];

let running = false;
let nextToken = 1;

/**
 * Builds and compares, and tells the user the outcome. The outcome is also the command's result, for tests and
 * for other extensions; it is undefined when nothing was compared.
 */
export async function buildAndCompare(
  tools: CompareTools,
  argument: unknown,
): Promise<CompareResponse | undefined> {
  const document = await dockerfileOf(argument);
  if (document === undefined || !mayBuild(document)) return undefined;
  return compare(tools, document, {});
}

/** The same with what takes more time than most people want to wait, as the user chooses it. */
export async function buildAndCheck(
  tools: CompareTools,
  argument: unknown,
): Promise<CompareResponse | undefined> {
  const document = await dockerfileOf(argument);
  if (document === undefined || !mayBuild(document)) return undefined;
  const chosen = await window.showQuickPick(extraChoices, {
    title: "Build and Compare with More Checks",
    placeHolder: "What to look at beyond sizes",
    canPickMany: true,
  });
  return chosen === undefined
    ? undefined
    : compare(tools, document, { extras: chosen.map(({ extra }) => extra) });
}

const extraChoices: readonly {
  readonly label: string;
  readonly detail: string;
  readonly extra: ComparisonExtra;
}[] = [
  {
    label: "Start both images",
    detail: "Runs them for some seconds without network, and compares exit codes, open ports and answers.",
    extra: "smoke",
  },
  {
    label: "Count vulnerabilities",
    detail: "Calls trivy, grype or Docker Scout, where one is installed.",
    extra: "vulnerabilities",
  },
  {
    label: "Compute compressed sizes",
    detail: "Packs the layers as a registry keeps them.",
    extra: "compressed",
  },
];

/** Builds one stage alone and tells its size; asks which one where the caller doesn't say. */
export async function buildTarget(
  tools: CompareTools,
  argument: unknown,
  stage: unknown,
): Promise<CompareResponse | undefined> {
  const document = await dockerfileOf(argument);
  if (document === undefined || !mayBuild(document)) return undefined;
  const target = typeof stage === "string" ? stage : await chooseStage(document);
  return target === undefined ? undefined : compare(tools, document, { target });
}

/** The stages as their FROM lines read. */
export function stagesOf(
  document: TextDocument,
): readonly { readonly label: string; readonly description: string }[] {
  return [...document.getText().matchAll(/^[ \t]*FROM[ \t]+(.+?)[ \t]*$/gim)].map(([, words = ""], index) => {
    const name = /\sAS\s+(\S+)$/i.exec(words)?.[1];
    return { label: name ?? String(index), description: words };
  });
}

/** Undefined when the user chose none. */
async function chooseStage(document: TextDocument): Promise<string | undefined> {
  const chosen = await window.showQuickPick(stagesOf(document), {
    title: "Build Target Stage",
    placeHolder: "Stage to build",
  });
  return chosen?.label;
}

/** Opens the report of the last comparison of a document; code lenses call this. */
export async function openReport({ reports }: CompareTools, argument: unknown): Promise<void> {
  const document = await dockerfileOf(argument);
  if (document === undefined || reports.show(document.uri.toString())) return;
  void window.showInformationMessage("There is no report of this file yet: build and compare it first.");
}

/** Opens what the vulnerability scanner printed about each side in the last comparison. */
export async function openScannerReports({ reports, pages }: CompareTools, subject: string): Promise<void> {
  const kept = reports.scannerReportsOf(subject);
  for (const { label, scanner, text } of kept)
    await pages.showText(`${label} (${scanner}).json`, subject, text);
  if (kept.length === 0)
    void window.showInformationMessage(
      "There is no scanner report in this session: build and compare with vulnerabilities first.",
    );
}

/** Runs a comparison with its progress, and shows what comes of it; one at a time. */
export async function compare(
  tools: CompareTools,
  document: TextDocument,
  choice: Choice,
): Promise<CompareResponse | undefined> {
  if (running) {
    void window.showInformationMessage(
      "A comparison is running already; cancel it in its notification to start another.",
    );
    return undefined;
  }
  running = true;
  try {
    tools.failures.clear(document);
    const response = await window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      (progress, token) => request(tools, document, choice, progress, token),
    );
    show(tools, document, response);
    return response;
  } finally {
    running = false;
  }
}

async function request(
  { client, log }: CompareTools,
  document: TextDocument,
  choice: Choice,
  progress: Progress<{ message?: string; increment?: number }>,
  token: CancellationToken,
): Promise<CompareResponse> {
  const workDoneToken = `lean-dockerfile-compare-${nextToken++}`;
  let percentage = 0;
  const subscriptions = [
    client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind === "end") return;
      const now = value.percentage ?? percentage;
      progress.report({ message: plain(value.message ?? ""), increment: Math.max(0, now - percentage) });
      percentage = Math.max(now, percentage);
    }),
    client.onNotification(notifications.compareLog, ({ line }: CompareLog) =>
      log.info(withoutControls(line)),
    ),
  ];
  log.info(`${title}: ${document.uri.fsPath}`);
  try {
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const params: CompareParams = { textDocument: { uri }, ...choice, workDoneToken };
    return await client.sendRequest<CompareResponse>(requests.compare, params, token);
  } catch (error) {
    // A server that gives up a cancelled request answers with an error instead of an outcome.
    if (token.isCancellationRequested)
      return { ok: false, failure: { kind: "cancelled", message: "Cancelled." } };
    throw error;
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
  }
}

function show(tools: CompareTools, document: TextDocument, response: CompareResponse): void {
  if (response.ok) {
    const { documentLine: line, result } = response;
    const failure = result.sides.find((side) => side.failure?.line === line)?.failure;
    if (line !== undefined && failure !== undefined) tools.failures.show(document, line, failure);
    showResult(tools, document, response);
  } else showFailure(tools, document, response.failure, response.documentLine);
}

function showResult(
  { log, reports }: CompareTools,
  document: TextDocument,
  response: Extract<CompareResponse, { readonly ok: true }>,
): void {
  const {
    headline = "The comparison is done.",
    markdown,
    html,
    result,
    structureTest,
    scannerReports,
  } = response;
  log.info(headline);
  if (markdown === undefined || html === undefined) {
    void window.showInformationMessage(plain(headline));
    return;
  }
  const subject = document.uri.toString();
  reports.keepScannerReports(subject, scannerReports ?? []);
  const name = document.uri.path.split("/").at(-1) ?? "Dockerfile";
  reports.keep(subject, { title: `${name} size report`, html, markdown, result, structureTest });
  const open = "Open Report";
  const copy = "Copy as Markdown";
  const isWhole = result.sides.every(({ failure }) => failure === undefined);
  const tell = isWhole ? window.showInformationMessage : window.showWarningMessage;
  void tell(plain(headline), open, copy).then(async (choice) => {
    if (choice === copy) await env.clipboard.writeText(markdown);
    if (choice === open) reports.show(subject);
  });
}

function showFailure(
  tools: CompareTools,
  document: TextDocument,
  failure: CompareFailure,
  line: number | undefined,
): void {
  tools.log.error(failure.message);
  if (failure.kind === "cancelled") {
    window.setStatusBarMessage("$(circle-slash) Comparison cancelled", 5_000);
    return;
  }
  if (line !== undefined) tools.failures.show(document, line, failure);
  if (!withoutEngine.includes(failure.kind)) {
    offerLog(tools.log, failure.message);
    return;
  }
  offerLog(tools.log, failure.message, {
    "Estimate Without Building": () => void compare(tools, document, { estimate: true }),
  });
}

/** Build tools colour their output; the log shows plain text. */
function withoutControls(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes.
  return line.replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, "").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
}
