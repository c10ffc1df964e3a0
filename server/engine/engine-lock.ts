// Lets one comparison at a time use the legacy builder, whose step images two runs would otherwise share.

import { randomBytes } from "node:crypto";
import { readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface EngineLock {
  release(): Promise<void>;
}

const pollMs = 200;
/** The holder touches its lock this often ... */
const touchMs = 5_000;
/** ... and one that was not touched for so long has no holder any more. */
const staleMs = 30_000;

/**
 * Waits for the lock; null when the signal aborts first. `onWait` is called once when another holds it.
 * The lock is a file in the temporary folder, so that it holds between processes too.
 */
export async function lockEngine(options: {
  readonly signal?: AbortSignal | undefined;
  readonly onWait?: () => void;
  readonly folder?: string;
}): Promise<EngineLock | null> {
  const path = join(options.folder ?? tmpdir(), `lean-dockerfile-${userName()}.lock`);
  const token = randomBytes(8).toString("hex");
  for (let waited = false; ; waited = true) {
    if (options.signal?.aborted) return null;
    if (await taken(path, token)) return held(path, token);
    if (!waited) options.onWait?.();
    await sleep(pollMs);
  }
}

async function taken(path: string, token: string): Promise<boolean> {
  try {
    await writeFile(path, token, { flag: "wx", mode: 0o600 });
  } catch {
    await removeStale(path);
    return false;
  }
  // Another that found the same stale file may have removed ours with it.
  await sleep(20);
  return (await contentOf(path)) === token;
}

async function removeStale(path: string): Promise<void> {
  try {
    if (Date.now() - (await stat(path)).mtimeMs > staleMs) await rm(path, { force: true });
  } catch {
    // It is gone already, and the next round takes it.
  }
}

function held(path: string, token: string): EngineLock {
  const timer = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, touchMs);
  timer.unref();
  return {
    release: async () => {
      clearInterval(timer);
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
