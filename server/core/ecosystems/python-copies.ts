// Copies of all sources before the packages: the builder gets only what the installation reads.

import { dirName } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { contextMapOf } from "../split/context-map.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import { pythonDependencyStep } from "./python-dependencies.ts";
import type { PythonSetup } from "./python-setup.ts";

/**
 * Edits that make `COPY . .` in the builder a copy of the manifests, where everything that follows there only
 * installs from them. Empty where anything else is read.
 */
export function leanCopies(file: RuleFile, stage: Stage, setup: PythonSetup): readonly TextEdit[] {
  const map = contextMapOf(file.dockerfile, stage, file.project);
  const whole = map.landings.filter(({ from, isFile }) => from === "." || isFile === false);
  const [landing, second] = whole;
  if (landing === undefined || second !== undefined) return [];
  const { instruction } = landing;
  const copy = file.dockerfile.copy(instruction);
  if (copy === undefined || copy.sources.length !== 1) return [];
  const manifests = manifestsBehind(file, stage, setup, instruction);
  if (manifests === undefined || manifests.length === 0) return [];
  const folders = new Map<string, string[]>();
  for (const path of manifests) {
    const image = map.toImage(path);
    if (
      image === undefined ||
      map.landings.findLast((each) => map.landingOf(each, path) === image)?.instruction !== instruction
    )
      return [];
    const folder = dirName(image);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  const [only, other] = [...folders];
  if (only === undefined || other !== undefined) return [];
  const [folder, paths] = only;
  if (paths.some((path) => /\s/.test(path))) return [];
  const target = folder === stage.workdir(instruction).value ? "./" : `${folder === "/" ? "" : folder}/`;
  // What an earlier copy brings need not be copied again.
  const { nodes } = file.dockerfile.syntax;
  const isThere = paths.every((path) =>
    map.landings.some(
      (each) =>
        each.instruction !== instruction &&
        each.from === path &&
        stage.positionOf(each.instruction) < stage.positionOf(instruction) &&
        each.to === map.landingOf(landing, path),
    ),
  );
  if (isThere && nodes[nodes.indexOf(instruction) - 1]?.kind !== "comment")
    return [replacement(instruction.span, "")];
  const span = {
    start: copy.sources[0]?.span.start ?? instruction.args.start,
    end: copy.destination.span.end,
  };
  if (file.text.slice(span.start, span.end).startsWith("[") || instruction.exec !== undefined) return [];
  return [replacement(span, `${paths.join(" ")} ${target}`)];
}

/** What the commands behind a copy read of the project; undefined where one reads more than manifests. */
function manifestsBehind(
  file: RuleFile,
  stage: Stage,
  setup: PythonSetup,
  copy: Instruction,
): readonly string[] | undefined {
  const found = new Set<string>();
  for (const { run, command } of setup.steps) {
    if (stage.positionOf(run.instruction) < stage.positionOf(copy)) continue;
    if (command.kind === "passes" || command.kind === "environment" || command.kind === "in-project")
      continue;
    if (command.kind !== "install") return undefined;
    const { pip } = command;
    if (pip !== undefined && pip.files.length === 0 && pip.folders.length === 0 && !pip.local) continue;
    const needs = pythonDependencyStep(file, stage, run)?.examine();
    if (needs?.kind !== "reorder" || needs.command !== undefined) return undefined;
    for (const path of needs.manifests) found.add(path);
  }
  return [...found];
}
