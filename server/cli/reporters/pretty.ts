// Findings for people: place, severity and rule, the message, the code with carets, and the fixes on offer.

import type { Finding, Fix, Severity } from "../../core/finding.ts";
import { countText, placeText, plural } from "../findings.ts";
import { codeFrame } from "../frame.ts";
import { printableLine, wrap } from "../printable.ts";
import type { Output, Style } from "../terminal.ts";
import type { LintedFile, LintReporter } from "./report.ts";

/** Columns of a code frame where no terminal tells: enough for most lines, and not more than a page. */
const columnsWithoutTerminal = 120;

const severityStyles: Readonly<Record<Severity, Style>> = {
  error: "red",
  warning: "yellow",
  info: "blue",
  hint: "cyan",
};

export const prettyReporter: LintReporter = (files, output) =>
  [
    ...files.flatMap((file) => file.analysis.findings.map((finding) => findingText(file, finding, output))),
    summary(files, output),
  ].join("");

function findingText(file: LintedFile, finding: Finding, output: Output): string {
  const { style } = output;
  const columns = Math.min(output.columns ?? columnsWithoutTerminal, 140);
  const place = printableLine(placeText(file.name, file.index, finding.span));
  const severity = style(severityStyles[finding.severity], finding.severity);
  const lines = [`${style("bold", place)}  ${severity}  ${style("dim", finding.rule)}`];
  lines.push(...paragraph(finding.message, "  ", output), "");
  lines.push(...codeFrame(file.index, finding.span, { output, columns }));
  for (const related of finding.related) {
    const at = printableLine(placeText(file.name, file.index, related.span));
    lines.push(...paragraph(`${at}: ${related.message}`, "  ", output));
    lines.push(...codeFrame(file.index, related.span, { output, columns }));
  }
  const fixes = finding.fixes();
  if (fixes.length > 0) lines.push("");
  const [split, ...alternatives] = fixes.filter(({ kind }) => kind === "split");
  for (const fix of fixes) {
    if (fix === split) lines.push(...fixLines(fix, alternatives, output));
    else if (fix.kind !== "split") lines.push(...fixLines(fix, [], output));
  }
  return `${lines.join("\n")}\n\n`;
}

/**
 * The title, and for an unsafe fix why it is one. What a split assumes is said by the command `split`, which also
 * gives the alternatives that are only named here.
 */
function fixLines(fix: Fix, alternatives: readonly Fix[], output: Output): readonly string[] {
  const label = fix.kind === "split" ? "split" : fix.safety === "safe" ? "fix" : "unsafe fix";
  const names = alternatives.flatMap(({ runtime }) => runtime ?? []);
  const also = names.length === 0 ? "" : `; also ${names.join(", ")}`;
  const [first = "", ...others] = paragraph(`${label}: ${fix.title}${also}`, "    ", output);
  const title = `  ${first.trimStart().replace(label, output.style("green", label))}`;
  const why = fix.why === undefined || fix.kind === "split" ? [] : paragraph(fix.why, "    ", output);
  return [title, ...others, ...why];
}

/** Text wrapped to the terminal, where there is one, with an indentation. */
function paragraph(text: string, indent: string, output: Output): readonly string[] {
  const columns = output.columns === undefined ? undefined : output.columns - indent.length;
  return wrap(printableLine(text), columns).map((line) => indent + line);
}

function summary(files: readonly LintedFile[], output: Output): string {
  const findings = files.flatMap((file) => file.analysis.findings);
  const where = files.length === 1 ? printableLine(files[0]?.name ?? "") : plural(files.length, "file");
  if (findings.length === 0) return `${output.style("green", "No findings")} in ${where}\n`;
  const lines = [output.style("bold", `${countText(findings)} in ${where}`)];
  const safe = findings.filter(({ fixes }) => fixes().some(isSafe)).length;
  const split = findings.some(({ fixes }) => fixes().some((fix) => fix.kind === "split"));
  if (safe > 0) lines.push(`${safe} with a safe fix: lean-dockerfile fix --write`);
  if (split) lines.push("Split into stages: lean-dockerfile split");
  return `${lines.join("\n")}\n`;
}

function isSafe(fix: Fix): boolean {
  return fix.kind === "quickfix" && fix.safety === "safe";
}
