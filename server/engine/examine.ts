// Measures and verifies a saved image in one pass over its stream; where that runs is the caller's business.

import type { ImageConfig } from "../protocol/compare.ts";
import type { Engine } from "./client.ts";
import { type Examined, measureImage } from "./measure.ts";
import type { Ending } from "./process.ts";
import type { CompressedSize } from "./tar-layer.ts";
import { verifyImage } from "./verify.ts";

/** What is needed to examine an image: nothing in it but plain data, so that another thread can be told. */
export interface ExamineJob {
  readonly engine: Pick<Engine, "command" | "env">;
  readonly reference: string;
  readonly config: ImageConfig;
  readonly compressed: CompressedSize;
}

export type ExamineAnswer =
  | { readonly ok: true; readonly examined: Examined }
  | { readonly ok: false; readonly ending: Ending; readonly output: string };

/** Examines an image. Never rejects. */
export type Examiner = (job: ExamineJob, signal?: AbortSignal | undefined) => Promise<ExamineAnswer>;

/** Examines in this thread, which is busy with it for as long as the engine saves. */
export const examineHere: Examiner = async ({ engine, reference, config, compressed }, signal) => {
  const measured = await measureImage(engine, reference, { compressed, signal });
  if (!measured.ok) return measured;
  const { measurement, files } = measured;
  return { ok: true, examined: { measurement, verification: verifyImage(files, config) } };
};
