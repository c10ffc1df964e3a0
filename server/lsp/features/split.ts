// The split as a request of its own: the result in words and as an edit that editors preview.

import type { TextDocument } from "vscode-languageserver-textdocument";
import { ruleFile } from "../../core/analysis.ts";
import type { Note } from "../../core/split/plan.ts";
import type { RuntimeName } from "../../core/split/runtime.ts";
import {
  type SplitAnswer,
  type SplitOffer,
  splitAsPreferred,
  splitDockerfile,
} from "../../core/split/split.ts";
import { splitSummary } from "../../core/split/summary.ts";
import { requests } from "../../protocol/names.ts";
import {
  type ProtocolEdit,
  runtimeNames,
  type SplitParams,
  type SplitResponse,
} from "../../protocol/split.ts";
import type { Analyzed, Session } from "../session.ts";
import { editOf } from "./fixes.ts";

export type RunSplit = (params: SplitParams) => Promise<SplitResponse>;

export function addSplit(session: Session): RunSplit {
  const run: RunSplit = async ({ textDocument, runtime }) => {
    const analyzed = await session.analyze(textDocument.uri);
    if (analyzed === undefined) return notOpen;
    const answer = await splitAnswer(session, analyzed, runtime);
    return responseOf(session, analyzed, answer);
  };
  session.connection.onRequest(requests.split, run);
  return run;
}

/**
 * The split with all that the project has to say. Without a runtime the user's preferred one is taken where the program
 * allows it, else the one that fits best; a runtime that is none of ours counts as `auto`.
 */
export function splitAnswer(
  session: Session,
  analyzed: Analyzed,
  runtime: string | undefined,
): Promise<SplitAnswer> {
  const name: RuntimeName = runtimeNames.find((each) => each === runtime) ?? "auto";
  return session.withProject(analyzed, (input) => {
    const file = ruleFile(input);
    const answer = runtime === undefined ? splitAsPreferred(file) : splitDockerfile(file, name);
    return { answer, wanted: file.project.wanted };
  });
}

export function reasonsOf(document: TextDocument, notes: readonly Note[]): SplitResponse["reasons"] {
  return notes.map(({ message, at }) => ({
    message,
    line: at === undefined ? null : document.positionAt(at.start).line,
  }));
}

const notOpen: SplitResponse = {
  ...splitSummary("", {
    kind: "declined",
    ecosystem: undefined,
    reasons: [{ message: "The document is not open" }],
  }),
  title: null,
  edit: null,
};

function responseOf(session: Session, analyzed: Analyzed, answer: SplitAnswer): SplitResponse {
  const summary = splitSummary(analyzed.input.text, answer);
  const offer = answer.kind === "split" ? answer.offers[0] : undefined;
  if (offer === undefined) return { ...summary, title: null, edit: null };
  const optional = notesAsComments(analyzed, offer);
  const edit = editOf(session, analyzed, offer.changes(), optional === undefined ? {} : { optional });
  return { ...summary, title: offer.title, edit: (edit as ProtocolEdit | undefined) ?? null };
}

/**
 * Editors open their preview only for an edit that wants to be confirmed, and leave that edit out unless the user
 * ticks it. Half a split is a broken file, so what wants to be confirmed are edits of their own that the split can do
 * without: what was assumed and decided, each as a comment above the builder.
 */
function notesAsComments({ document, analysis }: Analyzed, offer: SplitOffer) {
  const from = analysis.file.dockerfile.final?.from;
  if (offer.assumptions.length === 0 || from === undefined) return undefined;
  const start = document.getText().lastIndexOf("\n", from.span.start - 1) + 1;
  const { eol } = analysis.file.dockerfile.syntax;
  const edits = offer.assumptions.map(({ message }) => ({
    span: { start, end: start },
    newText: `# Split: ${oneLine(message)}.${eol}`,
  }));
  return { edits, label: "Optional: keep this note as a comment" };
}

/** A comment ends with its line, whatever a file's text put into the message. */
function oneLine(message: string): string {
  return message.replace(/\s+/g, " ").trim();
}
