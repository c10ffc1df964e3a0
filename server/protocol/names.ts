// Names that client, server, tests and documentation share. They are contracts: see CHANGELOG.md.

export const diagnosticSource = "lean-dockerfile";
export const configurationSection = "leanDockerfile";

/** Code action kinds, as VS Code's `editor.action.codeAction` and LSP's `only` name them. */
export const codeActionKinds = {
  split: "refactor.rewrite.split",
  fixAll: "source.fixAll.leanDockerfile",
} as const;

/** Custom requests of the language server, also offered as `workspace/executeCommand`. */
export const requests = {
  split: "leanDockerfile/split",
  compare: "leanDockerfile/compare",
  /** A rule's documentation as Markdown, see `ExplainParams`. */
  explain: "leanDockerfile/explain",
} as const;

export const notifications = {
  /** From the server while a comparison runs: one line of build output, see `CompareLog`. */
  compareLog: "leanDockerfile/compareLog",
  /** From the client: trust was given, or another extension came or went, see `SessionOptions`. */
  didChangeSession: "leanDockerfile/didChangeSession",
} as const;

/** VS Code commands that the client registers. */
export const commands = {
  buildAndCompare: "leanDockerfile.buildAndCompare",
  buildTarget: "leanDockerfile.buildTarget",
  /** The report of the last comparison; code lenses call it. */
  openReport: "leanDockerfile.openReport",
  split: "leanDockerfile.split",
  explainRule: "leanDockerfile.explainRule",
  explainDecline: "leanDockerfile.explainDecline",
  restartServer: "leanDockerfile.restartServer",
  showLog: "leanDockerfile.showLog",
} as const;
