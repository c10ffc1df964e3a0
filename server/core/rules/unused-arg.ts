// unused-arg: an ARG that nothing uses.

import type { Fix } from "../finding.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import type { Stage } from "../model/stage.ts";
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
    if (dockerfile.globalArgs.length > 0) {
      const used = globalUses(dockerfile);
      for (const instruction of dockerfile.globalArgs)
        for (const { key, keySpan } of instruction.pairs)
          if (!isUsed(used, key) && !isGiven(key))
            report(keySpan, { message: messages.global(quoted(key)) }, () => removal(file, instruction));
    }
    for (const stage of dockerfile.stages)
      checkStage(file, stage, dockerfile.stages[stage.index + 1], report);
  },
});

/** Names that a text mentions; null where it has a heredoc, which may mention any. */
type Mentioned = Set<string> | null;

function isUsed(mentioned: Mentioned, name: string): boolean {
  return mentioned === null || mentioned.has(/^\w*/.exec(name)?.[0] ?? name);
}

/** From the last instruction to the first, so that what stands behind an ARG was read before it. */
function checkStage(file: RuleFile, stage: Stage, next: Stage | undefined, report: Report): void {
  if (!stage.instructions.some(({ keyword }) => keyword === "ARG")) return;
  // An ARG that stands right before the next FROM was meant for it.
  let mentioned: Mentioned = next === undefined ? new Set() : withMentions(new Set(), next.from);
  for (const instruction of stage.instructions.toReversed()) {
    // Programs see arguments as variables; ONBUILD may run some in another build.
    if (instruction.keyword === "RUN" || instruction.keyword === "ONBUILD") break;
    if (instruction.keyword === "ARG")
      for (const { key, keySpan } of instruction.pairs) {
        if (!/^[A-Za-z_]\w*$/.test(key) || isGiven(key) || isUsed(mentioned, key)) continue;
        report(keySpan, { message: messages.stage(quoted(key)) }, () => removal(file, instruction));
      }
    mentioned = withMentions(mentioned, instruction);
  }
}

/** Arguments that are there in any case: to declare them is to give them a default. */
function isGiven(name: string): boolean {
  return predefinedArguments.has(name) || platformArguments.has(name) || name.startsWith("BUILDKIT_");
}

function globalUses(dockerfile: Dockerfile): Mentioned {
  let mentioned: Mentioned = new Set();
  for (const instruction of dockerfile.globalArgs) mentioned = withMentions(mentioned, instruction);
  for (const stage of dockerfile.stages) {
    mentioned = withMentions(mentioned, stage.from);
    for (const instruction of stage.instructions) {
      mentioned = withMentions(mentioned, instruction);
      if (instruction.keyword === "ARG") for (const { key } of instruction.pairs) mentioned?.add(key);
    }
  }
  return mentioned;
}

/** Adds what follows a `$`, also where the instruction gets nothing from it: other rules say so. */
function withMentions(mentioned: Mentioned, instruction: Instruction): Mentioned {
  if (mentioned === null || instruction.heredocs.length > 0) return null;
  const { text } = instruction;
  if (text.includes("$"))
    for (const [, name] of text.matchAll(/\$\{?(\w+)/g)) if (name !== undefined) mentioned.add(name);
  return mentioned;
}

function removal(file: RuleFile, instruction: Instruction): readonly Fix[] {
  // A comment above it may be about it, and would be about something else then.
  if (instruction.pairs.length !== 1 || instruction.comments.length > 0) return [];
  const { nodes } = file.dockerfile.syntax;
  const before = nodes[nodes.indexOf(instruction) - 1];
  if (before?.kind === "comment") return [];
  return [safeFix("Remove the argument", replacement(instruction.span, ""))];
}
