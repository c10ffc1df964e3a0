// Asks the launcher, which sees the window, for a picture and for the texts that are to be seen in it.

import { existsSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { MomentReply, MomentRequest } from "../protocol.ts";
import { suiteSettings, until } from "./runner.ts";

/**
 * Waits until every text is to be seen in the window and a picture of it was taken. Does nothing where the
 * launcher can't see the window (the desktop one); there the cases check what the API tells. `more` asks for what
 * no command can do.
 */
export async function takePicture(
  name: string,
  texts: readonly string[] = [],
  more: Omit<MomentRequest, "texts"> = {},
): Promise<void> {
  const { momentsFolder } = suiteSettings();
  if (momentsFolder === null) return;
  const request: MomentRequest = { ...more, texts };
  const requestFile = path.join(momentsFolder, `${name}.request.json`);
  const replyFile = path.join(momentsFolder, `${name}.reply.json`);
  // Renamed into place, so that the launcher never reads half a file.
  writeFileSync(`${requestFile}.tmp`, JSON.stringify(request));
  renameSync(`${requestFile}.tmp`, requestFile);
  await until(`the picture ${name}`, () => (existsSync(replyFile) ? true : undefined), 60_000);
  const { missing, violations } = JSON.parse(readFileSync(replyFile, "utf8")) as MomentReply;
  unlinkSync(replyFile);
  if (missing.length > 0)
    throw new Error(`not as it must be at ${name}: ${missing.map((text) => `"${text}"`).join(", ")}`);
  if (violations.length > 0) throw new Error(`axe-core finds at ${name}:\n${violations.join("\n")}`);
}
