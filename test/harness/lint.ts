// Runs the analysis as a host does: again and again until nothing more of the project is wanted.

import { type Analysis, analyze } from "../../server/core/analysis.ts";
import type { Finding, Fix } from "../../server/core/finding.ts";
import { Dockerfile } from "../../server/core/model/dockerfile.ts";
import type { Wanted, Weight } from "../../server/core/project/project.ts";
import type { AnalysisSettings } from "../../server/core/settings.ts";
import { parseShellcheck, type ShellcheckAnswers } from "../../server/core/shellcheck/output.ts";
import { shellScripts } from "../../server/core/shellcheck/scripts.ts";
import { parseDockerfile } from "../../server/core/syntax/parse.ts";
import { applyEdits, type FileChange, type TextEdit } from "../../server/core/text/edits.ts";
import { type ContextFiles, snapshotOf } from "./context.ts";

export interface LintInput {
  /** What was weighed of the context. */
  readonly weights?: ReadonlyMap<string, Weight> | undefined;
  readonly text: string;
  readonly context?: ContextFiles | undefined;
  readonly settings?: AnalysisSettings | undefined;
  readonly path?: string | undefined;
  readonly today?: string | undefined;
  readonly only?: readonly string[] | undefined;
  /** What ShellCheck prints for a script, by the text that it is given. */
  readonly shellcheck?: Readonly<Record<string, string>> | undefined;
}

/** As many rounds as a host grants. */
const mostRounds = 8;

/** Analyses until neither findings nor fixes want anything that was not loaded; more rounds than a host grants fail. */
export function lint(input: LintInput): Analysis {
  const wanted = new Map<string, Wanted>();
  const shellcheck = input.shellcheck === undefined ? undefined : answersOf(input.text, input.shellcheck);
  for (let round = 0; round < mostRounds; round++) {
    const analysis = analyze({
      text: input.text,
      project: { ...snapshotOf(input.context, [...wanted.values()], input.path), weights: input.weights },
      today: input.today ?? "2026-11-21",
      ...(input.settings === undefined ? {} : { settings: input.settings }),
      ...(input.path === undefined ? {} : { path: input.path }),
      ...(input.only === undefined ? {} : { only: input.only }),
      ...(shellcheck === undefined ? {} : { shellcheck }),
    });
    for (const finding of analysis.findings) for (const fix of finding.fixes()) fix.changes();
    const missing = analysis.file.project.wanted;
    if (missing.length === 0) return analysis;
    for (const each of missing)
      wanted.set(each.kind === "file" ? `file ${each.path}` : `glob ${each.glob}`, each);
  }
  throw new Error(`The analysis still wants files after ${mostRounds} rounds`);
}

/** The recorded answers for the scripts of a text; white space may differ, as it does with other line ends. */
function answersOf(text: string, recorded: Readonly<Record<string, string>>): ShellcheckAnswers {
  const bare = (script: string) => script.replace(/\s+/g, " ").trim();
  const outputs = new Map(Object.entries(recorded).map(([script, output]) => [bare(script), output]));
  return new Map(
    shellScripts(new Dockerfile(parseDockerfile(text))).flatMap((script) => {
      const output = outputs.get(bare(script.text));
      const comments = output === undefined ? undefined : parseShellcheck(output, script);
      return comments === undefined ? [] : [[script.key, comments]];
    }),
  );
}

/** The edits of a fix to the Dockerfile itself. */
export function dockerfileEdits(fix: Fix): readonly TextEdit[] {
  return fix.changes().flatMap((change) => (change.file === null ? change.edits : []));
}

/** The changes of a fix to other files of the context. */
export function otherChanges(fix: Fix): readonly FileChange[] {
  return fix.changes().filter((change) => change.file !== null);
}

export function applyFix(text: string, fix: Fix): string {
  return applyEdits(text, dockerfileEdits(fix));
}

/** The context after the changes of a fix to files other than the Dockerfile. */
export function contextAfter(
  context: ContextFiles | undefined,
  changes: readonly FileChange[],
): ContextFiles | undefined {
  if (context === undefined || changes.length === 0) return context;
  const files = new Map(context);
  for (const change of changes) {
    if (change.file === null) continue;
    const before = files.get(change.file);
    const text =
      "create" in change
        ? change.create
        : applyEdits(before?.kind === "text" ? before.text : "", change.edits);
    files.set(change.file, { kind: "text", text });
  }
  return files;
}

/** How many findings each rule has. */
export function countByRule(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1);
  return counts;
}
