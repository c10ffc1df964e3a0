// Answers remembered for two objects together, such as a project and a stage, as long as both live.

export class PairCache<A extends object, B extends object, T> {
  private readonly answers = new WeakMap<A, WeakMap<B, { readonly value: T }>>();

  /** The remembered answer, or the one that `make` gives now. */
  get(a: A, b: B, make: () => T): T {
    let ofA = this.answers.get(a);
    if (ofA === undefined) {
      ofA = new WeakMap();
      this.answers.set(a, ofA);
    }
    let found = ofA.get(b);
    if (found === undefined) {
      found = { value: make() };
      ofA.set(b, found);
    }
    return found.value;
  }
}
