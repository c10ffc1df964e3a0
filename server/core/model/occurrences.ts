// Where instructions and commands of one kind stand in a file: looked for once, whatever the number of rules.

import type { Instruction } from "../syntax/instruction.ts";
import { type RunCommand, stageCommands } from "./commands.ts";
import type { Dockerfile } from "./dockerfile.ts";

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

/** The commands of all RUN instructions that start one of these programs, in order for each program. */
export function commandsOf(dockerfile: Dockerfile, ...programs: readonly string[]): readonly RunCommand[] {
  let index = byProgram.get(dockerfile);
  if (index === undefined) {
    index = grouped(allCommands(dockerfile), (each) => each.program);
    byProgram.set(dockerfile, index);
  }
  const first = programs[0] ?? "";
  if (programs.length === 1) return index.get(first) ?? nothing;
  let found: RunCommand[] | undefined;
  for (const program of programs) {
    const these = index.get(program);
    if (these === undefined) continue;
    if (found === undefined) found = [...these];
    else found.push(...these);
  }
  return found ?? nothing;
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

const byKeyword = new WeakMap<Dockerfile, ReadonlyMap<string, readonly Instruction[]>>();
const byProgram = new WeakMap<Dockerfile, ReadonlyMap<string, readonly RunCommand[]>>();
const commands = new WeakMap<Dockerfile, readonly RunCommand[]>();

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
