// What a comparison looks at beyond sizes, each only on request: how the images behave when they are started.

import type { CompareResult, ComparisonExtra } from "../protocol/compare.ts";
import type { Engine } from "./client.ts";
import type { Redact } from "./redaction.ts";
import { type SmokeImage, smokeStart } from "./smoke/smoke.ts";

/** The parts of a result that are there only when they were asked for. */
export type Extras = Pick<CompareResult, "smoke">;

interface ExtraOptions {
  readonly run: string;
  /** A folder of the run's own. */
  readonly folder: string;
  readonly redact: Redact;
  readonly signal: AbortSignal | undefined;
  /** Called before something is done with one of the images. */
  readonly onStep: (index: number, what: string) => void;
}

/** Looks at the images, which this run made. */
export async function readExtras(
  engine: Engine,
  images: readonly SmokeImage[],
  wanted: readonly ComparisonExtra[],
  options: ExtraOptions,
): Promise<Extras> {
  const smoke = wanted.includes("smoke")
    ? await smokeStart(engine, images, {
        ...options,
        onStart: (index) => options.onStep(index, "Starting it without network"),
      })
    : undefined;
  return smoke === undefined ? {} : { smoke };
}
