// Assembles the language server on a connection; it knows neither node nor a browser.

import { type Connection, type InitializeResult, TextDocumentSyncKind } from "vscode-languageserver";
import { version } from "../../package.json";
import { codeActionKinds, diagnosticSource } from "../protocol/names.ts";
import { noCoexistence, type SessionOptions } from "../protocol/session.ts";
import { clientFeatures } from "./client-features.ts";
import { addCodeActions } from "./features/code-actions.ts";
import { addCodeLens } from "./features/code-lens.ts";
import { addCommands, commandNames } from "./features/commands.ts";
import { addCompare } from "./features/compare.ts";
import { addConfiguration } from "./features/configuration.ts";
import { addContextWeight } from "./features/context-weight.ts";
import { addDiagnostics } from "./features/diagnostics.ts";
import { addExplain } from "./features/explain.ts";
import { addHousekeeping } from "./features/housekeeping.ts";
import { addHover } from "./features/hover.ts";
import { addInlayHints } from "./features/inlay-hints.ts";
import { addPinImage } from "./features/pin-image.ts";
import { addShellcheck } from "./features/shellcheck.ts";
import { addSplit } from "./features/split.ts";
import { addWatchedFiles } from "./features/watched-files.ts";
import type { Host } from "./host.ts";
import { Session } from "./session.ts";

/** Sets up all features; the caller then lets the connection listen. */
export function createServer(connection: Connection, host: Host): void {
  const session = new Session(connection, host);

  connection.onInitialize((params): InitializeResult => {
    session.features = clientFeatures(params.capabilities);
    session.options = sessionOptions(params.initializationOptions);
    const folders =
      params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri === null ? [] : [params.rootUri]);
    session.roots = folders.flatMap((uri) => session.host.files?.pathOf(uri) ?? []);
    return {
      serverInfo: { name: "lean-dockerfile-language-server", version },
      capabilities: {
        textDocumentSync: {
          openClose: true,
          change: TextDocumentSyncKind.Incremental,
          save: { includeText: false },
        },
        ...(session.features.pullsDiagnostics
          ? {
              diagnosticProvider: {
                identifier: diagnosticSource,
                interFileDependencies: true,
                workspaceDiagnostics: false,
              },
            }
          : {}),
        codeActionProvider: {
          codeActionKinds: ["quickfix", codeActionKinds.split, codeActionKinds.pin, codeActionKinds.fixAll],
          resolveProvider: true,
        },
        hoverProvider: true,
        codeLensProvider: { resolveProvider: false },
        inlayHintProvider: true,
        executeCommandProvider: { commands: [...commandNames] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    for (const start of session.onInitialized) start();
  });
  connection.onShutdown(() => {
    for (const stop of session.onShutdown) stop();
  });

  const diagnostics = addDiagnostics(session);
  const shellcheck = addShellcheck(session, diagnostics.refresh);
  addConfiguration(session, () => {
    diagnostics.refresh();
    shellcheck.checkAll();
  });
  const weight = addContextWeight(session, diagnostics.refresh);
  addWatchedFiles(session, () => {
    diagnostics.refresh();
    weight.weighAll();
  });
  addCodeActions(session);
  addHover(session);
  addCodeLens(session);
  addInlayHints(session);
  const split = addSplit(session);
  const compare = addCompare(session, diagnostics.refresh);
  const pinImage = addPinImage(session);
  addCommands(session, { split, compare, pinImage });
  addExplain(session);
  addHousekeeping(session);
  session.documents.onDidClose(({ document }) => session.forgetDocument(document.uri));
  session.documents.listen(connection);
}

/** An editor that knows nothing of these options runs no builds until its user says that the workspace is trusted. */
export function sessionOptions(value: unknown): SessionOptions {
  const options = typeof value === "object" && value !== null ? (value as Partial<SessionOptions>) : {};
  return {
    trusted: options.trusted === true,
    coexistence: { ...noCoexistence, ...options.coexistence },
    clientCommands: Array.isArray(options.clientCommands) ? options.clientCommands : [],
  };
}
