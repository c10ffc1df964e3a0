// What the command line and the language server use of the engine layer.

export type { BuildSide } from "./build.ts";
export { type EngineChoice, findEngine } from "./client.ts";
export { type CompareCallbacks, type CompareOptions, compareSides } from "./compare.ts";
export { type EstimatedSide, estimateOutcome } from "./estimate.ts";
export { formatBytes, headline, parseSize } from "./format.ts";
export { MeasurementCache } from "./measure.ts";
export { markdownReport, textReport } from "./report.ts";
export type { InstructionStep } from "./steps.ts";
