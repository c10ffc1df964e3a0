// Has images examined in a thread of their own, one thread for each image: it takes its memory with it when it ends.

import { Worker } from "node:worker_threads";
import type { ExamineAnswer, Examiner } from "./examine.ts";

/** Young objects are short-lived here, and a small room for them keeps the whole small. In MB. */
const youngGeneration = 8;
/** Room for the file lists of images with a million files; what it is given for is a sentence instead of a crash. */
const oldGeneration = 1024;

/** An examiner that runs `file`, the built worker. */
export function workerExaminer(file: string): Examiner {
  return ({ engine, ...job }, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve({ ok: false, ending: { kind: "stopped", why: "cancelled" }, output: "" });
        return;
      }
      const worker = new Worker(file, {
        workerData: { ...job, engine: { command: engine.command, env: { ...engine.env } } },
        resourceLimits: { maxYoungGenerationSizeMb: youngGeneration, maxOldGenerationSizeMb: oldGeneration },
      });
      const cancel = () => worker.postMessage("cancel");
      signal?.addEventListener("abort", cancel, { once: true });
      const finish = (answer: ExamineAnswer) => {
        signal?.removeEventListener("abort", cancel);
        resolve(answer);
      };
      const failed = (reason: string) =>
        finish({
          ok: false,
          ending: { kind: "exited", code: 1 },
          output: `the image can't be examined: ${reason}`,
        });
      worker.once("message", finish);
      worker.once("error", ({ message }) => failed(message));
      // After an answer this says nothing new: the promise is settled.
      worker.once("exit", (code) => failed(`its thread ends with ${code}`));
    });
}
