// Turns offsets and changes of the core into positions and workspace edits of the protocol.

import {
  AnnotatedTextEdit,
  type ChangeAnnotation,
  CreateFile,
  type Range,
  TextDocumentEdit,
  TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { TextEdit as CoreEdit, FileChange } from "../core/text/edits.ts";
import type { Span } from "../core/text/span.ts";
import type { ClientFeatures } from "./client-features.ts";

/** The protocol's own line ends count here (a lone `\r` too), so the document converts, not the core's line index. */
export function rangeOf(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

export function spanOf(document: TextDocument, range: Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

/** Finds a file of the build context by its path relative to it: its address, and its text where it exists. */
export type FindFile = (
  path: string,
) => { readonly uri: string; readonly version: number | null; readonly text: string } | undefined;

export interface EditOptions {
  readonly document: TextDocument;
  readonly changes: readonly FileChange[];
  readonly features: ClientFeatures;
  readonly findFile: FindFile;
  /** Shown for edits that have no note of their own. */
  readonly annotation?: ChangeAnnotation;
  /** Edits to the document that the user is asked to confirm, which makes editors show a preview. */
  readonly optional?: { readonly edits: readonly CoreEdit[]; readonly label: string };
}

/** The edit, or undefined where the editor can't carry out all of it: half a fix is worse than none. */
export function workspaceEdit(options: EditOptions): WorkspaceEdit | undefined {
  const { document, features } = options;
  const annotations = new Annotations(features, options.annotation);
  const files: (TextDocumentEdit | CreateFile)[] = [];
  for (const change of options.changes) {
    if (change.file === null) {
      files.push(edited(document.uri, document.version, document, change.edits, annotations));
      continue;
    }
    const found = options.findFile(change.file);
    if (found === undefined) return undefined;
    if ("create" in change) {
      if (!features.documentChanges || !features.createsFiles) return undefined;
      const start = { start: 0, end: 0 };
      const empty = TextDocument.create(found.uri, "plaintext", 0, "");
      files.push(CreateFile.create(found.uri, { ignoreIfExists: true }));
      files.push(edited(found.uri, null, empty, [{ span: start, newText: change.create }], annotations));
    } else {
      const other = TextDocument.create(found.uri, "plaintext", found.version ?? 0, found.text);
      files.push(edited(found.uri, found.version, other, change.edits, annotations));
    }
  }
  const { optional } = options;
  if (optional !== undefined && features.changeAnnotations) {
    const id = annotations.confirm(optional.label);
    const edits = optional.edits.map(({ span, newText }) =>
      AnnotatedTextEdit.replace(rangeOf(document, span), newText, id),
    );
    files.unshift(TextDocumentEdit.create({ uri: document.uri, version: document.version }, edits));
  }
  return features.documentChanges
    ? { documentChanges: merged(files), ...annotations.section }
    : { changes: plainChanges(files) };
}

function edited(
  uri: string,
  version: number | null,
  document: TextDocument,
  edits: readonly CoreEdit[],
  annotations: Annotations,
): TextDocumentEdit {
  return TextDocumentEdit.create(
    { uri, version },
    edits.map((edit) => {
      const range = rangeOf(document, edit.span);
      const id = annotations.idOf(edit.note);
      return id === undefined
        ? TextEdit.replace(range, edit.newText)
        : AnnotatedTextEdit.replace(range, edit.newText, id);
    }),
  );
}

/** Editors want one entry for each document version, with all of its edits. */
function merged(files: readonly (TextDocumentEdit | CreateFile)[]): (TextDocumentEdit | CreateFile)[] {
  const result: (TextDocumentEdit | CreateFile)[] = [];
  for (const file of files) {
    const same = result.find(
      (each): each is TextDocumentEdit =>
        TextDocumentEdit.is(each) &&
        TextDocumentEdit.is(file) &&
        each.textDocument.uri === file.textDocument.uri,
    );
    if (same !== undefined && TextDocumentEdit.is(file)) same.edits.push(...file.edits);
    else result.push(file);
  }
  return result;
}

function plainChanges(files: readonly (TextDocumentEdit | CreateFile)[]): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const file of files) {
    if (!TextDocumentEdit.is(file)) continue;
    const edits = file.edits.filter((edit): edit is TextEdit => "newText" in edit);
    changes[file.textDocument.uri] = [...(changes[file.textDocument.uri] ?? []), ...edits];
  }
  return changes;
}

/** The change annotations of one edit, where the editor knows them. */
class Annotations {
  private readonly all: Record<string, ChangeAnnotation> = {};
  private readonly features: ClientFeatures;
  private readonly general: ChangeAnnotation | undefined;

  constructor(features: ClientFeatures, general: ChangeAnnotation | undefined) {
    this.features = features;
    this.general = general;
  }

  get section(): Pick<WorkspaceEdit, "changeAnnotations"> {
    return Object.keys(this.all).length === 0 ? {} : { changeAnnotations: this.all };
  }

  idOf(note: string | undefined): string | undefined {
    if (!this.features.changeAnnotations || !this.features.documentChanges) return undefined;
    const annotation = note === undefined ? this.general : { label: note };
    return annotation === undefined ? undefined : this.add(annotation);
  }

  confirm(label: string): string {
    return this.add({ label, needsConfirmation: true });
  }

  private add(annotation: ChangeAnnotation): string {
    const known = Object.entries(this.all).find(([, { label }]) => label === annotation.label);
    if (known !== undefined) return known[0];
    const id = `change-${Object.keys(this.all).length + 1}`;
    this.all[id] = annotation;
    return id;
  }
}
