// Counts what the analysis does instead of timing it: how often each block of its code runs, as V8 counts for coverage.

import { Session } from "node:inspector/promises";

/** Code whose runs count: ours, and the two parsers under it. */
const counted = /\/(?:server\/core|node_modules\/(?:dockerfile-ast|unbash))\//;

/** Blocks run, by function. */
export type Operations = ReadonlyMap<string, number>;

export class OperationCounter {
  private readonly session = new Session();

  /** Start it before the code is imported: V8 counts blocks only of what it compiles afterwards. */
  async start(): Promise<void> {
    this.session.connect();
    await this.session.post("Profiler.enable");
    await this.session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  /** What ran while `work` did. */
  async count(work: () => void): Promise<Operations> {
    await this.session.post("Profiler.takePreciseCoverage");
    work();
    const { result } = await this.session.post("Profiler.takePreciseCoverage");
    const found = new Map<string, number>();
    for (const { url, functions } of result) {
      if (!counted.test(url)) continue;
      const file = url.slice(url.lastIndexOf("/") + 1);
      for (const { functionName, ranges } of functions) {
        const name = `${file} ${functionName || "(unnamed)"}`;
        const blocks = ranges.reduce((sum, range) => sum + range.count, 0);
        found.set(name, (found.get(name) ?? 0) + blocks);
      }
    }
    return found;
  }

  async stop(): Promise<void> {
    await this.session.post("Profiler.stopPreciseCoverage");
    this.session.disconnect();
  }
}

export function total(operations: Operations): number {
  return [...operations.values()].reduce((sum, blocks) => sum + blocks, 0);
}

/** The functions that ran far more often than `times` as often, those that cost most first; for messages. */
export function grown(few: Operations, many: Operations, times: number): readonly string[] {
  return [...many]
    .filter(([name, blocks]) => blocks > 1.5 * times * (few.get(name) ?? 0))
    .sort(([, a], [, b]) => b - a)
    .slice(0, 8)
    .map(([name, blocks]) => `${name}: ${few.get(name) ?? 0} -> ${blocks}`);
}
