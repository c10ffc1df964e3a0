// Which rectangle lies next to another in the direction of an arrow key.

/** In percent of the map. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Direction {
  /** How far `b` begins beyond the end of `a`; negative where it does not lie in the direction. */
  readonly distance: (a: Box, b: Box) => number;
  /** How far apart they are across the direction; 0 where they face one another. */
  readonly offset: (a: Box, b: Box) => number;
}

const right = (box: Box) => box.left + box.width;
const bottom = (box: Box) => box.top + box.height;
const apart = (startA: number, endA: number, startB: number, endB: number) =>
  Math.max(0, startB - endA, startA - endB);
const rows = (a: Box, b: Box) => apart(a.top, bottom(a), b.top, bottom(b));
const columns = (a: Box, b: Box) => apart(a.left, right(a), b.left, right(b));

const directions: Readonly<Record<string, Direction>> = {
  ArrowRight: { distance: (a, b) => b.left - right(a), offset: rows },
  ArrowLeft: { distance: (a, b) => a.left - right(b), offset: rows },
  ArrowDown: { distance: (a, b) => b.top - bottom(a), offset: columns },
  ArrowUp: { distance: (a, b) => a.top - bottom(b), offset: columns },
};

/** Rectangles are laid out with fractions, so that neighbours may overlap by a hair. */
const hair = 0.01;

/** The nearest one in the key's direction; one that faces `from` before one that lies aside. Undefined at the edge. */
export function inDirection<T extends { readonly box: Box }>(
  key: string,
  from: T,
  others: readonly T[],
): T | undefined {
  const direction = directions[key];
  if (direction === undefined) return undefined;
  const rated = others
    .map((other) => ({
      other,
      distance: direction.distance(from.box, other.box),
      offset: Math.max(0, direction.offset(from.box, other.box)),
      start: Math.abs(other.box.top - from.box.top) + Math.abs(other.box.left - from.box.left),
    }))
    .filter(({ distance }) => distance > -hair);
  const cost = ({ distance, offset }: { distance: number; offset: number }) =>
    Math.round((Math.max(0, distance) + (offset > hair ? 10 + offset * 3 : 0)) * 10);
  return rated.sort((a, b) => cost(a) - cost(b) || a.start - b.start)[0]?.other;
}
