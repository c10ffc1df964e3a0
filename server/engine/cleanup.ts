// Takes away what a run left in the engine: its tags, its labelled images, and the legacy builder's step images.

import { setTimeout as sleep } from "node:timers/promises";
import type { BuildLogReader } from "./build-log.ts";
import type { Engine } from "./client.ts";
import {
  allImagesArgv,
  labelledImagesArgv,
  removeContainerArgv,
  removeImageArgv,
  tagRepository,
} from "./docker-argv.ts";
import { firstLine } from "./failure.ts";
import { inspectImage } from "./inspect.ts";
import { removeLateStep, removeStepImages } from "./legacy-cleanup.ts";
import { type ProcessRun, run, succeeded } from "./process.ts";

/** Everything that a run may have left. */
export interface Footprint {
  readonly run: string;
  /** Tags that builds were told to make, whether they came to it or not. */
  readonly tags: readonly string[];
  readonly logs: readonly BuildLogReader[];
  /** All images before the first build; only known, and only needed, with the legacy builder. */
  readonly imagesBefore: ReadonlySet<string> | null;
  /** `interrupted`: a build was cancelled while its client ran. */
  readonly ended: "finished" | "interrupted";
  readonly images: "remove" | "keep";
}

/** A call of the clean-up may not hang for ever, nor give up while an engine is busy deleting. */
const callTimeoutMs = 60_000;

/** An interrupted build may still finish what it began: it is looked again after these pauses. */
const lookAgainAfterMs = {
  /** BuildKit ends with its client; this is for an image that was just being named. */
  nothing: [400],
  /** The legacy builder kills the container, but may be past it and about to make the image. */
  step: [400, 1200],
  /** The legacy builder always ends a copy that it began, and makes its image, however long that takes. */
  copy: [400, 600, 1000, 2000, 3000, 4000],
} as const;

/** Runs one call of the clean-up; it is never cancelled. */
export function call(engine: Engine, args: readonly string[]): Promise<ProcessRun> {
  return run(engine.command, args, { env: engine.env, timeoutMs: callTimeoutMs });
}

/** The ids of all images; null when the engine does not say. */
export async function allImages(engine: Engine): Promise<ReadonlySet<string> | null> {
  const answer = await call(engine, allImagesArgv());
  return succeeded(answer.ending) ? new Set(idsOf(answer.stdout)) : null;
}

/** Removes what the run left and gives one sentence for each thing that could not be removed. */
export async function cleanUp(engine: Engine, footprint: Footprint): Promise<readonly string[]> {
  const problems: string[] = [];
  if (footprint.images === "remove") {
    for (const tag of footprint.tags) problems.push(...(await removeReference(engine, tag)));
  }
  if (footprint.images === "remove") problems.push(...(await removeLabelled(engine, footprint)));
  if (footprint.ended === "interrupted") problems.push(...(await removeLate(engine, footprint)));
  await removeContainers(engine, footprint);
  await removeStepImages(engine, footprint);
  return problems;
}

/** Removes what the engine makes after its client is gone. */
async function removeLate(engine: Engine, footprint: Footprint): Promise<readonly string[]> {
  const problems: string[] = [];
  const pending = footprint.logs.at(-1)?.pendingStep ?? null;
  const awaited =
    pending === null ? "nothing" : /^(?:COPY|ADD)\b/i.test(pending.instruction) ? "copy" : "step";
  for (const pause of [0, ...lookAgainAfterMs[awaited]]) {
    if (pause > 0) {
      await sleep(pause);
      if (footprint.images === "remove") problems.push(...(await removeLabelled(engine, footprint)));
    }
    if (pending !== null && (await removeLateStep(engine, footprint, pending))) break;
  }
  return problems;
}

/** Removes by tag or by an id that is surely ours. */
async function removeReference(engine: Engine, reference: string): Promise<readonly string[]> {
  const answer = await call(engine, removeImageArgv(reference));
  if (succeeded(answer.ending) || /no such image|not found|image not known/i.test(answer.stderr)) return [];
  return [`\`${reference}\` could not be removed: ${firstLine(answer.stderr)}.`];
}

/** Images with the run's label and no tag of anyone else: a build that was cancelled before it set the tag. */
async function removeLabelled(engine: Engine, footprint: Footprint): Promise<readonly string[]> {
  const answer = await call(engine, labelledImagesArgv(footprint.run));
  if (!succeeded(answer.ending)) return [];
  const problems: string[] = [];
  for (const id of new Set(idsOf(answer.stdout))) {
    const image = await inspectImage(engine, id);
    if (!("tags" in image)) continue;
    const own = image.tags.filter((tag) => tag.includes(`${tagRepository}:${footprint.run}-`));
    for (const tag of own) problems.push(...(await removeReference(engine, tag)));
    if (image.tags.length === 0) problems.push(...(await removeReference(engine, id)));
  }
  return problems;
}

/** The builder removes its containers itself, a moment after its client is gone. */
async function removeContainers(engine: Engine, footprint: Footprint): Promise<void> {
  if (footprint.ended !== "interrupted") return;
  for (const log of footprint.logs) {
    const last = log.containers.at(-1);
    // Only the last one can still be there; the builder said of the others that it removed them.
    if (last !== undefined) await call(engine, removeContainerArgv(last));
  }
}

function idsOf(output: string): readonly string[] {
  return output.split(/\s+/).filter((id) => id !== "");
}
