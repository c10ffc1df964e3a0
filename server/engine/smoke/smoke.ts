// The smoke start: each image runs for some seconds without network, and the last one is judged by the first.

import type { SmokeResult } from "../../protocol/compare.ts";
import type { Engine } from "../client.ts";
import { plainLine, type Redact } from "../redaction.ts";
import { removeSmokeContainers, SmokeContainer } from "./container.ts";
import { judge, type Observed } from "./judge.ts";
import { type Observation, observe, type Patience, usualPatience } from "./observation.ts";

export interface SmokeImage {
  readonly label: string;
  /** A tag that this run made. */
  readonly tag: string;
  readonly architecture: string;
  /** As the configuration names them: `8080/tcp`. */
  readonly exposedPorts: readonly string[];
}

export interface SmokeOptions {
  readonly run: string;
  /** A folder of the run's own. */
  readonly folder: string;
  readonly redact: Redact;
  readonly signal: AbortSignal | undefined;
  /** Called before each image is started. */
  readonly onStart: (index: number) => void;
  readonly patience?: Patience | undefined;
}

/**
 * Starts the images one after another; undefined when cancelled. Containers of the run are gone when it settles, and
 * no others are touched.
 */
export async function smokeStart(
  engine: Engine,
  images: readonly SmokeImage[],
  options: SmokeOptions,
): Promise<SmokeResult | undefined> {
  const { run, folder, signal, patience = usualPatience } = options;
  const observed: Observed[] = [];
  try {
    for (const [index, image] of images.entries()) {
      if (signal?.aborted === true) return undefined;
      options.onStart(index);
      const { tag, architecture } = image;
      const container = new SmokeContainer({ engine, run, tag, architecture, folder, signal });
      const exposes = image.exposedPorts.filter((port) => !port.endsWith("/udp")).length;
      try {
        const before = observed[0]?.observation;
        const observation = await observe(container, { before, exposes }, patience, signal);
        observed.push({ label: image.label, observation: shown(observation, options.redact) });
      } finally {
        await container.remove();
      }
    }
  } finally {
    if (signal?.aborted === true) await removeSmokeContainers(engine, run);
  }
  const [first, ...others] = observed;
  return first === undefined || signal?.aborted === true ? undefined : judge([first, ...others]);
}

function shown(observation: Observation, redact: Redact): Observation {
  if (observation.kind === "refused")
    return { ...observation, reason: redact(plainLine(observation.reason)).replaceAll("`", "'") };
  return { ...observation, output: observation.output.map((line) => redact(plainLine(line))) };
}
