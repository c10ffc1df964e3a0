// Marks the instruction at which a build failed in the editor until the text changes or another build is made.

import {
  Diagnostic,
  DiagnosticSeverity,
  type Disposable,
  languages,
  type TextDocument,
  workspace,
} from "vscode";
import type { CompareFailure } from "../server/protocol/compare.ts";
import { diagnosticSource } from "../server/protocol/names.ts";

/** How many of the failing step's last lines the diagnostic carries; the log has all of them. */
const shownLines = 5;

export class BuildFailures implements Disposable {
  private readonly collection = languages.createDiagnosticCollection("lean-dockerfile-build");
  private readonly subscriptions: readonly Disposable[];

  constructor() {
    this.subscriptions = [
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.clear(document);
      }),
      workspace.onDidCloseTextDocument((document) => this.clear(document)),
    ];
  }

  clear(document: TextDocument): void {
    this.collection.delete(document.uri);
  }

  /** `line` is zero-based; a line that the document no longer has is not marked. */
  show(document: TextDocument, line: number, failure: CompareFailure): void {
    if (line < 0 || line >= document.lineCount) return;
    const text = document.lineAt(line);
    const range = text.range.with(text.range.start.translate(0, text.firstNonWhitespaceCharacterIndex));
    const message = [failure.message, ...(failure.output ?? []).slice(-shownLines)].join("\n");
    const diagnostic = new Diagnostic(range, message, DiagnosticSeverity.Error);
    diagnostic.source = diagnosticSource;
    diagnostic.code = failure.kind;
    this.collection.set(document.uri, [diagnostic]);
  }

  dispose(): void {
    this.collection.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
