// Leaving a plan from deep inside it: thrown and caught within split/, never seen outside.

import type { Span } from "../text/span.ts";
import type { Note } from "./plan.ts";

/** A reason not to split; the planner that started the work turns it into a declined outcome. */
export class Declined {
  readonly note: Note;
  constructor(message: string, at?: Span) {
    this.note = at === undefined ? { message } : { message, at };
  }
}
