// How much memory a Node process has needed at most, as source text for the process to run.

/**
 * An expression whose value is the peak of the resident memory in bytes. Linux counts what `resourceUsage` tells from
 * the process that forked this one on, so that a large test runner shows in it; `VmHWM` begins with the program.
 */
export const peakMemory = `(process.platform === "linux"
  ? Number(/VmHWM:\\s+(\\d+)/.exec(require("node:fs").readFileSync("/proc/self/status", "utf8"))[1])
  : process.resourceUsage().maxRSS) * 1024`;
