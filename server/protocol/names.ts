// Names that client, server, tests and documentation share. They are contracts: see CHANGELOG.md.

export const diagnosticSource = "lean-dockerfile";
export const configurationSection = "leanDockerfile";

/** Code action kinds, as VS Code's `editor.action.codeAction` and LSP's `only` name them. */
export const codeActionKinds = {
  split: "refactor.rewrite.split",
  pin: "refactor.rewrite.pin",
  fixAll: "source.fixAll.leanDockerfile",
} as const;

/** Custom requests of the language server, also offered as `workspace/executeCommand`. */
export const requests = {
  split: "leanDockerfile/split",
  compare: "leanDockerfile/compare",
  /** Local images: the tagged or the dangling ones, see `ImagesParams`. */
  images: "leanDockerfile/images",
  /** What is in one local image, see `ImageContentsParams`. */
  imageContents: "leanDockerfile/imageContents",
  /** What the engine takes of the disk, see `DiskUsageResponse`. */
  diskUsage: "leanDockerfile/diskUsage",
  /** Removes what the user agreed to, see `PruneParams`. */
  prune: "leanDockerfile/prune",
  /** Binds an image's name in a Dockerfile to its digest, see `PinImageParams`. */
  pinImage: "leanDockerfile/pinImage",
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
  compareWithRevision: "leanDockerfile.compareWithRevision",
  compareSeveral: "leanDockerfile.compareSeveral",
  /** The same with what is looked at only on request. */
  buildAndCheck: "leanDockerfile.buildAndCheck",
  /** The report of the last comparison; code lenses call it. */
  openReport: "leanDockerfile.openReport",
  copyReport: "leanDockerfile.copyReport",
  saveReport: "leanDockerfile.saveReport",
  saveStructureTest: "leanDockerfile.saveStructureTest",
  /** What the vulnerability scanner printed in the last comparison. */
  openScannerReports: "leanDockerfile.openScannerReports",
  split: "leanDockerfile.split",
  showImageContents: "leanDockerfile.showImageContents",
  showDiskUsage: "leanDockerfile.showDiskUsage",
  pruneDangling: "leanDockerfile.pruneDangling",
  explainRule: "leanDockerfile.explainRule",
  explainDecline: "leanDockerfile.explainDecline",
  restartServer: "leanDockerfile.restartServer",
  showLog: "leanDockerfile.showLog",
} as const;
