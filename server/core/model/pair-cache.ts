// Answers remembered for two objects together, such as a project and a stage, as long as the stage lives.

import { Memory } from "../memory.ts";
import type { Stage } from "./stage.ts";

export class PairCache<A, T> {
  private readonly answers = new Memory<Stage, Map<A, { readonly value: T }>>("stage");

  /** The remembered answer, or the one that `make` gives now. */
  get(a: A, stage: Stage, make: () => T): T {
    let ofStage = this.answers.get(stage);
    if (ofStage === undefined) {
      ofStage = new Map();
      this.answers.set(stage, ofStage);
    }
    let found = ofStage.get(a);
    if (found === undefined) {
      found = { value: make() };
      ofStage.set(a, found);
    }
    return found.value;
  }
}
