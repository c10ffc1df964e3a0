// The rounds of loading and analysing: run, load what was wanted, run again.

import type { ProjectSnapshot, Wanted } from "../core/project/project.ts";
import { unknownProject } from "../core/project/project.ts";
import { weighContext } from "./context-weight.ts";
import { type ContextFolder, ContextReader, defaultCaps, nothingLoaded, type ReaderCaps } from "./reader.ts";

/** More rounds than any real project needs; a chain of includes longer than this stays unread. */
const mostRounds = 8;

/**
 * Runs an analysis until it wants nothing more, at most eight times. Without a context it runs once with a
 * project that knows nothing. What it would have weighed is weighed at the end, for one more run.
 */
export async function analyseWithProject<
  T extends { readonly wanted: readonly Wanted[]; readonly weighable?: readonly string[] },
>(
  context: ContextFolder | undefined,
  run: (project: ProjectSnapshot) => T,
  caps: ReaderCaps = defaultCaps,
): Promise<T> {
  if (context === undefined) return run(unknownProject);
  const reader = new ContextReader(context, caps);
  let project: ProjectSnapshot = { ...nothingLoaded, builds: context.builds };
  let result = run(project);
  for (let round = 1; round < mostRounds && result.wanted.length > 0; round++) {
    project = await reader.load(result.wanted, project);
    result = run(project);
  }
  if (result.weighable === undefined || result.weighable.length === 0) return result;
  return run({ ...project, weights: await weighContext(context, result.weighable) });
}
