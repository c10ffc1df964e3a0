// The comparison: builds each side, measures it, and leaves the engine as it was, whatever happens.

import { randomBytes } from "node:crypto";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import type {
  CompareFailure,
  CompareLog,
  CompareOutcome,
  CompareProgress,
  CompareResult,
  ComparisonExtra,
  ScannerReport,
  SideResult,
} from "../protocol/compare.ts";
import { type BuildAnswer, type BuildInputs, type BuildSide, buildSide } from "./build.ts";
import { builders } from "./builders.ts";
import { type Before, cleanUp, engineGone, type Footprint, lookBefore } from "./cleanup.ts";
import { type Engine, type EngineChoice, findEngine } from "./client.ts";
import { argumentProblem, sideTag } from "./client-argv.ts";
import { configDifferences } from "./config-difference.ts";
import { type EngineLock, lockEngine } from "./engine-lock.ts";
import type { Examiner } from "./examine.ts";
import { type Extras, readExtras } from "./extras.ts";
import { cancelled, firstLine } from "./failure.ts";
import { budgetOf, differenceOf } from "./figures.ts";
import type { MeasurementCache } from "./measure.ts";
import { expectedSteps } from "./place.ts";
import { createRedaction, type Redact } from "./redaction.ts";
import { readSide, type SideAnswer } from "./side-result.ts";
import { verificationOf } from "./sides-verified.ts";

export interface CompareOptions extends EngineChoice {
  /** One or more; the first is compared with the last. */
  readonly sides: readonly BuildSide[];
  /** `NAME=VALUE`, or `NAME` for the environment's. Their values are never shown. */
  readonly buildArgs?: readonly string[] | undefined;
  /** As for `docker build --secret`. */
  readonly secrets?: readonly string[] | undefined;
  readonly ssh?: readonly string[] | undefined;
  readonly buildContexts?: readonly string[] | undefined;
  readonly network?: string | undefined;
  readonly platform?: string | undefined;
  /** `keep` leaves the images under their comparison tags. */
  readonly images?: "remove" | "keep" | undefined;
  readonly budgetBytes?: number | undefined;
  /** Fields of the configuration whose change was planned, as `configDifferences` names them. */
  readonly plannedFields?: readonly string[] | undefined;
  /** What else to look at, once the sides are built and measured. */
  readonly extras?: readonly ComparisonExtra[] | undefined;
  /** Where the legacy builder's lock lies; by default a folder that all processes of the user share. */
  readonly lockFolder?: string | undefined;
  /** Keeps measurements between comparisons; layers that are the same are not read again. */
  readonly cache?: MeasurementCache | undefined;
  /** Where images are examined; in this thread when undefined. */
  readonly examine?: Examiner | undefined;
}

export interface CompareCallbacks {
  readonly onProgress?: (progress: CompareProgress) => void;
  /** One line of what the client printed, redacted and without control characters. */
  readonly onLog?: (log: CompareLog) => void;
  /** What a vulnerability scanner printed about one side, redacted. */
  readonly onScannerReport?: (report: ScannerReport) => void;
}

/** What one comparison works with. */
interface Session {
  readonly options: CompareOptions;
  readonly callbacks: CompareCallbacks;
  readonly engine: Engine;
  readonly run: string;
  readonly redact: Redact;
  readonly inputs: BuildInputs;
  /** How many steps each side has, the measuring included, as far as it is known by now. */
  readonly steps: number[];
  /** Filled while builds run, so that the clean-up knows of them whenever it comes. */
  readonly tags: string[];
  readonly builds: BuildAnswer[];
}

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
      target: side.target,
      platform: side.platform ?? options.platform,
    });
    if (problem !== undefined) return { kind: "other", message: `${problem}: nothing is built.` };
  }
  return undefined;
}

function inputsOf(options: CompareOptions): BuildInputs {
  return {
    buildArgs: options.buildArgs ?? [],
    secrets: options.secrets ?? [],
    ssh: options.ssh ?? [],
    buildContexts: options.buildContexts ?? [],
    network: options.network,
    platform: options.platform,
  };
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
  const inputs = inputsOf(options);
  const unfit = unfitFor(engine, inputs);
  if (unfit !== undefined) return failed(unfit);
  const session: Session = {
    options,
    callbacks,
    engine,
    inputs,
    run: randomBytes(6).toString("hex"),
    redact: await createRedaction({ ...inputs, env: options.env ?? process.env }),
    steps: options.sides.map(
      (side) => expectedSteps(side.steps, side.target, builders[engine.builder].announces) + 1,
    ),
    tags: [],
    builds: [],
  };
  if (builders[engine.builder].steps === "cache") return within(session, null, null);
  const lock = await lockEngine({
    signal: options.signal,
    folder: options.lockFolder,
    client: engine.identity.name,
    onWait: () => progress(session, 0, 0, "Waiting for another comparison"),
  });
  if (lock === null) return failed(cancelled);
  const before = await lookBefore(engine);
  if (before !== null) return within(session, lock, before);
  // Without this list the clean-up could not tell which images are new, so nothing is built.
  await lock.release();
  return failed({
    kind: "other",
    message: "The engine does not list its images, so nothing is built: try again.",
  });
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

/** Runs the session and cleans up after it, in every case. */
async function within(
  session: Session,
  lock: EngineLock | null,
  before: Before | null,
): Promise<CompareOutcome> {
  const folder = await mkdtemp(join(tmpdir(), "lean-dockerfile-"));
  let outcome: CompareOutcome = failed(cancelled);
  let problems: readonly string[] = [];
  let gone: CompareFailure | undefined;
  try {
    outcome = await buildAndMeasure(session, folder);
  } finally {
    const footprint: Footprint = {
      run: session.run,
      tags: session.tags,
      builds: session.builds,
      before,
      ended: session.builds.some((build) => build.failure === cancelled) ? "interrupted" : "finished",
      images: session.options.images ?? "remove",
    };
    gone = outcome.ok ? undefined : await engineGone(session.engine, footprint);
    if (gone === undefined) problems = await cleanUp(session.engine, footprint);
    await rm(folder, { recursive: true, force: true });
    await lock?.release();
  }
  if (gone === undefined) return withProblems(outcome, problems);
  if (!outcome.ok && outcome.failure === cancelled) return withProblems(outcome, [gone.message]);
  // A build fails in odd words when its engine goes away; that it is gone is what happened.
  const side = session.options.sides[session.builds.length - 1]?.label;
  return failed({ ...gone, ...(side === undefined ? {} : { side }) });
}

function withProblems(outcome: CompareOutcome, problems: readonly string[]): CompareOutcome {
  if (problems.length === 0) return outcome;
  if (outcome.ok)
    return { ok: true, result: { ...outcome.result, notes: [...outcome.result.notes, ...problems] } };
  const message = outcome.failure === cancelled ? "The comparison was cancelled." : outcome.failure.message;
  return failed({ ...outcome.failure, message: [message, ...problems].join(" ") });
}

async function buildAndMeasure(session: Session, folder: string): Promise<CompareOutcome> {
  const { options } = session;
  let first: { readonly failure: CompareFailure; readonly cause: string } | undefined;
  for (const [index, side] of options.sides.entries()) {
    const { failure, cause } = await build(session, side, index, folder);
    if (options.signal?.aborted) return failed(cancelled);
    if (failure === null) continue;
    // A side that fails to build does not stop the next one: whether both fail alike says where to look.
    if (!isOwnFault(failure)) return failed(failure);
    if (first !== undefined) return failed(cause === first.cause ? bothFail(first.failure) : first.failure);
    first = { failure, cause };
  }
  if (first !== undefined) return failed(first.failure);
  const read: Extract<SideAnswer, { readonly ok: true }>[] = [];
  for (const [index, side] of options.sides.entries()) {
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
    read.push(answer);
  }
  const extras = await extrasOf(session, read, folder);
  if (options.signal?.aborted) return failed(cancelled);
  const result = resultOf(session, read);
  return { ok: true, result: { ...result, ...extras.parts, notes: [...extras.notes, ...result.notes] } };
}

function extrasOf(
  session: Session,
  read: readonly Extract<SideAnswer, { readonly ok: true }>[],
  folder: string,
): Promise<Extras> {
  const { engine, options, run, redact } = session;
  const images = read.map(({ side, image }, index) => ({
    ...image,
    label: side.label,
    tag: sideTag(run, index),
  }));
  return readExtras(engine, images, options.extras ?? [], {
    run,
    folder,
    redact,
    signal: options.signal,
    onStep: (index, what) => progress(session, index, session.steps[index] ?? 1, what),
    onReport: (report) => session.callbacks.onScannerReport?.(report),
  });
}

function isOwnFault(failure: CompareFailure): boolean {
  return failure.kind === "build-failed" || failure.kind === "base-image-unavailable";
}

function bothFail(failure: CompareFailure): CompareFailure {
  return {
    ...failure,
    kind: "both-sides-fail",
    message: `Both sides fail alike, so the cause lies in what they share. ${failure.message}`,
  };
}

async function build(session: Session, side: BuildSide, index: number, folder: string): Promise<BuildAnswer> {
  const { options, callbacks, run } = session;
  const tag = sideTag(run, index);
  session.tags.push(tag);
  progress(session, index, 0, "Starting");
  const answer = await buildSide(side, tag, join(folder, String(index)), session.inputs, {
    engine: session.engine,
    run,
    redact: session.redact,
    signal: options.signal,
    onStep: (step) => {
      session.steps[index] = Math.max(session.steps[index] ?? 0, step.of + 1, step.number + 1);
      progress(session, index, step.number, step.instruction);
    },
    onLine: (line) => callbacks.onLog?.({ line }),
  });
  session.builds.push(answer);
  return answer;
}

function progress(session: Session, index: number, step: number, message: string): void {
  const side = session.options.sides[index]?.label ?? "";
  session.callbacks.onProgress?.({ side, step, steps: session.steps[index] ?? step, message });
}

function resultOf(
  session: Session,
  read: readonly Extract<SideAnswer, { readonly ok: true }>[],
): CompareResult {
  const { options, engine } = session;
  const sides = read.map(({ side }) => side);
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
    verification: verificationOf(read),
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
  const notes = new Set(session.builds.flatMap((build) => build.notes));
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
