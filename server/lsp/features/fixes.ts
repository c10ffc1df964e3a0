// Fixes of the core as workspace edits: shared by code actions, fix-all and the split.

import type { ChangeAnnotation, WorkspaceEdit } from "vscode-languageserver";
import type { Fix } from "../../core/finding.ts";
import { normalPath } from "../../core/project/project.ts";
import type { FileChange } from "../../core/text/edits.ts";
import { type EditOptions, type FindFile, workspaceEdit } from "../positions.ts";
import type { Analyzed, Session } from "../session.ts";

/** The edit that carries out changes; undefined where this editor can't carry out all of them. */
export function editOf(
  session: Session,
  analyzed: Analyzed,
  changes: readonly FileChange[],
  more: Pick<EditOptions, "annotation" | "optional"> = {},
): WorkspaceEdit | undefined {
  return workspaceEdit({
    document: analyzed.document,
    changes,
    features: session.features,
    findFile: fileFinder(session, analyzed),
    ...more,
  });
}

/** What a preview says about a fix that may change what the image does. */
export function annotationOf(fix: Fix): { readonly annotation?: ChangeAnnotation } {
  if (fix.kind === "split" || fix.safety === "safe" || fix.why === undefined) return {};
  return { annotation: { label: fix.title, description: fix.why } };
}

/** A fix's title in a menu; of an unsafe one it says why it is. What a split assumes, its preview and its edits tell. */
export function titleOf(fix: Fix): string {
  return fix.kind === "split" || fix.safety === "safe" || fix.why === undefined
    ? fix.title
    : `${fix.title} (unsafe: ${fix.why})`;
}

/** Files of the build context: as open in the editor, else as loaded from the disk. */
function fileFinder(session: Session, { project }: Analyzed): FindFile {
  return (path) => {
    const { files } = session.host;
    const normal = normalPath(path);
    if (project === undefined || files === undefined || normal === undefined || normal === ".")
      return undefined;
    const uri = files.uriOf(`${project.folder}/${normal}`);
    const open = session.documents.get(uri);
    if (open !== undefined) return { uri, version: open.version, text: open.getText() };
    const state = project.snapshot.files.get(normal);
    return { uri, version: null, text: state?.kind === "text" ? state.text : "" };
  };
}
