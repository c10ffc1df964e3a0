// A start command that runs the toolchain, as a reason to decline.

import type { Ecosystem } from "../ecosystems/ecosystem.ts";
import type { Stage } from "../model/stage.ts";
import type { Note } from "./plan.ts";
import { startCommand } from "./start-command.ts";

/** The reason where the image starts the toolchain itself; undefined where it starts something else. */
export function toolchainStart(stage: Stage, runsToolchain: Ecosystem["runsToolchain"]): Note | undefined {
  const answer = startCommand(stage);
  if (answer.kind !== "start") return undefined;
  const { programs, args, span } = answer.start;
  const tool = programs.find((program) => runsToolchain(program, args));
  if (tool === undefined) return undefined;
  const command = [tool, ...args.slice(0, 1).filter((word) => /^\w/.test(word))].join(" ");
  return { message: `The start command needs the toolchain at run time: \`${command}\``, at: span };
}
