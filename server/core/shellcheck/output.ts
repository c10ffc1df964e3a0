// Reads what ShellCheck prints with `--format=json1`, with places as offsets in the script that it was given.

import { isTable, type TomlTable } from "../project/manifests/toml.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import type { ShellcheckScript } from "./scripts.ts";

export type ShellcheckLevel = "error" | "warning" | "info" | "style";

/** One remark. Places count from the start of the text that ShellCheck was given, in UTF-16 units. */
export interface ShellcheckComment {
  readonly start: number;
  readonly end: number;
  readonly level: ShellcheckLevel;
  /** `SC2086`. */
  readonly code: string;
  readonly message: string;
  /** Empty where ShellCheck has no fix. */
  readonly edits: readonly TextEdit[];
}

/** What ShellCheck says of scripts, by their key; scripts that were not checked yet are missing. */
export type ShellcheckAnswers = ReadonlyMap<string, readonly ShellcheckComment[]>;

const levels: readonly ShellcheckLevel[] = ["error", "warning", "info", "style"];

/** The remarks on the script itself; undefined where the output is no such JSON. */
export function parseShellcheck(
  output: string,
  { text, start }: Pick<ShellcheckScript, "text" | "start">,
): readonly ShellcheckComment[] | undefined {
  let root: unknown;
  try {
    root = JSON.parse(output);
  } catch {
    return undefined;
  }
  const comments = isTable(root) ? root.comments : undefined;
  if (!Array.isArray(comments)) return undefined;
  const places = new Places(text);
  return comments.filter(isTable).flatMap((comment): readonly ShellcheckComment[] => {
    const span = places.spanOf(comment);
    const level = levels.find((each) => each === comment.level);
    const { code, message } = comment;
    if (span === undefined || span.start < start || level === undefined) return [];
    if (typeof code !== "number" || typeof message !== "string") return [];
    return [{ ...span, level, code: `SC${code}`, message, edits: editsOf(comment.fix, places, start) }];
  });
}

function editsOf(fix: unknown, places: Places, start: number): readonly TextEdit[] {
  const replacements =
    isTable(fix) && Array.isArray(fix.replacements) ? fix.replacements.filter(isTable) : [];
  // What goes to the same place goes there in the order that ShellCheck gives it.
  const sorted = [...replacements].sort((a, b) => Number(a.precedence) - Number(b.precedence));
  const edits: TextEdit[] = [];
  for (const each of sorted) {
    const span = places.spanOf(each);
    if (span === undefined || span.start < start || typeof each.replacement !== "string") return [];
    const same = edits.findIndex(
      (edit) => span.start === span.end && edit.span.start === span.start && edit.span.end === span.end,
    );
    const before = edits[same];
    if (before === undefined) edits.push(replacement(span, each.replacement));
    else edits[same] = replacement(span, before.newText + each.replacement);
  }
  return edits;
}

/** Lines and columns, both from 1 and columns in characters, as offsets. */
class Places {
  private readonly text: string;
  private readonly lines: readonly number[];

  constructor(text: string) {
    this.text = text;
    const lines = [0];
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines.push(at + 1);
    this.lines = lines;
  }

  spanOf({
    line,
    column,
    endLine,
    endColumn,
  }: TomlTable): { readonly start: number; readonly end: number } | undefined {
    const start = this.offsetOf(line, column);
    const end = this.offsetOf(endLine, endColumn);
    return start === undefined || end === undefined || end < start ? undefined : { start, end };
  }

  private offsetOf(line: unknown, column: unknown): number | undefined {
    if (typeof line !== "number" || typeof column !== "number") return undefined;
    let at = this.lines[line - 1];
    const end = this.lines[line] ?? this.text.length + 1;
    if (at === undefined) return undefined;
    for (let left = column - 1; left > 0 && at < end - 1; left--)
      at += (this.text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    return at;
  }
}
