// Leaving a plan from deep inside it: thrown and caught within split/, never seen outside.

import type { Span } from "../text/span.ts";
import type { Note, Remedy } from "./plan.ts";

/** A reason not to split; the planner that started the work turns it into a declined outcome. */
export class Declined {
  readonly note: Note;
  readonly remedy: Remedy | undefined;

  constructor(message: string, at?: Span, remedy?: Remedy) {
    this.note = at === undefined ? { message } : { message, at };
    this.remedy = remedy;
  }
}
