// Removes the images that the legacy builder makes of every step, and only those that this run made.

import type { BuildLogReader } from "./build-log.ts";
import { allImages, call, type Footprint } from "./cleanup.ts";
import type { Engine } from "./client.ts";
import { historyArgv, removeImageArgv } from "./docker-argv.ts";
import { inspectImage } from "./inspect.ts";
import { wordingOf } from "./layers.ts";
import { succeeded } from "./process.ts";

/**
 * Removes the step images that our builds printed and did not take from the cache, the last first. An id
 * alone proves nothing, since a program in a step can print one: the image must also be new and untagged.
 */
export async function removeStepImages(engine: Engine, footprint: Footprint): Promise<void> {
  const before = footprint.imagesBefore;
  const printed = footprint.logs.flatMap((log) => log.stepImages.filter((image) => !image.cached));
  if (before === null || printed.length === 0) return;
  const now = await allImages(engine);
  if (now === null) return;
  const ids = printed.flatMap(({ id }) => [...now].filter((full) => isIdOf(full, id)));
  for (const id of new Set(ids.reverse())) {
    if (before.has(id)) continue;
    const image = await inspectImage(engine, id);
    // Somebody may have built the same steps meanwhile and named the image; then it is theirs.
    if (!("tags" in image) || image.tags.length > 0) continue;
    // The engine refuses while another image is built on it; then it is in use, and stays.
    await call(engine, removeImageArgv(id));
  }
}

/**
 * Removes the image of the step during which a build was cancelled, if the engine still finished it: it is
 * new, untagged, made from the last image that the build printed, and by the very instruction announced.
 */
export async function removeLateStep(
  engine: Engine,
  footprint: Footprint,
  log: BuildLogReader,
): Promise<void> {
  const before = footprint.imagesBefore;
  const pending = log.pendingStep;
  if (before === null || pending === null) return;
  const now = await allImages(engine);
  if (now === null) return;
  for (const id of now) {
    if (before.has(id) || log.stepImages.some((image) => isIdOf(id, image.id))) continue;
    const image = await inspectImage(engine, id);
    if (!("tags" in image) || image.tags.length > 0) continue;
    if (pending.base === "" ? image.parent !== "" : !isIdOf(image.parent, pending.base)) continue;
    if (await isMadeBy(engine, id, pending.instruction)) await call(engine, removeImageArgv(id));
  }
}

/** True when the newest row of the image's history has the instruction's keyword, and a RUN's text too. */
async function isMadeBy(engine: Engine, id: string, instruction: string): Promise<boolean> {
  const answer = await call(engine, historyArgv(id));
  const newest = answer.stdout.split(/\r?\n/, 1)[0] ?? "";
  if (!succeeded(answer.ending) || newest === "") return false;
  const made = wordingOf(newest);
  const keyword = /^\S+/.exec(instruction)?.[0].toUpperCase() ?? "";
  if (made.keyword !== keyword) return false;
  return keyword !== "RUN" || instruction.replace(/\s+/g, " ").endsWith(made.text.replace(/\s+/g, " "));
}

function isIdOf(full: string, short: string): boolean {
  return full.replace(/^sha256:/, "").startsWith(short);
}
