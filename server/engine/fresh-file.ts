// Files that stand for a program at work: it touches them from time to time, and one that is old belongs to nobody.

import type { Stats } from "node:fs";
import { utimes } from "node:fs/promises";

/** The owner touches its file this often ... */
const touchMs = 5_000;
/** ... and one that was not touched for so long has no owner any more. */
const staleMs = 30_000;

/** Touches the file until the function that it gives is called. It keeps no process alive. */
export function keepFresh(path: string): () => void {
  const timer = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, touchMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** True when nobody touches the file any more. */
export function isStale({ mtimeMs }: Pick<Stats, "mtimeMs">): boolean {
  return Date.now() - mtimeMs > staleMs;
}
