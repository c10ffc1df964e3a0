// Code actions: fixes of findings, the split as quick fix and refactoring, fix-all; edits follow on resolve.

import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  LSPErrorCodes,
  type Range,
  ResponseError,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Analysis, analyze } from "../../core/analysis.ts";
import type { Finding, Fix } from "../../core/finding.ts";
import { fixAll } from "../../core/fix-all.ts";
import type { SplitAnswer } from "../../core/split/split.ts";
import { suppressionFix } from "../../core/suppression.ts";
import { lineEdits } from "../../core/text/diff.ts";
import { codeActionKinds, commands } from "../../protocol/names.ts";
import { spanOf } from "../positions.ts";
import type { Analyzed, Session } from "../session.ts";
import { diagnosticOf } from "./diagnostics.ts";
import { annotationOf, editOf, titleOf } from "./fixes.ts";
import { pinActions } from "./pin-image.ts";
import { reasonsOf, splitAnswer } from "./split.ts";

/** The rule whose quick fix is the split. */
const splitRule = "toolchain-in-final-image";

/** What a code action carries until it is resolved; the fix is then computed from the text as it is at that time. */
type ActionData =
  | {
      readonly kind: "fix";
      readonly uri: string;
      readonly rule: string;
      readonly title: string;
      readonly at: number;
    }
  | { readonly kind: "ignore"; readonly uri: string; readonly rule: string; readonly at: number }
  | { readonly kind: "split"; readonly uri: string; readonly runtime: string }
  | { readonly kind: "remedy"; readonly uri: string }
  | { readonly kind: "fix-all"; readonly uri: string };

export function addCodeActions(session: Session): void {
  const { connection } = session;
  connection.onCodeAction(async (params, token) => {
    const analyzed = await session.analyze(params.textDocument.uri, token);
    if (analyzed === undefined) return [];
    const actions = await actionsOf(session, analyzed, params);
    if (session.features.resolvesEdits) return actions;
    return Promise.all(actions.map((action) => withEdit(session, action, token)));
  });
  connection.onCodeActionResolve((action, token) => withEdit(session, action, token));
}

async function actionsOf(
  session: Session,
  analyzed: Analyzed,
  params: CodeActionParams,
): Promise<CodeAction[]> {
  const wanted = new Wanted(params.context.only);
  const actions: CodeAction[] = [];
  const findings = analyzed.analysis.findings.filter(({ span }) =>
    touches(analyzed.document, span, params.range),
  );
  if (wanted.includes(CodeActionKind.QuickFix)) {
    for (const finding of findings) actions.push(...quickFixes(session, analyzed, finding));
  }
  const asked = wanted.asksFor(codeActionKinds.split);
  const splittable = findings.some(({ rule }) => rule === splitRule);
  // Without being asked for, a refactoring is offered only where the finding is: the bulb would be everywhere.
  if (asked || (wanted.includes(codeActionKinds.split) && splittable)) {
    actions.push(...(await splitActions(session, analyzed, asked ? "with-reason" : "without-reason")));
  }
  if (splittable && wanted.includes(CodeActionKind.QuickFix))
    actions.push(...(await declineFix(session, analyzed)));
  actions.push(...pinActions(session, analyzed, params.range, findings, wanted));
  // Behind all fixes: to silence a finding is the last thing to think of.
  if (wanted.includes(CodeActionKind.QuickFix))
    for (const finding of findings) actions.push(...ignoreAction(session, analyzed, finding));
  if (wanted.asksFor(codeActionKinds.fixAll)) actions.push(...fixAllAction(analyzed));
  return actions;
}

function quickFixes(session: Session, analyzed: Analyzed, finding: Finding): CodeAction[] {
  const diagnostics = [diagnosticOf(session, analyzed, finding)];
  // Of several splits the first is the quick fix; all of them are refactorings.
  const fixes = finding.fixes().filter((fix, index) => fix.kind === "quickfix" || index === 0);
  return fixes.map((fix, index) => ({
    title: titleOf(fix),
    kind: CodeActionKind.QuickFix,
    diagnostics,
    // Editors apply a preferred fix without a menu; only what keeps the image may be.
    ...(index === 0 && (fix.safety === "safe" || fix.kind === "split") ? { isPreferred: true } : {}),
    data: {
      kind: "fix",
      uri: analyzed.document.uri,
      rule: finding.rule,
      title: fix.title,
      at: finding.span.start,
    } satisfies ActionData,
  }));
}

/** A comment that silences the finding, with a place for the reason. */
function ignoreAction(session: Session, analyzed: Analyzed, finding: Finding): CodeAction[] {
  const fix = suppressionFix(analyzed.analysis.file.dockerfile, finding);
  if (fix === undefined) return [];
  const { rule, span } = finding;
  const data: ActionData = { kind: "ignore", uri: analyzed.document.uri, rule, at: span.start };
  const diagnostics = [diagnosticOf(session, analyzed, finding)];
  return [{ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics, data }];
}

async function splitActions(
  session: Session,
  analyzed: Analyzed,
  declined: "with-reason" | "without-reason",
): Promise<CodeAction[]> {
  const answer = await splitAnswer(session, analyzed, undefined);
  if (answer.kind === "split") {
    return answer.offers.map(({ title, runtime }) => ({
      title,
      kind: codeActionKinds.split,
      data: { kind: "split", uri: analyzed.document.uri, runtime: runtime.name } satisfies ActionData,
    }));
  }
  if (declined === "without-reason") return [];
  const remedies = remedyActions(analyzed, answer, codeActionKinds.split);
  if (!session.features.showsDisabledActions) return remedies;
  const reason = answer.reasons[0]?.message ?? "there is nothing to split";
  const title = "Split into builder and runtime stages";
  return [{ title, kind: codeActionKinds.split, disabled: { reason } }, ...remedies];
}

/** The edit after which a declined split is possible. */
function remedyActions({ document }: Analyzed, answer: SplitAnswer, kind: CodeActionKind): CodeAction[] {
  if (answer.kind !== "declined" || answer.remedy === undefined) return [];
  const data: ActionData = { kind: "remedy", uri: document.uri };
  return [{ title: titleOf(answer.remedy), kind, data }];
}

/** Where the split is declined, the finding has a quick fix that tells why and leads to the lines. */
async function declineFix(session: Session, analyzed: Analyzed): Promise<CodeAction[]> {
  const answer = await splitAnswer(session, analyzed, undefined);
  if (answer.kind !== "declined") return [];
  const title = "Why this is not split automatically";
  const own = session.options.clientCommands.includes(commands.explainDecline);
  const reasons = reasonsOf(analyzed.document, answer.reasons);
  const command = own ? commands.explainDecline : "leanDockerfile/explainDecline";
  const diagnostics = analyzed.analysis.findings
    .filter(({ rule }) => rule === splitRule)
    .map((finding) => diagnosticOf(session, analyzed, finding));
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      command: { title, command, arguments: [analyzed.document.uri, reasons] },
    },
    ...remedyActions(analyzed, answer, CodeActionKind.QuickFix).map((action) => ({ ...action, diagnostics })),
  ];
}

function fixAllAction({ document, analysis }: Analyzed): CodeAction[] {
  const safe = (fix: Fix) => fix.safety === "safe" && fix.kind === "quickfix";
  if (!analysis.findings.some((finding) => finding.fixes().some(safe))) return [];
  const data: ActionData = { kind: "fix-all", uri: document.uri };
  return [{ title: "Apply all safe fixes of Lean Dockerfile", kind: codeActionKinds.fixAll, data }];
}

async function withEdit(session: Session, action: CodeAction, token: CancellationToken): Promise<CodeAction> {
  const data = action.data as ActionData | undefined;
  if (data === undefined) return action;
  const analyzed = await session.analyze(data.uri, token);
  if (analyzed === undefined) throw outdated();
  switch (data.kind) {
    case "fix": {
      // What a fix writes may rest on files that finding it did not need.
      const found = await session.withProject(analyzed, (input) => {
        const analysis = analyze({ ...input, only: [data.rule] });
        const fix = findFix(analysis, data);
        const answer = fix === undefined ? undefined : { fix, changes: fix.changes() };
        return { answer, wanted: analysis.file.project.wanted };
      });
      if (found === undefined) throw outdated();
      return { ...action, ...edit(editOf(session, analyzed, found.changes, annotationOf(found.fix))) };
    }
    case "ignore": {
      const { analysis } = analyzed;
      const [finding] = nearest(analysis, data);
      const fix = finding === undefined ? undefined : suppressionFix(analysis.file.dockerfile, finding);
      if (fix === undefined) throw outdated();
      return { ...action, ...edit(editOf(session, analyzed, fix.changes())) };
    }
    case "split": {
      const answer = await splitAnswer(session, analyzed, data.runtime);
      const offer = answer.kind === "split" ? answer.offers[0] : undefined;
      if (offer === undefined) throw outdated();
      return { ...action, ...edit(editOf(session, analyzed, offer.changes())) };
    }
    case "remedy": {
      const answer = await splitAnswer(session, analyzed, undefined);
      const remedy = answer.kind === "declined" ? answer.remedy : undefined;
      if (remedy === undefined) throw outdated();
      return { ...action, ...edit(editOf(session, analyzed, remedy.changes(), annotationOf(remedy))) };
    }
    case "fix-all": {
      const { text, others } = await session.withProject(analyzed, (input) => {
        const answer = fixAll(input, "safe");
        return { answer, wanted: answer.wanted };
      });
      const changes = [
        { file: null, edits: lineEdits(analyzed.input.text, text) },
        ...[...others].map(([file, newText]) => wholeFile(analyzed, file, newText)),
      ];
      return { ...action, ...edit(editOf(session, analyzed, changes)) };
    }
  }
}

function wholeFile({ project }: Analyzed, file: string, newText: string) {
  const state = project?.snapshot.files.get(file);
  return state?.kind === "text" ? { file, edits: lineEdits(state.text, newText) } : { file, create: newText };
}

function edit(found: ReturnType<typeof editOf>): Pick<CodeAction, "edit"> {
  if (found === undefined)
    throw new ResponseError(
      LSPErrorCodes.RequestFailed,
      "This editor can't carry out edits to several files.",
    );
  return { edit: found };
}

/** The same fix of the same rule, nearest to where it was. */
function findFix(analysis: Analysis, data: Extract<ActionData, { kind: "fix" }>): Fix | undefined {
  return nearest(analysis, data)
    .flatMap((finding) => finding.fixes())
    .find(({ title }) => title === data.title);
}

/** The findings of a rule, nearest first. */
function nearest(
  analysis: Analysis,
  data: { readonly rule: string; readonly at: number },
): readonly Finding[] {
  return analysis.findings
    .filter(({ rule }) => rule === data.rule)
    .sort((a, b) => Math.abs(a.span.start - data.at) - Math.abs(b.span.start - data.at));
}

function outdated(): ResponseError<void> {
  return new ResponseError(
    LSPErrorCodes.ContentModified,
    "The text changed, and this fix no longer applies.",
  );
}

function touches(document: TextDocument, span: Finding["span"], range: Range): boolean {
  const { start, end } = spanOf(document, range);
  return span.start <= end && start <= span.end;
}

/** The kinds of `context.only`; a kind includes those below it, `refactor` includes `refactor.rewrite.split`. */
class Wanted {
  private readonly only: readonly string[] | undefined;

  constructor(only: readonly string[] | undefined) {
    this.only = only;
  }

  includes(kind: string): boolean {
    return this.only === undefined || this.asksFor(kind);
  }

  asksFor(kind: string): boolean {
    return this.only?.some((each) => each === "" || kind === each || kind.startsWith(`${each}.`)) ?? false;
  }
}
