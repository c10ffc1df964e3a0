// The thread that examines one image, so that the language server goes on answering meanwhile. Built as dist/worker.js.

import { parentPort, workerData } from "node:worker_threads";
import { type ExamineJob, examineHere } from "./examine.ts";

const cancelling = new AbortController();
// The client program is stopped in order, which a thread that is just ended could not do.
parentPort?.once("message", () => cancelling.abort());
void examineHere(workerData as ExamineJob, cancelling.signal).then((answer) => {
  parentPort?.postMessage(answer);
  parentPort?.close();
});
