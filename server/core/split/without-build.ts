// What is said of a stage in which nothing is built: it needs no split, or what builds there is decided elsewhere.

import { runCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { buildPackages } from "./interpreter-images.ts";
import { type DeclinedSplit, declined, type Note } from "./plan.ts";

export interface NotNeeded {
  readonly kind: "not-needed";
  readonly reasons: readonly Note[];
}

/** The answer for a stage that no language builds something in. */
export function withoutBuild(file: RuleFile, stage: Stage): NotNeeded | DeclinedSplit {
  const at = stage.from.textSpan;
  if (file.dockerfile.stages.length > 1)
    return notNeeded(
      "The file is already split: its last stage carries no toolchain that builds something",
      at,
    );
  const facts = stage.imageFacts;
  const { base } = stage;
  if (facts?.role === "toolchain" && base.kind === "image") {
    const name = `\`${base.reference.text}\``;
    const starts = stage.cmd?.by !== undefined || stage.entrypoint?.by !== undefined;
    const copy = stage.instructions.find((instruction) => copiesContext(file, instruction));
    if (!starts && copy !== undefined)
      return declined(
        undefined,
        `Nothing is built here and nothing says what starts: what the toolchain of ${name} does with these files is decided where a container is started`,
        copy.textSpan,
      );
    return notNeeded(`No step is known to build a program with the toolchain of ${name}`, stage.base.span);
  }
  const removed = toolsRemoved(stage);
  if (removed !== undefined) return { kind: "not-needed", reasons: [removed] };
  if (facts?.hasCompiler === false && buildPackages(stage).length === 0)
    return notNeeded("The image carries no compiler and no headers", stage.base.span);
  return notNeeded("No step is known to build something that could leave its tools behind", at);
}

function notNeeded(message: string, at: Note["at"]): NotNeeded {
  return { kind: "not-needed", reasons: [at === undefined ? { message } : { message, at }] };
}

/** The whole context is copied, as a development image does. */
function copiesContext(file: RuleFile, instruction: Instruction): boolean {
  const copy = /^(?:COPY|ADD)$/.test(instruction.keyword) ? file.dockerfile.copy(instruction) : undefined;
  return copy?.origin.kind === "context" && copy.sources.some(({ text }) => /^\.?\/?$/.test(text));
}

/** Why no toolchain ships, where steps install one and remove it again. */
export function toolsRemoved(stage: Stage): Note | undefined {
  const clean = stage.instructionsOf("RUN").find((instruction) => removesItsTools(stage, instruction));
  return clean === undefined || buildPackages(stage).length > 0
    ? undefined
    : {
        message: "What this step installs to build with it removes again, so no toolchain ships",
        at: clean.textSpan,
      };
}

/** It installs packages and removes some of them again. */
function removesItsTools(stage: Stage, instruction: Instruction): boolean {
  const commands = runCommands(stage, instruction).map(packageCommand);
  const installed = new Set(
    commands.flatMap((each) => (each?.action === "install" ? each.packages.map(packageName) : [])),
  );
  const removed = commands.flatMap((each) => (each?.action === "remove" ? each.packages : []));
  return (
    installed.size > 0 &&
    removed.some((word) => word.value.startsWith(".") || installed.has(packageName(word)))
  );
}
