// What the connected editor can do, read once from its capabilities.

import type { ClientCapabilities } from "vscode-languageserver";

export interface ClientFeatures {
  /** It asks for diagnostics itself; otherwise they are pushed. Never both. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly asksForConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly workspaceFolders: boolean;
  /** Edits of a code action may follow when it is chosen. */
  readonly resolvesEdits: boolean;
  readonly showsDisabledActions: boolean;
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
  readonly changeAnnotations: boolean;
  readonly showsProgress: boolean;
  readonly showsDocuments: boolean;
  readonly refreshesCodeLens: boolean;
  readonly refreshesInlayHints: boolean;
}

export function clientFeatures({ textDocument, workspace, window }: ClientCapabilities): ClientFeatures {
  const actions = textDocument?.codeAction;
  const edits = workspace?.workspaceEdit;
  const pulls = textDocument?.diagnostic;
  const pushed = textDocument?.publishDiagnostics;
  return {
    pullsDiagnostics: pulls !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    relatedInformation: pulls?.relatedInformation ?? pushed?.relatedInformation ?? false,
    codeDescription: pulls?.codeDescriptionSupport ?? pushed?.codeDescriptionSupport ?? false,
    asksForConfiguration: workspace?.configuration ?? false,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    resolvesEdits:
      actions?.resolveSupport?.properties.includes("edit") === true && actions.dataSupport === true,
    showsDisabledActions: actions?.disabledSupport ?? false,
    documentChanges: edits?.documentChanges ?? false,
    createsFiles: edits?.resourceOperations?.includes("create") ?? false,
    changeAnnotations: edits?.changeAnnotationSupport !== undefined,
    showsProgress: window?.workDoneProgress ?? false,
    showsDocuments: window?.showDocument?.support ?? false,
    refreshesCodeLens: workspace?.codeLens?.refreshSupport ?? false,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport ?? false,
  };
}
