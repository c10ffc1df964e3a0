// What a comparison looks at beyond sizes, each only on request: how the images behave when they are started, and what
// is known to be vulnerable in them.

import type { CompareResult, ComparisonExtra, ScannerReport } from "../protocol/compare.ts";
import type { Engine } from "./client.ts";
import type { Redact } from "./redaction.ts";
import { type SmokeImage, smokeStart } from "./smoke/smoke.ts";
import { countVulnerabilities } from "./vulnerabilities/vulnerabilities.ts";

export interface Extras {
  /** The parts of a result that are there only when they were asked for. */
  readonly parts: Pick<CompareResult, "smoke" | "vulnerabilities">;
  /** One sentence for each that could not be had. */
  readonly notes: readonly string[];
}

interface ExtraOptions {
  readonly run: string;
  /** A folder of the run's own. */
  readonly folder: string;
  readonly redact: Redact;
  readonly signal: AbortSignal | undefined;
  /** Called before something is done with one of the images. */
  readonly onStep: (index: number, what: string) => void;
  readonly onReport: (report: ScannerReport) => void;
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
  const scan =
    wanted.includes("vulnerabilities") && options.signal?.aborted !== true
      ? await countVulnerabilities(engine, images, {
          ...options,
          onScan: (index, scanner) => options.onStep(index, `Looking for vulnerabilities with ${scanner}`),
        })
      : undefined;
  return {
    parts: {
      ...(smoke === undefined ? {} : { smoke }),
      ...(scan?.ok === true ? { vulnerabilities: scan.vulnerabilities } : {}),
    },
    notes: scan?.ok === false ? [scan.note] : [],
  };
}
