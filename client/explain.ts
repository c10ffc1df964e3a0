// The command "Explain Rule": shows a rule's documentation as a page.

import { type Diagnostic, languages, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { ExplainParams, ExplainResponse } from "../server/protocol/explain.ts";
import { diagnosticSource, requests } from "../server/protocol/names.ts";
import type { MarkdownPages } from "./report.ts";

/** Explains the rule given, else the one of the finding at the cursor, else one that the user picks. */
export async function explainRule(
  client: LanguageClient,
  pages: MarkdownPages,
  argument: unknown,
): Promise<void> {
  const rule = typeof argument === "string" ? argument : await chooseRule(client);
  if (rule === undefined) return;
  const { rules } = await request(client, { rule });
  const page = rules[0];
  if (page === undefined) {
    void window.showWarningMessage(`There is no rule named ${rule}.`);
    return;
  }
  await pages.show(page.rule, "rule", page.markdown);
}

async function chooseRule(client: LanguageClient): Promise<string | undefined> {
  const here = rulesAtCursor();
  if (here.length === 1) return here[0];
  const { rules } = await request(client, {});
  const offered = here.length === 0 ? rules : rules.filter(({ rule }) => here.includes(rule));
  const items = offered.map(({ rule, summary }) => ({ label: rule, detail: summary }));
  const chosen = await window.showQuickPick(items, {
    title: "Explain Rule",
    placeHolder: "Choose a rule",
    matchOnDetail: true,
  });
  return chosen?.label;
}

function request(client: LanguageClient, params: ExplainParams): Promise<ExplainResponse> {
  return client.sendRequest<ExplainResponse>(requests.explain, params);
}

function rulesAtCursor(): readonly string[] {
  const editor = window.activeTextEditor;
  if (editor === undefined) return [];
  const rules = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source, range }) => source === diagnosticSource && range.contains(editor.selection.active))
    .map(ruleOf)
    .filter((rule) => rule !== undefined);
  return [...new Set(rules)];
}

/** A code is a plain name, or a name with the address of its page. */
function ruleOf({ code }: Diagnostic): string | undefined {
  const name = typeof code === "object" ? code.value : code;
  return typeof name === "string" ? name : undefined;
}
