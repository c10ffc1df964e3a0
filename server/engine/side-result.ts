// Reads one built image into the result of its side: size, layers, waste and configuration.

import type {
  CompareFailure,
  EngineName,
  ImageConfig,
  SideResult,
  Verification,
} from "../protocol/compare.ts";
import type { BuildAnswer, BuildSide } from "./build.ts";
import type { Engine } from "./client.ts";
import { historyArgv, runLabel } from "./client-argv.ts";
import { type Examiner, examineHere } from "./examine.ts";
import { cancelled, diskFull, firstLine, reachFailure, saysDiskFull } from "./failure.ts";
import { ImageFiles } from "./image-files.ts";
import { type InspectedImage, inspectImage } from "./inspect.ts";
import { layerOrigins } from "./layers.ts";
import { type Examined, type Measurement, type MeasurementCache, nothing } from "./measure.ts";
import { type Ending, run, succeeded } from "./process.ts";
import { plainLine, type Redact } from "./redaction.ts";
import type { CompressedSize } from "./tar-layer.ts";
import { type Provided, verifyImage } from "./verify.ts";

export type SideAnswer =
  | {
      readonly ok: true;
      readonly side: SideResult;
      readonly verification: Verification;
      readonly provided: Provided;
      /** What is needed of the image to start it. */
      readonly image: { readonly architecture: string; readonly exposedPorts: readonly string[] };
    }
  | { readonly ok: false; readonly failure: CompareFailure };

interface ReadOptions {
  readonly tag: string;
  readonly build: BuildAnswer | undefined;
  readonly redact: Redact;
  readonly compressed: CompressedSize;
  readonly cache: MeasurementCache | undefined;
  /** Where the image is examined; in this thread when undefined. */
  readonly examine: Examiner | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Inspects and measures the image of a side. */
export async function readSide(engine: Engine, side: BuildSide, options: ReadOptions): Promise<SideAnswer> {
  const inspected = await inspectImage(engine, options.tag, options.signal);
  if (!("config" in inspected))
    return {
      ok: false,
      failure: readFailure(inspected.ending, inspected.stderr, side, engine.identity.name),
    };
  const answer = (examined: Examined): SideAnswer => ({
    ok: true,
    side: sideOf(side, inspected, examined.measurement, options),
    verification: shownVerification(examined.verification, options.redact),
    provided: examined.measurement.provided,
    image: inspected.config,
  });
  const { config } = inspected;
  if (inspected.layerIds.length === 0)
    return answer({ measurement: nothing, verification: verifyImage(noFiles, config) });
  const key = options.cache === undefined ? "" : await cacheKey(engine, inspected, options);
  const known = key === "" ? undefined : options.cache?.get(key);
  if (known !== undefined) return answer(known);
  const { compressed, signal, examine = examineHere } = options;
  const examined = await examine({ engine, reference: options.tag, config, compressed }, signal);
  if (!examined.ok)
    return { ok: false, failure: readFailure(examined.ending, examined.output, side, engine.identity.name) };
  if (key !== "") options.cache?.set(key, examined.examined);
  return answer(examined.examined);
}

/** Of an image without layers. */
const noFiles = new ImageFiles(() => undefined);

function shownVerification({ status, checks, files }: Verification, redact: Redact): Verification {
  return {
    status,
    checks: checks.map((check) => ({ ...check, detail: redact(plainLine(check.detail)) })),
    files: files.map((file) => ({ ...file, path: redact(plainLine(file.path)) })),
  };
}

/**
 * Names what was measured and verified: the layers' content, the history that says where they come from (without
 * our own label), the configuration, and the store, since only some keep compressed layers. Empty when not to be had.
 */
async function cacheKey(engine: Engine, inspected: InspectedImage, options: ReadOptions): Promise<string> {
  const answer = await run(engine.command, historyArgv(options.tag), {
    env: engine.env,
    signal: options.signal,
    timeoutMs: 30_000,
  });
  if (!succeeded(answer.ending)) return "";
  const rows = answer.stdout.split(/\r?\n/).filter((row) => !row.includes(runLabel));
  const { labels, ...config } = inspected.config;
  return JSON.stringify([engine.identity, options.compressed, inspected.layerIds, rows, config]);
}

function sideOf(
  side: BuildSide,
  inspected: InspectedImage,
  measurement: Measurement,
  { redact, build }: ReadOptions,
): SideResult {
  const shown = (text: string) => redact(plainLine(text));
  const origins = layerOrigins(measurement.layers.length, measurement.history, side.steps, side.target);
  return {
    label: side.label,
    dockerfile: side.dockerfilePath,
    contentBytes: measurement.contentBytes,
    engineBytes: inspected.engineBytes,
    compressedBytes: measurement.compressedBytes,
    ...(measurement.compressedComputed ? { compressedComputed: true } : {}),
    layers: measurement.layers.map(({ bytes }, index) => {
      const origin = origins[index];
      const instruction = origin?.instruction ?? null;
      return {
        bytes,
        instruction: instruction === null ? null : shown(instruction),
        line: origin?.line ?? null,
      };
    }),
    wasted: {
      bytes: measurement.wasted.bytes,
      files: measurement.wasted.files.map((file) => ({ ...file, path: shown(file.path) })),
      between: measurement.wasted.between,
    },
    largest: measurement.largest.map(({ path, bytes }) => ({ path: shown(path), bytes })),
    folders: measurement.folders.map(({ path, bytes }) => ({ path: shown(path), bytes })),
    packages: measurement.packages.map((each) => ({
      ...each,
      name: shown(each.name),
      version: shown(each.version),
    })),
    config: shownConfig(inspected.config, shown),
    buildSeconds: build?.seconds ?? null,
    cached: build?.cached ?? null,
  };
}

/** The row of an image that could not be built. */
export function unbuiltSide({ label, dockerfilePath }: BuildSide, failure: CompareFailure): SideResult {
  return {
    label,
    dockerfile: dockerfilePath,
    contentBytes: null,
    engineBytes: null,
    compressedBytes: null,
    layers: [],
    wasted: null,
    largest: [],
    folders: [],
    packages: [],
    config: null,
    buildSeconds: null,
    cached: null,
    failure,
  };
}

function shownConfig(config: ImageConfig, shown: (text: string) => string): ImageConfig {
  return {
    env: config.env.map(shown),
    entrypoint: config.entrypoint.map(shown),
    cmd: config.cmd.map(shown),
    user: shown(config.user),
    workdir: shown(config.workdir),
    exposedPorts: config.exposedPorts.map(shown),
    volumes: config.volumes.map(shown),
    labels: Object.fromEntries(
      Object.entries(config.labels).map(([name, value]) => [shown(name), shown(value)]),
    ),
    stopSignal: shown(config.stopSignal),
    healthcheck: config.healthcheck.map(shown),
    architecture: plainLine(config.architecture),
    os: plainLine(config.os),
  };
}

function readFailure(ending: Ending, output: string, side: BuildSide, client: EngineName): CompareFailure {
  if (ending.kind === "stopped" && ending.why === "cancelled") return cancelled;
  if (saysDiskFull(output)) return diskFull(side.label, client);
  return {
    ...(reachFailure(output, client) ?? {
      kind: "other",
      message: `The image of ${side.label} can't be read back from the engine: ${firstLine(output)}.`,
    }),
    side: side.label,
  };
}
