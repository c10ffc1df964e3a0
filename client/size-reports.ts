// The reports of comparisons: a webview panel for each document, which survives a reload, with copy and save.

import {
  type Disposable,
  env,
  type Memento,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import type { CompareResult } from "../server/protocol/compare.ts";
import { commands } from "../server/protocol/names.ts";

/** A report in all its forms. */
export interface SizeReport {
  readonly title: string;
  readonly html: string;
  readonly markdown: string;
  readonly result: CompareResult;
  /** Absent where the image can't start, or nothing was built. */
  readonly structureTest?: string | undefined;
}

const viewType = "leanDockerfile.sizeReport";

/** Reports that a reload brings back; older ones go. */
const keptReports = 8;
const stateKey = "sizeReports";

/** The report's page has links to these commands and to nothing else. */
const linked = [commands.copyReport, commands.saveReport, commands.saveStructureTest];

export class SizeReports implements Disposable {
  private readonly state: Memento;
  private readonly panels = new Map<string, WebviewPanel>();
  private readonly registration: Disposable;

  constructor(state: Memento) {
    this.state = state;
    this.registration = window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel) => this.restore(panel),
    });
  }

  /** Keeps the report of a subject (a document's address, an image's name) in place of its last one. */
  keep(subject: string, report: SizeReport): void {
    const others = this.all().filter(([known]) => known !== subject);
    void this.state.update(stateKey, [[subject, report], ...others].slice(0, keptReports));
    const panel = this.panels.get(subject);
    if (panel !== undefined) panel.webview.html = report.html;
  }

  /** Shows the report of a subject; false when there is none. */
  show(subject: string): boolean {
    const report = this.of(subject);
    if (report === undefined) return false;
    const open = this.panels.get(subject);
    if (open !== undefined) {
      open.reveal();
      return true;
    }
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: false };
    const panel = window.createWebviewPanel(viewType, report.title, column, {
      enableScripts: false,
      enableCommandUris: linked,
      localResourceRoots: [],
    });
    this.adopt(subject, panel, report);
    return true;
  }

  async copy(subject: string): Promise<void> {
    const report = this.of(subject);
    if (report !== undefined) await env.clipboard.writeText(report.markdown);
  }

  /** Writes the report where the user says, in the form that the name's ending asks for. */
  async save(subject: string): Promise<void> {
    const report = this.of(subject);
    if (report === undefined) return;
    const target = await window.showSaveDialog({
      title: "Save Size Report",
      defaultUri: Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? Uri.file("/"), "size-report.html"),
      filters: { "Web page": ["html"], JSON: ["json"], Markdown: ["md"] },
    });
    if (target === undefined) return;
    const text = target.path.endsWith(".json")
      ? `${JSON.stringify(report.result, null, 2)}\n`
      : target.path.endsWith(".md")
        ? report.markdown
        : report.html;
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  }

  /** Writes what the image has as a file of container-structure-test where the user says. */
  async saveStructureTest(subject: string): Promise<void> {
    const text = this.of(subject)?.structureTest;
    if (text === undefined) {
      void window.showWarningMessage(
        "There is no structure test: nothing was built, or the image can't start.",
      );
      return;
    }
    const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file("/");
    const target = await window.showSaveDialog({
      title: "Save as Structure Test",
      defaultUri: Uri.joinPath(folder, "structure-test.yaml"),
      filters: { YAML: ["yaml", "yml"] },
    });
    if (target !== undefined) await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  }

  dispose(): void {
    this.registration.dispose();
    for (const panel of this.panels.values()) panel.dispose();
  }

  private of(subject: string): SizeReport | undefined {
    return this.all().find(([known]) => known === subject)?.[1];
  }

  private all(): readonly (readonly [string, SizeReport])[] {
    return this.state.get<readonly (readonly [string, SizeReport])[]>(stateKey, []);
  }

  private adopt(subject: string, panel: WebviewPanel, report: SizeReport): void {
    panel.webview.html = report.html;
    this.panels.set(subject, panel);
    panel.onDidDispose(() => this.panels.delete(subject));
  }

  /** A page without scripts keeps no state, so the panel is known again by its title. */
  private restore(panel: WebviewPanel): void {
    const found = this.all().find(
      ([subject, { title }]) => title === panel.title && !this.panels.has(subject),
    );
    if (found === undefined) {
      panel.dispose();
      return;
    }
    panel.webview.options = { enableScripts: false, enableCommandUris: linked, localResourceRoots: [] };
    this.adopt(found[0], panel, found[1]);
  }
}
