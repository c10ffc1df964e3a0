// The findings as `lint --format json` prints them. Positions are zero-based lines and UTF-16 columns, as in LSP.

export type LintSeverity = "error" | "warning" | "info" | "hint";

export interface LintPosition {
  readonly line: number;
  readonly character: number;
}

export interface LintRange {
  readonly start: LintPosition;
  readonly end: LintPosition;
}

export interface LintEdit {
  /** In the file as it is, before any edit. */
  readonly range: LintRange;
  readonly newText: string;
}

/** What a fix does to one file: it makes it (`create` is the whole text) or edits it. */
export interface LintChange {
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  readonly create?: string;
  readonly edits?: readonly LintEdit[];
}

export interface LintFix {
  readonly title: string;
  readonly safety: "safe" | "unsafe";
  /** Why an unsafe fix may change what the image does. */
  readonly why?: string;
  readonly changes: readonly LintChange[];
}

export interface LintDiagnostic {
  readonly rule: string;
  readonly severity: LintSeverity;
  readonly message: string;
  readonly range: LintRange;
  readonly fixes: readonly LintFix[];
  /** The rule's page, where it has an address. */
  readonly url?: string;
}

export interface LintFile {
  /** Relative to the working directory, with `/`; `-` for standard input without a name. */
  readonly file: string;
  readonly diagnostics: readonly LintDiagnostic[];
}

/** What `lint --format json` prints. */
export type LintOutput = readonly LintFile[];
