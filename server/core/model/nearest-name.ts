// Which known name a misspelled one was meant to be.

/** The name that differs by a few letters only; undefined when none does, or two do equally. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const most = written.length <= 3 ? 1 : 2;
  let best: string | undefined;
  let least = most + 1;
  let tied = false;
  for (const name of new Set(names)) {
    if (Math.abs(name.length - written.length) > most) continue;
    const distance = editDistance(written.toLowerCase(), name.toLowerCase());
    if (distance < least) {
      least = distance;
      best = name;
      tied = false;
    } else if (distance === least) tied = true;
  }
  return tied || least > most ? undefined : best;
}

/** Letters to add, remove, replace or swap with their neighbour; names are short. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
