// Finds the Dockerfile that a command is about, and says why it can't be built where it can't.

import {
  commands,
  type LogOutputChannel,
  type TextDocument,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";

/**
 * The Dockerfile of a command: the one its menu gave (a Uri, or a string from a code action), else the active
 * editor's. Undefined after saying so where there is none.
 */
export async function dockerfileOf(argument: unknown): Promise<TextDocument | undefined> {
  const uri = uriOf(argument) ?? window.activeTextEditor?.document.uri;
  const document = uri === undefined ? undefined : await workspace.openTextDocument(uri);
  if (document?.languageId === "dockerfile") return document;
  void window.showInformationMessage(
    "Open a Dockerfile first: this command works on the one in the active editor.",
  );
  return undefined;
}

/** Shows a line (zero-based) of a document beside the report that named it; nothing where there is no such line. */
export async function revealLine(address: string, line: number): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(address, true));
  if (!Number.isInteger(line) || line < 0 || line >= document.lineCount) return;
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  const viewColumn = shown?.viewColumn ?? ViewColumn.One;
  await window.showTextDocument(document, { viewColumn, selection: document.lineAt(line).range });
}

function uriOf(argument: unknown): Uri | undefined {
  if (argument instanceof Uri) return argument;
  return typeof argument === "string" && argument !== "" ? Uri.parse(argument, true) : undefined;
}

/** True when this document may be built; otherwise tells the user why not. Menus hide the command as well. */
export function mayBuild(document: TextDocument): boolean {
  if (!workspace.isTrusted) {
    const manage = "Manage Workspace Trust";
    const refusal = "A build runs what the Dockerfile says, so it needs a trusted workspace.";
    void window.showWarningMessage(refusal, manage).then((choice) => {
      if (choice === manage) void commands.executeCommand("workbench.trust.manage");
    });
    return false;
  }
  if (document.uri.scheme !== "file") {
    const refusal = "Only a Dockerfile in a folder on disk can be built; save this one first.";
    void window.showWarningMessage(refusal);
    return false;
  }
  return true;
}

/** Runs a command; what it throws is logged and told in one sentence instead of VS Code's own wording. */
export async function guarded<T>(log: LogOutputChannel, action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log.error(error instanceof Error ? error : message);
    offerLog(log, `The command failed: ${message}`);
    return undefined;
  }
}

/** Shows an error with a button that opens the log, and further ones with what they do. */
export function offerLog(
  log: LogOutputChannel,
  message: string,
  others: Readonly<Record<string, () => void>> = {},
): void {
  const showLog = "Show Log";
  void window.showErrorMessage(plain(message), showLog, ...Object.keys(others)).then((choice) => {
    if (choice === showLog) log.show();
    else if (choice !== undefined) others[choice]?.();
  });
}

/**
 * Text for a notification. Notifications turn `[text](address)` into links, command links among them, so text
 * that may come from a file must not hold that form.
 */
export function plain(text: string): string {
  return text.replace(/\]\(/g, "] (").replace(/\s+/g, " ").trim();
}
