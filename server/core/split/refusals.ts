// What no split can move, whatever the language.

import { stageCommands } from "../model/commands.ts";
import { contextSources } from "../model/context-sources.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { firstLine } from "../text/first-line.ts";
import { droppedPackage } from "./archived-installs.ts";
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
  const dropped = droppedPackage(stage);
  if (dropped !== undefined) return dropped;
  for (const instruction of stage.instructions) {
    if (instruction.keyword === "ONBUILD")
      return {
        message: "`ONBUILD` hands instructions on to images built on this one",
        at: instruction.textSpan,
      };
    if (!knownKeywords.has(instruction.keyword))
      return {
        message: unknownKeyword(instruction),
        at: instruction.keywordSpan,
      };
    const misread = misreadStart(instruction);
    if (misread !== undefined) return { message: misread, at: instruction.textSpan };
    if (instruction.script?.broken === true)
      return {
        message: `\`${firstLine(instruction.text)}\` can't be read as a shell script`,
        at: instruction.textSpan,
      };
  }
  if (!file.project.known) return { message: unknownContext(file), at: stage.base.span };
  const map = contextMapOf(file.dockerfile, stage, file.project);
  const { unclear, landings } = map;
  if (unclear[0] !== undefined)
    return {
      message: `Which files \`${firstLine(unclear[0].text)}\` copies isn't known`,
      at: unclear[0].textSpan,
    };
  const missing = landings.find(
    ({ from }) => file.project.file(from)?.kind === "absent" && !map.expects(from),
  );
  return missing === undefined
    ? undefined
    : {
        message: `\`${missing.from}\` is not in the build context, so this copy fails`,
        at: missing.instruction.textSpan,
      };
}

/** Characters that look like a space, or like nothing, and that the engine takes for a part of the word. */
const lookAlikes: ReadonlyMap<string, string> = new Map([
  ["\u00a0", "a no-break space"],
  ["\u200b", "a zero-width space"],
  ["\u200e", "a left-to-right mark"],
  ["\u202f", "a narrow no-break space"],
  ["\u3000", "an ideographic space"],
  ["\ufeff", "a byte order mark"],
]);

function unknownKeyword({ keyword, text }: Instruction): string {
  for (const character of keyword) {
    const name = lookAlikes.get(character);
    if (name === undefined) continue;
    const number = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    const word = keyword.slice(0, keyword.indexOf(character));
    const place = word === "" ? "The line begins with" : `Behind \`${word}\` stands`;
    return `${place} ${name} (U+${number}), which the engine takes for a part of the instruction's name`;
  }
  return `\`${firstLine(keyword === "" ? text : keyword)}\` is no instruction that can be placed`;
}

/** A start command that means to be a list, and that the engine hands to a shell because it is no JSON. */
function misreadStart({ keyword, exec, argsText }: Instruction): string | undefined {
  if (!/^(?:CMD|ENTRYPOINT)$/.test(keyword) || exec !== undefined) return undefined;
  const text = argsText.trim();
  if (!/^\[\s*['"\u2018-\u201f]/.test(text) || !text.endsWith("]")) return undefined;
  const why = /['\u2018\u2019]/.test(text)
    ? " (single quotes)"
    : /[\u201c-\u201f]/.test(text)
      ? " (typographic quotes)"
      : /,\s*\]$/.test(text)
        ? " (a comma before the bracket)"
        : "";
  return `\`${keyword}\` is no valid JSON${why}, so the engine hands it to a shell, which looks for a program \`${(text.split(/\s/)[0] ?? "").replace(/["']/g, "")}\``;
}

/** Says which copies a context must have, since no folder was found with all of them. */
function unknownContext(file: RuleFile): string {
  const paths = contextSources(file.dockerfile).filter((path) => !/^\.?\/?$/.test(path));
  const [first, second, ...more] = paths.map((path) => `\`${path}\``);
  const rest = "so the files that the program opens can't be looked for";
  if (first === undefined) return `The build context isn't known, ${rest}`;
  const names =
    second === undefined
      ? first
      : more.length === 0
        ? `${first} and ${second}`
        : `${first}, ${second} and ${more.length} more`;
  return `The build context isn't known: no folder is known that has ${names}, ${rest}`;
}
