// Diagnostics: pulled by editors that can, pushed to the others, never both.

import {
  type CancellationToken,
  type Diagnostic,
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import type { Finding, Severity } from "../../core/finding.ts";
import { formatBytes } from "../../core/text/bytes.ts";
import { diagnosticSource } from "../../protocol/names.ts";
import { rangeOf } from "../positions.ts";
import type { Analyzed, Session } from "../session.ts";

/** How long typing may go on before findings are pushed, in milliseconds. */
const pushDelay = 200;

const protocolSeverity: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function addDiagnostics(session: Session): { readonly refresh: () => void } {
  const { connection, documents } = session;
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();

  connection.languages.diagnostics.on(async ({ textDocument }, token) => {
    const items = await diagnosticsOf(session, textDocument.uri, token);
    // The client asks again by itself when it cancelled because of a newer text.
    if (items === undefined && token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.ServerCancelled, "cancelled", { retriggerRequest: true });
    return { kind: DocumentDiagnosticReportKind.Full, items: items ?? [] };
  });

  const push = async (uri: string) => {
    waiting.delete(uri);
    const version = documents.get(uri)?.version;
    const diagnostics = await diagnosticsOf(session, uri);
    // A newer text has its own push coming; a closed document has none.
    if (diagnostics === undefined || documents.get(uri)?.version !== version) return;
    await connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  };
  const pushSoon = (uri: string) => {
    if (session.features.pullsDiagnostics) return;
    clearTimeout(waiting.get(uri));
    waiting.set(
      uri,
      setTimeout(() => void push(uri), pushDelay),
    );
  };

  documents.onDidChangeContent(({ document }) => pushSoon(document.uri));
  documents.onDidClose(({ document }) => {
    if (session.features.pullsDiagnostics) return;
    clearTimeout(waiting.get(document.uri));
    waiting.delete(document.uri);
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  session.onShutdown.push(() => {
    for (const timer of waiting.values()) clearTimeout(timer);
  });

  const refresh = () => {
    if (!session.features.pullsDiagnostics) for (const uri of documents.keys()) pushSoon(uri);
    else if (session.features.refreshesDiagnostics) void connection.languages.diagnostics.refresh();
  };
  return { refresh };
}

async function diagnosticsOf(
  session: Session,
  uri: string,
  token?: CancellationToken,
): Promise<Diagnostic[] | undefined> {
  const analyzed = await session.analyze(uri, token);
  if (analyzed === undefined) return undefined;
  const findings = analyzed.analysis.findings.map((finding) => diagnosticOf(session, analyzed, finding));
  return [...findings, ...overBudget(session, analyzed)];
}

/** An image of this very text was built and is larger than the budget. */
function overBudget(session: Session, { document, analysis }: Analyzed): Diagnostic[] {
  const text = document.getText();
  const measured = session.measured.of(document.uri).find((each) => each.text === text);
  const stage = analysis.file.dockerfile.final;
  if (measured?.exceeds === undefined || stage === undefined) return [];
  const { bytes, exceeds } = measured;
  return [
    {
      range: rangeOf(document, stage.from.textSpan),
      severity: DiagnosticSeverity.Warning,
      source: diagnosticSource,
      code: "size-budget",
      message: `The image has ${formatBytes(bytes)} of files, ${formatBytes(bytes - exceeds)} more than the budget of ${formatBytes(exceeds)}`,
    },
  ];
}

/** Also what a code action says it fixes. */
export function diagnosticOf(session: Session, { document }: Analyzed, finding: Finding): Diagnostic {
  const related = session.features.relatedInformation ? finding.related : [];
  return {
    range: rangeOf(document, finding.span),
    severity: protocolSeverity[finding.severity],
    source: diagnosticSource,
    code: finding.rule,
    message: finding.message,
    ...(related.length === 0
      ? {}
      : {
          relatedInformation: related.map(({ span, message }) => ({
            location: { uri: document.uri, range: rangeOf(document, span) },
            message,
          })),
        }),
  };
}
