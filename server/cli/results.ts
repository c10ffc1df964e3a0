// New texts of files: shown as a diff, or written.

import { rm } from "node:fs/promises";
import { writeWhole } from "../node/write-files.ts";
import type { OptionSpecs } from "./arguments.ts";
import type { Session } from "./command.ts";
import { TroubleError } from "./exit.ts";
import { printable } from "./printable.ts";
import type { Output } from "./terminal.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** What a command made of a file. */
export interface FileResult {
  /** As shown, relative to the working directory. */
  readonly name: string;
  /** Absolute; undefined when there is no file to write, as for standard input. */
  readonly path: string | undefined;
  /** Null for a file that does not exist yet. */
  readonly before: string | null;
  readonly after: string;
  /** False for a file with bytes that are no UTF-8, which would not survive. */
  readonly faithful?: boolean;
}

export const outputOptions = {
  diff: { kind: "flag", help: "Print a unified diff and write nothing. The default." },
  write: { kind: "flag", help: "Write the files: all of them, or none when one can't be written." },
} as const satisfies OptionSpecs;

export type OutputMode = "diff" | "write";

/** Which of the two was asked for; a `TroubleError` when it can't be done. */
export function outputMode(
  options: { readonly diff: boolean; readonly write: boolean },
  operands: readonly string[],
): OutputMode {
  if (options.diff && options.write) throw new TroubleError("`--diff` and `--write` exclude each other");
  if (options.write && operands.includes("-"))
    throw new TroubleError("`--write` has no file to write for `-`", "Without it the diff is printed.");
  return options.write ? "write" : "diff";
}

/** Prints the diff to standard output, or writes the files and names them on standard error. */
export async function putResults(
  session: Session,
  results: readonly FileResult[],
  mode: OutputMode,
): Promise<void> {
  const { out, err } = session.terminal;
  if (mode === "diff") {
    for (const { name, before, after } of results) {
      const diff = unifiedDiff(before === null ? null : { name, text: before }, { name, text: after });
      out.write(coloured(diff, out));
    }
    return;
  }
  const broken = results.find(({ faithful }) => faithful === false);
  if (broken !== undefined)
    throw new TroubleError(
      `\`${broken.name}\` holds bytes that are no UTF-8, which writing it would destroy; nothing is written`,
      "Save it as UTF-8.",
    );
  await writeAll(results);
  for (const { name } of results) err.write(`Wrote ${printable(name)}\n`);
}

/** Writes each file; when one can't be written, those before it get their old text back. */
async function writeAll(results: readonly FileResult[]): Promise<void> {
  const done: { readonly path: string; readonly before: string | null }[] = [];
  for (const { name, path, before, after } of results) {
    if (path === undefined) continue;
    try {
      await writeWhole(path, after);
      done.push({ path, before });
    } catch (error) {
      for (const each of done.reverse()) {
        if (each.before === null) await rm(each.path, { force: true });
        else await writeWhole(each.path, each.before);
      }
      const code = (error as NodeJS.ErrnoException).code ?? "";
      const why = code === "EACCES" || code === "EPERM" || code === "EROFS" ? "it may not be written" : code;
      throw new TroubleError(`\`${name}\` can't be written (${why})`, "No file was changed.");
    }
  }
}

/** A diff for a person to read; for a program it stays byte for byte what `patch` takes. */
function coloured(diff: string, output: Output): string {
  if (!output.interactive) return diff;
  return diff
    .split("\n")
    .map((line) => {
      const shown = printable(line.replaceAll("\t", "    "));
      if (line.startsWith("@@")) return output.style("cyan", shown);
      if (line.startsWith("+++") || line.startsWith("---")) return output.style("bold", shown);
      if (line.startsWith("+")) return output.style("green", shown);
      return line.startsWith("-") ? output.style("red", shown) : shown;
    })
    .join("\n");
}
