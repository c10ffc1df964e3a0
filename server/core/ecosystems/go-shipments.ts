// Follows the programs of Go builds through `mv`, `cp` and COPY --from into the stage that they end up in.

import { Memory } from "../memory.ts";
import { argumentValue, stageCommands } from "../model/commands.ts";
import type { Copy } from "../model/dockerfile.ts";
import { PairCache } from "../model/pair-cache.ts";
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

/** Of one stage this many COPY --from are followed; no file among 16,000 has more than 51 copies of all kinds in a stage. */
const mostCopies = 100;

/** Of one stage this many moved files are followed. */
const mostMoves = 500;

/** A program that is moved, copied and linked to more places than this is looked for in the first of them. */
const mostPlaces = 20;

/** Every Go program that COPY --from instructions of the stage itself bring, each build once for each COPY. */
export function goShipments(file: RuleFile, stage: Stage): readonly GoShipment[] {
  const origins = new OriginFinder(file);
  return copiesOfStages(file, stage).flatMap(({ copy, from, paths }) => {
    const found = new Map<GoBuild, Origin>();
    for (const path of paths) addFirst(found, origins.of(from, path, 0));
    return [...found.values()].map((origin) => ({ ...origin, copy: copy.instruction }));
  });
}

interface StageCopy {
  readonly copy: Copy;
  readonly from: Stage;
  /** Absolute paths in that stage. */
  readonly paths: readonly string[];
}

/** The COPY --from of a stage that name another stage of the file, the first `mostCopies` of them. */
function copiesOfStages(file: RuleFile, stage: Stage): readonly StageCopy[] {
  const known = copiesCache.get(stage);
  if (known !== undefined) return known;
  const found: StageCopy[] = [];
  for (const instruction of stage.instructions) {
    if (instruction.keyword !== "COPY") continue;
    const copy = file.dockerfile.copy(instruction);
    if (copy?.origin.kind !== "stage") continue;
    found.push({ copy, from: copy.origin.stage, paths: sourcePaths(copy, stage) });
    if (found.length === mostCopies) break;
  }
  copiesCache.set(stage, found);
  return found;
}

/** Stages are made anew for every analysis, so what was found for one never outlives it. */
const copiesCache = new Memory<Stage, readonly StageCopy[]>("stage");

type Origin = Omit<GoShipment, "copy">;

/** Of several ways from one build the first found counts. */
function addFirst(found: Map<GoBuild, Origin>, origins: Iterable<Origin>): void {
  for (const origin of origins) if (!found.has(origin.build)) found.set(origin.build, origin);
}

/** Finds the builds behind paths of stages, each path of a stage once: ways through several stages meet again. */
class OriginFinder {
  private readonly file: RuleFile;
  private readonly known = new Map<string, readonly Origin[]>();

  constructor(file: RuleFile) {
    this.file = file;
  }

  /** The builds behind a path of a stage: made there, or copied there from another stage. */
  of(stage: Stage, path: string, depth: number): readonly Origin[] {
    if (depth > deepest) return [];
    const key = `${stage.index} ${depth} ${path}`;
    let origins = this.known.get(key);
    if (origins === undefined) {
      origins = this.find(stage, path, depth);
      this.known.set(key, origins);
    }
    return origins;
  }

  private find(stage: Stage, path: string, depth: number): readonly Origin[] {
    const found = new Map<GoBuild, Origin>();
    for (const builder of stage.chain) {
      const made = goBuilds(this.file, builder).flatMap((build): Origin[] => {
        const at = placeOf(build, builder, stage, path);
        return at === undefined ? [] : [{ build, builder, path: at.path }];
      });
      addFirst(found, withoutReplaced(made));
      for (const { copy, from, paths } of copiesOfStages(this.file, builder))
        for (const source of behind(copy, paths, path)) addFirst(found, this.of(from, source, depth + 1));
    }
    return [...found.values()];
  }
}

/**
 * Without what a later build writes again; one whose names are known says more than one whose aren't. Looked through
 * from the end, with what the later ones replace.
 */
function withoutReplaced(made: readonly Origin[]): readonly Origin[] {
  let someKnown = false;
  const paths = new Set<string>();
  const sameBuilds = new Set<string>();
  const kept: Origin[] = [];
  for (const each of made.toReversed()) {
    const { build, path } = each;
    const { outputs, outputFolder, packages } = build;
    const sameBuild = packages.includes(undefined) ? undefined : [outputFolder ?? "", ...packages].join("\n");
    const replaced =
      (someKnown && outputs === undefined) ||
      (path !== undefined && paths.has(path)) ||
      (sameBuild !== undefined && sameBuilds.has(sameBuild));
    if (!replaced) kept.push(each);
    if (outputs !== undefined && path !== undefined) {
      someKnown = true;
      paths.add(path);
    } else if (sameBuild !== undefined) sameBuilds.add(sameBuild);
  }
  return kept.reverse();
}

/** Where one of the build's programs lies when `path` takes it. */
function placeOf(
  build: GoBuild,
  builder: Stage,
  stage: Stage,
  path: string,
): { readonly path: string | undefined } | undefined {
  if (build.outputs !== undefined) {
    const taken = placesOf(build, build.outputs, builder, stage).find((place) => takes(path, place));
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

const placesCache = new PairCache<GoBuild, readonly string[]>();

/** Where the programs lie that a build writes, and where they are moved. */
function placesOf(
  build: GoBuild,
  outputs: readonly string[],
  builder: Stage,
  stage: Stage,
): readonly string[] {
  return placesCache.get(build, stage, () =>
    outputs.flatMap((output) => [output, ...movedTo(output, build, builder, stage)]),
  );
}

/** Where `mv` and `cp` of the stage bring a program after its build. */
function movedTo(output: string, build: GoBuild, builder: Stage, stage: Stage): readonly string[] {
  const places = new Set([output]);
  for (const move of moves(build, builder, stage)) {
    for (const place of [...places]) for (const after of placesAfter(move, place)) places.add(after);
    if (places.size > mostPlaces) break;
  }
  return [...places].slice(1);
}

interface Move {
  /** Offset of the command. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
}

/** What is moved, copied and linked after the build. */
function moves(build: GoBuild, builder: Stage, stage: Stage): readonly Move[] {
  const start = build.run.command.span.start;
  return stage.chain
    .slice(0, stage.chain.indexOf(builder) + 1)
    .reverse()
    .flatMap((each) => movesOf(each).filter(({ at }) => at >= start));
}

const movesCache = new Memory<Stage, readonly Move[]>("stage");

function movesOf(stage: Stage): readonly Move[] {
  const known = movesCache.get(stage);
  if (known !== undefined) return known;
  const found: Move[] = [];
  for (const run of stageCommands(stage)) {
    const { cwd } = run;
    if (!/^(?:mv|cp|install|ln)$/.test(run.program) || cwd === undefined) continue;
    const operands = run.args.flatMap((word) => {
      if (word.value.startsWith("-")) return [];
      // `cp bin/* /out` keeps its pattern.
      const value = word.dynamic && !/[$`]/.test(word.value) ? word.value : argumentValue(run, word);
      return value === undefined ? [] : [resolvePath(cwd, value)];
    });
    const to = operands.pop();
    const at = run.command.span.start;
    if (to !== undefined) found.push(...operands.map((from) => ({ at, from, to })));
    if (found.length >= mostMoves) break;
  }
  movesCache.set(stage, found.slice(0, mostMoves));
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
function behind(copy: Copy, paths: readonly string[], path: string): readonly string[] {
  const { target } = copy;
  if (target === undefined || hasWildcard(path)) return [];
  return paths.flatMap((source) => {
    if (isWithin(path, target)) return [source];
    if (!isWithin(target, path)) return [];
    const rest = path.slice(target === "/" ? 1 : target.length + 1);
    // A file lands under its own name in a folder, a folder's contents land in it.
    return baseName(source) === rest || hasWildcard(source) ? [source] : [resolvePath(source, rest)];
  });
}
