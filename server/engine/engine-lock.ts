// Lets one comparison at a time use a builder that makes images of steps, which two runs would otherwise share.

import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { EngineName } from "../protocol/compare.ts";
import { isStale, keepFresh } from "./fresh-file.ts";

export interface EngineLock {
  release(): Promise<void>;
}

const pollMs = 200;

/**
 * Waits for the lock; null when the signal aborts first. `onWait` is called once when another holds it.
 * The lock is a file, so that it holds between processes too; where none can be made, the run goes without.
 */
export async function lockEngine(options: {
  readonly signal?: AbortSignal | undefined;
  readonly onWait?: () => void;
  readonly folder?: string | undefined;
  /** Comparisons with different clients need not wait for one another. */
  readonly client: EngineName;
  /** `give-up`: null at once where another holds it. */
  readonly whenHeld?: "wait" | "give-up";
}): Promise<EngineLock | null> {
  const path = join(options.folder ?? sharedFolder(), `lean-dockerfile-${userName()}-${options.client}.lock`);
  const token = randomBytes(8).toString("hex");
  for (let waited = false; ; waited = true) {
    if (options.signal?.aborted) return null;
    const attempt = await take(path, token);
    if (attempt === "taken") return held(path, token);
    // A folder that can't be written, or a file of somebody else: then this run goes without a lock.
    if (attempt === "impossible") return { release: async () => {} };
    if (options.whenHeld === "give-up") return null;
    if (!waited) options.onWait?.();
    await sleep(pollMs);
  }
}

async function take(path: string, token: string): Promise<"taken" | "held" | "impossible"> {
  try {
    await writeFile(path, token, { flag: "wx", mode: 0o600 });
  } catch {
    return whyNot(path);
  }
  // Another that found the same stale file may have removed ours with it.
  await sleep(20);
  return (await contentOf(path)) === token ? "taken" : "held";
}

/** Why the file could not be made; a stale one is removed on the way, and the next round takes it. */
async function whyNot(path: string): Promise<"held" | "impossible"> {
  try {
    const found = await stat(path);
    if (process.getuid !== undefined && found.uid !== process.getuid()) return "impossible";
    if (isStale(found)) await rm(path, { force: true });
    return "held";
  } catch (error) {
    // It may be gone by now; if the folder is the trouble, it is so every time.
    return isMissing(error) && (await isWritable(path)) ? "held" : "impossible";
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

async function isWritable(path: string): Promise<boolean> {
  try {
    await access(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The same folder for every process of the user, whatever each has in `TMPDIR`. */
function sharedFolder(): string {
  return process.platform === "win32" ? tmpdir() : "/tmp";
}

function held(path: string, token: string): EngineLock {
  const stop = keepFresh(path);
  return {
    release: async () => {
      stop();
      if ((await contentOf(path)) === token) await rm(path, { force: true });
    },
  };
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}

function userName(): string {
  try {
    return userInfo().username.replace(/[^A-Za-z0-9_-]/g, "_");
  } catch {
    return "user";
  }
}
