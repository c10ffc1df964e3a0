// What commands before a Go build settle for it: `go env -w`, a C compiler, `go mod init`, folders. Read once per stage.

import { Memory } from "../memory.ts";
import { argumentValue, type RunCommand, stageCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { Span } from "../text/span.ts";

/** `go env -w CGO_ENABLED=...`. */
export interface GoEnvSwitch {
  readonly value: "0" | "1";
  readonly span: Span;
}

/** A value that holds from a command on; `at` is the offset of that command. */
interface From<T> {
  readonly at: number;
  readonly value: T;
}

/** What the commands of one stage do, without those of the stages it is FROM. */
interface StageSteps {
  readonly cgoSwitches: readonly From<GoEnvSwitch>[];
  /** The first command that installs a C compiler (true) or may install one (undefined). */
  readonly compiler: From<true | undefined> | undefined;
  /** Module paths by the folder that `go mod init` runs in, the first one of each; undefined for a computed one. */
  readonly modules: ReadonlyMap<string, From<string | undefined>>;
  /** Folders that `mkdir` makes, with the first command that does. */
  readonly folders: ReadonlyMap<string, From<true>>;
  /** Working directories as they are written, wherever they stand. */
  readonly workdirs: ReadonlySet<string>;
}

/** What is settled where a command runs, by the commands before it in its stage and in those the stage is FROM. */
export class GoSurroundings {
  private readonly own: StageSteps;
  private readonly inherited: readonly StageSteps[];
  private readonly at: number;

  constructor(stage: Stage, at: RunCommand) {
    const [own, ...inherited] = stage.chain.map(stepsOf);
    this.own = own ?? stepsOf(stage);
    this.inherited = inherited;
    this.at = at.command.span.start;
  }

  /** The last `go env -w CGO_ENABLED=...`. */
  get cgoSwitch(): GoEnvSwitch | undefined {
    const own = lastBefore(this.own.cgoSwitches, this.at);
    if (own !== undefined) return own;
    for (const { cgoSwitches } of this.inherited) {
      const last = cgoSwitches.at(-1);
      if (last !== undefined) return last.value;
    }
    return undefined;
  }

  /** `installed` where a command installs a C compiler, `unclear` where one may, by a package with a computed name. */
  get compiler(): "installed" | "unclear" | undefined {
    for (const { compiler } of this.inherited.toReversed())
      if (compiler !== undefined) return compiler.value === true ? "installed" : "unclear";
    const { compiler } = this.own;
    if (compiler === undefined || compiler.at >= this.at) return undefined;
    return compiler.value === true ? "installed" : "unclear";
  }

  /** The path of the module that `go mod init` makes in a folder. */
  moduleIn(folder: string): string | undefined {
    for (const { modules } of this.inherited.toReversed()) {
      const made = modules.get(folder);
      if (made !== undefined) return made.value;
    }
    const own = this.own.modules.get(folder);
    return own !== undefined && own.at < this.at ? own.value : undefined;
  }

  /** Whether a command or a WORKDIR makes a folder. */
  makesFolder(path: string): boolean {
    if (this.inherited.some(({ folders }) => folders.has(path)) || this.own.workdirs.has(path)) return true;
    const own = this.own.folders.get(path);
    return own !== undefined && own.at < this.at;
  }
}

/** The last value from before an offset; the values are in order. */
function lastBefore<T>(values: readonly From<T>[], at: number): T | undefined {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return values[low - 1]?.value;
}

/** Stages are made anew for every analysis, so what was read of one never outlives it. */
const cache = new Memory<Stage, StageSteps>("stage");

function stepsOf(stage: Stage): StageSteps {
  const known = cache.get(stage);
  if (known !== undefined) return known;
  const cgoSwitches: From<GoEnvSwitch>[] = [];
  let compiler: From<true | undefined> | undefined;
  const modules = new Map<string, From<string | undefined>>();
  const folders = new Map<string, From<true>>();
  for (const run of stageCommands(stage)) {
    const at = run.command.span.start;
    compiler ??= compilerOf(run);
    if (run.program === "go") {
      const switched = goEnvSwitch(run);
      if (switched !== undefined) cgoSwitches.push({ at, value: switched });
      const [mod, init, path] = run.args;
      if (mod?.value === "mod" && init?.value === "init" && path !== undefined && run.cwd !== undefined)
        if (!modules.has(run.cwd)) modules.set(run.cwd, { at, value: argumentValue(run, path) });
    }
    if (run.program === "mkdir" && run.cwd !== undefined)
      for (const word of run.args) {
        const value = argumentValue(run, word);
        if (value === undefined || value.startsWith("-")) continue;
        const folder = resolvePath(run.cwd, value);
        if (!folders.has(folder)) folders.set(folder, { at, value: true });
      }
  }
  const workdirs = new Set(stage.instructionsOf("WORKDIR").map((each) => each.argsText.trim()));
  const steps: StageSteps = { cgoSwitches, compiler, modules, folders, workdirs };
  cache.set(stage, steps);
  return steps;
}

/** The first of several words counts, as they are looked through from the front. */
function goEnvSwitch(run: RunCommand): GoEnvSwitch | undefined {
  if (run.args[0]?.value !== "env" || run.args[1]?.value !== "-w") return undefined;
  for (const word of run.args.slice(2)) {
    const value = /^CGO_ENABLED=(.*)$/.exec(argumentValue(run, word) ?? "")?.[1];
    if (value === "0" || value === "1") return { value, span: word.span };
  }
  return undefined;
}

/** System packages that are, or bring, a C compiler that the go command finds as gcc or clang. */
const compilerPackage =
  /^(?:gcc(?:-\d[\d.]*)?|g\+\+(?:-\d[\d.]*)?|gcc-c\+\+|clang(?:-?\d+)?|build-base|build-essential|alpine-sdk|base-devel|musl-tools)$/;
/** Packages of Go that bring one: on Alpine by dependency, on Debian as a recommended package. */
const goPackage = /^(?:go|golang|golang-go|golang-1\.\d+(?:-go)?|gcc-go)$/;

function compilerOf(run: RunCommand): From<true | undefined> | undefined {
  const command = packageCommand(run);
  if (command?.action !== "install") return undefined;
  const lean =
    command.manager === "apt" &&
    run.args.some((word) => /no-install-recommends|^Install-Recommends=/.test(word.value));
  for (const word of command.packages) {
    const name = packageName(word);
    if (compilerPackage.test(name) || (goPackage.test(name) && !lean))
      return { at: run.command.span.start, value: true };
    // A package whose name is computed may be one.
    if (word.dynamic) return { at: run.command.span.start, value: undefined };
  }
  return undefined;
}
