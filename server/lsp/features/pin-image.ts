// Binding an image's name to its digest: code actions that offer it, and the request that asks the engine on a click.

import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  MessageType,
  type Range,
  ShowMessageNotification,
  ShowMessageRequest,
  type WorkDoneProgressReporter,
} from "vscode-languageserver";
import type { Finding } from "../../core/finding.ts";
import { type PinnableImage, pinEdit, pinnableImages } from "../../core/model/pinning.ts";
import { codeActionKinds, requests } from "../../protocol/names.ts";
import type { PinImageParams, PinImageResponse } from "../../protocol/pin.ts";
import { spanOf } from "../positions.ts";
import type { Analyzed, Session } from "../session.ts";
import { diagnosticOf } from "./diagnostics.ts";
import { editOf } from "./fixes.ts";

export type RunPinImage = (params: PinImageParams, token: CancellationToken) => Promise<PinImageResponse>;

/** Rules whose findings are about an image that is not bound to one content. */
const pinRules = new Set(["floating-base-tag", "unpinned-digest"]);

/**
 * The digest is not known to the analysis, and no engine is asked before somebody wants it: so the action carries a
 * command in place of an edit. A quick fix where a rule has a finding, otherwise a refactoring for those who ask for one.
 */
export function pinActions(
  session: Session,
  analyzed: Analyzed,
  range: Range,
  findings: readonly Finding[],
  wanted: { readonly includes: (kind: string) => boolean; readonly asksFor: (kind: string) => boolean },
): CodeAction[] {
  const { host, options } = session;
  if (host.housekeeping === undefined || !options.trusted) return [];
  const { start, end } = spanOf(analyzed.document, range);
  const touched = pinnableImages(analyzed.analysis.file.dockerfile).filter(
    ({ span }) => span.start <= end && start <= span.end,
  );
  return touched.flatMap((image): CodeAction[] => {
    const found = findings.filter(
      ({ rule, span }) => pinRules.has(rule) && span.start < image.span.end && image.span.start < span.end,
    );
    const title = `Pin \`${image.reference}\` to its digest`;
    const params: PinImageParams = {
      textDocument: { uri: analyzed.document.uri },
      image: image.reference,
    };
    const command = { title, command: requests.pinImage, arguments: [params] };
    if (found.length > 0 && wanted.includes(CodeActionKind.QuickFix)) {
      const diagnostics = found.map((finding) => diagnosticOf(session, analyzed, finding));
      return [{ title, kind: CodeActionKind.QuickFix, diagnostics, command }];
    }
    return wanted.asksFor(codeActionKinds.pin) ? [{ title, kind: codeActionKinds.pin, command }] : [];
  });
}

export function addPinImage(session: Session): RunPinImage {
  const run: RunPinImage = async (params, token) => {
    const { housekeeping } = session.host;
    if (housekeeping === undefined) return refused("There is no container engine to call.");
    if (!session.options.trusted) return refused("Calling the container engine needs a trusted workspace.");
    const { uri } = params.textDocument;
    const before = await session.analyze(uri, token);
    const image = before === undefined ? undefined : named(before, params.image);
    if (image === undefined) return refused("The Dockerfile names this image no more.");
    const { enginePath } = await session.settingsOf(undefined);
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    const source = params.source === "registry" ? "registry" : "local";
    const answer = await housekeeping.imageDigest(
      enginePath,
      { image: image.reference, source },
      controller.signal,
    );
    if (!answer.ok) return answer;
    // The text may have changed while the engine was asked.
    const now = await session.analyze(uri, token);
    const place = now === undefined ? undefined : named(now, params.image);
    const { digest } = answer;
    if (now === undefined || place === undefined) return { ok: true, digest, applied: false };
    const edits = everyPlace(now, place).map((each) => pinEdit(each, digest));
    const edit = editOf(session, now, [{ file: null, edits }]);
    if (edit === undefined) return { ok: true, digest, applied: false };
    const label = `Pin \`${place.reference}\` to its digest`;
    const { applied } = await session.connection.workspace.applyEdit({ label, edit });
    return { ok: true, digest, applied };
  };
  session.connection.onRequest<PinImageResponse, void>(
    requests.pinImage,
    (params: PinImageParams, token: CancellationToken) => run(params, token),
  );
  return run;
}

function named(analyzed: Analyzed, reference: string): PinnableImage | undefined {
  return pinnableImages(analyzed.analysis.file.dockerfile).find((each) => each.reference === reference);
}

/** Two stages on the same name are meant to be on the same image. */
function everyPlace(analyzed: Analyzed, { reference }: PinnableImage): readonly PinnableImage[] {
  return pinnableImages(analyzed.analysis.file.dockerfile).filter((each) => each.reference === reference);
}

const askRegistry = "Ask the Registry";

/** The request as a command: what the engine does not know, the registry is asked for where the user wants that. */
export async function pinAndTell(
  session: Session,
  pin: RunPinImage,
  params: PinImageParams,
  token: CancellationToken,
): Promise<PinImageResponse> {
  const first = await withProgress(session, params, () => pin(params, token));
  if (first.ok || params.source === "registry" || first.failure.kind !== "digest-unknown")
    return told(session, params, first);
  const choice = await session.connection.sendRequest(ShowMessageRequest.type, {
    type: MessageType.Warning,
    message: first.failure.message,
    actions: [{ title: askRegistry }],
  });
  if (choice?.title !== askRegistry) return first;
  const asked: PinImageParams = { ...params, source: "registry" };
  return told(session, asked, await withProgress(session, asked, () => pin(asked, token)));
}

function told(session: Session, { image }: PinImageParams, response: PinImageResponse): PinImageResponse {
  const show = (type: MessageType, message: string): void =>
    void session.connection.sendNotification(ShowMessageNotification.type, { type, message });
  if (!response.ok) {
    if (response.failure.kind !== "cancelled") show(MessageType.Error, response.failure.message);
  } else if (!response.applied)
    show(
      MessageType.Warning,
      `The text changed meanwhile; the digest of \`${image}\` is ${response.digest}.`,
    );
  return response;
}

async function withProgress<T>(
  session: Session,
  { image, source }: PinImageParams,
  work: () => Promise<T>,
): Promise<T> {
  const { connection, features } = session;
  let progress: WorkDoneProgressReporter | undefined;
  if (features.showsProgress) progress = await connection.window.createWorkDoneProgress();
  progress?.begin(
    source === "registry" ? `Asking the registry for ${image}` : `Asking the engine for ${image}`,
  );
  try {
    return await work();
  } finally {
    progress?.done();
  }
}

function refused(message: string): PinImageResponse {
  return { ok: false, failure: { kind: "other", message } };
}
