// Writes files whole or not at all.

import { randomBytes } from "node:crypto";
import { access, chown, constants, mkdir, open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Replaces a file's text through a temporary file beside it, keeping its mode and, where that is allowed, its owner;
 * a link stays a link and its target is written. Rejects with the system's error, and then the old file is as it was.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const old = await stat(target).catch(() => undefined);
  // Renaming over a file needs no right to write it: a file that is write-protected stays as it is.
  if (old !== undefined) await access(target, constants.W_OK);
  await mkdir(dirname(target), { recursive: true });
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}`);
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(text, "utf8");
      if (old !== undefined) await file.chmod(old.mode & 0o7777);
      await file.sync();
    } finally {
      await file.close();
    }
    if (old !== undefined) await chown(temporary, old.uid, old.gid).catch(() => undefined);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
