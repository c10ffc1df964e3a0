// What no split can move, whatever the language.

import { stageCommands } from "../model/commands.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { firstLine } from "../text/first-line.ts";
import { contextMapOf } from "./context-map.ts";
import type { Note } from "./plan.ts";

const knownKeywords = new Set([
  "RUN",
  "CMD",
  "LABEL",
  "MAINTAINER",
  "EXPOSE",
  "ENV",
  "ADD",
  "COPY",
  "ENTRYPOINT",
  "VOLUME",
  "USER",
  "WORKDIR",
  "ARG",
  "STOPSIGNAL",
  "HEALTHCHECK",
  "SHELL",
]);

/**
 * Longer stages are not split: what each instruction leaves behind is compared with the others. The longest of 16,000
 * files has 153 instructions and 426 commands in a stage.
 */
const mostInstructions = 500;
const mostCommands = 2_000;

/** Why the stage can't be split by anyone; undefined when nothing stands against it. */
export function refusal(file: RuleFile, stage: Stage): Note | undefined {
  if (stage.base.kind === "stage")
    return { message: "The shipped stage is built on another stage of this file", at: stage.base.span };
  if (stage !== file.dockerfile.stages.at(-1))
    return {
      message: "The stage is not the last one of the file, and only that one is split",
      at: stage.from.textSpan,
    };
  if (stage.imageFacts?.windows === true)
    return { message: "Windows images are not split", at: stage.base.span };
  if (stage.instructions.length > mostInstructions)
    return {
      message: `The stage has more than ${mostInstructions} instructions, which are not followed one by one`,
      at: stage.from.textSpan,
    };
  if (stageCommands(stage).length > mostCommands)
    return {
      message: `The stage runs more than ${mostCommands} commands, which are not followed one by one`,
      at: stage.from.textSpan,
    };
  for (const instruction of stage.instructions) {
    if (instruction.keyword === "ONBUILD")
      return {
        message: "`ONBUILD` hands instructions on to images built on this one",
        at: instruction.textSpan,
      };
    if (!knownKeywords.has(instruction.keyword))
      return {
        message: `\`${instruction.keyword}\` is no instruction that can be placed`,
        at: instruction.keywordSpan,
      };
    if (instruction.script?.broken === true)
      return {
        message: `\`${firstLine(instruction.text)}\` can't be read as a shell script`,
        at: instruction.textSpan,
      };
  }
  if (!file.project.known)
    return {
      message: "The build context isn't known, so the files that the program opens can't be looked for",
      at: stage.base.span,
    };
  const unclear = contextMapOf(file.dockerfile, stage, file.project).unclear[0];
  return unclear === undefined
    ? undefined
    : { message: `Which files \`${firstLine(unclear.text)}\` copies isn't known`, at: unclear.textSpan };
}
