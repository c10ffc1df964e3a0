// Fix all: applies the fixes of all findings to a text, again and again until nothing changes.

import { type AnalysisInput, analyze } from "./analysis.ts";
import type { Finding, Fix } from "./finding.ts";
import {
  type FileState,
  normalPath,
  type ProjectSnapshot,
  unknownProject,
  type Wanted,
} from "./project/project.ts";
import type { Instruction } from "./syntax/instruction.ts";
import type { DockerfileSyntax } from "./syntax/parse.ts";
import { anyConflict, applyEdits, conflict, type FileChange, type TextEdit } from "./text/edits.ts";

/** More rounds than any chain of fixes needs; it only bounds fixes that would undo each other. */
const mostRounds = 10;

export type FixChoice = "safe" | "safe-and-unsafe";

export interface AppliedFix {
  readonly rule: string;
  readonly title: string;
  readonly safety: "safe" | "unsafe";
}

export interface FixAllResult {
  /** The Dockerfile's text with the fixes applied. */
  readonly text: string;
  /** New texts of files of the context, by path relative to it. */
  readonly others: ReadonlyMap<string, string>;
  readonly applied: readonly AppliedFix[];
  /** The findings that remain: without a fix, or with none that the choice includes. */
  readonly left: readonly Finding[];
  /** What the last analysis still had to load; then the result is not yet what it would be. */
  readonly wanted: readonly Wanted[];
}

/**
 * Applies one fix of each finding: the first safe one, else, where the choice includes them, the first unsafe one.
 * The split is no part of it. A fix is applied whole or not at all; where two touch the same text the later one waits
 * for the next round, which looks at the text as it is then. Never throws.
 */
export function fixAll(input: AnalysisInput, choice: FixChoice): FixAllResult {
  let { text } = input;
  let project = input.project ?? unknownProject;
  const others = new Map<string, string>();
  const applied: AppliedFix[] = [];
  let left: readonly Finding[] = [];
  let wanted: readonly Wanted[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const analysis = analyze({ ...input, text, project });
    left = analysis.findings;
    const merged = new Changes(analysis.file.dockerfile.syntax);
    for (const finding of analysis.findings) {
      const fix = chosenFix(finding, choice);
      if (fix !== undefined && merged.add(fix.changes(), project))
        applied.push({ rule: finding.rule, title: fix.title, safety: fix.safety });
    }
    // Only now: the fixes ask for files too.
    wanted = analysis.file.project.wanted;
    if (merged.empty) break;
    text = applyEdits(text, merged.editsOf(null));
    for (const [path, newText] of merged.apply(project)) {
      others.set(path, newText);
      project = withFile(project, path, { kind: "text", text: newText });
    }
  }
  return { text, others, applied, left, wanted };
}

function chosenFix(finding: Finding, choice: FixChoice): Fix | undefined {
  const fixes = finding.fixes().filter(({ kind }) => kind === "quickfix");
  const safe = fixes.find(({ safety }) => safety === "safe");
  return safe ?? (choice === "safe-and-unsafe" ? fixes[0] : undefined);
}

/** The changes taken in one round, by file; null stands for the Dockerfile. */
class Changes {
  private readonly edits = new Map<string | null, TextEdit[]>();
  private readonly created = new Map<string, string>();
  private readonly syntax: DockerfileSyntax;
  /** Instructions that a fix of this round changes, and how. */
  private readonly touched = new Map<Instruction, "words" | "lines">();

  constructor(syntax: DockerfileSyntax) {
    this.syntax = syntax;
  }

  get empty(): boolean {
    return this.edits.size === 0 && this.created.size === 0;
  }

  editsOf(file: string | null): readonly TextEdit[] {
    return this.edits.get(file) ?? [];
  }

  /** Takes all changes of a fix, or none of them: false when one does not fit those taken before. */
  add(changes: readonly FileChange[], project: ProjectSnapshot): boolean {
    if (changes.length === 0 || !changes.every((change) => this.fits(change, project))) return false;
    const own = changes.flatMap((change) => (change.file === null ? change.edits : []));
    // One that adds or takes away lines may take a script apart: what another one does there is of the old script.
    const how = own.some((edit) => this.changesLines(edit)) ? "lines" : "words";
    const instructions = instructionsOf(this.syntax, own);
    for (const each of instructions) {
      const taken = this.touched.get(each);
      if (taken === "lines" || (taken === "words" && how === "lines")) return false;
    }
    for (const each of instructions) this.touched.set(each, how);
    for (const change of changes) {
      if ("create" in change) this.created.set(change.file, change.create);
      else this.edits.set(change.file, [...this.editsOf(change.file), ...change.edits]);
    }
    return true;
  }

  /** The new texts of the context's files. */
  *apply(project: ProjectSnapshot): Iterable<readonly [string, string]> {
    yield* this.created;
    for (const [file, edits] of this.edits) {
      const text = file === null ? undefined : textOf(project, file);
      if (file !== null && text !== undefined) yield [file, applyEdits(text, edits)];
    }
  }

  private changesLines({ span, newText }: TextEdit): boolean {
    return newText.includes("\n") || this.syntax.text.slice(span.start, span.end).includes("\n");
  }

  private fits(change: FileChange, project: ProjectSnapshot): boolean {
    if ("create" in change) return !this.created.has(change.file);
    if (change.edits.length === 0 || anyConflict(change.edits)) return false;
    if (change.file !== null && textOf(project, change.file) === undefined) return false;
    const taken = this.editsOf(change.file);
    return !change.edits.some((edit) => taken.some((other) => conflict(edit, other)));
  }
}

/** The instructions that edits reach into; a line inserted between two of them reaches into neither. */
function instructionsOf(
  { text, instructions }: DockerfileSyntax,
  edits: readonly TextEdit[],
): Set<Instruction> {
  const found = new Set<Instruction>();
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start);
  let at = 0;
  for (const { span } of sorted) {
    while (isBefore(text, instructions[at]?.span.end, span.start)) at++;
    for (let next = at; ; next++) {
      const each = instructions[next];
      if (each === undefined || each.span.start >= span.end) break;
      found.add(each);
    }
  }
  return found;
}

/** What ends without a line end is still written on at its end. */
function isBefore(text: string, end: number | undefined, offset: number): boolean {
  return end !== undefined && (end < offset || (end === offset && text[end - 1] === "\n"));
}

function textOf(project: ProjectSnapshot, path: string): string | undefined {
  const state = project.files.get(normalPath(path) ?? path);
  return state?.kind === "text" ? state.text : undefined;
}

function withFile(project: ProjectSnapshot, path: string, state: FileState): ProjectSnapshot {
  return { ...project, files: new Map([...project.files, [normalPath(path) ?? path, state]]) };
}
