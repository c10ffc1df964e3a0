// What the command line and the language server use of the engine layer.

export type { BuildSide } from "./build.ts";
export type { Engine } from "./client.ts";
export { compareSides } from "./compare.ts";
export { type EstimatedSide, estimateOutcome } from "./estimate.ts";
export { headline, parseSize } from "./format.ts";
export { diskUsage, localImages, prune } from "./housekeeping.ts";
export { htmlReport } from "./html/page.ts";
export { imageContents } from "./image-contents.ts";
export { imageDigest } from "./image-digest.ts";
export { MeasurementCache } from "./measure.ts";
export { diskUsageMarkdown, markdownReport, textReport } from "./report.ts";
export { structureTest } from "./structure-test.ts";
export { reachEngine } from "./take-up.ts";
export { workerExaminer } from "./worker-examiner.ts";
