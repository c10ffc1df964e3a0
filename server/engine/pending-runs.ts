// Writes down what a run may leave in its engine before it builds, so that whoever reaches the engine next can take it
// away where the engine or this program ended in between.

import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Builder, builders } from "./builders.ts";
import type { Before, BuildTrace, Footprint } from "./cleanup.ts";
import type { Engine } from "./client.ts";
import { tagRepository } from "./client-argv.ts";
import { isStale, keepFresh } from "./fresh-file.ts";
import { stateFolder } from "./state-folder.ts";

/** A run that nobody works on any more and that may have left something. */
export interface PendingRun {
  /** The file that says so. */
  readonly path: string;
  readonly builder: Builder;
  /** The run's folder for temporary files. */
  readonly folder: string;
  readonly footprint: Footprint;
}

/** What is written down of one run. Where nothing can be written, a run goes without. */
export interface RunRecord {
  readonly isWritten: boolean;
  /** Writes down how far the run has come; it is written before long, and whole or not at all. */
  update(footprint: Footprint): void;
  /** Nothing is left of the run. */
  forget(): Promise<void>;
  /** The engine is out of reach: what is left is for whoever reaches it next. */
  leave(footprint: Footprint): Promise<void>;
}

interface Written {
  readonly version: 1;
  readonly engine: string;
  readonly builder: Builder;
  readonly folder: string;
  /** `left`: nobody works on it, however new the file is. */
  readonly state: "running" | "left";
  readonly run: string;
  readonly tags: readonly string[];
  readonly images: Footprint["images"];
  readonly ended: Footprint["ended"];
  readonly before: { readonly images: readonly string[]; readonly containers: readonly string[] } | null;
  readonly builds: readonly Omit<BuildTrace, "ending">[];
}

/** An engine that did not come back for so long is no more. */
const forgottenAfterMs = 90 * 24 * 3_600_000;

/** The file's name is the run's id. */
const fileName = /^([0-9a-f]{12})\.json$/;

function folderOf(env: NodeJS.ProcessEnv, chosen: string | undefined): string | null {
  if (chosen !== undefined) return chosen;
  const state = stateFolder(env);
  return state === null ? null : join(state, "pending");
}

/** Writes a run down before its first build. */
export async function writeDown(
  engine: Engine,
  footprint: Footprint,
  options: {
    readonly folder: string;
    readonly stateFolder: string | undefined;
    readonly redact: (text: string) => string;
  },
): Promise<RunRecord> {
  const folder = folderOf(engine.env, options.stateFolder);
  // An engine that says nothing of itself can't be told from another one later.
  if (folder === null || engine.id === "") return noRecord;
  const path = join(folder, `${footprint.run}.json`);
  const written = (now: Footprint, state: Written["state"]): Written => ({
    version: 1,
    engine: engine.id,
    builder: engine.builder,
    folder: options.folder,
    state,
    run: now.run,
    tags: now.tags,
    images: now.images,
    ended: now.ended,
    before:
      now.before === null ? null : { images: [...now.before.images], containers: [...now.before.containers] },
    builds: now.builds.map(({ stepImages, containers, pendingStep, stages }) => ({
      stepImages: [...stepImages],
      containers: [...containers],
      // What holds a secret is not written down, and then that step's image can't be told from others' later.
      pendingStep:
        pendingStep === null || options.redact(pendingStep.instruction) !== pendingStep.instruction
          ? null
          : pendingStep,
      stages,
    })),
  });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeWhole(path, written(footprint, "running"));
  } catch {
    return noRecord;
  }
  const stop = keepFresh(path);
  let writing: Promise<void> = Promise.resolve();
  let next: Footprint | null = null;
  return {
    isWritten: true,
    update: (now) => {
      const isWaiting = next !== null;
      next = now;
      // Steps that come faster than the disk takes them are written together.
      if (isWaiting) return;
      writing = writing.then(async () => {
        const latest = next;
        next = null;
        if (latest !== null) await writeWhole(path, written(latest, "running")).catch(() => {});
      });
    },
    forget: async () => {
      stop();
      await writing;
      await rm(path, { force: true }).catch(() => {});
    },
    leave: async (now) => {
      stop();
      await writing;
      await writeWhole(path, written(now, "left")).catch(() => {});
    },
  };
}

const noRecord: RunRecord = {
  isWritten: false,
  update: () => {},
  forget: async () => {},
  leave: async () => {},
};

/** The file has the old content or the new one, even if the machine ends in between. */
async function writeWhole(path: string, content: Written): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString("hex")}`;
  try {
    await writeFile(draft, JSON.stringify(content), { flag: "wx", mode: 0o600, flush: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw error;
  }
}

/** The runs on this engine that nobody works on any more. Files that say nothing we understand are removed when they are old. */
export async function pendingRuns(
  engine: Engine,
  chosenFolder: string | undefined,
): Promise<readonly PendingRun[]> {
  const folder = folderOf(engine.env, chosenFolder);
  if (folder === null || engine.id === "") return [];
  const names = await readdir(folder).catch(() => []);
  const found: PendingRun[] = [];
  for (const name of names) {
    const pending = await readPending(join(folder, name), fileName.exec(name)?.[1], engine.id);
    if (pending !== null) found.push(pending);
  }
  return found;
}

async function readPending(
  path: string,
  run: string | undefined,
  engine: string,
): Promise<PendingRun | null> {
  try {
    const { mtimeMs } = await stat(path);
    const isOld = Date.now() - mtimeMs > forgottenAfterMs;
    const written = run === undefined ? null : parseWritten(await readFile(path, "utf8"), run);
    if (written === null || written.engine !== engine) {
      // Drafts of a program that was killed, files of later versions, and engines that are gone.
      if (isOld) await rm(path, { force: true });
      return null;
    }
    if (written.state === "running" && !isStale({ mtimeMs })) return null;
    return {
      path,
      builder: written.builder,
      folder: written.folder,
      footprint: footprintOf(written, mtimeMs),
    };
  } catch {
    return null;
  }
}

/** Nothing was written any more after `until`, in milliseconds since 1970. */
function footprintOf(written: Written, until: number): Footprint {
  const { run, tags, images, ended, state, builds } = written;
  const before: Before | null =
    written.before === null
      ? null
      : { images: new Set(written.before.images), containers: new Set(written.before.containers) };
  return {
    run,
    tags,
    images,
    before,
    until,
    // Where the program ended with the build, the build was interrupted as well.
    ended: state === "running" ? "interrupted" : ended,
    builds: builds.map((build) => ({ ...build, ending: { kind: "killed", signal: "" } })),
  };
}

/** What the file says; null where it is not what we write. What it names goes to the engine's client, so each word is looked at. */
function parseWritten(text: string, run: string): Written | null {
  const found = record(JSON.parse(text));
  const { before } = found;
  const isFit =
    found.version === 1 &&
    found.run === run &&
    typeof found.engine === "string" &&
    typeof found.builder === "string" &&
    Object.hasOwn(builders, found.builder) &&
    typeof found.folder === "string" &&
    (found.state === "running" || found.state === "left") &&
    (found.images === "remove" || found.images === "keep") &&
    (found.ended === "finished" || found.ended === "interrupted") &&
    isListOf(found.tags, (tag) => tag.startsWith(`${tagRepository}:${run}-`) && /^[\w./:-]+$/.test(tag)) &&
    (before === null ||
      (isListOf(record(before).images, isId) && isListOf(record(before).containers, isId))) &&
    Array.isArray(found.builds) &&
    found.builds.every(isTrace);
  return isFit ? (found as unknown as Written) : null;
}

function isTrace(value: unknown): boolean {
  const { stepImages, containers, pendingStep, stages } = record(value);
  const step = record(pendingStep);
  return (
    Array.isArray(stepImages) &&
    stepImages.every((each) => isId(record(each).id) && typeof record(each).cached === "boolean") &&
    isListOf(containers, isId) &&
    typeof stages === "number" &&
    (pendingStep === null ||
      (typeof step.instruction === "string" && (step.base === null || step.base === "" || isId(step.base))))
  );
}

function isId(value: unknown): boolean {
  return typeof value === "string" && /^(?:sha256:)?[0-9a-f]{12,64}$/.test(value);
}

function isListOf(value: unknown, fits: (item: string) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string" && fits(item));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
