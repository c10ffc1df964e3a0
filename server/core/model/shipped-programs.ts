// Compiled programs that the shipped image gets from a builder, and what its own image has for them.

import { Memory } from "../memory.ts";
import type { Word } from "../syntax/words.ts";
import { stageCommands } from "./commands.ts";
import type { Copy, Dockerfile } from "./dockerfile.ts";
import { buildOf, type NativeBuild } from "./native-programs.ts";
import { packageCommand } from "./packages.ts";
import { baseName } from "./paths.ts";
import { shippedStages } from "./shipping.ts";
import type { Stage } from "./stage.ts";

export interface ShippedProgram {
  readonly copy: Copy;
  readonly source: Word;
  /** The stage that it is copied from. */
  readonly builder: Stage;
  readonly build: NativeBuild;
  /** The stage that gets it. */
  readonly stage: Stage;
}

/** Programs that a shipped stage copies straight out of the stage that compiles them. */
export function shippedPrograms(dockerfile: Dockerfile): readonly ShippedProgram[] {
  let programs = cache.get(dockerfile);
  if (programs === undefined) {
    programs =
      dockerfile.stages.length < 2
        ? []
        : shippedStages(dockerfile).flatMap((stage) => copiedInto(dockerfile, stage));
    cache.set(dockerfile, programs);
  }
  return programs;
}

const cache = new Memory<Dockerfile, readonly ShippedProgram[]>("dockerfile");

function copiedInto(dockerfile: Dockerfile, stage: Stage): readonly ShippedProgram[] {
  const found: ShippedProgram[] = [];
  for (const instruction of stage.instructions) {
    if (instruction.keyword !== "COPY") continue;
    const copy = dockerfile.copy(instruction);
    if (copy?.origin.kind !== "stage") continue;
    const builder = copy.origin.stage;
    for (const source of copy.sources) {
      const path = stage.expand(source.text, instruction);
      const build = path === undefined ? undefined : (buildOf(builder, path) ?? movedFrom(builder, path));
      if (build !== undefined) found.push({ copy, source, builder, build, stage });
    }
  }
  return found;
}

/** `cp target/release/app /app`: the build whose output a command puts at the path. */
function movedFrom(builder: Stage, path: string): NativeBuild | undefined {
  let origins = originsCache.get(builder);
  if (origins === undefined) {
    origins = originsIn(builder);
    originsCache.set(builder, origins);
  }
  const origin = origins.get(path);
  return origin === undefined ? undefined : buildOf(builder, origin);
}

const originsCache = new Memory<Stage, ReadonlyMap<string, string>>("stage");

/** What commands copy or move, by each place where it may lie then; of several to one place the first. */
function originsIn(builder: Stage): ReadonlyMap<string, string> {
  const origins = new Map<string, string>();
  for (const run of [...builder.chain].reverse().flatMap(stageCommands)) {
    if (!/^(?:cp|mv|install)$/.test(run.program)) continue;
    const words = run.args.filter(({ value }) => !value.startsWith("-")).map(({ value }) => value);
    const to = words.at(-1);
    if (to === undefined || run.cwd === undefined) continue;
    for (const from of words.slice(0, -1)) {
      const absolute = from.startsWith("/")
        ? from
        : `${run.cwd === "/" ? "" : run.cwd}/${from.replace(/^\.\//, "")}`;
      const target = to.startsWith("/") ? to : `${run.cwd === "/" ? "" : run.cwd}/${to.replace(/^\.\//, "")}`;
      for (const place of [target, `${target.replace(/\/$/, "")}/${baseName(absolute)}`])
        if (!origins.has(place)) origins.set(place, absolute);
    }
  }
  return origins;
}

/** True where a copy brings the loader and libraries of another image along, or a command looks for them. */
export function bringsLibraries(dockerfile: Dockerfile, stage: Stage): boolean {
  return stage.chain.some((each) =>
    each.instructions.some((instruction) => {
      if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") return false;
      const copy = dockerfile.copy(instruction);
      if (copy?.target === undefined) return true;
      if (copy.origin.kind === "stage" && looksForLibraries(copy.origin.stage)) return true;
      const words = [copy.target, ...copy.sources.map(({ text }) => text)];
      return words.some((word) =>
        /(?:^|\/)lib(?:32|64|x32)?(?:\/|$)|ld-(?:linux|musl)|\.so(?:\.|$)|^\/runtime\/?$|rootfs|^\/$|\*/.test(
          word,
        ),
      );
    }),
  );
}

const looking = new Memory<Stage, boolean>("stage");

function looksForLibraries(stage: Stage): boolean {
  let looks = looking.get(stage);
  if (looks === undefined) {
    looks = /\bldd\b|\blddtree\b/.test(textOf(stage));
    looking.set(stage, looks);
  }
  return looks;
}

function textOf(stage: Stage): string {
  return stage.chain.flatMap((each) => each.instructionsOf("RUN").map(({ text }) => text)).join("\n");
}

/** True where a package makes programs of glibc run on Alpine. */
export function hasGlibcOnMusl(stage: Stage): boolean {
  return stage.chain.some((each) => {
    const text = textOf(each);
    if (/glibc/.test(text)) return true;
    return stageCommands(each).some((run) =>
      packageCommand(run)?.packages.some(({ value }) => /^(?:gcompat|libc6-compat)/.test(value)),
    );
  });
}
