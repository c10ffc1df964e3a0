// The requests as `workspace/executeCommand`, for editors that know no custom requests.

import type { WorkspaceEdit } from "vscode-languageserver";
import {
  type CancellationToken,
  MessageType,
  ResponseError,
  ShowMessageNotification,
} from "vscode-languageserver";
import type { CompareParams } from "../../protocol/compare.ts";
import { requests } from "../../protocol/names.ts";
import type { PinImageParams } from "../../protocol/pin.ts";
import type { SplitParams, SplitResponse } from "../../protocol/split.ts";
import type { Session } from "../session.ts";
import type { RunCompare } from "./compare.ts";
import { pinAndTell, type RunPinImage } from "./pin-image.ts";
import type { RunSplit } from "./split.ts";

/** Shows why a split is declined and goes to the line; the code action names it where the client has no own. */
const explainDecline = "leanDockerfile/explainDecline";

export const commandNames: readonly string[] = [
  requests.split,
  requests.compare,
  requests.pinImage,
  explainDecline,
];

export function addCommands(
  session: Session,
  run: { readonly split: RunSplit; readonly compare: RunCompare; readonly pinImage: RunPinImage },
): void {
  session.connection.onExecuteCommand(async ({ command, arguments: args = [] }, token) => {
    switch (command) {
      case requests.split:
        return applySplit(
          session,
          await run.split(paramsOf<SplitParams>(args[0])),
          paramsOf<SplitParams>(args[0]),
        );
      case requests.compare:
        return compareAndTell(session, run.compare, paramsOf<CompareParams>(args[0]), token);
      case requests.pinImage:
        return pinAndTell(session, run.pinImage, paramsOf<PinImageParams>(args[0]), token);
      case explainDecline:
        return tellReasons(session, args[0], args[1]);
      default:
        throw new ResponseError(-32602, `There is no command ${command}.`);
    }
  });
}

/** Either the request's parameters, or only the document's address. */
function paramsOf<T extends { readonly textDocument: { readonly uri: string } }>(value: unknown): T {
  if (typeof value === "string") return { textDocument: { uri: value } } as T;
  const params = value as T | undefined;
  if (typeof params?.textDocument?.uri === "string") return params;
  throw new ResponseError(
    -32602,
    "The command's argument is a document's address or the request's parameters.",
  );
}

async function applySplit(
  session: Session,
  response: SplitResponse,
  { textDocument }: SplitParams,
): Promise<SplitResponse> {
  if (response.status === "split" && response.edit !== null) {
    const edit = response.edit as unknown as WorkspaceEdit;
    await session.connection.workspace.applyEdit({ label: "Split into builder and runtime stages", edit });
  } else await tellReasons(session, textDocument.uri, response.reasons);
  return response;
}

async function compareAndTell(
  session: Session,
  compare: RunCompare,
  params: CompareParams,
  token: CancellationToken,
): Promise<unknown> {
  const { connection, features } = session;
  const own = params.workDoneToken === undefined && features.showsProgress;
  const progress = own ? await connection.window.createWorkDoneProgress() : undefined;
  const response = await compare(params, progress?.token ?? token, progress);
  const message = response.ok ? (response.headline ?? "The comparison is done.") : response.failure.message;
  const type = response.ok ? MessageType.Info : MessageType.Error;
  void connection.sendNotification(ShowMessageNotification.type, { type, message });
  return response;
}

async function tellReasons(session: Session, uri: unknown, value: unknown): Promise<void> {
  const reasons = Array.isArray(value) ? (value as SplitResponse["reasons"]) : [];
  const { connection, features } = session;
  const message = reasons.map((reason) => reason.message).join(". ");
  void connection.sendNotification(ShowMessageNotification.type, {
    type: MessageType.Warning,
    message: message === "" ? "Not split." : `Not split: ${message}`,
  });
  const line = reasons[0]?.line ?? null;
  if (line === null || typeof uri !== "string" || !features.showsDocuments) return;
  const start = { line, character: 0 };
  await connection.window.showDocument({ uri, selection: { start, end: start }, takeFocus: true });
}
