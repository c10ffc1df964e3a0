// Runs ShellCheck on the scripts of a Dockerfile: the text through standard input, never a file and never a shell.

import { spawn } from "node:child_process";
import { parseShellcheck, type ShellcheckComment } from "../core/shellcheck/output.ts";
import type { ShellcheckScript } from "../core/shellcheck/scripts.ts";

export interface ShellcheckRequest {
  /** The program: a name on PATH or a path; `shellcheck` when empty. */
  readonly path: string;
  readonly scripts: readonly ShellcheckScript[];
  readonly signal?: AbortSignal | undefined;
}

export interface ShellcheckRun {
  /** By the key of the script; those that took too long or could not be read are missing. */
  readonly answers: ReadonlyMap<string, readonly ShellcheckComment[]>;
  /** Why the program could not be started, in its system's words; undefined where it could. */
  readonly failure: string | undefined;
}

/** A script of a Dockerfile takes well below a second; milliseconds. */
const longestRun = 20_000;

/** More than a script of the longest length makes ShellCheck print; bytes. */
const mostOutput = 16 * 1024 * 1024;

/** Processes at a time: ShellCheck uses one processor each. */
const atOnce = 2;

/**
 * Remarks that say nothing in a Dockerfile: on files that are sourced, which lie in the image, and on the dialect,
 * which is chosen for it. hadolint leaves out the same.
 */
const leftOut = "SC1090,SC1091,SC2148,SC2187";

/** Checks each script once. Never rejects. */
export async function runShellcheck({ path, scripts, signal }: ShellcheckRequest): Promise<ShellcheckRun> {
  const answers = new Map<string, readonly ShellcheckComment[]>();
  const waiting = [...new Map(scripts.map((script) => [script.key, script])).values()];
  let failure: string | undefined;
  const work = async (): Promise<void> => {
    for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) {
      if (failure !== undefined || signal?.aborted === true) return;
      const output = await check(path === "" ? "shellcheck" : path, script, signal);
      if (output.kind === "failed") failure = output.reason;
      const comments = output.kind === "printed" ? parseShellcheck(output.text, script) : undefined;
      if (comments !== undefined) answers.set(script.key, comments);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { answers, failure };
}

type Output =
  | { readonly kind: "printed"; readonly text: string }
  | { readonly kind: "failed"; readonly reason: string };

function check(program: string, script: ShellcheckScript, signal: AbortSignal | undefined): Promise<Output> {
  const args = ["--format=json1", "--norc", `--shell=${script.dialect}`, `--exclude=${leftOut}`, "-"];
  return new Promise((resolve) => {
    const failed = (error: unknown): void =>
      resolve({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
    try {
      const child = spawn(program, args, {
        shell: false,
        windowsHide: true,
        stdio: ["pipe", "pipe", "ignore"],
        timeout: longestRun,
        killSignal: "SIGKILL",
      });
      const stop = (): void => {
        child.kill("SIGKILL");
      };
      signal?.addEventListener("abort", stop, { once: true });
      const parts: Buffer[] = [];
      let size = 0;
      child.stdout.on("data", (part: Buffer) => {
        size += part.length;
        if (size <= mostOutput) parts.push(part);
        else child.kill("SIGKILL");
      });
      child.on("error", failed);
      child.on("close", () => {
        signal?.removeEventListener("abort", stop);
        resolve({ kind: "printed", text: Buffer.concat(parts).toString("utf8") });
      });
      // It may end before it has read everything.
      child.stdin.on("error", () => {});
      child.stdin.end(script.text);
    } catch (error) {
      failed(error);
    }
  });
}
