// Runs the work of one comparison between what must come before it and what must come after it, whatever happens.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { CompareFailure, CompareOutcome } from "../protocol/compare.ts";
import type { BuildLogReader } from "./build-log.ts";
import { builders } from "./builders.ts";
import {
  allImages,
  type Before,
  type BuildTrace,
  cleanUp,
  engineGone,
  type Footprint,
  lookBefore,
} from "./cleanup.ts";
import type { Engine } from "./client.ts";
import { sideTag } from "./client-argv.ts";
import { type EngineLock, lockEngine } from "./engine-lock.ts";
import { cancelled } from "./failure.ts";
import { type RunRecord, writeDown } from "./pending-runs.ts";
import { type Ending, succeeded } from "./process.ts";
import { progress, type Session } from "./session.ts";
import { takeUp, temporaryPrefix } from "./take-up.ts";

/** `remember` writes down how far the builds have come. */
type Work = (folder: string, remember: () => void) => Promise<CompareOutcome>;

/**
 * Does the work with a temporary folder, and leaves nothing of it. Where steps become images, no other run works at
 * the same time, and it is known what there was before.
 */
export async function tidily(session: Session, work: Work): Promise<CompareOutcome> {
  const { engine, options } = session;
  if (builders[engine.builder].steps === "cache") {
    noteTakenUp(session, await takeUp(engine, { ...options, lock: "free" }));
    return within(session, null, null, work);
  }
  const lock = await lockEngine({
    signal: options.signal,
    folder: options.lockFolder,
    client: engine.identity.name,
    onWait: () => progress(session, 0, 0, "Waiting for another comparison"),
  });
  if (lock === null) return { ok: false, failure: cancelled };
  noteTakenUp(session, await takeUp(engine, { ...options, lock: "held" }));
  const before = await lookBefore(engine);
  if (before !== null) return within(session, lock, before, work);
  // Without this list the clean-up could not tell which images are new, so nothing is built.
  await lock.release();
  return {
    ok: false,
    failure: {
      kind: "other",
      message: "The engine does not list its images, so nothing is built: try again.",
    },
  };
}

function noteTakenUp({ notes }: Session, count: number): void {
  if (count > 0)
    notes.push("An earlier comparison was cut short; what it left in the engine is removed now.");
}

/** Runs the session and cleans up after it, in every case. */
async function within(
  session: Session,
  lock: EngineLock | null,
  before: Before | null,
  work: Work,
): Promise<CompareOutcome> {
  const { engine, options } = session;
  const folder = await mkdtemp(join(tmpdir(), temporaryPrefix));
  const footprint = () => footprintOf(session, before);
  const planned = options.sides.map((_, index) => sideTag(session.run, index));
  const withPlanned = () => ({ ...footprint(), tags: planned });
  const { redact } = session;
  const record = await writeDown(engine, withPlanned(), { folder, stateFolder: options.stateFolder, redact });
  let outcome: CompareOutcome = { ok: false, failure: cancelled };
  let problems: readonly string[] = [];
  let gone: CompareFailure | undefined;
  try {
    outcome = await work(folder, () => record.update(withPlanned()));
  } finally {
    gone = outcome.ok ? undefined : await goneWhileBuilding(engine, outcome.failure);
    if (gone === undefined) problems = await cleanUp(engine, footprint());
    await rm(folder, { recursive: true, force: true });
    const isReached = gone === undefined && (await allImages(engine)) !== null;
    await (isReached ? record.forget() : record.leave(withPlanned()));
    await lock?.release();
  }
  if (gone === undefined) return withProblems(outcome, problems);
  const words = goneWords(gone.message, footprint(), record);
  if (!outcome.ok && outcome.failure === cancelled) return withProblems(outcome, [words]);
  // A build fails in odd words when its engine goes away; that it is gone is what happened.
  const side = options.sides[session.builds.length - 1]?.label;
  return { ok: false, failure: { ...gone, message: words, ...(side === undefined ? {} : { side }) } };
}

/** Words of a build whose engine is going away: it kills what runs before it stops answering. */
const stopping =
  /\b137\b|context cancell?ed|signal: killed|transport is closing|connection is clos|shutting down|\bEOF\b/i;

/** How often, and how far apart, an engine that may be going away is asked whether it is still there. */
const askedAgain = { times: 4, everyMs: 500 } as const;

/** Whether the engine is out of reach after a failure. */
async function goneWhileBuilding(
  engine: Engine,
  failure: CompareFailure,
): Promise<CompareFailure | undefined> {
  const { message, output = [] } = failure;
  const mayStop = stopping.test([message, ...output].join("\n"));
  let gone = await engineGone(engine);
  for (let asked = 0; gone === undefined && mayStop && asked < askedAgain.times; asked++) {
    await sleep(askedAgain.everyMs);
    gone = await engineGone(engine);
  }
  return gone;
}

/** What the run has left by now. */
function footprintOf(session: Session, before: Before | null): Footprint {
  const { run, tags, builds, running } = session;
  const done = builds.map(({ log, ending }) => traceOf(log, ending));
  return {
    run,
    tags,
    builds: running === null ? done : [...done, traceOf(running, { kind: "killed", signal: "" })],
    before,
    until: null,
    ended: builds.some((build) => build.failure === cancelled) ? "interrupted" : "finished",
    images: session.options.images ?? "remove",
  };
}
function traceOf(log: BuildLogReader, ending: Ending): BuildTrace {
  const { stepImages, containers, pendingStep, stages } = log;
  return { stepImages, containers, pendingStep, stages, ending };
}

/** What became of what the engine holds, as one sentence. */
function goneWords(message: string, { builds }: Footprint, { isWritten }: RunRecord): string {
  const hasLeft = builds.some(
    ({ stepImages, ending }) => succeeded(ending) || stepImages.some((image) => !image.cached),
  );
  const plain = message.replace(/\.$/, "");
  if (!hasLeft) return `${plain}.`;
  return isWritten
    ? `${plain}, which also removes what this one has left there.`
    : `${plain}; the images of the steps that were done stay there.`;
}

function withProblems(outcome: CompareOutcome, problems: readonly string[]): CompareOutcome {
  if (problems.length === 0) return outcome;
  if (outcome.ok)
    return { ok: true, result: { ...outcome.result, notes: [...outcome.result.notes, ...problems] } };
  const message = outcome.failure === cancelled ? "The comparison was cancelled." : outcome.failure.message;
  return { ok: false, failure: { ...outcome.failure, message: [message, ...problems].join(" ") } };
}
