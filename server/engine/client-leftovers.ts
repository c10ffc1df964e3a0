// Takes away what a client that builds by itself leaves when it is stopped: its working containers and temporary files.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { builders } from "./builders.ts";
import { call, type Footprint } from "./cleanup.ts";
import type { Engine } from "./client.ts";
import { removeContainerArgv, workingContainersArgv } from "./client-argv.ts";
import { jsonAnswers } from "./inspect.ts";
import { succeeded } from "./process.ts";

/** A container in which a client builds; `image` is the id of what it began with, empty on scratch. */
export interface WorkingContainer {
  readonly id: string;
  readonly image: string;
}

/** Where the client keeps temporary files unless told otherwise: not in `/tmp`, which may be in memory and small. */
const usualFolder = "/var/tmp";

/** A folder for one build's temporary files; null where none can be made, and then the client takes its own. */
export async function makeTemporary(env: NodeJS.ProcessEnv): Promise<string | null> {
  try {
    return await mkdtemp(join(env.TMPDIR ?? usualFolder, "lean-dockerfile-"));
  } catch {
    return null;
  }
}

/** Removes it with everything in it, unless something is mounted there: that is not ours to empty. */
export async function removeTemporary(folder: string): Promise<void> {
  const mounts = await readFile("/proc/self/mountinfo", "utf8").catch(() => "");
  if (mounts.includes(` ${folder}/`)) return;
  await rm(folder, { recursive: true, force: true }).catch(() => {});
}

/** The containers in which clients are building now; null when the engine does not say. */
export async function workingContainers(engine: Engine): Promise<readonly WorkingContainer[] | null> {
  if (builders[engine.builder].worksIn === "engine") return [];
  const answer = await call(engine, workingContainersArgv());
  if (!succeeded(answer.ending)) return null;
  return jsonAnswers(answer.stdout).flatMap((item) => {
    const { Id, ImageID, Names } = item as { Id?: unknown; ImageID?: unknown; Names?: unknown };
    const names = Array.isArray(Names) ? Names.map(String) : [];
    if (typeof Id !== "string" || !names.some((name) => /(?:^|-)working-container(?:-\d+)?$/.test(name)))
      return [];
    return [{ id: Id, image: typeof ImageID === "string" ? ImageID : "" }];
  });
}

/**
 * Removes the working containers of a build that was stopped before it could do so itself. Nothing marks them as
 * ours: those on an image that only this run made are; of the other new ones there may be one for each stage begun and
 * each step taken from the cache, and where there are more, somebody else builds as well, so those stay and a sentence
 * says so.
 */
export async function removeWorkingContainers(
  engine: Engine,
  footprint: Footprint,
): Promise<readonly string[]> {
  const last = footprint.builds.at(-1);
  if (footprint.before === null || last === undefined || !wasCutShort(last.ending)) return [];
  const { containers: before } = footprint.before;
  const found = (await workingContainers(engine))?.filter(({ id }) => !before.has(id)) ?? [];
  const made = footprint.builds.flatMap(({ stepImages }) => stepImages.filter((image) => !image.cached));
  const sure = found.filter(({ image }) => made.some(({ id }) => image.startsWith(id)));
  const likely = found.filter((container) => !sure.includes(container));
  // Long after, those that can't be told from another's are another's.
  if (footprint.until !== null) return remove(engine, sure);
  const taken = last.stepImages.filter((image) => image.cached);
  const ours = likely.length <= last.stages + taken.length ? found : sure;
  await remove(engine, ours);
  if (ours.length === found.length) return [];
  return [
    `A container of the stopped build may stay beside those of another: \`${engine.identity.name} container ls --all --external\` lists them.`,
  ];
}

async function remove(engine: Engine, containers: readonly WorkingContainer[]): Promise<readonly string[]> {
  for (const { id } of containers) await call(engine, removeContainerArgv(id));
  return [];
}

function wasCutShort(ending: Footprint["builds"][number]["ending"]): boolean {
  return ending.kind === "killed" || (ending.kind === "stopped" && ending.orderly !== true);
}
