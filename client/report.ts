// Read-only documents: Markdown, shown through VS Code's preview, and what other programs printed, as it is.

import {
  commands,
  type Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from "vscode";

const scheme = "lean-dockerfile";

/** Holds the texts of the documents that were shown; each kind and subject has one, which a new text replaces. */
export class MarkdownPages implements TextDocumentContentProvider, Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly registration: Disposable;
  readonly onDidChange = this.changed.event;

  constructor() {
    this.registration = workspace.registerTextDocumentContentProvider(scheme, this);
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.texts.get(uri.toString()) ?? "This page is from an earlier session. Run the command again.";
  }

  /** Shows `markdown` under `title`, which names the tab; `subject` tells documents of one title apart. */
  async show(title: string, subject: string, markdown: string): Promise<void> {
    const name = title.replace(/[\\/:?#]+/g, " ");
    const uri = Uri.from({ scheme, path: `/${name}.md`, query: subject });
    this.texts.set(uri.toString(), markdown);
    this.changed.fire(uri);
    try {
      await commands.executeCommand("markdown.showPreview", uri);
    } catch {
      // The Markdown extension is part of VS Code, but it can be disabled; the text reads well by itself.
      await window.showTextDocument(uri, { preview: true });
    }
  }

  /** Opens a text as it is; the ending of `name` says what it is. */
  async showText(name: string, subject: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme, path: `/${name.replace(/[\\/:?#]+/g, " ")}`, query: subject });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    await window.showTextDocument(uri, { preview: false });
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
