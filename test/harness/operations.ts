// Counts what the analysis does instead of timing it: how often each block of its code runs, as V8 counts for coverage.

import { Session } from "node:inspector/promises";

/** Code whose runs count: ours, and the two parsers under it. */
const counted = /\/server\/core\/|\/node_modules\/(?:dockerfile-ast|unbash)\//;

export class OperationCounter {
  private readonly session = new Session();

  /** Start it before the code is imported: V8 counts blocks only of what it compiles afterwards. */
  async start(): Promise<void> {
    this.session.connect();
    await this.session.post("Profiler.enable");
    await this.session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  /** How many blocks ran while `work` did. */
  async count(work: () => void): Promise<number> {
    await this.session.post("Profiler.takePreciseCoverage");
    work();
    const { result } = await this.session.post("Profiler.takePreciseCoverage");
    let blocks = 0;
    for (const script of result)
      if (counted.test(script.url))
        for (const { ranges } of script.functions) for (const range of ranges) blocks += range.count;
    return blocks;
  }

  async stop(): Promise<void> {
    await this.session.post("Profiler.stopPreciseCoverage");
    this.session.disconnect();
  }
}
