// The shell scripts of a Dockerfile as ShellCheck is given them: in their dialect, with the variables they know.

import type { Dockerfile } from "../model/dockerfile.ts";
import { baseName } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { Instruction, ScriptSource } from "../syntax/instruction.ts";
import { joinForShell } from "../syntax/shell.ts";

export type ShellDialect = "sh" | "bash" | "dash" | "ksh";

export interface ShellcheckScript {
  readonly dialect: ShellDialect;
  /** What ShellCheck reads: lines that declare variables, then the script. */
  readonly text: string;
  /** Where the script itself starts in `text`. */
  readonly start: number;
  /** Where the script starts in the file; from there on both texts are equally long. */
  readonly offset: number;
  /** The same for scripts that ShellCheck says the same of. */
  readonly key: string;
}

/** Distributions whose `/bin/sh` is bash. */
const bashAsSh = new Set([
  "almalinux",
  "amazonlinux",
  "centos",
  "fedora",
  "oraclelinux",
  "photon",
  "rhel",
  "rockylinux",
]);

/** Longer scripts are programs in a Dockerfile; characters. */
const longestScript = 100_000;

/** Every script of RUN, of CMD, ENTRYPOINT and HEALTHCHECK in shell form, and of what ONBUILD puts off. */
export function shellScripts(dockerfile: Dockerfile): readonly ShellcheckScript[] {
  return dockerfile.stages.flatMap((stage) =>
    (runsWindows(dockerfile, stage) ? [] : stage.instructions).flatMap((instruction) => {
      const source = (instruction.trigger ?? instruction).scriptSource;
      const script = source === undefined ? undefined : scriptOf(stage, instruction, source);
      return script ?? [];
    }),
  );
}

/** Where no SHELL says otherwise, a Windows image runs cmd; with a backtick for escapes it is most likely one. */
function runsWindows({ syntax }: Dockerfile, stage: Stage): boolean {
  return stage.imageFacts?.windows === true || syntax.escape === "`";
}

function scriptOf(
  stage: Stage,
  instruction: Instruction,
  source: ScriptSource,
): ShellcheckScript | undefined {
  const shell = source.interpreter === undefined ? stage.shell(instruction).value : [source.interpreter];
  const dialect = dialectOf(stage, shell[0] ?? "");
  if (dialect === undefined || source.masked.trim() === "" || source.masked.length > longestScript)
    return undefined;
  const script = joinForShell(source.masked);
  const header = [...optionLines(shell), ...variableLines(stage, instruction, script)].join("");
  const text = header + script;
  return { dialect, text, start: header.length, offset: source.offset, key: `${dialect} ${text}` };
}

/** Undefined for shells that ShellCheck does not know. */
function dialectOf(stage: Stage, shell: string): ShellDialect | undefined {
  const name = baseName(shell);
  if (name === "bash" || name === "ksh" || name === "dash") return name;
  // Busybox's shell is nearest to dash: both know `local`.
  if (name === "ash") return "dash";
  if (name !== "sh") return undefined;
  const distribution = stage.imageFacts?.distribution;
  if (distribution === undefined) return "sh";
  return bashAsSh.has(distribution) ? "bash" : "dash";
}

/** With `-e` a failed `cd` ends the script, which ShellCheck takes into account. */
function optionLines(shell: readonly string[]): readonly string[] {
  return shell.slice(1).some((word) => /^-[a-z]*e/.test(word)) ? ["set -e\n"] : [];
}

/**
 * ENV and ARG that the script names. A value of one plain word needs no quotes, so it is declared with such a value;
 * what is in the others isn't known.
 */
function variableLines(stage: Stage, instruction: Instruction, script: string): readonly string[] {
  const used = new Set([...script.matchAll(/\$\{?[#!]?([A-Za-z_]\w*)/g)].map((match) => match[1] ?? ""));
  return [...used].flatMap((name) => {
    const value = stage.variable(name, instruction);
    if (value === null || (value === undefined && !isDeclared(stage, name))) return [];
    return [
      value !== undefined && /^[\w./:@%+=,-]+$/.test(value) ? `export ${name}=1\n` : `export ${name}\n`,
    ];
  });
}

/** An ARG without a default has no value that is known, and is a variable all the same. */
function isDeclared(stage: Stage, name: string): boolean {
  return stage.chain.some((each, index) =>
    each.variableChanges.get(name)?.some(({ kind }) => index === 0 || kind === "ENV"),
  );
}
