// Entrypoint scripts: what a shell script that starts the program needs itself.

import { isShell, parseShell, type ShellCommand } from "../syntax/shell.ts";
import { builtins, writesFile } from "./start-command.ts";

export interface ScriptNeeds {
  readonly shell: "sh" | "bash";
  /** Programs it runs, shell builtins left out. */
  readonly programs: readonly string[];
  /** It writes files itself, by redirection or with programs that do. */
  readonly writes: boolean;
  /** All words that could name a file. */
  readonly words: readonly string[];
  /** The command that installs packages each time, `npm install`; undefined where none does. */
  readonly installs: string | undefined;
}

/**
 * The script of vishnubob/wait-for-it, which projects copy: it waits for a port with bash alone, then starts the words
 * behind `--`. It is known as a whole, since it computes what it starts.
 */
const waitForIt = /\bwait_for_wrapper\b/;

/** Reads a script; undefined when it is no shell script or does what can't be followed (`eval`, broken syntax). */
export function scriptNeeds(text: string): ScriptNeeds | undefined {
  const shebang = /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(text);
  const interpreter =
    (shebang?.[1]?.endsWith("/env") === true ? shebang[2] : shebang?.[1])?.replace(/^.*\//, "") ?? "sh";
  if (!isShell(interpreter)) return undefined;
  const script = parseShell(text, 0);
  if (waitForIt.test(text))
    return { shell: "bash", programs: ["timeout"], writes: false, words: [], installs: undefined };
  if (script.broken) return undefined;
  const commands = script.commands.filter((command) => command.program !== "");
  if (commands.some((command) => command.program === "eval")) return undefined;
  const programs = new Set<string>();
  for (const command of commands) {
    const dynamic = command.program.includes("$");
    // `exec "$@"` runs what CMD names, which is looked at by itself; other computed names can't be followed.
    if (dynamic && !/^"?\$(?:[@*]|\{[@*]\})"?$/.test(command.program)) return undefined;
    if (!dynamic && !builtins.has(command.program)) programs.add(command.program);
  }
  // Functions that the script defines.
  for (const [, name] of text.matchAll(/^[ \t]*(?:function[ \t]+)?([\w-]+)[ \t]*\(\)/gm))
    programs.delete(name ?? "");
  return {
    shell: interpreter === "bash" ? "bash" : "sh",
    programs: [...programs],
    writes: commands.some(writesFile),
    words: commands.flatMap((command) => [command.program, ...command.args.map((arg) => arg.value)]),
    installs: commands.map(installation).find((each) => each !== undefined),
  };
}

/** Package managers and the words with which each installs what a manifest asks for; yarn does so without one, too. */
const installers: Readonly<Record<string, RegExp>> = {
  npm: /^(?:install|i|ci|install-clean)$/,
  pnpm: /^(?:install|i)$/,
  yarn: /^(?:install|)$/,
  bun: /^(?:install|i)$/,
  pip: /^install$/,
  pip3: /^install$/,
  poetry: /^install$/,
  pipenv: /^(?:install|sync)$/,
};

/** The command as it installs packages, unless that hangs on something or on another command's failure. */
function installation({ program, args, conditional, joined }: ShellCommand): string | undefined {
  const words = Object.hasOwn(installers, program) ? installers[program] : undefined;
  const [word] = args.map((arg) => arg.value).filter((value) => !value.startsWith("-"));
  return words?.test(word ?? "") === true && !conditional && joined !== "||"
    ? [program, word].filter((each) => each !== undefined).join(" ")
    : undefined;
}
