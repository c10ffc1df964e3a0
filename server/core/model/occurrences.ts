// Where instructions and commands of one kind stand in a file: looked for once, whatever the number of rules.

import { Memory } from "../memory.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { type RunCommand, runCommands, stageCommands } from "./commands.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { grouped } from "./grouped.ts";

const nothing: readonly never[] = [];

/** The instructions with this keyword in all of the file, in order; those that ONBUILD puts off are not among them. */
export function instructionsOf(dockerfile: Dockerfile, keyword: string): readonly Instruction[] {
  let index = byKeyword.get(dockerfile);
  if (index === undefined) {
    index = grouped(dockerfile.syntax.instructions, (each) => each.keyword);
    byKeyword.set(dockerfile, index);
  }
  return index.get(keyword) ?? nothing;
}

/**
 * The commands of all RUN instructions that start one of these programs, in order for each program. Scripts are read
 * only where their text has the program's name: most files have none of most programs.
 */
export function commandsOf(dockerfile: Dockerfile, ...programs: readonly string[]): readonly RunCommand[] {
  let found: RunCommand[] | undefined;
  for (const program of programs) {
    if (!mentions(dockerfile, program)) continue;
    const these = commandsOfProgram(dockerfile, program);
    if (these.length === 0) continue;
    if (programs.length === 1) return these;
    if (found === undefined) found = [...these];
    else found.push(...these);
  }
  return found ?? nothing;
}

/** True when a RUN has the word somewhere; false says that no command of the file starts a program of that name. */
function mentions(dockerfile: Dockerfile, word: string): boolean {
  let known = words.get(dockerfile);
  if (known === undefined) {
    known = new Set();
    for (const run of instructionsOf(dockerfile, "RUN"))
      for (const each of wholeText(dockerfile, run).match(wordPattern) ?? []) known.add(each);
    words.set(dockerfile, known);
  }
  // A name with other characters may be cut differently in the text.
  return known.has(word) || !isPlain(word);
}

/** True when the pattern takes the word as one; the names that rules ask for are few, and each is asked for often. */
function isPlain(word: string): boolean {
  let plain = plainWords.get(word);
  if (plain === undefined) {
    plain = plainWord.test(word);
    // Names out of a file don't stay.
    if (plainWords.size < 1000) plainWords.set(word, plain);
  }
  return plain;
}

const plainWords = new Map<string, boolean>();

/** With the heredocs, which hold scripts as well. */
function wholeText({ syntax }: Dockerfile, { span }: Instruction): string {
  return syntax.text.slice(span.start, span.end);
}

const wordPattern = /[\w.+-]+/g;
const plainWord = /^[\w.+-]+$/;

function commandsOfProgram(dockerfile: Dockerfile, program: string): readonly RunCommand[] {
  let index = byProgram.get(dockerfile);
  if (index === undefined) {
    index = new Map();
    byProgram.set(dockerfile, index);
  }
  const known = index.get(program);
  if (known !== undefined) return known;
  const these: RunCommand[] = [];
  for (const stage of dockerfile.stages)
    for (const run of stage.instructionsOf("RUN")) {
      if (!wholeText(dockerfile, run).includes(program)) continue;
      for (const each of runCommands(stage, run)) if (each.program === program) these.push(each);
    }
  index.set(program, these);
  return these;
}

/** The commands of all RUN instructions of all stages, in order. */
export function allCommands(dockerfile: Dockerfile): readonly RunCommand[] {
  let all = commands.get(dockerfile);
  if (all === undefined) {
    all = dockerfile.stages.flatMap((stage) => stageCommands(stage));
    commands.set(dockerfile, all);
  }
  return all;
}

const byKeyword = new Memory<Dockerfile, ReadonlyMap<string, readonly Instruction[]>>("dockerfile");
const words = new Memory<Dockerfile, Set<string>>("dockerfile");
const byProgram = new Memory<Dockerfile, Map<string, readonly RunCommand[]>>("dockerfile");
const commands = new Memory<Dockerfile, readonly RunCommand[]>("dockerfile");
