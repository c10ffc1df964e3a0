// Takes away what a run left in the engine: its tags, its labelled images, and the legacy builder's step images.

import { setTimeout as sleep } from "node:timers/promises";
import type { CompareFailure } from "../protocol/compare.ts";
import type { BuildLogReader } from "./build-log.ts";
import { builders } from "./builders.ts";
import { clientOf, type Engine } from "./client.ts";
import {
  allContainersArgv,
  allImagesArgv,
  labelledImagesArgv,
  removeContainerArgv,
  removeImageArgv,
  removeImagesArgv,
  tagRepository,
} from "./client-argv.ts";
import { removeWorkingContainers, workingContainers } from "./client-leftovers.ts";
import { firstLine, reachFailure } from "./failure.ts";
import { inspectImages } from "./inspect.ts";
import { type Ending, type ProcessRun, run, succeeded } from "./process.ts";
import { removeLateStep, removeStepImages } from "./step-cleanup.ts";

/** What an engine held before a run. */
export interface Before {
  readonly images: ReadonlySet<string>;
  /** All containers; of a client that builds by itself those in which it was building. */
  readonly containers: ReadonlySet<string>;
}

/** What one build told about itself. */
export type BuildTrace = Pick<BuildLogReader, "stepImages" | "containers" | "pendingStep" | "stages"> & {
  readonly ending: Ending;
};

/** Everything that a run may have left. */
export interface Footprint {
  readonly run: string;
  /** Tags that builds were told to make, whether they came to it or not. */
  readonly tags: readonly string[];
  readonly builds: readonly BuildTrace[];
  /** What there was before the first build; only known, and only needed, where steps become images. */
  readonly before: Before | null;
  /** When the run was last seen at work, in milliseconds since 1970; null while it is. */
  readonly until: number | null;
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

/** What there is before a run; null when the engine does not say. */
export async function lookBefore(engine: Engine): Promise<Before | null> {
  const images = await allImages(engine);
  const containers = await containersBefore(engine);
  if (images === null || containers === null) return null;
  return { images, containers };
}

async function containersBefore(engine: Engine): Promise<ReadonlySet<string> | null> {
  if (builders[engine.builder].worksIn === "client") {
    const working = await workingContainers(engine);
    return working === null ? null : new Set(working.map(({ id }) => id));
  }
  const answer = await call(engine, allContainersArgv());
  return succeeded(answer.ending) ? new Set(idsOf(answer.stdout)) : null;
}

/** The ids of all images; null when the engine does not say. */
export async function allImages(engine: Engine): Promise<ReadonlySet<string> | null> {
  const answer = await call(engine, allImagesArgv());
  return succeeded(answer.ending) ? new Set(idsOf(answer.stdout)) : null;
}

/** The failure when the engine does not answer any more, so that nothing can be removed there either. */
export async function engineGone(engine: Engine): Promise<CompareFailure | undefined> {
  const answer = await call(engine, allImagesArgv());
  if (succeeded(answer.ending)) return undefined;
  const reach = reachFailure(answer.stderr, engine.identity.name);
  if (reach === undefined) return undefined;
  const { notRunning } = clientOf(engine).advice;
  return { ...reach, message: `The container engine stops answering during the comparison: ${notRunning}.` };
}

/** Removes what the run left and gives one sentence for each thing that could not be removed. */
export async function cleanUp(engine: Engine, footprint: Footprint): Promise<readonly string[]> {
  const problems: string[] = [];
  if (footprint.images === "remove") {
    for (const tag of footprint.tags) problems.push(...(await removeReference(engine, tag)));
  }
  // An image under a container can't be removed.
  problems.push(...(await removeWorkingContainers(engine, footprint)));
  if (footprint.images === "remove") problems.push(...(await removeLabelled(engine, footprint)));
  if (footprint.ended === "interrupted") problems.push(...(await removeLate(engine, footprint)));
  await removeContainers(engine, footprint);
  await removeStepImages(engine, footprint);
  return problems;
}

/** Removes what the engine makes after its client is gone. */
async function removeLate(engine: Engine, footprint: Footprint): Promise<readonly string[]> {
  // A client that builds by itself makes nothing more once it is gone.
  if (builders[engine.builder].worksIn === "client") return [];
  const problems: string[] = [];
  const pending = footprint.builds.at(-1)?.pendingStep ?? null;
  const awaited =
    pending === null ? "nothing" : /^(?:COPY|ADD)\b/i.test(pending.instruction) ? "copy" : "step";
  // What a run that ended long ago had begun is made by now, or never.
  const pauses = footprint.until === null ? lookAgainAfterMs[awaited] : [];
  for (const pause of [0, ...pauses]) {
    if (pause > 0) {
      await sleep(pause);
      if (footprint.images === "remove") problems.push(...(await removeLabelled(engine, footprint)));
    }
    if (pending !== null && (await removeLateStep(engine, footprint, pending))) break;
  }
  return problems;
}

async function removeReference(engine: Engine, tag: string): Promise<readonly string[]> {
  const answer = await call(engine, removeImageArgv(clientOf(engine), tag));
  return isGone(answer) ? [] : [`\`${tag}\` could not be removed: ${firstLine(answer.stderr)}.`];
}

/** Removes images that are surely ours by their ids. */
async function removeIds(engine: Engine, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const answer = await call(engine, removeImagesArgv(clientOf(engine), ids));
  return isGone(answer) ? [] : [`An image of the run could not be removed: ${firstLine(answer.stderr)}.`];
}

function isGone({ ending, stderr }: ProcessRun): boolean {
  return succeeded(ending) || /no such image|not found|image not known/i.test(stderr);
}

/**
 * Images with the run's label and no tag of anyone else: of a build that was cancelled before it set the tag, and
 * with podman 4.3 those of every step, which all bear it.
 */
async function removeLabelled(engine: Engine, footprint: Footprint): Promise<readonly string[]> {
  const answer = await call(engine, labelledImagesArgv(footprint.run));
  if (!succeeded(answer.ending)) return [];
  const images = await inspectImages(engine, [...new Set(idsOf(answer.stdout))]);
  // The filter alone is not trusted: each image says itself whose it is.
  const labelled = images.filter((image) => image.run === footprint.run);
  const ownTag = (tag: string) => tag.includes(`${tagRepository}:${footprint.run}-`);
  const problems: string[] = [];
  for (const tag of labelled.flatMap(({ tags }) => tags.filter(ownTag)))
    problems.push(...(await removeReference(engine, tag)));
  const untagged = labelled.filter(({ tags }) => tags.length === 0).map(({ id }) => id);
  return [...problems, ...(await removeIds(engine, untagged))];
}

/** The builder removes its containers itself, a moment after its client is gone. */
async function removeContainers(engine: Engine, footprint: Footprint): Promise<void> {
  if (footprint.ended !== "interrupted") return;
  for (const { containers } of footprint.builds) {
    const last = containers.at(-1);
    // Only the last one can still be there; the builder said of the others that it removed them. A program can print
    // the same words, but its own container is new, and those that were there before are somebody else's.
    if (last === undefined || footprint.before === null) continue;
    if ([...footprint.before.containers].some((id) => id.startsWith(last))) continue;
    await call(engine, removeContainerArgv(last));
  }
}

function idsOf(output: string): readonly string[] {
  return output.split(/\s+/).filter((id) => id !== "");
}
