// What is in an image that is there already: its layers, largest files, waste, and whether it starts.

import type { CompareOutcome } from "../protocol/compare.ts";
import type { Engine } from "./client.ts";
import type { Examiner } from "./examine.ts";
import { firstLine } from "./failure.ts";
import { inspectImage } from "./inspect.ts";
import type { MeasurementCache } from "./measure.ts";
import { readSide } from "./side-result.ts";

/**
 * Measures one local image without making or removing anything. Never rejects. A name that the client would take for
 * an option is refused.
 */
export async function imageContents(
  engine: Engine,
  image: string,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly cache?: MeasurementCache | undefined;
    readonly examine?: Examiner | undefined;
  } = {},
): Promise<CompareOutcome> {
  if (image === "" || image.startsWith("-") || /[\s\0]/.test(image))
    return failed(`\`${firstLine(image)}\` is no name of an image.`);
  const found = await inspectImage(engine, image, options.signal);
  if (!("config" in found))
    return failed(
      `There is no image \`${firstLine(image)}\`: \`${engine.identity.name} image ls\` lists those that are there.`,
    );
  const answer = await readSide(
    engine,
    { label: image, dockerfileText: "", dockerfilePath: "", context: "", steps: [] },
    {
      tag: image,
      build: undefined,
      redact: (text) => text,
      compressed: "as-found",
      cache: options.cache,
      examine: options.examine,
      signal: options.signal,
    },
  );
  if (!answer.ok) return answer;
  return {
    ok: true,
    result: {
      kind: "measured",
      engine: engine.identity,
      sides: [answer.side],
      difference: null,
      configDifferences: [],
      verification: answer.verification,
      budget: null,
      notes: [],
    },
  };
}

function failed(message: string): CompareOutcome {
  return { ok: false, failure: { kind: "other", message } };
}
