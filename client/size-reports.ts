// The reports of comparisons: a webview panel for each document, which survives a reload, with copy and save.

import {
  commands,
  type Disposable,
  env,
  type Memento,
  Uri,
  ViewColumn,
  type WebviewOptions,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import type { CompareResult, ScannerReport } from "../server/protocol/compare.ts";
import { commands as names } from "../server/protocol/names.ts";
import { revealLine } from "./documents.ts";

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

/** The page's policy lets its own script run and nothing else; it may ask for what `answer` knows. */
const webviewOptions: WebviewOptions = { enableScripts: true, localResourceRoots: [] };

export class SizeReports implements Disposable {
  private readonly state: Memento;
  private readonly panels = new Map<string, WebviewPanel>();
  /** By subject. They are long, so a reload does not bring them back. */
  private readonly scannerReports = new Map<string, readonly ScannerReport[]>();
  private readonly registration: Disposable;

  constructor(state: Memento) {
    this.state = state;
    this.registration = window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, kept: unknown) => this.restore(panel, kept),
    });
  }

  /** Keeps the report of a subject (a document's address, an image's name) in place of its last one. */
  keep(subject: string, report: SizeReport): void {
    const others = this.all().filter(([known]) => known !== subject);
    void this.state.update(stateKey, [[subject, report], ...others].slice(0, keptReports));
    const panel = this.panels.get(subject);
    if (panel !== undefined) panel.webview.html = report.html;
  }

  keepScannerReports(subject: string, reports: readonly ScannerReport[]): void {
    this.scannerReports.set(subject, reports);
  }

  scannerReportsOf(subject: string): readonly ScannerReport[] {
    return this.scannerReports.get(subject) ?? [];
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
    const panel = window.createWebviewPanel(viewType, report.title, column, webviewOptions);
    this.adopt(subject, panel, report);
    return true;
  }

  /** Of the subject, or of the panel that is in front. */
  async copy(subject: string | undefined = this.inFront()): Promise<void> {
    const report = this.of(subject);
    if (report === undefined) return;
    await env.clipboard.writeText(report.markdown);
    window.setStatusBarMessage("$(check) Size report copied as Markdown", 3_000);
  }

  /** Writes the report where the user says, in the form that the name's ending asks for. */
  async save(subject: string | undefined = this.inFront()): Promise<void> {
    const report = this.of(subject);
    if (report === undefined) return;
    const target = await window.showSaveDialog({
      title: "Save Size Report",
      defaultUri: Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? Uri.file("/"), "size-report.html"),
      filters: { "Web page": ["html"], JSON: ["json"], Markdown: ["md"] },
    });
    if (target !== undefined) await writeReport(target, report);
  }

  /** Writes what the image has as a file of container-structure-test where the user says. */
  async saveStructureTest(subject: string | undefined = this.inFront()): Promise<void> {
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

  private inFront(): string | undefined {
    return [...this.panels].find(([, panel]) => panel.active)?.[0];
  }

  private of(subject: string | undefined): SizeReport | undefined {
    return this.all().find(([known]) => known === subject)?.[1];
  }

  private all(): readonly (readonly [string, SizeReport])[] {
    return this.state.get<readonly (readonly [string, SizeReport])[]>(stateKey, []);
  }

  private adopt(subject: string, panel: WebviewPanel, report: SizeReport): void {
    panel.webview.onDidReceiveMessage((message: unknown) => this.answer(subject, message));
    panel.webview.html = report.html;
    this.panels.set(subject, panel);
    panel.onDidDispose(() => this.panels.delete(subject));
  }

  /** What the page's buttons ask for. It is a page: whatever else it sends is passed over. */
  private async answer(subject: string, message: unknown): Promise<void> {
    if (typeof message !== "object" || message === null) return;
    const { kind, line } = message as { readonly kind?: unknown; readonly line?: unknown };
    if (kind === "copy") await this.copy(subject);
    else if (kind === "save") await this.save(subject);
    else if (kind === "structure-test") await this.saveStructureTest(subject);
    else if (kind === "scanner-report") await commands.executeCommand(names.openScannerReports, subject);
    else if (kind === "reveal" && typeof line === "number") await revealLine(subject, line);
  }

  /** The page keeps its subject; one that was never drawn before the reload is known by its title. */
  private restore(panel: WebviewPanel, kept: unknown): void {
    const subject =
      typeof kept === "object" && kept !== null
        ? (kept as { readonly subject?: unknown }).subject
        : undefined;
    const free = this.all().filter(([known]) => !this.panels.has(known));
    const found =
      free.find(([known]) => known === subject) ?? free.find(([, { title }]) => title === panel.title);
    if (found === undefined) {
      panel.dispose();
      return;
    }
    panel.webview.options = webviewOptions;
    this.adopt(found[0], panel, found[1]);
  }
}

async function writeReport(target: Uri, report: SizeReport): Promise<void> {
  const ending = /\.(json|md)$/i.exec(target.path)?.[1]?.toLowerCase();
  const text =
    ending === "json"
      ? `${JSON.stringify(report.result, null, 2)}\n`
      : ending === "md"
        ? report.markdown
        : report.html;
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
}
