// The findings as JSON, as `protocol/lint.ts` types them.

import type { Fix } from "../../core/finding.ts";
import type { FileChange, TextEdit } from "../../core/text/edits.ts";
import { LineIndex } from "../../core/text/lines.ts";
import type { LintChange, LintEdit, LintFile, LintFix, LintOutput } from "../../protocol/lint.ts";
import { rangeOf } from "../findings.ts";
import type { LintedFile, LintReporter } from "./report.ts";

export const jsonReporter: LintReporter = (files) => {
  const output: LintOutput = files.map(fileOutput);
  return `${JSON.stringify(output, null, 2)}\n`;
};

function fileOutput(file: LintedFile): LintFile {
  return {
    file: file.name,
    diagnostics: file.analysis.findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      range: rangeOf(file.index, finding.span),
      fixes: finding.fixes().map((fix) => fixOutput(file, fix)),
    })),
  };
}

function fixOutput(file: LintedFile, fix: Fix): LintFix {
  return {
    title: fix.title,
    safety: fix.safety,
    ...(fix.why === undefined ? {} : { why: fix.why }),
    changes: fix.changes().map((change) => changeOutput(file, change)),
  };
}

function changeOutput(file: LintedFile, change: FileChange): LintChange {
  if (change.file === null) return { file: file.name, edits: editsOutput(file.index, change.edits) };
  const name = `${file.contextName}${change.file}`;
  if ("create" in change) return { file: name, create: change.create };
  // Only a file whose text the analysis has read can be edited.
  const text = file.analysis.file.project.text(change.file) ?? "";
  return { file: name, edits: editsOutput(new LineIndex(text), change.edits) };
}

function editsOutput(index: LineIndex, edits: readonly TextEdit[]): readonly LintEdit[] {
  return edits.map((edit) => ({ range: rangeOf(index, edit.span), newText: edit.newText }));
}
