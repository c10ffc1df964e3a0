// The result of a split as `split --format json` prints it and the language server sends it.

export type RuntimeName = "auto" | "scratch" | "distroless" | "alpine" | "slim" | "same";

export const runtimeNames: readonly RuntimeName[] = [
  "auto",
  "scratch",
  "distroless",
  "alpine",
  "slim",
  "same",
];

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

/**
 * A workspace edit as the Language Server Protocol spells it. The client hands it to its converter unread,
 * so only its outline is typed here.
 */
export interface ProtocolEdit {
  readonly documentChanges: readonly object[];
  readonly changeAnnotations?: Readonly<
    Record<
      string,
      { readonly label: string; readonly description?: string; readonly needsConfirmation?: boolean }
    >
  >;
}

/** What `leanDockerfile/split` answers. */
export type SplitResponse = SplitResult & {
  /** What the split is called in a menu; null unless it was split. */
  readonly title: string | null;
  /** The edit that turns the open document into the result, made for a preview; null unless it was split. */
  readonly edit: ProtocolEdit | null;
};
