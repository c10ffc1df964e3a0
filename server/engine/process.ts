// Runs client programs: no shell, lines as they come, a time limit, and cancelling that ends in SIGKILL.

import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";

/** How a process ended. `stopped` means that we ended it, because of the signal or the time limit. */
export type Ending =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "killed"; readonly signal: string }
  | {
      readonly kind: "stopped";
      readonly why: "cancelled" | "timed-out";
      /** Set when the process ended by itself after it was asked to, so that it could tidy up. */
      readonly orderly?: true;
    }
  /** The program could not be started at all; `reason` is the operating system's word for why. */
  | { readonly kind: "not-started"; readonly reason: string };

export type OutputStream = "stdout" | "stderr";

export interface LaunchOptions {
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
  /** What asks the process to end; `SIGTERM` when absent. After a while `SIGKILL` follows. */
  readonly stopSignal?: NodeJS.Signals | undefined;
  /** `own`: a process group of its own, which the interrupt of a terminal does not reach. */
  readonly group?: "own" | undefined;
}

export interface RunOptions extends LaunchOptions {
  /** Called for each line without its end, in the order in which each stream printed them. */
  readonly onLine?: ((line: string, stream: OutputStream) => void) | undefined;
}

export interface ProcessRun {
  readonly ending: Ending;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running process whose standard output the caller reads. */
export interface LaunchedProcess {
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly ending: Promise<Ending>;
}

/** How long a process that was asked to end may take before it is killed. */
export const killAfterMs = 5000;

/** What is kept of one stream of a process in `ProcessRun`; a build's log goes line by line instead. */
const keptCharacters = 16 * 1024 * 1024;

/** Longer lines are cut, so that a program without line ends can't fill the memory. */
const longestLine = 64 * 1024;

/** True when the process ran and exited with code 0. */
export function succeeded(ending: Ending): boolean {
  return ending.kind === "exited" && ending.code === 0;
}

/**
 * Starts a program with an argument array. Never rejects: what went wrong is the `ending`.
 * The caller must read or `resume()` both streams, or the process waits for ever.
 */
export function launch(
  command: string,
  args: readonly string[],
  options: LaunchOptions = {},
): LaunchedProcess | { readonly ending: Promise<Ending>; readonly stdout: null; readonly stderr: null } {
  if (options.signal?.aborted) return notLaunched({ kind: "stopped", why: "cancelled" });
  let child: ChildProcess;
  try {
    child = spawn(command, [...args], {
      shell: false,
      windowsHide: true,
      detached: options.group === "own" && process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
      ...(options.env === undefined ? {} : { env: options.env }),
    });
  } catch (error) {
    // Node throws here for arguments that no program can take, such as one with a NUL character.
    return notLaunched({ kind: "not-started", reason: errorText(error) });
  }
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) {
    return notLaunched({ kind: "not-started", reason: "its output can't be read" });
  }
  return { stdout, stderr, ending: watch(child, options) };
}

function notLaunched(ending: Ending) {
  return { ending: Promise.resolve(ending), stdout: null, stderr: null };
}

function watch(child: ChildProcess, options: LaunchOptions): Promise<Ending> {
  return new Promise((resolve) => {
    let stopped: "cancelled" | "timed-out" | undefined;
    let killTimer: NodeJS.Timeout | undefined;
    let limitTimer: NodeJS.Timeout | undefined;
    const stop = (why: "cancelled" | "timed-out") => {
      if (stopped !== undefined) return;
      stopped = why;
      child.kill(options.stopSignal ?? "SIGTERM");
      killTimer = setTimeout(() => {
        child.kill("SIGKILL");
        // A grandchild may hold the pipes open; without readers `close` comes nevertheless.
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, killAfterMs);
    };
    const cancel = () => stop("cancelled");
    const finish = (ending: Ending) => {
      clearTimeout(killTimer);
      clearTimeout(limitTimer);
      options.signal?.removeEventListener("abort", cancel);
      if (stopped === undefined) resolve(ending);
      else resolve({ kind: "stopped", why: stopped, ...(ending.kind === "exited" ? { orderly: true } : {}) });
    };
    options.signal?.addEventListener("abort", cancel, { once: true });
    if (options.timeoutMs !== undefined) limitTimer = setTimeout(() => stop("timed-out"), options.timeoutMs);
    child.on("error", (error) => {
      // An error after the start (a failed kill) is followed by `close`; only a failed start is final.
      if (child.pid === undefined) finish({ kind: "not-started", reason: errorText(error) });
    });
    child.on("close", (code, signal) => {
      finish(code === null ? { kind: "killed", signal: signal ?? "unknown" } : { kind: "exited", code });
    });
  });
}

/** Runs a program to its end and gives what it printed. Never rejects. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<ProcessRun> {
  const child = launch(command, args, options);
  if (child.stdout === null) return { ending: await child.ending, stdout: "", stderr: "" };
  const kept: Record<OutputStream, string> = { stdout: "", stderr: "" };
  const splitters: LineSplitter[] = [];
  for (const name of ["stdout", "stderr"] as const) {
    const stream = child[name];
    const splitter = new LineSplitter((line) => options.onLine?.(line, name));
    splitters.push(splitter);
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      if (kept[name].length < keptCharacters) kept[name] += chunk;
      splitter.push(chunk);
    });
    // A stream that we destroyed after a kill has nothing to add to the ending.
    stream.on("error", () => {});
  }
  const ending = await child.ending;
  for (const splitter of splitters) splitter.end();
  return { ending, stdout: kept.stdout, stderr: kept.stderr };
}

/** Cuts a stream of text chunks into lines; a carriage return inside a line starts it over, as on a terminal. */
export class LineSplitter {
  private readonly onLine: (line: string) => void;
  private rest = "";

  constructor(onLine: (line: string) => void) {
    this.onLine = onLine;
  }

  push(chunk: string): void {
    let start = 0;
    for (let end = chunk.indexOf("\n"); end !== -1; end = chunk.indexOf("\n", start)) {
      this.emit(this.rest + chunk.slice(start, end));
      this.rest = "";
      start = end + 1;
    }
    if (this.rest.length < longestLine) this.rest += chunk.slice(start);
  }

  /** Gives the last line when it has no end. */
  end(): void {
    if (this.rest !== "") this.emit(this.rest);
    this.rest = "";
  }

  private emit(line: string): void {
    const whole = line.endsWith("\r") ? line.slice(0, -1) : line;
    this.onLine(whole.slice(whole.lastIndexOf("\r") + 1).slice(0, longestLine));
  }
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
