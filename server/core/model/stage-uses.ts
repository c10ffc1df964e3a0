// Which stages the shipped image is made of: what it is FROM and what it copies from, directly or through others.

import { Memory } from "../memory.ts";
import type { Dockerfile } from "./dockerfile.ts";
import type { Stage } from "./stage.ts";

const cache = new Memory<Stage, ReadonlySet<Stage>>("stage");

/** True when a stage's files, or those of a stage built on it, may be in `user`. */
export function isUsedBy(dockerfile: Dockerfile, user: Stage, stage: Stage): boolean {
  let used = cache.get(user);
  if (used === undefined) {
    const found = new Set<Stage>();
    const todo = [user];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      if (next.base.kind === "stage") todo.push(next.base.stage);
      for (const instruction of next.instructions) {
        if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") continue;
        const origin = dockerfile.copy(instruction)?.origin;
        if (origin?.kind === "stage") todo.push(origin.stage);
      }
    }
    used = found;
    cache.set(user, found);
  }
  return used.has(stage);
}
