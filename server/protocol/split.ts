// The result of a split as `split --format json` prints it and the language server sends it.

export type RuntimeName = "auto" | "scratch" | "distroless" | "alpine" | "slim" | "same";

export const runtimeNames: readonly RuntimeName[] = ["auto", "scratch", "distroless", "alpine", "slim", "same"];

export interface SplitResult {
  readonly status: "split" | "declined" | "not-needed";
  readonly ecosystem: string | null;
  readonly runtime: string | null;
  /** The new Dockerfile's text; null unless the status is `split`. */
  readonly dockerfile: string | null;
  readonly alternatives: readonly { readonly runtime: string; readonly title: string }[];
  /** Lines are zero-based, in the original file; null when the assumption is about no one line. */
  readonly assumptions: readonly { readonly message: string; readonly line: number | null }[];
  readonly reasons: readonly { readonly message: string; readonly line: number | null }[];
  readonly estimate: { readonly beforeBytes: number | null; readonly afterBytes: number | null } | null;
  readonly extraFiles: readonly { readonly path: string; readonly text: string }[];
}

/** Parameters of `leanDockerfile/split`. */
export interface SplitParams {
  readonly textDocument: { readonly uri: string };
  readonly runtime?: RuntimeName;
}
