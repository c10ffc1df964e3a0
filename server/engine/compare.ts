// The comparison: builds each side, measures it, and leaves the engine as it was, whatever happens.

import { stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import type { CompareFailure, CompareOutcome, CompareResult, SideResult } from "../protocol/compare.ts";
import { type BuildAnswer, type BuildInputs, type BuildSide, buildSide } from "./build.ts";
import { builders } from "./builders.ts";
import { type Engine, findEngine } from "./client.ts";
import { argumentProblem, sideTag } from "./client-argv.ts";
import { configDifferences } from "./config-difference.ts";
import { type Extras, readExtras } from "./extras.ts";
import { cancelled, firstLine } from "./failure.ts";
import { budgetOf, differenceOf } from "./figures.ts";
import { areSeveral } from "./report-several.ts";
import {
  type CompareCallbacks,
  type CompareOptions,
  inputsOf,
  openSession,
  progress,
  type Session,
} from "./session.ts";
import { readSide, type SideAnswer, unbuiltSide } from "./side-result.ts";
import { verificationOf } from "./sides-verified.ts";
import { tidily } from "./tidy-run.ts";

/**
 * Builds and measures the sides. Never rejects: what goes wrong is a failure with a sentence. Images,
 * step images, containers and temporary files are gone when it resolves; the build cache stays.
 */
export async function compareSides(
  options: CompareOptions,
  callbacks: CompareCallbacks = {},
): Promise<CompareOutcome> {
  try {
    const problem = await inputProblem(options);
    if (problem !== undefined) return failed(problem);
    const found = await findEngine(options);
    if (!found.ok) return found;
    return await compareOn(found.engine, options, callbacks);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failed({ kind: "other", message: `The comparison stops: ${firstLine(reason)}.` });
  }
}

async function inputProblem(options: CompareOptions): Promise<CompareFailure | undefined> {
  if (options.sides.length === 0) return { kind: "other", message: "There is nothing to build." };
  for (const side of options.sides) {
    if (!isAbsolute(side.context) || !isAbsolute(side.dockerfilePath)) {
      return { kind: "other", message: `The paths of ${side.label} are not absolute.`, side: side.label };
    }
    if (!(await isFolder(side.context))) {
      return {
        kind: "context-missing",
        message: `The build context \`${side.context}\` of ${side.label} is not a folder: name another one.`,
        side: side.label,
      };
    }
    const problem = argumentProblem({
      ...inputsOf(options),
      buildArgs: [...(side.buildArgs ?? []), ...(options.buildArgs ?? [])],
      target: side.target,
      platform: side.platform ?? options.platform,
    });
    if (problem !== undefined) return { kind: "other", message: `${problem}: nothing is built.` };
  }
  return undefined;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function compareOn(
  engine: Engine,
  options: CompareOptions,
  callbacks: CompareCallbacks,
): Promise<CompareOutcome> {
  const unfit = unfitFor(engine, inputsOf(options));
  if (unfit !== undefined) return failed(unfit);
  const session = await openSession(engine, options, callbacks);
  return tidily(session, (folder, remember) => buildAndMeasure(session, folder, remember));
}

const inputNames = { secrets: "secrets", ssh: "SSH keys", buildContexts: "named build contexts" } as const;

/** What the builder does not know fails with a sentence here, not with a riddle from the client. */
function unfitFor(engine: Engine, inputs: BuildInputs): CompareFailure | undefined {
  const what = builders[engine.builder].lacks.find((input) => inputs[input].length > 0);
  if (what === undefined) return undefined;
  return {
    kind: "other",
    message: `The ${engine.builder} builder takes no ${inputNames[what]}: install the buildx plugin of the \`docker\` client.`,
  };
}

/** Why a side is not built. */
interface Fault {
  readonly failure: CompareFailure;
  /** Equal for two sides that fail for the same reason. */
  readonly cause: string;
}

/** What was read of a side, and which one it is. */
type ReadSide = Extract<SideAnswer, { readonly ok: true }> & { readonly index: number };

async function buildAndMeasure(
  session: Session,
  folder: string,
  remember: () => void,
): Promise<CompareOutcome> {
  const { options } = session;
  const faults: (Fault | undefined)[] = [];
  for (const [index, side] of options.sides.entries()) {
    const { failure, cause } = await build(session, side, index, { folder, remember });
    if (options.signal?.aborted) return failed(cancelled);
    // A side that fails to build does not stop the next one: whether both fail alike says where to look.
    if (failure !== null && !isOwnFault(failure)) return failed(failure);
    faults.push(failure === null ? undefined : { failure, cause });
  }
  const together = failureOfAll(faults);
  if (together !== undefined) return failed(together);
  const read: ReadSide[] = [];
  for (const [index, side] of options.sides.entries()) {
    if (faults[index] !== undefined) continue;
    progress(session, index, session.steps[index] ?? 1, "Measuring");
    const answer = await readSide(session.engine, side, {
      tag: sideTag(session.run, index),
      build: session.builds[index],
      redact: session.redact,
      compressed: options.extras?.includes("compressed") === true ? "compute" : "as-found",
      cache: options.cache,
      examine: options.examine,
      signal: options.signal,
    });
    if (options.signal?.aborted) return failed(cancelled);
    if (!answer.ok) return failed(answer.failure);
    read.push({ ...answer, index });
  }
  const extras = await extrasOf(session, read, folder);
  if (options.signal?.aborted) return failed(cancelled);
  const result = resultOf(session, read, faults);
  return { ok: true, result: { ...result, ...extras.parts, notes: [...extras.notes, ...result.notes] } };
}

function extrasOf(session: Session, read: readonly ReadSide[], folder: string): Promise<Extras> {
  const { engine, options, run, redact } = session;
  const images = read.map(({ side, image, index }) => ({
    ...image,
    label: side.label,
    tag: sideTag(run, index),
  }));
  return readExtras(engine, images, options.extras ?? [], {
    run,
    folder,
    redact,
    signal: options.signal,
    onStep: (at, what) => {
      const index = read[at]?.index ?? at;
      progress(session, index, session.steps[index] ?? 1, what);
    },
    onReport: (report) => session.callbacks.onScannerReport?.(report),
  });
}

function isOwnFault(failure: CompareFailure): boolean {
  return failure.kind === "build-failed" || failure.kind === "base-image-unavailable";
}

/** The failure of the whole comparison; undefined where every side is built, or in a table at least one. */
function failureOfAll(faults: readonly (Fault | undefined)[]): CompareFailure | undefined {
  const found = faults.filter((fault) => fault !== undefined);
  const [first] = found;
  if (first === undefined || (areSeveral({ sides: faults }) && found.length < faults.length))
    return undefined;
  const isShared = found.length > 1 && found.every(({ cause }) => cause === first.cause);
  if (!isShared) return first.failure;
  const who = found.length === 2 ? "Both" : `All ${found.length}`;
  return {
    ...first.failure,
    kind: "both-sides-fail",
    message: `${who} sides fail alike, so the cause lies in what they share. ${first.failure.message}`,
  };
}

async function build(
  session: Session,
  side: BuildSide,
  index: number,
  { folder, remember }: { readonly folder: string; readonly remember: () => void },
): Promise<BuildAnswer> {
  const { options, callbacks, run } = session;
  const tag = sideTag(run, index);
  session.tags.push(tag);
  progress(session, index, 0, "Starting");
  const answer = await buildSide(side, tag, join(folder, String(index)), session.inputs, {
    engine: session.engine,
    run,
    redact: session.redact,
    signal: options.signal,
    onStart: (log) => {
      session.running = log;
    },
    onStep: (step) => {
      // The step before this one is done; only where that is an image, there is more to clean up now.
      if (builders[session.engine.builder].steps === "images") remember();
      session.steps[index] = Math.max(session.steps[index] ?? 0, step.of + 1, step.number + 1);
      progress(session, index, step.number, step.instruction);
    },
    onLine: (line) => callbacks.onLog?.({ line }),
  });
  session.builds.push(answer);
  session.running = null;
  return answer;
}

function resultOf(
  session: Session,
  read: readonly ReadSide[],
  faults: readonly (Fault | undefined)[],
): CompareResult {
  const { options, engine } = session;
  const sides = options.sides.flatMap((side, index): SideResult[] => {
    const fault = faults[index];
    if (fault !== undefined) return [unbuiltSide(side, fault.failure)];
    return read.flatMap((each) => (each.index === index ? [each.side] : []));
  });
  const first = sides[0]?.config;
  const last = sides.at(-1)?.config;
  return {
    kind: "measured",
    engine: engine.identity,
    sides,
    difference: differenceOf(sides),
    configDifferences:
      sides.length !== 2 || first == null || last == null
        ? []
        : configDifferences(first, last, options.plannedFields ?? []),
    verification: verificationOf(read, areSeveral({ sides }) ? "each" : "last"),
    budget: budgetOf(sides, options.budgetBytes),
    notes: notesOf(session, sides),
  };
}

function notesOf(session: Session, sides: readonly SideResult[]): readonly string[] {
  const { engine } = session;
  // Where steps are images, the clean-up takes them, and with them the cache.
  const stays =
    builders[engine.builder].steps === "images"
      ? "Pulled base images"
      : "The build cache and pulled base images";
  const notes = new Set([...session.builds.flatMap((build) => build.notes), ...session.notes]);
  if (sides.some((side) => side.cached === true)) {
    notes.add("Steps came from the build cache, so the build times say nothing about a first build.");
  }
  if (session.options.images === "keep") {
    const tags = session.tags.map((tag) => `\`${tag}\``).join(", ");
    notes.add(
      `The images stay as ${tags}; \`${engine.identity.name} image rm\` removes them and the steps below them.`,
    );
    notes.add(`${stays} stay too.`);
  } else notes.add(`${stays} stay; everything else of the comparison is removed.`);
  return [...notes];
}

function failed(failure: CompareFailure): CompareOutcome {
  return { ok: false, failure };
}
