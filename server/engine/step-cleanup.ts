// Removes the images that the legacy builder makes of every step, and only those that this run made.

import type { PendingStep } from "./build-log.ts";
import { allImages, call, type Footprint } from "./cleanup.ts";
import { clientOf, type Engine } from "./client.ts";
import { historyArgv, removeImageArgv, removeImagesArgv } from "./client-argv.ts";
import { inspectImage, inspectImages } from "./inspect.ts";
import { wordingOf } from "./layers.ts";
import { succeeded } from "./process.ts";

/**
 * Removes the step images that our builds printed and did not take from the cache, the last first. An id
 * alone proves nothing, since a program in a step can print one: the image must also be new and untagged.
 */
export async function removeStepImages(engine: Engine, footprint: Footprint): Promise<void> {
  const before = footprint.before?.images ?? null;
  const printed = footprint.builds.flatMap(({ stepImages }) => stepImages.filter((image) => !image.cached));
  if (before === null || printed.length === 0) return;
  const now = await allImages(engine);
  if (now === null) return;
  const ids = printed.flatMap(({ id }) => [...now].filter((full) => isIdOf(full, id) && !before.has(full)));
  const images = await inspectImages(engine, [...new Set(ids.reverse())]);
  // Somebody may have built the same steps meanwhile and named the image; then it is theirs.
  const ours = images.filter(({ tags }) => tags.length === 0).map(({ id }) => id);
  // The engine refuses one while another image is built on it, which then is in use and stays, and goes on with the next.
  if (ours.length > 0) await call(engine, removeImagesArgv(clientOf(engine), ours));
}

/**
 * Removes the image of the step during which a build was interrupted, if the engine has finished it by now:
 * it is new, untagged, not printed, made from the last image that the build printed, and by the very
 * instruction announced. True when there is nothing more to wait for.
 */
export async function removeLateStep(
  engine: Engine,
  footprint: Footprint,
  pending: PendingStep,
): Promise<boolean> {
  const before = footprint.before?.images ?? null;
  const now = await allImages(engine);
  if (before === null || now === null) return true;
  const printed = footprint.builds.flatMap(({ stepImages }) => stepImages);
  for (const id of now) {
    if (before.has(id) || printed.some((image) => isIdOf(id, image.id))) continue;
    const image = await inspectImage(engine, id);
    if (!("tags" in image) || image.tags.length > 0) continue;
    if (!isOfThatTime(image.created, footprint.until)) continue;
    if (pending.base !== null && !isBuiltOn(image.parent, pending.base)) continue;
    if (!(await isMadeBy(engine, id, pending.instruction))) continue;
    await call(engine, removeImageArgv(clientOf(engine), id));
    return true;
  }
  return false;
}

/**
 * True when the legacy builder made the image by this instruction: the newest row of its history has the
 * keyword, a RUN's text too, and the legacy builder's form. An image that BuildKit has written and not named
 * yet is untagged and without a parent as well, and somebody else's.
 */
async function isMadeBy(engine: Engine, id: string, instruction: string): Promise<boolean> {
  const answer = await call(engine, historyArgv(id));
  const newest = answer.stdout.split(/\r?\n/, 1)[0] ?? "";
  if (!succeeded(answer.ending) || newest === "" || /# buildkit\s*$/.test(newest)) return false;
  const made = wordingOf(newest);
  const keyword = /^\S+/.exec(instruction)?.[0].toUpperCase() ?? "";
  if (made.keyword !== keyword) return false;
  if (keyword !== "RUN") return newest.includes("#(nop)");
  return made.text !== "" && instruction.replace(/\s+/g, " ").endsWith(made.text.replace(/\s+/g, " "));
}

/** An engine ends what it was at in seconds; what came later than that somebody else made. */
const latestStepMs = 60_000;

function isOfThatTime(created: string, until: number | null): boolean {
  return until === null || Date.parse(created) <= until + latestStepMs;
}

function isBuiltOn(parent: string, base: string): boolean {
  return base === "" ? parent === "" : isIdOf(parent, base);
}

function isIdOf(full: string, short: string): boolean {
  return full.replace(/^sha256:/, "").startsWith(short);
}
