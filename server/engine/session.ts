// What one comparison is asked for and works with, from the first build to the clean-up.

import { randomBytes } from "node:crypto";
import type { CompareLog, CompareProgress, ComparisonExtra, ScannerReport } from "../protocol/compare.ts";
import type { BuildAnswer, BuildInputs, BuildSide } from "./build.ts";
import type { BuildLogReader } from "./build-log.ts";
import { builders } from "./builders.ts";
import type { Engine, EngineChoice } from "./client.ts";
import type { Examiner } from "./examine.ts";
import type { MeasurementCache } from "./measure.ts";
import { expectedSteps } from "./place.ts";
import { createRedaction, type Redact } from "./redaction.ts";

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
  /** Where runs that may have to be cleaned up later are written down; by default the user's folder for such things. */
  readonly stateFolder?: string | undefined;
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

export interface Session {
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
  /** One sentence each, for the result. */
  readonly notes: string[];
  /** What the build that runs now has printed. */
  running: BuildLogReader | null;
}

export async function openSession(
  engine: Engine,
  options: CompareOptions,
  callbacks: CompareCallbacks,
): Promise<Session> {
  const inputs = inputsOf(options);
  return {
    options,
    callbacks,
    engine,
    inputs,
    run: randomBytes(6).toString("hex"),
    redact: await createRedaction({
      ...inputs,
      buildArgs: [...inputs.buildArgs, ...options.sides.flatMap(({ buildArgs = [] }) => buildArgs)],
      env: options.env ?? process.env,
    }),
    steps: options.sides.map(
      (side) => expectedSteps(side.steps, side.target, builders[engine.builder].announces) + 1,
    ),
    tags: [],
    builds: [],
    notes: [],
    running: null,
  };
}

export function inputsOf(options: CompareOptions): BuildInputs {
  return {
    buildArgs: options.buildArgs ?? [],
    secrets: options.secrets ?? [],
    ssh: options.ssh ?? [],
    buildContexts: options.buildContexts ?? [],
    network: options.network,
    platform: options.platform,
  };
}

export function progress(session: Session, index: number, step: number, message: string): void {
  const side = session.options.sides[index]?.label ?? "";
  session.callbacks.onProgress?.({ side, step, steps: session.steps[index] ?? step, message });
}
