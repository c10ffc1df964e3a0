// A comparison in a process of its own that kills itself when the build comes to a certain step.
// Usage: node scripts/run-ts.mjs killed-run.ts JSON, which has the options of the comparison and the step's first words.

import { compareSides } from "../../../server/engine/compare.ts";
import type { CompareOptions } from "../../../server/engine/session.ts";

const { at, options } = JSON.parse(process.argv[2] ?? "") as {
  readonly at: string;
  readonly options: CompareOptions;
};

await compareSides(options, {
  onProgress: ({ message }) => {
    // The time that it takes to come here from the announcement is also what the record needs to be written.
    if (message.startsWith(at)) setTimeout(() => process.kill(process.pid, "SIGKILL"), 500);
  },
});
