// Reads an image's configuration and the engine's own figure from `image inspect`.

import type { ImageConfig } from "../protocol/compare.ts";
import type { Engine } from "./client.ts";
import { inspectArgv, inspectArgvOf, runLabel } from "./client-argv.ts";
import { type ProcessRun, run, succeeded } from "./process.ts";

export interface InspectedImage {
  readonly id: string;
  /** The engine's own figure, in bytes; what it means differs between engines and stores. */
  readonly engineBytes: number | null;
  readonly config: ImageConfig;
  /** The layers' content hashes from the base upwards: they name what the layers hold. */
  readonly layerIds: readonly string[];
  readonly tags: readonly string[];
  /** The run whose label the image bears; empty for anybody else's. */
  readonly run: string;
  /** When it was made, as the engine words it. */
  readonly created: string;
  /** The image below, for the legacy builder's chain of step images. */
  readonly parent: string;
}

const inspectTimeoutMs = 30_000;

/** Inspects one image by tag or id; gives the failed call when the engine has no such image. */
export async function inspectImage(
  engine: Engine,
  reference: string,
  signal?: AbortSignal,
): Promise<InspectedImage | ProcessRun> {
  const answer = await run(engine.command, inspectArgv(reference), {
    env: engine.env,
    signal,
    timeoutMs: inspectTimeoutMs,
  });
  if (!succeeded(answer.ending)) return answer;
  try {
    const [image] = jsonAnswers(answer.stdout);
    return image === undefined ? answer : inspectedImage(image);
  } catch {
    return answer;
  }
}

/** Inspects several images at once, in the order of the ids; those that are gone are left out. */
export async function inspectImages(
  engine: Engine,
  ids: readonly string[],
): Promise<readonly InspectedImage[]> {
  if (ids.length === 0) return [];
  const { stdout } = await run(engine.command, inspectArgvOf(ids), {
    env: engine.env,
    timeoutMs: inspectTimeoutMs,
  });
  return jsonAnswers(stdout).map(inspectedImage);
}

/**
 * The things in an answer to `--format '{{json .}}'`: docker prints one a line, podman one array over many lines.
 * Lines that are no JSON are passed over.
 */
export function jsonAnswers(output: string): readonly unknown[] {
  const whole = parsed(output);
  if (whole !== undefined) return Array.isArray(whole) ? whole : [whole];
  return output.split("\n").flatMap((line) => parsed(line) ?? []);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The parts of an inspect answer that matter here; fields that an engine leaves out are empty. */
export function inspectedImage(answer: unknown): InspectedImage {
  const image = record(answer);
  const config = record(image.Config);
  return {
    id: text(image.Id),
    engineBytes: typeof image.Size === "number" ? image.Size : null,
    layerIds: strings(record(image.RootFS).Layers),
    tags: strings(image.RepoTags),
    run: text(record(config.Labels)[runLabel]),
    created: text(image.Created),
    parent: text(image.Parent),
    config: {
      env: strings(config.Env),
      entrypoint: strings(config.Entrypoint),
      cmd: strings(config.Cmd),
      user: text(config.User),
      workdir: text(config.WorkingDir),
      exposedPorts: Object.keys(record(config.ExposedPorts)).sort(),
      volumes: Object.keys(record(config.Volumes)).sort(),
      labels: labelsOf(config.Labels),
      stopSignal: text(config.StopSignal),
      healthcheck: strings(record(config.Healthcheck).Test),
      architecture: text(image.Architecture),
      os: text(image.Os),
    },
  };
}

/** The image's labels without ours. */
function labelsOf(labels: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(record(labels))
      .filter(([name]) => name !== runLabel)
      .map(([name, value]) => [name, text(value)]),
  );
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
