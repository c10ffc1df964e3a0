// Takes up what earlier runs could not clean up, because the engine went away or they were killed.

import { rm } from "node:fs/promises";
import { basename } from "node:path";
import { builders } from "./builders.ts";
import { allImages, cleanUp } from "./cleanup.ts";
import { type Engine, type EngineAnswer, type EngineChoice, findEngine } from "./client.ts";
import { type EngineLock, lockEngine } from "./engine-lock.ts";
import { type PendingRun, pendingRuns } from "./pending-runs.ts";

/** The beginning of the name of a run's folder for temporary files. */
export const temporaryPrefix = "lean-dockerfile-";

/** What the lock and the records are asked for; by default those of all programs of the user. */
interface Folders {
  readonly lockFolder?: string | undefined;
  readonly stateFolder?: string | undefined;
}

interface TakeUpOptions extends Folders {
  /** `held`: the caller has the lock of the engine's builder. */
  readonly lock: "held" | "free";
}

/** Finds an engine, and takes away what earlier runs had to leave in it. */
export async function reachEngine(choice: EngineChoice & Folders): Promise<EngineAnswer> {
  const found = await findEngine(choice);
  if (found.ok) await takeUp(found.engine, { ...choice, lock: "free" });
  return found;
}

/**
 * Cleans up after the runs on this engine that nobody works on any more, and gives how many that were. Never
 * rejects. A run whose builder is busy, or whose engine goes away again, is left for the next time.
 */
export async function takeUp(engine: Engine, options: TakeUpOptions): Promise<number> {
  let count = 0;
  for (const pending of await pendingRuns(engine, options.stateFolder)) {
    const lock = await lockFor(engine, pending, options);
    if (lock === null) continue;
    try {
      if (await finish(engine, pending)) count++;
    } finally {
      await lock.release();
    }
  }
  return count;
}

const noLock: EngineLock = { release: async () => {} };

/** Two runs of a builder that makes images of steps can't be told apart, so its leftovers are removed under its lock. */
async function lockFor(
  engine: Engine,
  { builder }: PendingRun,
  { lock, lockFolder }: TakeUpOptions,
): Promise<EngineLock | null> {
  const isHeld = lock === "held" && builders[engine.builder].steps === "images";
  if (builders[builder].steps === "cache" || isHeld) return noLock;
  return lockEngine({ client: engine.identity.name, folder: lockFolder, whenHeld: "give-up" });
}

async function finish(engine: Engine, { path, builder, folder, footprint }: PendingRun): Promise<boolean> {
  try {
    await cleanUp({ ...engine, builder }, footprint);
    if ((await allImages(engine)) === null) return false;
    if (basename(folder).startsWith(temporaryPrefix)) await rm(folder, { recursive: true, force: true });
    await rm(path, { force: true });
    return true;
  } catch {
    return false;
  }
}
