// Where a file names its stages, so that a stage can be renamed everywhere at once.

import type { Instruction } from "../syntax/instruction.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { instructionsOf } from "./occurrences.ts";
import type { Stage } from "./stage.ts";

/** A name that takes files or a base from a stage: in FROM, `COPY --from=` or `RUN --mount=...,from=`. */
export interface NamedSource {
  readonly instruction: Instruction;
  readonly name: string;
  readonly span: Span;
  /** The stage that holds the instruction. */
  readonly user: Stage;
}

/** Every `--from=` of COPY and ADD and every `from=` of a mount, in all stages; as written, with variables. */
export function namedSources(dockerfile: Dockerfile): readonly NamedSource[] {
  return ["COPY", "ADD", "RUN"].flatMap((keyword) =>
    instructionsOf(dockerfile, keyword).flatMap((instruction) => {
      const user = dockerfile.stageOf(instruction);
      return user === undefined ? [] : sourcesOf(instruction, user, dockerfile.syntax.text);
    }),
  );
}

function sourcesOf(instruction: Instruction, user: Stage, text: string): readonly NamedSource[] {
  return instruction.flags.flatMap((flag): readonly NamedSource[] => {
    if (flag.valueSpan === undefined || flag.value === undefined) return [];
    if (flag.name === "from" && instruction.keyword !== "RUN")
      return [{ instruction, name: flag.value, span: flag.valueSpan, user }];
    if (flag.name !== "mount" || instruction.keyword !== "RUN") return [];
    const value = text.slice(flag.valueSpan.start, flag.valueSpan.end);
    const found = /(?:^|,)from=([^,"'\s]+)/.exec(value);
    const name = found?.[1];
    if (found === null || name === undefined) return [];
    const start = flag.valueSpan.start + found.index + found[0].length - name.length;
    return [{ instruction, name, span: { start, end: start + name.length }, user }];
  });
}

/** Edits that give a stage another name where it is defined and wherever the file refers to it by name. */
export function renamed(dockerfile: Dockerfile, stage: Stage, to: string): readonly TextEdit[] {
  const { name, nameSpan } = stage;
  if (name === undefined || nameSpan === undefined) return [];
  const same = name.toLowerCase();
  const edits = [replacement(nameSpan, to)];
  for (const other of dockerfile.stages) {
    if (other.base.kind === "stage" && other.base.stage === stage)
      if (other.from.words[0]?.text.toLowerCase() === same) edits.push(replacement(other.base.span, to));
  }
  for (const { name: used, span, user } of namedSources(dockerfile))
    if (used.toLowerCase() === same && dockerfile.findStage(used, user.index) === stage)
      edits.push(replacement(span, to));
  return edits;
}
