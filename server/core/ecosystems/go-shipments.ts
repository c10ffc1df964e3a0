// Follows the programs of Go builds through `mv`, `cp` and COPY --from into the stage that they end up in.

import { argumentValue, stageCommands } from "../model/commands.ts";
import type { Copy } from "../model/dockerfile.ts";
import { baseName, isWithin, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { hasWildcard, matchPath } from "../project/glob.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { type GoBuild, goBuilds } from "./go-build.ts";

/** A Go program that a COPY --from brings into a stage. */
export interface GoShipment {
  readonly build: GoBuild;
  /** The stage in which the build runs. */
  readonly builder: Stage;
  /** Where the program lies in the stage it is copied from; undefined where only its folder is known. */
  readonly path: string | undefined;
  /** The COPY of the receiving stage. */
  readonly copy: Instruction;
}

/** Copies of copies are followed this deep. */
const deepest = 5;

/** Every Go program that COPY --from instructions of the stage itself bring, each build once for each COPY. */
export function goShipments(file: RuleFile, stage: Stage): readonly GoShipment[] {
  const found: GoShipment[] = [];
  for (const instruction of stage.instructions) {
    if (instruction.keyword !== "COPY") continue;
    const copy = file.dockerfile.copy(instruction);
    if (copy?.origin.kind !== "stage") continue;
    for (const path of sourcePaths(copy, stage)) {
      for (const each of originsOf(file, copy.origin.stage, path, 0)) {
        if (found.some(({ build, copy: by }) => build === each.build && by === instruction)) continue;
        found.push({ ...each, copy: instruction });
      }
    }
  }
  return found;
}

type Origin = Omit<GoShipment, "copy">;

/** The builds behind a path of a stage: made there, or copied there from another stage. */
function originsOf(file: RuleFile, stage: Stage, path: string, depth: number): readonly Origin[] {
  if (depth > deepest) return [];
  const found: Origin[] = [];
  for (const builder of stage.chain) {
    const made = goBuilds(file, builder).flatMap((build): Origin[] => {
      const at = placeOf(build, builder, stage, path);
      return at === undefined ? [] : [{ build, builder, path: at.path }];
    });
    found.push(
      ...made.filter((each, index) => !made.slice(index + 1).some((later) => replaces(later, each))),
    );
    for (const instruction of builder.instructions) {
      if (instruction.keyword !== "COPY") continue;
      const copy = file.dockerfile.copy(instruction);
      if (copy?.origin.kind !== "stage") continue;
      for (const source of behind(copy, builder, path))
        found.push(...originsOf(file, copy.origin.stage, source, depth + 1));
    }
  }
  return found;
}

/** A later build writes the same program again; one whose names are known says more than one whose aren't. */
function replaces(later: Origin, earlier: Origin): boolean {
  if (later.build.outputs !== undefined && later.path !== undefined)
    return earlier.build.outputs === undefined || earlier.path === later.path;
  const { packages } = later.build;
  return (
    later.build.outputFolder === earlier.build.outputFolder &&
    packages.length === earlier.build.packages.length &&
    packages.every((each, at) => each !== undefined && each === earlier.build.packages[at])
  );
}

/** Where one of the build's programs lies when `path` takes it. */
function placeOf(
  build: GoBuild,
  builder: Stage,
  stage: Stage,
  path: string,
): { readonly path: string | undefined } | undefined {
  if (build.outputs !== undefined) {
    const places = build.outputs.flatMap((output) => [output, ...movedTo(output, build, builder, stage)]);
    const taken = places.find((place) => takes(path, place));
    return taken === undefined ? undefined : { path: taken };
  }
  // The names aren't known: whatever is taken by a plain name from the folder they land in is one of them.
  const { outputFolder } = build;
  if (outputFolder === undefined) return undefined;
  if (takes(path, outputFolder)) return { path: undefined };
  // Programs of other modules are named after a part of their path.
  const remote = build.packages.filter((each) => each !== undefined && /^[^./]+\.[^/]+\//.test(each));
  const named = (place: string): boolean =>
    remote.length === 0 || remote.some((each) => each?.split("/").includes(baseName(place)) === true);
  if (isProgramIn(outputFolder, path) && named(path)) return { path };
  const moved = moves(build, builder, stage).find(
    (move) =>
      isProgramIn(outputFolder, move.from) &&
      named(move.from) &&
      placesAfter(move, move.from).some((place) => takes(path, place)),
  );
  return moved === undefined ? undefined : { path: moved.from };
}

/** Taken by a plain name out of the folder: not a template or a configuration beside it. */
function isProgramIn(folder: string, path: string): boolean {
  return resolvePath(path, "..") === folder && path !== folder && !/\.[a-z]{2,5}$/i.test(path);
}

function takes(source: string, place: string): boolean {
  if (!hasWildcard(source)) return isWithin(source, place);
  for (let at: string = place; at !== "/"; at = resolvePath(at, ".."))
    if (matchPath(source, at) === true) return true;
  return false;
}

/** Where `mv` and `cp` of the stage bring a program after its build. */
function movedTo(output: string, build: GoBuild, builder: Stage, stage: Stage): readonly string[] {
  const places = [output];
  for (const move of moves(build, builder, stage))
    for (const place of [...places]) places.push(...placesAfter(move, place));
  return places.slice(1);
}

interface Move {
  readonly from: string;
  readonly to: string;
}

/** What is moved, copied and linked after the build. */
function moves(build: GoBuild, builder: Stage, stage: Stage): readonly Move[] {
  const found: Move[] = [];
  const commands = stage.chain
    .slice(0, stage.chain.indexOf(builder) + 1)
    .reverse()
    .flatMap((each) => stageCommands(each));
  for (const run of commands) {
    const { cwd } = run;
    if (run.command.span.start < build.run.command.span.start) continue;
    if (!/^(?:mv|cp|install|ln)$/.test(run.program) || cwd === undefined) continue;
    const operands = run.args.flatMap((word) => {
      if (word.value.startsWith("-")) return [];
      // `cp bin/* /out` keeps its pattern.
      const value = word.dynamic && !/[$`]/.test(word.value) ? word.value : argumentValue(run, word);
      return value === undefined ? [] : [resolvePath(cwd, value)];
    });
    const to = operands.pop();
    if (to !== undefined) found.push(...operands.map((from) => ({ from, to })));
  }
  return found;
}

/** Whether the target is a folder isn't known, so both places are given. */
function placesAfter(move: Move, place: string): readonly string[] {
  if (!takes(move.from, place)) return [];
  const rest = hasWildcard(move.from) || place === move.from ? "" : place.slice(move.from.length + 1);
  return [
    resolvePath(move.to, rest),
    resolvePath(move.to, rest === "" ? baseName(place) : `${baseName(move.from)}/${rest}`),
  ];
}

function sourcePaths(copy: Copy, stage: Stage): readonly string[] {
  return copy.sources.flatMap((word) => {
    const text = stage.expand(word.text, copy.instruction);
    return text === undefined ? [] : [resolvePath("/", text)];
  });
}

/** Paths of the other stage that a path of this one comes from by a copy. */
function behind(copy: Copy, stage: Stage, path: string): readonly string[] {
  const { target } = copy;
  if (target === undefined || hasWildcard(path)) return [];
  return sourcePaths(copy, stage).flatMap((source) => {
    if (isWithin(path, target)) return [source];
    if (!isWithin(target, path)) return [];
    const rest = path.slice(target === "/" ? 1 : target.length + 1);
    // A file lands under its own name in a folder, a folder's contents land in it.
    return baseName(source) === rest || hasWildcard(source) ? [source] : [resolvePath(source, rest)];
  });
}
