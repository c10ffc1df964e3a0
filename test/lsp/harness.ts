// A language client for tests: talks to a server over streams in this process, or to any pair of streams.

import { PassThrough } from "node:stream";
import {
  ApplyWorkspaceEditRequest,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  CodeActionRequest,
  CodeActionResolveRequest,
  ConfigurationRequest,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  ExecuteCommandRequest,
  ExitNotification,
  FileChangeType,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  ProposedFeatures,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  RegistrationRequest,
  ShowDocumentRequest,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { readConfiguration } from "../../server/core/configuration.ts";
import { globMatcher } from "../../server/core/project/glob.ts";
import type { FileState } from "../../server/core/project/project.ts";
import type { ComparisonHost, FileHost, Host } from "../../server/lsp/host.ts";
import { createServer } from "../../server/lsp/server.ts";
import { noCoexistence, type SessionOptions } from "../../server/protocol/session.ts";

/** What a full editor such as VS Code says of itself, as far as the server looks at it. */
export const fullCapabilities: ClientCapabilities = {
  textDocument: {
    diagnostic: { relatedInformation: true, codeDescriptionSupport: true },
    codeAction: {
      dataSupport: true,
      disabledSupport: true,
      isPreferredSupport: true,
      resolveSupport: { properties: ["edit"] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["", "quickfix", "refactor", "source"] } },
    },
  },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ["create"],
      changeAnnotationSupport: { groupsOnLabel: true },
    },
  },
  window: { workDoneProgress: true, showDocument: { support: true } },
};

export interface StartOptions {
  readonly capabilities?: ClientCapabilities;
  readonly session?: Partial<SessionOptions>;
  /** The section `leanDockerfile` as it is at the start. */
  readonly settings?: unknown;
  readonly roots?: readonly string[];
}

/** An editor in miniature. */
export class TestClient {
  readonly connection: ProtocolConnection;
  /** What the server asked for and told, by method. */
  readonly registered: string[] = [];
  readonly messages: string[] = [];
  readonly shown: { readonly uri: string; readonly line: number | undefined }[] = [];
  readonly pushed: PublishDiagnosticsParams[] = [];
  readonly applied: WorkspaceEdit[] = [];
  refreshes = 0;
  settings: unknown;
  capabilities: InitializeResult["capabilities"] = {};

  constructor(connection: ProtocolConnection, settings: unknown) {
    this.connection = connection;
    this.settings = settings;
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => this.settings ?? null));
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registered.push(...registrations.map(({ method }) => method));
    });
    connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes++;
    });
    connection.onRequest("window/workDoneProgress/create", () => null);
    connection.onRequest(ShowDocumentRequest.type, ({ uri, selection }) => {
      this.shown.push({ uri, line: selection?.start.line });
      return { success: true };
    });
    connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
      this.applied.push(edit);
      return { applied: true };
    });
    connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.messages.push(message);
    });
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.pushed.push(params);
    });
    connection.listen();
  }

  async initialize(options: StartOptions = {}): Promise<InitializeResult> {
    const session: SessionOptions = {
      trusted: true,
      coexistence: noCoexistence,
      clientCommands: [],
      ...options.session,
    };
    const result = await this.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: options.capabilities ?? fullCapabilities,
      workspaceFolders: (options.roots ?? ["/project"]).map((root) => ({
        uri: `file://${root}`,
        name: root,
      })),
      initializationOptions: session,
    });
    this.capabilities = result.capabilities;
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  async open(uri: string, text: string, version = 1): Promise<void> {
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: "dockerfile", version, text },
    });
  }

  async change(
    uri: string,
    version: number,
    changes: readonly { range?: Range; text: string }[],
  ): Promise<void> {
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: changes.map(({ range, text }) => (range === undefined ? { text } : { range, text })),
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  async changeSettings(settings: unknown, pushed: unknown = null): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: pushed });
  }

  async fileChanged(uri: string, type: FileChangeType = FileChangeType.Changed): Promise<void> {
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri, type }],
    });
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report: DocumentDiagnosticReport = await this.connection.sendRequest(
      DocumentDiagnosticRequest.type,
      {
        textDocument: { uri },
      },
    );
    if (report.kind !== "full") throw new Error(`a report of kind ${report.kind}`);
    return report.items;
  }

  async rules(uri: string): Promise<readonly string[]> {
    return [...new Set((await this.diagnostics(uri)).map(({ code }) => String(code)))].sort();
  }

  async actions(uri: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]> {
    const context: CodeActionContext = {
      diagnostics: [],
      ...(only === undefined ? {} : { only: [...only] }),
    };
    const actions = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context,
    });
    return (actions ?? []).filter((action): action is CodeAction => "kind" in action);
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest(CodeActionResolveRequest.type, action);
  }

  async hover(uri: string, line: number, character: number): Promise<string | undefined> {
    const hover = await this.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: { line, character },
    });
    if (hover === null) return undefined;
    return typeof hover.contents === "object" && "value" in hover.contents ? hover.contents.value : undefined;
  }

  execute(command: string, args: readonly unknown[]): Promise<unknown> {
    return this.connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: [...args] });
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
  }
}

/** Starts a server in this process and connects a client to it. */
export async function start(host: Host, options: StartOptions = {}): Promise<TestClient> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  createServer(server, host);
  server.listen();
  const connection = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  const client = new TestClient(connection, options.settings);
  await client.initialize(options);
  return client;
}

/** A host whose disk is a map from absolute paths to texts; a Dockerfile's context is its own folder. */
export function memoryHost(
  disk: Map<string, string>,
  comparison?: ComparisonHost,
): Host & { readonly reads: string[]; readonly weighed: string[] } {
  const reads: string[] = [];
  const weighed: string[] = [];
  const folderOf = (file: string) => file.slice(0, file.lastIndexOf("/"));
  const files: FileHost = {
    pathOf: (uri) =>
      uri.startsWith("file://") ? decodeURIComponent(uri.slice("file://".length)) : undefined,
    uriOf: (file) => `file://${file}`,
    folderOf,
    contextOf: async ({ dockerfile, given }) => ({
      folder: given === "" ? folderOf(dockerfile) : given,
      builds: [],
    }),
    configurationOf: async (folder) => {
      const path = `${folder}/.lean-dockerfile.json`;
      const text = disk.get(path);
      return text === undefined ? undefined : { path, ...readConfiguration(JSON.parse(text)) };
    },
    load: async ({ folder, dockerfile }, wanted, have) => {
      const loaded = new Map<string, FileState>(have.files);
      const globs = new Map(have.globs);
      const below = [...disk.keys()].filter((file) => file.startsWith(`${folder}/`));
      const paths = below.map((file) => file.slice(folder.length + 1)).sort();
      for (const each of wanted) {
        reads.push(each.kind === "file" ? each.path : each.glob);
        if (each.kind === "glob") globs.set(each.glob, paths.filter(globMatcher(each.glob)));
        else loaded.set(each.path, stateOf(each.path, paths, disk.get(`${folder}/${each.path}`)));
      }
      const place = dockerfile.startsWith(`${folder}/`) ? dockerfile.slice(folder.length + 1) : undefined;
      const { builds, weights } = have;
      return { known: true, dockerfile: place, builds, weights, files: loaded, globs };
    },
    weigh: async ({ folder }, paths) => {
      weighed.push(...paths);
      const below = (path: string) =>
        [...disk].filter(([file]) => file === `${folder}/${path}` || file.startsWith(`${folder}/${path}/`));
      return new Map(
        paths.flatMap((path) => {
          const bytes = below(path).reduce((sum, [, text]) => sum + text.length, 0);
          return below(path).length === 0 ? [] : [[path, { bytes, bound: "exact" } as const]];
        }),
      );
    },
  };
  return {
    today: () => "2026-11-21",
    files,
    reads,
    weighed,
    ...(comparison === undefined ? {} : { comparison }),
  };
}

function stateOf(path: string, paths: readonly string[], text: string | undefined): FileState {
  if (text !== undefined) return { kind: "text", text };
  return path === "." || paths.some((each) => each.startsWith(`${path}/`))
    ? { kind: "folder" }
    : { kind: "absent" };
}

/** The files of an edit after it, by address; `texts` gives those before it. */
export function applied(
  edit: WorkspaceEdit | undefined,
  texts: Readonly<Record<string, string>>,
): Record<string, string> {
  const result: Record<string, string> = {};
  const apply = (uri: string, edits: readonly TextEdit[]) => {
    const before = TextDocument.create(uri, "plaintext", 0, result[uri] ?? texts[uri] ?? "");
    result[uri] = TextDocument.applyEdits(before, [...edits]);
  };
  for (const [uri, edits] of Object.entries(edit?.changes ?? {})) apply(uri, edits);
  for (const change of edit?.documentChanges ?? []) {
    if ("textDocument" in change) apply(change.textDocument.uri, change.edits as TextEdit[]);
    else if (change.kind === "create") result[change.uri] = "";
  }
  return result;
}

export function wholeRange(text: string): Range {
  const end = TextDocument.create("", "", 0, text).positionAt(text.length);
  return { start: { line: 0, character: 0 }, end };
}

/** Waits until `look` gives something; fails after five seconds. */
export async function until<T>(what: string, look: () => T | undefined): Promise<T> {
  for (let waited = 0; waited < 5_000; waited += 10) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`waited in vain for ${what}`);
}
