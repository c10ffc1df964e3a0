// A line diff: the smallest set of line edits that turns one text into another.

import type { TextEdit } from "./edits.ts";

/** Longest texts (in lines) that are compared line by line; longer ones give one edit for what differs. */
const mostLines = 4000;

/**
 * Edits of whole lines that turn `before` into `after`. They do not overlap, and applying all of them gives
 * exactly `after`. Time grows with the number of lines times the number of differences (Myers' algorithm).
 */
export function lineEdits(before: string, after: string): readonly TextEdit[] {
  const a = splitLines(before);
  const b = splitLines(after);
  let prefix = 0;
  while (prefix < a.length && prefix < b.length && a[prefix] === b[prefix]) prefix++;
  let suffix = 0;
  while (
    suffix < a.length - prefix &&
    suffix < b.length - prefix &&
    a[a.length - 1 - suffix] === b[b.length - 1 - suffix]
  )
    suffix++;
  const middleA = a.slice(prefix, a.length - suffix);
  const middleB = b.slice(prefix, b.length - suffix);
  const start = a.slice(0, prefix).reduce((sum, line) => sum + line.length, 0);
  const pairs = middleA.length + middleB.length > mostLines ? [] : commonLines(middleA, middleB);
  const edits: TextEdit[] = [];
  let atA = 0;
  let atB = 0;
  let offset = start;
  const emit = (toA: number, toB: number): void => {
    const removed = middleA.slice(atA, toA).join("");
    const added = middleB.slice(atB, toB).join("");
    if (removed !== "" || added !== "")
      edits.push({ span: { start: offset, end: offset + removed.length }, newText: added });
    offset += removed.length;
  };
  for (const [indexA, indexB] of pairs) {
    emit(indexA, indexB);
    offset += middleA[indexA]?.length ?? 0;
    atA = indexA + 1;
    atB = indexB + 1;
  }
  emit(middleA.length, middleB.length);
  return edits;
}

/** Lines with their line ends, so that joining them gives the text back. */
function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Index pairs of a longest common subsequence, in order. */
function commonLines(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const size = a.length + b.length;
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let distance = 0; distance <= size; distance++) {
    trace.push(new Map(furthest));
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      const left = furthest.get(diagonal - 1) ?? -1;
      const right = furthest.get(diagonal + 1) ?? -1;
      let x = diagonal === -distance || (diagonal !== distance && left < right) ? right : left + 1;
      let y = x - diagonal;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      furthest.set(diagonal, x);
      if (x >= a.length && y >= b.length) return walkBack(trace, a.length, b.length, distance);
    }
  }
  return [];
}

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  lengthA: number,
  lengthB: number,
  last: number,
): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  let x = lengthA;
  let y = lengthB;
  for (let distance = last; distance >= 0; distance--) {
    const furthest = trace[distance] ?? new Map<number, number>();
    const diagonal = x - y;
    const left = furthest.get(diagonal - 1) ?? -1;
    const right = furthest.get(diagonal + 1) ?? -1;
    const previous =
      diagonal === -distance || (diagonal !== distance && left < right) ? diagonal + 1 : diagonal - 1;
    const previousX = furthest.get(previous) ?? 0;
    const previousY = previousX - previous;
    while (x > previousX && y > previousY && x > 0 && y > 0) {
      pairs.push([x - 1, y - 1]);
      x--;
      y--;
    }
    if (distance > 0) {
      x = previousX;
      y = previousY;
    }
  }
  return pairs.reverse();
}
