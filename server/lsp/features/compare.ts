// The request that builds two versions and compares them: chooses the sides, reports progress, words the failure.

import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type WorkDoneProgressReporter,
} from "vscode-languageserver";
import { inputsRemark } from "../../core/project/builds/agreed-inputs.ts";
import type {
  CompareFailure,
  CompareParams,
  CompareProgress,
  CompareResponse,
} from "../../protocol/compare.ts";
import { notifications, requests } from "../../protocol/names.ts";
import type { ComparisonHost, ComparisonSide } from "../host.ts";
import type { Analyzed, Session } from "../session.ts";
import { chooseSides, inputsOf } from "./compare-sides.ts";

export type RunCompare = (
  params: CompareParams,
  token: CancellationToken,
  progress?: WorkDoneProgressReporter,
) => Promise<CompareResponse>;

/** `refresh` has the findings asked for again: an image may exceed its budget. */
export function addCompare(session: Session, refresh: () => void): RunCompare {
  const { connection } = session;
  const run: RunCompare = async (params, token, given) => {
    const { comparison } = session.host;
    if (comparison === undefined)
      return refused("Nothing can be built here: there is no container engine to call.");
    if (!session.options.trusted)
      return refused("A build runs what the Dockerfile says, so it needs a trusted workspace.");
    const analyzed = await session.analyze(params.textDocument.uri, token);
    if (analyzed === undefined)
      return token.isCancellationRequested ? cancelled : refused("The document is not open.");
    const { path } = analyzed;
    if (path === undefined) return refused("Only a Dockerfile in a folder on disk can be built.");
    const progress = given ?? connection.window.attachWorkDoneProgress(params.workDoneToken);
    progress.begin(
      params.target === undefined ? "Build and Compare Size" : "Build Target Stage",
      0,
      undefined,
      true,
    );
    try {
      return await compare(session, comparison, { ...analyzed, path }, params, token, progress, () => {
        refreshSizes(session);
        refresh();
      });
    } finally {
      progress.done();
    }
  };
  connection.onRequest<CompareResponse, void>(
    requests.compare,
    (params: CompareParams, token: CancellationToken) => run(params, token),
  );
  return run;
}

async function compare(
  session: Session,
  comparison: ComparisonHost,
  analyzed: Analyzed & { readonly path: string },
  params: CompareParams,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
  onMeasured: () => void,
): Promise<CompareResponse> {
  const { settings, project, path } = analyzed;
  const choice = await chooseSides(session, comparison, analyzed, params);
  if (choice.kind === "refused") return refused(choice.message);
  const labels = choice.sides.map(({ label }) => label);
  const controller = new AbortController();
  const subscription = token.onCancellationRequested(() => controller.abort());
  if (token.isCancellationRequested) controller.abort();
  const response = await comparison.compare(
    {
      sides: choice.sides,
      plannedFields: choice.plannedFields,
      dockerfile: path,
      context: project?.folder,
      mode: params.estimate === true ? "estimate" : "measure",
      images: params.keep === true ? "keep" : "remove",
      extras: params.extras ?? [],
      enginePath: settings.enginePath,
      buildArgs: settings.buildArgs,
      remarks: [inputsRemark(inputsOf(project))].filter((remark) => remark !== undefined),
      sizeBudget: settings.sizeBudget,
      uri: analyzed.document.uri,
      documentSide: indexOf(choice.sides, analyzed.input.text),
    },
    {
      signal: controller.signal,
      onProgress: (at) => progress.report(percentage(at, labels), progressText(at)),
      onLog: (log) => void session.connection.sendNotification(notifications.compareLog, log),
    },
  );
  subscription.dispose();
  if (session.measured.remember(analyzed.document.uri, choice.sides, response)) onMeasured();
  return withDocumentLine(response, analyzed, choice);
}

function indexOf(sides: readonly ComparisonSide[], text: string): number | undefined {
  const index = sides.findIndex((side) => side.text === text);
  return index === -1 ? undefined : index;
}

/** Editors ask again for what shows sizes. */
function refreshSizes({ connection, features }: Session): void {
  if (features.refreshesCodeLens) void connection.sendRequest(CodeLensRefreshRequest.type);
  if (features.refreshesInlayHints) void connection.languages.inlayHint.refresh();
}

/** The line of a failure counts for the editor only where the failing text is the document's own. */
function withDocumentLine(
  response: CompareResponse,
  { input }: Analyzed,
  { sides }: { readonly sides: readonly ComparisonSide[] },
): CompareResponse {
  const failures = response.ok
    ? response.result.sides.flatMap(({ failure }) => failure ?? [])
    : [response.failure];
  const own = failures.find(({ side }) => {
    const failing = sides.find(({ label }) => label === side) ?? (sides.length === 1 ? sides[0] : undefined);
    return failing?.text === input.text;
  });
  return own?.line === undefined ? response : { ...response, documentLine: own.line };
}

function percentage({ side, step, steps }: CompareProgress, labels: readonly string[]): number {
  const index = Math.max(0, labels.indexOf(side));
  const share = steps === 0 ? 0 : Math.min(1, step / steps);
  return Math.round(((index + share) / labels.length) * 100);
}

function progressText({ side, step, steps, message }: CompareProgress): string {
  return `${side}: ${step === 0 ? "" : `step ${step} of ${steps}: `}${message}`;
}

function refused(message: string): CompareResponse {
  const failure: CompareFailure = { kind: "other", message };
  return { ok: false, failure };
}

const cancelled: CompareResponse = { ok: false, failure: { kind: "cancelled", message: "Cancelled." } };
