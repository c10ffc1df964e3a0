// What was worked out about an object, kept with the object itself.
//
// A WeakMap would do the same without a field in the object, but V8's collector of young objects takes what a
// long-lived WeakMap holds for alive: trees of texts that nobody has any more were copied again and again, and a sixth
// of an analysis went into that.

/** An object that answers about it are kept with. */
export interface Remembering {
  /** Each memory has its own place; empty until something is remembered. */
  readonly answers: unknown[];
}

/** What objects a memory is about: those of one kind share their places. */
type Kind = "dockerfile" | "stage" | "instruction" | "command" | "project";

const nextPlace = new Map<Kind, number>();

/** Answers of one sort about objects of one kind. They live as long as the object. */
export class Memory<K extends Remembering, T> {
  private readonly place: number;

  constructor(kind: Kind) {
    this.place = nextPlace.get(kind) ?? 0;
    nextPlace.set(kind, this.place + 1);
  }

  /** Undefined when nothing was remembered. */
  get(key: K): T | undefined {
    return key.answers[this.place] as T | undefined;
  }

  set(key: K, answer: T): void {
    const { answers } = key;
    // Without gaps the engine keeps the array as a plain one.
    while (answers.length < this.place) answers.push(undefined);
    answers[this.place] = answer;
  }
}
