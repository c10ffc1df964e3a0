// The entry point of the command line.

import { version } from "../../package.json";
import { nearest } from "./arguments.ts";
import type { Command, Session } from "./command.ts";
import { compareCommand } from "./commands/compare.ts";
import { dfCommand } from "./commands/df.ts";
import { explainCommand } from "./commands/explain.ts";
import { fixCommand } from "./commands/fix.ts";
import { imagesCommand } from "./commands/images.ts";
import { lintCommand } from "./commands/lint.ts";
import { pinCommand } from "./commands/pin.ts";
import { rulesCommand } from "./commands/rules.ts";
import { splitCommand } from "./commands/split.ts";
import { type ExitCode, exitCodes, TroubleError } from "./exit.ts";
import { openOutput } from "./terminal.ts";

const commands: readonly Command[] = [
  lintCommand,
  fixCommand,
  splitCommand,
  pinCommand,
  compareCommand,
  imagesCommand,
  dfCommand,
  explainCommand,
  rulesCommand,
];

function overview(): string {
  const list = commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}\n`).join("");
  return `Lean Dockerfile ${version}: finds what makes a container image fat, splits it into stages, and measures the gain.

Usage: lean-dockerfile COMMAND [ARGUMENT...]

Commands:
${list}
\`lean-dockerfile COMMAND --help\` shows the options of a command. \`--version\` prints the version.

Exit codes: 0 clean, 1 findings or a budget exceeded, 2 wrong usage, unreadable input or no engine, 3 split declined,
4 a build failed, 130 cancelled.
`;
}

async function dispatch(session: Session, args: readonly string[]): Promise<ExitCode> {
  const [first, ...rest] = args;
  if (first === "--help" || first === "-h" || first === "help") {
    const topic = commands.find(({ name }) => name === rest[0]);
    session.terminal.out.write(topic?.help ?? overview());
    return exitCodes.clean;
  }
  if (first === "--version" || first === "-v") {
    session.terminal.out.write(`${version}\n`);
    return exitCodes.clean;
  }
  if (first === undefined)
    throw new TroubleError("No command is given", "`lean-dockerfile --help` lists them.");
  const command = commands.find(({ name }) => name === first);
  if (command === undefined) throw unknownCommand(first);
  return command.run(session, rest);
}

function unknownCommand(word: string): TroubleError {
  const near = nearest(
    word,
    commands.map(({ name }) => name),
  );
  const hint = near === undefined ? "`lean-dockerfile --help` lists them." : `Did you mean \`${near}\`?`;
  return new TroubleError(`Unknown command \`${word}\``, hint);
}

/** What ends a program from outside: Ctrl+C, `kill`, and a terminal that is closed. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** `timeout` and `npm` pass a signal on that the whole group of processes has got already: it comes twice at once. */
const oneWishMs = 500;

/** Output that can't be written, as on a full disk, ends in exit code 2. */
function unwritable(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") process.exitCode = exitCodes.trouble;
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const controller = new AbortController();
  const terminal = {
    out: openOutput(process.stdout, process.env),
    err: openOutput(process.stderr, process.env),
  };
  // The first Ctrl+C lets what runs clean up behind itself; the second does not wait for it.
  let interruptedAt: number | undefined;
  const interrupt = (): void => {
    if (interruptedAt === undefined) {
      interruptedAt = performance.now();
      controller.abort();
    } else if (performance.now() - interruptedAt > oneWishMs) process.exit(exitCodes.cancelled);
  };
  for (const signal of endings) process.on(signal, interrupt);
  // `lean-dockerfile lint | head`: that nobody reads on changes nothing about the exit code.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", unwritable);
  const session: Session = {
    terminal,
    cwd: process.cwd(),
    env: process.env,
    signal: controller.signal,
    stdin: process.stdin,
    today: new Date().toISOString().slice(0, 10),
  };
  try {
    const code = await dispatch(session, args);
    process.exitCode ??= controller.signal.aborted ? exitCodes.cancelled : code;
  } catch (error) {
    process.exitCode = controller.signal.aborted ? exitCodes.cancelled : exitCodes.trouble;
    terminal.err.write(troubleText(error, args));
  } finally {
    for (const signal of endings) process.off(signal, interrupt);
  }
}

/** One sentence for whatever went wrong; the stack only for those who ask. */
function troubleText(error: unknown, args: readonly string[]): string {
  const name = commands.some((command) => command.name === args[0])
    ? `lean-dockerfile ${args[0]}`
    : "lean-dockerfile";
  if (error instanceof TroubleError)
    return `${name}: ${[error.message, error.next].filter(Boolean).join(". ")}\n`;
  const message = error instanceof Error ? error.message : String(error);
  const stack = args.includes("--debug") && error instanceof Error ? `${error.stack}\n` : "";
  return `${name}: unexpected error: ${message}. This is a fault of Lean Dockerfile; \`--debug\` shows where.\n${stack}`;
}

void main();
