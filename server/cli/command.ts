// What a command of the command line is, and its help.

import {
  commonOptions,
  type OptionSpec,
  type OptionSpecs,
  type OptionValues,
  parseArguments,
} from "./arguments.ts";
import { type ExitCode, exitCodes, TroubleError } from "./exit.ts";
import type { Terminal } from "./terminal.ts";

/** What a command works with, so that it can be called from a test as from a shell. */
export interface Session {
  readonly terminal: Terminal;
  /** Absolute path of the working directory. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user presses Ctrl+C. */
  readonly signal: AbortSignal;
  readonly stdin: AsyncIterable<Buffer | string>;
  /** ISO date. */
  readonly today: string;
}

export interface Invocation<Specs extends OptionSpecs> {
  readonly options: OptionValues<Specs>;
  readonly operands: readonly string[];
}

interface CommandOutline {
  readonly name: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** As the usage line shows them: `[PATH...]`. */
  readonly operands: { readonly usage: string; readonly least: number; readonly most: number };
  readonly options: OptionSpecs;
  /** Paragraphs behind the options in the help. */
  readonly notes: readonly string[];
}

export interface CommandSpec<Specs extends OptionSpecs> extends CommandOutline {
  readonly options: Specs;
  readonly run: (session: Session, invocation: Invocation<Specs>) => Promise<ExitCode>;
}

/** A command whose options are no longer of interest. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly help: string;
  readonly run: (session: Session, args: readonly string[]) => Promise<ExitCode>;
}

/** The only constructor of commands: it adds the options that all have. */
export function defineCommand<const Specs extends OptionSpecs>(spec: CommandSpec<Specs>): Command {
  const specs = { ...spec.options, ...commonOptions };
  const help = helpText(spec);
  return {
    name: spec.name,
    summary: spec.summary,
    help,
    run: async (session, args) => {
      const { options, operands } = parseArguments(specs, args);
      if (options.help) {
        session.terminal.out.write(help);
        return exitCodes.clean;
      }
      const { usage, least, most } = spec.operands;
      if (operands.length < least) {
        throw new TroubleError(`\`${spec.name}\` needs ${usage}`, `Usage: ${usageLine(spec)}`);
      }
      if (operands.length > most) {
        throw new TroubleError(`Unexpected argument \`${operands[most]}\``, `Usage: ${usageLine(spec)}`);
      }
      // The values of the command's own options; `commonOptions` only adds to them.
      return spec.run(session, { options: options as OptionValues<Specs>, operands });
    },
  };
}

function usageLine(spec: CommandOutline): string {
  return ["lean-dockerfile", spec.name, spec.operands.usage, "[OPTION...]"]
    .filter((word) => word !== "")
    .join(" ");
}

function helpText(spec: CommandOutline): string {
  const rows = Object.entries({ ...spec.options, ...commonOptions }).map(
    ([name, option]) => [`--${name}${valueText(option)}`, optionHelp(option)] as const,
  );
  const width = Math.max(...rows.map(([option]) => option.length));
  const options = rows.map(([option, text]) =>
    // A long option has a line to itself, so that the texts stay in reach of it.
    option.length > 28
      ? `  ${option}\n  ${"".padEnd(30)}${text}`
      : `  ${option.padEnd(Math.min(width, 28))}  ${text}`,
  );
  const notes = spec.notes.map((note) => `\n${note}\n`);
  return `${spec.summary}\n\nUsage: ${usageLine(spec)}\n\nOptions:\n${options.join("\n")}\n${notes.join("")}`;
}

function valueText(option: OptionSpec): string {
  if (option.kind === "flag") return "";
  return option.kind === "choice" ? ` ${option.choices.join("|")}` : ` ${option.value}`;
}

function optionHelp(option: OptionSpec): string {
  if (option.kind === "list") return `${option.help} Can be given several times.`;
  return option.kind === "choice" && option.default !== ""
    ? `${option.help} Default: ${option.default}.`
    : option.help;
}
