// A copy of all sources before the dependencies: the builder gets only what their installation reads.

import { runCommands } from "../model/commands.ts";
import { packageCommand } from "../model/packages.ts";
import { dirName } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import { contains, type Span } from "../text/span.ts";
import { contextMapOf, type Landing } from "./context-map.ts";
import { builtins } from "./start-command.ts";

/** The only copy of a whole folder in a stage, which an installation behind it may need nothing of but manifests. */
export function wholeCopy(file: RuleFile, stage: Stage): Landing | undefined {
  const map = contextMapOf(file.dockerfile, stage, file.project);
  const [landing, second] = map.landings.filter(({ from, isFile }) => from === "." || isFile === false);
  const copy = landing === undefined ? undefined : file.dockerfile.copy(landing.instruction);
  return second === undefined && copy?.sources.length === 1 ? landing : undefined;
}

/**
 * Edits that make a copy of a folder a copy of the manifests in it. Empty where the manifests do not all come with it,
 * or where a command behind it other than the installations may read more: those whose spans `installs` holds.
 */
export function leanCopy(
  file: RuleFile,
  stage: Stage,
  landing: Landing,
  manifests: readonly string[],
  installs: readonly Span[],
): readonly TextEdit[] {
  const map = contextMapOf(file.dockerfile, stage, file.project);
  const { instruction } = landing;
  const copy = file.dockerfile.copy(instruction);
  if (copy === undefined || manifests.length === 0 || readsMore(stage, landing, installs)) return [];
  const folders = new Map<string, string[]>();
  for (const path of manifests) {
    const image = map.toImage(path);
    const last = map.landings.findLast((each) => map.landingOf(each, path) === image);
    if (image === undefined || last?.instruction !== instruction) return [];
    const folder = dirName(image);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  const [only, other] = [...folders];
  if (only === undefined || other !== undefined) return [];
  const [folder, paths] = only;
  if (paths.some((path) => /\s/.test(path))) return [];
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
  const target = folder === stage.workdir(instruction).value ? "./" : `${folder === "/" ? "" : folder}/`;
  const span = {
    start: copy.sources[0]?.span.start ?? instruction.args.start,
    end: copy.destination.span.end,
  };
  if (file.text.slice(span.start, span.end).startsWith("[") || instruction.exec !== undefined) return [];
  return [replacement(span, `${paths.join(" ")} ${target}`)];
}

/** A command behind the copy that is no installation and no matter of the system alone. */
function readsMore(stage: Stage, { instruction }: Landing, installs: readonly Span[]): boolean {
  return stage.instructions
    .slice(stage.positionOf(instruction) + 1)
    .filter(({ keyword }) => keyword === "RUN")
    .flatMap((each) => runCommands(stage, each))
    .some((run) => {
      if (installs.some((at) => contains(at, run.command.span) || contains(run.command.span, at)))
        return false;
      if (run.program === "" || builtins.has(run.program) || packageCommand(run) !== undefined) return false;
      if (/^(?:useradd|adduser|groupadd|addgroup|curl|wget)$/.test(run.program)) return false;
      const words = run.args.filter(({ value }) => !value.startsWith("-"));
      return !words.every(({ value }) => /^\/(?:var|tmp|root|etc|usr)\//.test(value));
    });
}
