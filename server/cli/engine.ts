// The engine for commands that do not build, and the question before something is removed.

import { createInterface } from "node:readline/promises";
import { Readable } from "node:stream";
import { type Engine, reachEngine } from "../engine/index.ts";
import type { CompareFailure } from "../protocol/compare.ts";
import type { Session } from "./command.ts";
import { TroubleError } from "./exit.ts";

/** The engine, or an error with its sentence. */
export async function openEngine(session: Session): Promise<Engine> {
  const found = await reachEngine({ env: session.env as NodeJS.ProcessEnv, signal: session.signal });
  if (!found.ok) throw troubleOf(found.failure);
  return found.engine;
}

/** Engines' failures are whole sentences; the message of an error is one without its full stop. */
export function troubleOf({ message }: CompareFailure): TroubleError {
  return new TroubleError(message.replace(/\.$/, ""));
}

/** True when the user agrees: by `--yes`, or by an answer at the terminal. Nobody there is no agreement. */
export async function agrees(
  session: Session,
  question: string,
  options: { readonly yes: boolean },
): Promise<boolean> {
  if (options.yes) return true;
  const { err } = session.terminal;
  if (!err.interactive)
    throw new TroubleError("Nothing is removed without being asked for at a terminal", "Add `--yes`.");
  err.write(`${question} [y/N] `);
  const lines = createInterface({ input: Readable.from(session.stdin) });
  try {
    for await (const line of lines) return /^\s*y(?:es)?\s*$/i.test(line);
    return false;
  } finally {
    lines.close();
  }
}
