// The paths that a Dockerfile copies from its build context: what a host looks for to find that context.

import type { Dockerfile } from "./dockerfile.ts";

/**
 * Sources of COPY and ADD from the context, as written, in order and without doubles. Left out are heredocs,
 * URLs, sources with variables that can't be known, and those from other stages and images.
 */
export function contextSources(dockerfile: Dockerfile): readonly string[] {
  const found = new Set<string>();
  for (const stage of dockerfile.stages) {
    for (const instruction of stage.instructions) {
      if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") continue;
      const copy = dockerfile.copy(instruction);
      if (copy === undefined || copy.origin.kind !== "context") continue;
      for (const word of copy.sources) {
        const isHeredoc = instruction.heredocs.some((heredoc) => heredoc.operator.start === word.span.start);
        const path = isHeredoc ? undefined : stage.expand(word.text, instruction);
        if (path === undefined || /^(?:https?|git|ssh):\/\/|^git@/.test(path)) continue;
        found.add(path);
      }
    }
  }
  return [...found];
}
