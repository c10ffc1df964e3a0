// One container of a smoke start: made without network from an image of the run, looked into, and removed.

import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../client.ts";
import { removeContainerArgv } from "../client-argv.ts";
import { firstLine } from "../failure.ts";
import { launch, type ProcessRun, run, succeeded } from "../process.ts";
import { getRoot, type HttpAnswer, httpAnswer } from "./http-answer.ts";
import { type Listener, listenersOf, socketTables } from "./listeners.ts";
import { type ProbeTask, probeProgram } from "./probe.ts";

/** Images bear another label, so containers that a user starts from one are not taken for ours. */
const smokeLabel = "lean-dockerfile.smoke";

/** Where the probe lies in the container. */
const probePath = "/.lean-dockerfile-probe";

const callTimeoutMs = 60_000;
/** A server that says nothing for so long is taken at its word. */
const answerTimeoutMs = 5_000;
/** More of an answer is not read. */
const longestAnswer = 1024 * 1024;
const logLines = 20;

export type ContainerState =
  | { readonly kind: "running" }
  | { readonly kind: "exited"; readonly code: number }
  /** The engine does not say. */
  | { readonly kind: "unknown" };

export interface ContainerPlace {
  readonly engine: Engine;
  /** The run's id. */
  readonly run: string;
  /** The image's tag, which this run made; its end tells the container's name apart. */
  readonly tag: string;
  readonly architecture: string;
  /** A folder of the run's own, for the probe on its way into the container. */
  readonly folder: string;
  readonly signal: AbortSignal | undefined;
}

export class SmokeContainer {
  private readonly place: ContainerPlace;
  private readonly name: string;

  constructor(place: ContainerPlace) {
    this.place = place;
    this.name = `lean-dockerfile-smoke-${place.tag.slice(place.tag.lastIndexOf(":") + 1)}`;
  }

  /** Makes and starts the container; gives the engine's words where it does not. */
  async start(): Promise<string | undefined> {
    const created = await this.call([
      "container",
      "create",
      `--name=${this.name}`,
      `--label=${smokeLabel}=${this.place.run}`,
      "--network=none",
      // The name of the machine may be a part of an answer.
      "--hostname=lean-dockerfile",
      // Where the user's engine sends logs elsewhere, these stay here and go with the container.
      "--log-driver=json-file",
      "--pull=never",
      this.place.tag,
    ]);
    if (!succeeded(created.ending)) return refusal(created);
    await this.bring({ kind: "files", paths: socketTables });
    const started = await this.call(["container", "start", this.name]);
    return succeeded(started.ending) ? undefined : refusal(started);
  }

  async state(): Promise<ContainerState> {
    const answer = await this.call(["container", "inspect", "--format", "{{json .State}}", this.name]);
    if (!succeeded(answer.ending)) return { kind: "unknown" };
    try {
      const state = JSON.parse(answer.stdout) as { Running?: boolean; Status?: string; ExitCode?: number };
      if (state.Running === true || state.Status === "running") return { kind: "running" };
      return { kind: "exited", code: state.ExitCode ?? 0 };
    } catch {
      return { kind: "unknown" };
    }
  }

  /** What listens on TCP; undefined where it can't be told. */
  async listeners(): Promise<readonly Listener[] | undefined> {
    const tables = await this.probe(callTimeoutMs);
    return listenersOf(Buffer.from(tables).toString("latin1"));
  }

  /** Asks one listener for its root. */
  async ask({ port, address }: Listener): Promise<HttpAnswer> {
    const brought = await this.bring({ kind: "request", address, port, request: getRoot });
    return httpAnswer(brought ? await this.probe(answerTimeoutMs) : new Uint8Array(0));
  }

  /** The last lines that the program printed, oldest first. */
  async output(): Promise<readonly string[]> {
    const answer = await this.call(["container", "logs", `--tail=${logLines}`, this.name]);
    const lines = [...answer.stdout.split(/\r?\n/), ...answer.stderr.split(/\r?\n/)];
    return lines.filter((line) => line.trim() !== "").slice(-logLines);
  }

  /** Removes the container with its anonymous volumes. The run's own signal does not stop this. */
  async remove(): Promise<void> {
    const { engine } = this.place;
    await run(engine.command, removeContainerArgv(this.name), { env: engine.env, timeoutMs: callTimeoutMs });
  }

  /** Puts a program into the container; false where there is none for its machine. */
  private async bring(task: ProbeTask): Promise<boolean> {
    const program = probeProgram(this.place.architecture, task);
    if (program === undefined) return false;
    const file = join(this.place.folder, "probe");
    await writeFile(file, program);
    // What is copied keeps its rights, and the process's mask must not take any away.
    await chmod(file, 0o755);
    return succeeded((await this.call(["cp", file, `${this.name}:${probePath}`])).ending);
  }

  /** What the program in the container prints. */
  private async probe(timeoutMs: number): Promise<Uint8Array> {
    const { engine, signal } = this.place;
    const enough = new AbortController();
    const stop = () => enough.abort();
    signal?.addEventListener("abort", stop, { once: true });
    const args = ["container", "exec", "--user=0", "--workdir=/", this.name, probePath];
    const child = launch(engine.command, args, { env: engine.env, signal: enough.signal, timeoutMs });
    const chunks: Uint8Array[] = [];
    let length = 0;
    child.stderr?.resume();
    child.stdout?.on("data", (chunk: Uint8Array) => {
      if (length < longestAnswer) chunks.push(chunk);
      length += chunk.length;
      if (length >= longestAnswer) stop();
    });
    child.stdout?.on("error", () => {});
    child.stderr?.on("error", () => {});
    await child.ending;
    signal?.removeEventListener("abort", stop);
    return Buffer.concat(chunks);
  }

  private call(args: readonly string[]): Promise<ProcessRun> {
    const { engine, signal } = this.place;
    return run(engine.command, args, { env: engine.env, signal, timeoutMs: callTimeoutMs });
  }
}

/** The engine's words without the names of those who passed them on. */
function refusal({ stderr }: ProcessRun): string {
  return firstLine(stderr.replace(/^.*(?:unable to start container process: |response from daemon: )/, ""));
}

/** Removes what a cancelled client may have had made after it was gone: containers that bear the run's own label. */
export async function removeSmokeContainers(engine: Engine, runId: string): Promise<void> {
  const list = ["container", "ls", "--all", "--quiet", "--no-trunc", `--filter=label=${smokeLabel}=${runId}`];
  const answer = await run(engine.command, list, { env: engine.env, timeoutMs: callTimeoutMs });
  if (!succeeded(answer.ending)) return;
  for (const id of answer.stdout.split(/\s+/).filter((each) => each !== "")) {
    await run(engine.command, removeContainerArgv(id), { env: engine.env, timeoutMs: callTimeoutMs });
  }
}
