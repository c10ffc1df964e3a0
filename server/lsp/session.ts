// One connection's state: open documents, settings, the client's abilities and the snapshots of projects.

import { type CancellationToken, type Connection, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Analysis, type AnalysisInput, analyze } from "../core/analysis.ts";
import { withConfiguration } from "../core/configuration.ts";
import type { ShellcheckComment } from "../core/shellcheck/output.ts";
import { configurationSection } from "../protocol/names.ts";
import { noCoexistence, type SessionOptions } from "../protocol/session.ts";
import { type ClientFeatures, clientFeatures } from "./client-features.ts";
import type { Host } from "./host.ts";
import { Measured } from "./measured.ts";
import { type OpenProject, Projects, relativePath, rootOf } from "./projects.ts";
import { readSettings, type Settings } from "./settings.ts";

/** An analysis of a document's text as it is now. */
export interface Analyzed {
  readonly document: TextDocument;
  readonly analysis: Analysis;
  readonly input: AnalysisInput;
  readonly settings: Settings;
  /** The document's path; undefined where it is not on disk. */
  readonly path: string | undefined;
  readonly project: OpenProject | undefined;
}

/** A chain of files that name one another (`-r other.txt`) is followed this far. */
const mostRounds = 8;

export class Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly documents: TextDocuments<TextDocument>;
  readonly projects: Projects | undefined;
  readonly measured = new Measured();
  /** What ShellCheck said of scripts, by their key. */
  readonly shellcheckAnswers = new Map<string, readonly ShellcheckComment[]>();
  features: ClientFeatures = clientFeatures({});
  options: SessionOptions = { trusted: false, coexistence: noCoexistence, clientCommands: [] };
  /** Workspace folders as paths. */
  roots: readonly string[] = [];
  /** Run once the client is ready, and before the server ends; a connection itself takes one handler of each. */
  readonly onInitialized: (() => void)[] = [];
  readonly onShutdown: (() => void)[] = [];
  private readonly settings = new Map<string, Promise<Settings>>();
  /** For editors that send settings instead of being asked for them. */
  private pushedSettings: unknown;

  constructor(connection: Connection, host: Host) {
    this.connection = connection;
    this.host = host;
    this.documents = new TextDocuments(TextDocument);
    this.projects = host.files === undefined ? undefined : new Projects(host.files);
  }

  /** Analyses the document with all that its project has to say; undefined when cancelled or not open. */
  async analyze(uri: string, token?: CancellationToken): Promise<Analyzed | undefined> {
    const document = this.documents.get(uri);
    if (document === undefined) return undefined;
    const text = document.getText();
    const settings = await this.settingsOf(uri);
    const path = this.host.files?.pathOf(uri);
    let project =
      path === undefined
        ? undefined
        : await this.projects?.open({
            dockerfile: path,
            text,
            roots: this.roots,
            configured: settings.context,
          });
    const input: AnalysisInput = {
      text,
      path: this.relativePath(path) ?? uri,
      settings: settings.analysis,
      today: this.host.today(),
      shellcheck: settings.shellcheck === undefined ? undefined : this.shellcheckAnswers,
    };
    for (let round = 0; ; round++) {
      if (token?.isCancellationRequested) return undefined;
      const known = project === undefined ? input : { ...input, project: project.snapshot };
      const analysis = analyze(known);
      const complete = analysis.wanted.length === 0 || round + 1 === mostRounds;
      if (complete || path === undefined || project === undefined)
        return { document, analysis, input: known, settings, path, project };
      project = (await this.projects?.load(path, analysis.wanted)) ?? project;
    }
  }

  /** Loads more of a project until `ask` wants nothing more, and gives its last answer. */
  async withProject<T>(
    analyzed: Analyzed,
    ask: (input: AnalysisInput) => { readonly answer: T; readonly wanted: Analysis["wanted"] },
  ): Promise<T> {
    let { input, project } = analyzed;
    for (let round = 0; ; round++) {
      const { answer, wanted } = ask(input);
      if (wanted.length === 0 || round + 1 === mostRounds || analyzed.path === undefined) return answer;
      project = await this.projects?.load(analyzed.path, wanted);
      if (project === undefined) return answer;
      input = { ...input, project: project.snapshot };
    }
  }

  /** Undefined asks for the settings of no file in particular. */
  settingsOf(uri: string | undefined): Promise<Settings> {
    const key = uri ?? "";
    const known = this.settings.get(key);
    if (known !== undefined) return known;
    const read = this.readSettingsOf(uri);
    this.settings.set(key, read);
    return read;
  }

  /** The editor's settings above those of the configuration file that lies nearest. */
  private async readSettingsOf(uri: string | undefined): Promise<Settings> {
    const settings = readSettings(await this.askForSettings(uri), this.options);
    const files = this.host.files;
    const path = uri === undefined ? undefined : files?.pathOf(uri);
    const found = path === undefined ? undefined : await files?.configurationOf(files.folderOf(path));
    if (found === undefined) return settings;
    for (const problem of found.problems) this.connection.console.warn(`${found.path}: ${problem}.`);
    return { ...settings, analysis: withConfiguration(settings.analysis, found.configuration) };
  }

  /** Settings changed; `pushed` is what the editor sent along, if anything. */
  forgetSettings(pushed?: unknown): void {
    if (pushed !== undefined && pushed !== null) this.pushedSettings = pushed;
    this.settings.clear();
  }

  forgetDocument(uri: string): void {
    this.settings.delete(uri);
    const path = this.host.files?.pathOf(uri);
    if (path !== undefined) this.projects?.close(path);
  }

  private async askForSettings(uri: string | undefined): Promise<unknown> {
    if (!this.features.asksForConfiguration) return this.pushedSettings;
    const section = configurationSection;
    return this.connection.workspace.getConfiguration(
      uri === undefined ? { section } : { scopeUri: uri, section },
    );
  }

  /** With `/`, relative to the innermost workspace folder that holds the file. */
  private relativePath(path: string | undefined): string | undefined {
    if (path === undefined) return undefined;
    const root = rootOf(path, this.roots);
    return root === undefined ? path : relativePath(root, path);
  }
}
