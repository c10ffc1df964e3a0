// The combinations that a matrix of values stands for, within a bound.

/** Larger matrices than any that people write for images. */
const mostCombinations = 64;

/** Every choice of one value for each name, in the order of the names. */
export function combinations<T>(
  choices: ReadonlyMap<string, readonly T[]>,
): readonly ReadonlyMap<string, T>[] {
  let all: ReadonlyMap<string, T>[] = [new Map()];
  for (const [name, values] of choices) {
    if (values.length === 0) continue;
    all = all
      .flatMap((chosen) => values.slice(0, mostCombinations).map((value) => new Map(chosen).set(name, value)))
      .slice(0, mostCombinations);
  }
  return all;
}
