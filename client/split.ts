// The command "Split into Builder and Runtime Stages": choice of the runtime image, preview, and declines.

import { Position, Range, type TextDocument, TextEditorRevealType, Uri, window, workspace } from "vscode";
import type { LanguageClient, WorkspaceEdit as ProtocolWorkspaceEdit } from "vscode-languageclient/node";
import { requests } from "../server/protocol/names.ts";
import type { RuntimeName, SplitParams, SplitResponse, SplitResult } from "../server/protocol/split.ts";
import { dockerfileOf, plain } from "./documents.ts";

type Reasons = SplitResult["reasons"];

/**
 * Splits the Dockerfile through VS Code's refactor preview. A preview opens by itself when an edit wants to be
 * confirmed, which the server asks for where the split had to assume something.
 */
export async function split(client: LanguageClient, argument: unknown): Promise<void> {
  const document = await dockerfileOf(argument);
  if (document === undefined) return;
  const first = await request(client, document, undefined);
  if (first.status !== "split") {
    await explainOutcome(document, first);
    return;
  }
  const runtime = await chooseRuntime(first);
  if (runtime === undefined) return;
  const response = runtime === first.runtime ? first : await request(client, document, runtime);
  if (response.status !== "split") {
    await explainOutcome(document, response);
    return;
  }
  await apply(client, document, response);
}

async function request(
  client: LanguageClient,
  document: TextDocument,
  runtime: string | undefined,
): Promise<SplitResponse> {
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  const chosen = runtime === undefined ? {} : { runtime: runtime as RuntimeName };
  const params: SplitParams = { textDocument: { uri }, ...chosen };
  return client.sendRequest<SplitResponse>(requests.split, params);
}

/** Asks only when there is a choice. Undefined when the user chose nothing. */
async function chooseRuntime(result: SplitResponse): Promise<string | undefined> {
  const automatic = result.runtime ?? "auto";
  const others = result.alternatives.filter(({ runtime }) => runtime !== automatic);
  if (others.length === 0) return automatic;
  const items = [
    { label: result.title ?? automatic, description: "preferred", runtime: automatic },
    ...others.map(({ title, runtime }) => ({ label: title, runtime })),
  ];
  const chosen = await window.showQuickPick(items, {
    title: "Split into Builder and Runtime Stages",
    placeHolder: "Choose the image that the program runs in",
  });
  return chosen?.runtime;
}

async function apply(client: LanguageClient, document: TextDocument, response: SplitResponse): Promise<void> {
  if (response.edit === null) return;
  // The server wrote it in the protocol's own shape; protocol/split.ts only names its outline.
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(response.edit as ProtocolWorkspaceEdit);
  await window.showTextDocument(document, { preview: false });
  await workspace.applyEdit(edit, { isRefactoring: true });
}

async function explainOutcome(document: TextDocument, result: SplitResult): Promise<void> {
  if (result.status === "not-needed") {
    const [reason] = result.reasons;
    const message = `This Dockerfile needs no split: ${reason?.message ?? "it ships nothing that only the build needs"}`;
    void offerLine(window.showInformationMessage, message, document, reason?.line ?? null);
    return;
  }
  await showReasons(document, result.reasons);
}

/**
 * The quick fix "Why this is not split automatically": shows the reasons and goes to the line of the first.
 * The arguments come from the server's code action: the document's address and the reasons.
 */
export async function explainDecline(argument: unknown, reasons: unknown): Promise<void> {
  if (typeof argument !== "string" || !isReasons(reasons)) return;
  await showReasons(await workspace.openTextDocument(Uri.parse(argument, true)), reasons);
}

async function showReasons(document: TextDocument, reasons: Reasons): Promise<void> {
  const [first, ...others] = reasons;
  if (first === undefined) return;
  await goTo(document, first.line);
  if (others.length === 0) {
    void offerLine(window.showWarningMessage, `Not split: ${first.message}`, document, first.line);
    return;
  }
  const items = reasons.map(({ message, line }) => ({
    label: message,
    ...(line === null ? {} : { description: `line ${line + 1}` }),
    line,
  }));
  const chosen = await window.showQuickPick(items, {
    title: "Why this Dockerfile is not split",
    placeHolder: "Choose a reason to go to its line",
  });
  if (chosen !== undefined) await goTo(document, chosen.line);
}

/** A message with a button is shown whole, and the button leads back to the line from wherever the user went. */
async function offerLine(
  show: (message: string, ...buttons: string[]) => Thenable<string | undefined>,
  message: string,
  document: TextDocument,
  line: number | null,
): Promise<void> {
  const button = "Go to Line";
  const choice = await show(plain(`${message}.`), ...(line === null ? [] : [button]));
  if (choice === button) await goTo(document, line);
}

async function goTo(document: TextDocument, line: number | null): Promise<void> {
  if (line === null || line < 0 || line >= document.lineCount) return;
  const range = document.lineAt(line).range;
  const editor = await window.showTextDocument(document, {
    selection: new Range(range.start, new Position(line, 0)),
  });
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

function isReasons(value: unknown): value is Reasons {
  if (!Array.isArray(value)) return false;
  return value.every(
    (reason) =>
      typeof reason === "object" &&
      reason !== null &&
      typeof reason.message === "string" &&
      (reason.line === null || typeof reason.line === "number"),
  );
}
