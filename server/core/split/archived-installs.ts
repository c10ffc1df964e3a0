// Installations that fail today, because the packages of an ended Debian release are on its mirrors no longer.

import { isArchivedRelease } from "../images/releases.ts";
import { runCommands } from "../model/commands.ts";
import { packageCommand } from "../model/packages.ts";
import type { Stage } from "../model/stage.ts";
import type { Note } from "./plan.ts";

/** The first installation of the stage that finds no packages; undefined where none does, or where the mirrors are changed. */
export function failingInstallation(stage: Stage): Note | undefined {
  const release = stage.imageFacts?.release;
  if (release === undefined || !isArchivedRelease(release)) return undefined;
  for (const instruction of stage.instructionsOf("RUN")) {
    if (/archive\.debian|snapshot\.debian|\/etc\/apt\/|\bapt\.conf/.test(instruction.text)) return undefined;
    const run = runCommands(stage, instruction).find(
      (each) => /^apt(?:-get)?$/.test(each.program) && packageCommand(each)?.action === "install",
    );
    if (run !== undefined)
      return {
        message: `This installation fails already: Debian's mirrors no longer have the packages of ${release}`,
        at: run.command.span,
      };
  }
  return undefined;
}
