// The commands that RUN instructions execute, each with the working directory and variables it sees.

import { Memory, type Remembering } from "../memory.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { ShellCommand, ShellWord } from "../syntax/shell.ts";
import { isShell, parseShell } from "../syntax/shell.ts";
import { expand } from "./expand.ts";
import { changedFolder } from "./paths.ts";
import type { Stage } from "./stage.ts";

/** A command of a RUN instruction in its surroundings. */
export interface RunCommand extends Remembering {
  readonly instruction: Instruction;
  readonly command: ShellCommand;
  /** Program without its folder, `go` for `/usr/local/go/bin/go`. */
  readonly program: string;
  readonly args: readonly ShellWord[];
  /** Where it runs; undefined when a `cd` before it can't be followed. */
  readonly cwd: string | undefined;
  /** Value of a variable: null when unset, undefined when it can't be known. */
  readonly variable: (name: string) => string | null | undefined;
}

/** The commands of one RUN; none in exec form that starts no shell but one command. */
export function runCommands(stage: Stage, instruction: Instruction): readonly RunCommand[] {
  const cached = cache.get(instruction);
  if (cached !== undefined) return cached;
  const commands = evaluate(stage, instruction);
  cache.set(instruction, commands);
  return commands;
}

/** All commands of a stage's RUN instructions, in order. */
export function stageCommands(stage: Stage): readonly RunCommand[] {
  // Nearly every rule and ecosystem asks for them.
  let commands = stageCache.get(stage);
  if (commands === undefined) {
    const all: RunCommand[] = [];
    for (const run of stage.instructionsOf("RUN")) for (const each of runCommands(stage, run)) all.push(each);
    commands = all;
    stageCache.set(stage, commands);
  }
  return commands;
}

const stageCache = new Memory<Stage, readonly RunCommand[]>("stage");

/** The argument of a word with variables replaced; undefined when a part can't be known. */
export function argumentValue(run: RunCommand, word: ShellWord): string | undefined {
  if (!word.dynamic) return word.value;
  if (/\$\(|`|[*?[{]/.test(word.raw.replaceAll("${", ""))) return undefined;
  return expand(word.raw, run.variable);
}

/** As `argumentValue`, with patterns of the shell left as they stand: `target/*.jar`. */
export function argumentPattern(run: RunCommand, word: ShellWord): string | undefined {
  const plain = argumentValue(run, word);
  if (plain !== undefined || /\$\(|`|[[{"'\\]/.test(word.raw.replaceAll("${", ""))) return plain;
  return expand(word.raw, run.variable);
}

const cache = new Memory<Instruction, readonly RunCommand[]>("instruction");

type Variables = ReadonlyMap<string, string | undefined>;

/** Variables and folder of one (sub)shell. The map is replaced, not changed: commands keep what they saw. */
interface ShellState {
  cwd: string | undefined;
  variables: Variables;
}

const noVariables: Variables = new Map();

function evaluate(stage: Stage, instruction: Instruction): readonly RunCommand[] {
  return evaluateCommands(commandsOf(instruction), {
    instruction,
    cwd: stage.workdir(instruction).value,
    variable: (name) => stage.variable(name, instruction),
  });
}

/** What a script finds when it starts; the variables are those that come from outside. */
export type ScriptSurroundings = Pick<RunCommand, "instruction" | "cwd" | "variable">;

/** The commands of a script in order, each with the folder and variables that those before it leave. */
export function evaluateCommands(
  commands: readonly ShellCommand[],
  { instruction, cwd, variable: outside }: ScriptSurroundings,
): readonly RunCommand[] {
  const result: RunCommand[] = [];
  const states = new Map<string, ShellState>();
  states.set("", { cwd, variables: noVariables });
  for (const command of commands) {
    const state = stateFor(states, command.subshells);
    const own = assigned(command, outside, state.variables);
    const variable = lookup(outside, state.variables, own);
    const run: RunCommand = {
      instruction,
      command,
      program: command.program.slice(command.program.lastIndexOf("/") + 1),
      args: command.args,
      cwd: state.cwd,
      variable,
      answers: [],
    };
    result.push(run);
    applyEffects(run, state, own);
  }
  return result;
}

function commandsOf(instruction: Instruction): readonly ShellCommand[] {
  const script = instruction.script;
  if (script !== undefined) return script.commands;
  const exec = instruction.exec;
  const first = exec?.elements[0];
  if (exec === undefined || first === undefined) return [];
  const words = exec.elements.map(
    (each): ShellWord => ({
      value: each.value,
      raw: each.value,
      span: each.span,
      dynamic: false,
    }),
  );
  const command: ShellCommand = {
    span: exec.span,
    words,
    program: first.value,
    args: words.slice(1),
    programSpan: first.span,
    assignments: [],
    redirects: [],
    joined: "first",
    conditional: false,
    subshells: [],
  };
  const flag = words.findIndex((each) => /^-[a-z]*c$/.test(each.value));
  const script_ = flag === -1 ? undefined : words[flag + 1];
  // An escaped string would put the offsets inside it off.
  const exact = script_ !== undefined && script_.span.end - script_.span.start === script_.value.length;
  return isShell(first.value) && script_ !== undefined && exact
    ? parseShell(script_.value, script_.span.start).commands
    : [command];
}

function stateFor(states: Map<string, ShellState>, subshells: readonly number[]): ShellState {
  const key = subshells.join("/");
  const known = states.get(key);
  if (known !== undefined) return known;
  const parent = stateFor(states, subshells.slice(0, -1));
  const state = { cwd: parent.cwd, variables: parent.variables };
  states.set(key, state);
  return state;
}

/** The variables that a command sets for itself; each assignment sees those before it. */
function assigned(
  { assignments }: ShellCommand,
  outside: RunCommand["variable"],
  shell: Variables,
): Variables {
  if (assignments.length === 0) return noVariables;
  const own = new Map<string, string | undefined>();
  const variable = lookup(outside, shell, own);
  for (const { name, value } of assignments)
    own.set(name, value === undefined ? "" : expandWord(value, variable));
  return own;
}

function lookup(
  outside: (name: string) => string | null | undefined,
  shell: Variables,
  own: Variables,
): (name: string) => string | null | undefined {
  if (shell.size === 0 && own === noVariables) return outside;
  return (name) => {
    if (own.has(name)) return own.get(name);
    if (shell.has(name)) return shell.get(name);
    return outside(name);
  };
}

function expandWord(
  word: ShellWord,
  variable: (name: string) => string | null | undefined,
): string | undefined {
  if (!word.dynamic) return word.value;
  if (/\$\(|`/.test(word.raw)) return undefined;
  return expand(word.raw, variable);
}

/** `cd`, `export` and plain assignments change what later commands of the same shell see. */
function applyEffects(run: RunCommand, state: ShellState, own: Variables): void {
  const { command } = run;
  if (command.words.length === 0) {
    change(state, own, command);
    return;
  }
  if (run.program === "cd" || run.program === "pushd") {
    const target = run.args.find((each) => !each.value.startsWith("-"));
    const path = target === undefined ? "/root" : argumentValue(run, target);
    state.cwd = command.conditional ? undefined : changedFolder(state.cwd, path);
  } else if (run.program === "popd") state.cwd = undefined;
  else if (run.program === "export") {
    const exported = new Map<string, string | undefined>();
    for (const word of run.args) {
      const equals = word.value.indexOf("=");
      if (equals === -1) continue;
      const name = word.value.slice(0, equals);
      const raw = word.raw.slice(word.raw.indexOf("=") + 1);
      exported.set(name, /\$\(|`/.test(raw) ? undefined : expand(raw, run.variable));
    }
    change(state, exported, command);
  } else if (run.program === "unset")
    state.variables = new Map([...state.variables, ...run.args.map((word) => [word.value, ""] as const)]);
}

/** What a command that may not run sets is not known any more. */
function change(state: ShellState, set: Variables, { conditional }: ShellCommand): void {
  if (set.size === 0) return;
  const variables = new Map(state.variables);
  for (const [name, value] of set) variables.set(name, conditional ? undefined : value);
  state.variables = variables;
}
