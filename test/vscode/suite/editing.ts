// Steps that several cases share: opening files of the workspace, findings, text and code actions.

import path from "node:path";
import {
  type CodeAction,
  type CodeActionKind,
  commands,
  type Diagnostic,
  languages,
  Range,
  type TextDocument,
  type TextEditor,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { until } from "./runner.ts";

export function workspaceFile(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("no folder is open");
  return Uri.joinPath(folder.uri, name);
}

export async function openFile(name: string): Promise<TextEditor> {
  const document = await workspace.openTextDocument(workspaceFile(name));
  if (!created.has(name) && !sample.has(name)) sample.set(name, document.getText());
  return window.showTextDocument(document, { preview: false });
}

const created = new Set<string>();
/** The texts of the sample's files as they were opened first: a case that fails may leave another one on disk. */
const sample = new Map<string, string>();

/** Writes a new file into the workspace and opens it; it is gone after the case. */
export async function createFile(name: string, text: string): Promise<TextEditor> {
  created.add(name);
  await workspace.fs.writeFile(workspaceFile(name), new TextEncoder().encode(text));
  return openFile(name);
}

/** Closes what a case opened and deletes what it wrote, so that each starts with the sample alone. */
export async function tidy(): Promise<void> {
  await commands.executeCommand("workbench.action.closeQuickOpen");
  await commands.executeCommand("notifications.clearAll");
  while (window.activeTextEditor?.document.isDirty === true)
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  await commands.executeCommand("workbench.action.closeAllEditors");
  for (const name of created) await workspace.fs.delete(workspaceFile(name));
  created.clear();
  for (const [name, text] of sample) {
    // Through the document: the editor may hold it longer than it takes to hear of a change on disk.
    const document = await workspace.openTextDocument(workspaceFile(name));
    if (document.getText() === text) continue;
    await setText(document, text);
    await document.save();
  }
}

/** Replaces the whole text in the editor, without saving. */
export async function setText(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
  if (!(await workspace.applyEdit(edit)))
    throw new Error(`${path.basename(document.uri.path)} could not be changed`);
}

export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

export function findingsOf(document: TextDocument): readonly Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter(({ source }) => source === "lean-dockerfile");
}

/** Waits until the document's findings are of exactly these rules, in any order. */
export async function untilRules(
  document: TextDocument,
  rules: readonly string[],
): Promise<readonly Diagnostic[]> {
  const wanted = [...rules].sort().join(", ");
  let seen = "";
  try {
    return await until("the findings", () => {
      const findings = findingsOf(document);
      seen = [...new Set(findings.map(ruleOf))].sort().join(", ");
      return seen === wanted ? findings : undefined;
    });
  } catch {
    throw new Error(`expected findings of [${wanted}], found [${seen}]`);
  }
}

/** The resolved code actions of a kind at a place. */
export async function actionsAt(
  document: TextDocument,
  at: Range,
  kind: CodeActionKind,
): Promise<readonly CodeAction[]> {
  const resolved = 20;
  return commands.executeCommand<CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    at,
    kind.value,
    resolved,
  );
}

export function equal(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what}: expected ${right}, found ${left}`);
}

export function assert(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}
