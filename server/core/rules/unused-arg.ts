// unused-arg: an ARG that nothing uses.

import type { Fix } from "../finding.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import { platformArguments, predefinedArguments } from "../model/variable-uses.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement } from "../text/edits.ts";
import { quoted, safeFix } from "./quick-fix.ts";
import { defineRule, type Report, type RuleFile } from "./rule.ts";

const messages = {
  global: (name: string) => `No FROM uses ${name} and no stage declares it again, so its value has no effect`,
  stage: (name: string) => `Nothing behind it uses ${name}, so its value has no effect`,
};

export const unusedArg = defineRule({
  name: "unused-arg",
  category: "runtime",
  severity: "hint",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "An ARG that nothing uses.",
    why: `A value given with \`--build-arg\` for it changes nothing, which whoever gives it does not learn. Often it was meant for a stage that does not declare it.

Arguments of a stage that a RUN follows are left alone: they are in the environment of its programs.`,
    examples: [
      {
        bad: `ARG VERSION=1.0
FROM alpine:3.22
RUN apk add --no-cache curl
`,
        good: `FROM alpine:3.22
RUN apk add --no-cache curl
`,
      },
    ],
    whenNotToUse:
      "Where several Dockerfiles are built with the same arguments and docker is not to warn about them.",
    fixSafety: "The fix removes the instruction. It is safe, because nothing sees the value.",
  },
  check(file, report) {
    const { dockerfile } = file;
    for (const instruction of dockerfile.globalArgs)
      for (const { key, keySpan } of instruction.pairs)
        if (!usedGlobally(dockerfile, key, instruction) && !isGiven(key))
          report(keySpan, { message: messages.global(quoted(key)) }, () => removal(file, instruction));
    for (const stage of dockerfile.stages)
      for (const [position, instruction] of stage.instructions.entries())
        if (instruction.keyword === "ARG")
          checkStageArg(file, behind(dockerfile, stage.index, position), instruction, report);
  },
});

/** The rest of the stage, and the next FROM: an ARG that stands right before it was meant for it. */
function behind(dockerfile: Dockerfile, index: number, position: number): readonly Instruction[] {
  const rest = dockerfile.stages[index]?.instructions.slice(position + 1) ?? [];
  const next = dockerfile.stages[index + 1]?.from;
  return next === undefined ? rest : [...rest, next];
}

function checkStageArg(
  file: RuleFile,
  later: readonly Instruction[],
  instruction: Instruction,
  report: Report,
): void {
  // Programs see arguments as variables; ONBUILD may run some in another build.
  if (later.some(({ keyword }) => keyword === "RUN" || keyword === "ONBUILD")) return;
  for (const { key, keySpan } of instruction.pairs) {
    if (!/^[A-Za-z_]\w*$/.test(key) || isGiven(key) || later.some((each) => names(each, key))) continue;
    report(keySpan, { message: messages.stage(quoted(key)) }, () => removal(file, instruction));
  }
}

/** Arguments that are there in any case: to declare them is to give them a default. */
function isGiven(name: string): boolean {
  return predefinedArguments.has(name) || platformArguments.has(name) || name.startsWith("BUILDKIT_");
}

function usedGlobally(dockerfile: Dockerfile, name: string, at: Instruction): boolean {
  const others = dockerfile.globalArgs.filter((each) => each !== at);
  if (
    others.some((each) => names(each, name)) ||
    at.pairs.some(({ value }) => mentions(value?.text ?? "", name))
  )
    return true;
  return dockerfile.stages.some(
    (stage) =>
      names(stage.from, name) ||
      stage.instructions.some(
        (each) => (each.keyword === "ARG" && each.pairs.some(({ key }) => key === name)) || names(each, name),
      ),
  );
}

/** True when the instruction holds `$name`, also where it gets nothing from it: other rules say so. */
function names(instruction: Instruction, name: string): boolean {
  if (instruction.heredocs.length > 0) return true;
  return mentions(instruction.text, name);
}

function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1];
    const isVariable = before === "$" || (before === "{" && text[at - 2] === "$");
    if (isVariable && !/\w/.test(text[at + name.length] ?? "")) return true;
  }
  return false;
}

function removal(file: RuleFile, instruction: Instruction): readonly Fix[] {
  // A comment above it may be about it, and would be about something else then.
  if (instruction.pairs.length !== 1 || instruction.comments.length > 0) return [];
  const { nodes } = file.dockerfile.syntax;
  const before = nodes[nodes.indexOf(instruction) - 1];
  if (before?.kind === "comment") return [];
  return [safeFix("Remove the argument", replacement(instruction.span, ""))];
}
