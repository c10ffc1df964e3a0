// Starts the language server and keeps it told about trust and neighbouring extensions.

import {
  type Disposable,
  type ExtensionContext,
  extensions,
  type LogOutputChannel,
  Uri,
  workspace,
} from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
  vsdiag,
} from "vscode-languageclient/node";
import { configurationSection, notifications } from "../server/protocol/names.ts";
import { sessionOptions } from "./session.ts";
import { configurationMiddleware } from "./settings.ts";

/** The port on which `.vscode/launch.json` attaches to the server. */
const debugPort = 6009;

/**
 * Schemes of a file's earlier version or of a proposed one, beside the file itself in a comparison: its findings
 * would stand in the Problems view twice.
 */
const earlierOrProposed = [
  "git",
  "gitlens",
  "pr",
  "review",
  "vscode-local-history",
  "vscode-bulkeditpreview-editor",
];

/** Makes the client of the bundled server; it is started by `start()`. */
export function createClient(context: ExtensionContext, log: LogOutputChannel): LanguageClient {
  const module = Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: {
      module,
      transport: TransportKind.ipc,
      options: { execArgv: ["--nolazy", `--inspect=${debugPort}`] },
    },
  };
  const options: LanguageClientOptions = {
    // Any scheme: files of remote repositories and unsaved ones are analysed too, only building needs a disk.
    documentSelector: [{ language: "dockerfile" }],
    initializationOptions: sessionOptions,
    outputChannel: log,
    diagnosticCollectionName: configurationSection,
    middleware: {
      workspace: configurationMiddleware,
      provideDiagnostics: (document, previous, token, next) => {
        const { scheme } = "uri" in document ? document.uri : document;
        if (earlierOrProposed.includes(scheme))
          return { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] };
        return next(document, previous, token);
      },
    },
  };
  return new LanguageClient(configurationSection, "Lean Dockerfile", server, options);
}

/** Tells the running server when trust is given or an extension comes or goes. */
export function watchSession(client: LanguageClient): readonly Disposable[] {
  const tell = () => {
    // A server that starts later reads the same from its initialization options.
    if (client.isRunning()) void client.sendNotification(notifications.didChangeSession, sessionOptions());
  };
  return [workspace.onDidGrantWorkspaceTrust(tell), extensions.onDidChange(tell)];
}
