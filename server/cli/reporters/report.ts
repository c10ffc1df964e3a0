// What a reporter of `lint` gets, and what it is.

import type { Analysis } from "../../core/analysis.ts";
import type { LineIndex } from "../../core/text/lines.ts";
import type { Output } from "../terminal.ts";

/** One analysed file. */
export interface LintedFile {
  /** Relative to the working directory, with `/`. */
  readonly name: string;
  /** What goes before a path of the build context to make it one from the working directory; empty when unknown. */
  readonly contextName: string;
  readonly index: LineIndex;
  readonly analysis: Analysis;
}

/** The whole output for these files, with a final line end where there is any. */
export type LintReporter = (files: readonly LintedFile[], output: Output) => string;
