// The commands that a stage really runs: those of its RUN instructions and those of the Makefile targets and
// shell scripts of the project that they call.

import { Memory } from "../memory.ts";
import {
  argumentValue,
  evaluateCommands,
  type RunCommand,
  type ScriptSurroundings,
  stageCommands,
} from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { contextMapOf } from "../split/context-map.ts";
import { parseShell } from "../syntax/shell.ts";
import { recipeLines } from "./makefile.ts";
import { variableSource } from "./variable-source.ts";

/** A command that runs when the stage is built. */
export interface CalledCommand {
  /** The command of the RUN instruction. */
  readonly run: RunCommand;
  /**
   * The command itself: `run` where it stands in the Dockerfile. Otherwise its spans are places in `file`, and
   * `instruction` is still the RUN.
   */
  readonly inner: RunCommand;
  /** Context path of the Makefile or script that holds it; undefined for the Dockerfile itself. */
  readonly file: string | undefined;
}

/** Scripts that call scripts are followed this deep. */
const deepest = 6;

/** All commands of a stage in order, a call before what it calls. */
export function calledCommands(file: RuleFile, stage: Stage): readonly CalledCommand[] {
  const known = cache.get(stage);
  if (known !== undefined) return known;
  const reader = new CallReader(file, stage);
  const found = stageCommands(stage).flatMap((run) => reader.follow({ run, inner: run, file: undefined }, 0));
  cache.set(stage, found);
  return found;
}

/** Stages are made anew for every analysis, so what was found for one never outlives its snapshot. */
const cache = new Memory<Stage, readonly CalledCommand[]>("stage");

/** Maps image paths of a stage, inherited ones included, to context paths. Costs nothing to make. */
export class ContextPaths {
  private readonly file: RuleFile;
  private readonly chain: readonly Stage[];

  constructor(file: RuleFile, stage: Stage) {
    this.file = file;
    this.chain = stage.chain;
  }

  /** The context path that lies at an absolute image path; undefined when no copy from the context brings it. */
  toContext(imagePath: string): string | undefined {
    const { dockerfile, project } = this.file;
    for (const stage of this.chain) {
      const found = contextMapOf(dockerfile, stage, project).toContext(imagePath);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** Variables of makefiles that no base image sets: where the file does not set them, they are not set. */
const makeVariables: ReadonlySet<string> = new Set([
  "CFLAGS",
  "CPPFLAGS",
  "CXXFLAGS",
  "DEBUG",
  "DESTDIR",
  "EXTRA_CFLAGS",
  "EXTRA_LDFLAGS",
  "LDFLAGS",
  "LDLIBS",
  "LIBS",
  "LOADLIBES",
  "PREFIX",
  "Q",
  "V",
  "VERBOSE",
]);

class CallReader {
  private readonly file: RuleFile;
  private readonly stage: Stage;
  private readonly paths: ContextPaths;

  constructor(file: RuleFile, stage: Stage) {
    this.file = file;
    this.stage = stage;
    this.paths = new ContextPaths(file, stage);
  }

  follow(call: CalledCommand, depth: number): readonly CalledCommand[] {
    if (depth >= deepest || !this.file.project.known) return [call];
    const { inner } = call;
    const called =
      inner.program === "make" || inner.program === "gmake" ? this.makeTarget(inner) : this.script(inner);
    return [
      call,
      ...called.flatMap(({ inner: each, file }) =>
        this.follow({ run: call.run, inner: each, file }, depth + 1),
      ),
    ];
  }

  private makeTarget(run: RunCommand): readonly { inner: RunCommand; file: string }[] {
    const call = readMakeCall(run);
    if (call === undefined) return [];
    const folder = this.paths.toContext(call.folder);
    if (folder === undefined) return [];
    const names = call.makefile === undefined ? ["GNUmakefile", "makefile", "Makefile"] : [call.makefile];
    for (const name of names) {
      const path = folder === "." ? name : `${folder}/${name}`;
      const text = this.file.project.text(path);
      if (text == null) continue;
      const lines = recipeLines(text, {
        targets: call.targets,
        overrides: call.overrides,
        lookup: (variable) =>
          run.variable(variable) ??
          (makeVariables.has(variable) && variableSource(this.stage, run, variable) === undefined
            ? null
            : undefined),
      });
      return (lines ?? []).flatMap((line) => {
        const variable = (variableName: string): string | null | undefined =>
          line.environment.has(variableName)
            ? line.environment.get(variableName)
            : run.variable(variableName);
        const surroundings = { instruction: run.instruction, cwd: call.folder, variable };
        return scriptCommands(line.text, surroundings, line.conditional).map((inner) => ({
          inner,
          file: path,
        }));
      });
    }
    return [];
  }

  /** `./build.sh`, `sh build.sh`, `. ./env.sh`. */
  private script(run: RunCommand): readonly { inner: RunCommand; file: string }[] {
    const shell = /^(?:sh|bash|dash|ash|source|\.)$/.test(run.program);
    const word = shell ? run.args.find((each) => !each.value.startsWith("-")) : undefined;
    const name = shell ? (word === undefined ? undefined : argumentValue(run, word)) : run.command.program;
    if (name === undefined || run.cwd === undefined || (!shell && !name.includes("/"))) return [];
    if (shell && run.args.some((each) => /^-[a-z]*c$/.test(each.value))) return [];
    const path = this.paths.toContext(resolvePath(run.cwd, name));
    // Whatever is called by an absolute path outside the sources is a program, not a script of the project.
    if (path === undefined || path === "." || (!shell && !/\.(?:sh|bash)$|^[^.]+$/.test(path))) return [];
    const text = this.file.project.text(path);
    if (text == null || (!shell && !/^#!.*\b(?:ba|da|a)?sh\b/.test(text))) return [];
    return scriptCommands(text, run, false).map((inner) => ({ inner, file: path }));
  }
}

interface MakeCall {
  readonly folder: string;
  readonly makefile: string | undefined;
  readonly targets: readonly string[];
  readonly overrides: ReadonlyMap<string, string | undefined>;
}

function readMakeCall(run: RunCommand): MakeCall | undefined {
  let folder = run.cwd;
  let makefile: string | undefined;
  const targets: string[] = [];
  const overrides = new Map<string, string | undefined>();
  for (let at = 0; at < run.args.length; at++) {
    const word = run.args[at];
    if (word === undefined) break;
    const value = argumentValue(run, word);
    const assigned = /^([A-Za-z_]\w*):?=/.exec(word.value);
    if (assigned?.[1] !== undefined) {
      overrides.set(assigned[1], value?.slice(assigned[0].length));
      continue;
    }
    if (value === undefined) return undefined;
    const option =
      /^(-C|--directory|-f|--file|--makefile)(?:=(.+))?$/.exec(value) ?? /^(-C|-f)(.+)$/.exec(value);
    if (option !== null) {
      const next = run.args[at + 1];
      const given = option[2] ?? (next === undefined ? undefined : argumentValue(run, next));
      if (option[2] === undefined) at++;
      if (given === undefined) return undefined;
      if (option[1] === "-C" || option[1] === "--directory")
        folder =
          folder === undefined && !given.startsWith("/") ? undefined : resolvePath(folder ?? "/", given);
      else makefile = given;
    } else if (/^(?:-[jlIoW])$/.test(value)) {
      if (value !== "-j" || /^\d+$/.test(run.args[at + 1]?.value ?? "")) at++;
    } else if (!value.startsWith("-")) targets.push(value);
  }
  return folder === undefined ? undefined : { folder, makefile, targets, overrides };
}

/** The commands of a script; those of a line that make does not always run are conditional. */
function scriptCommands(
  text: string,
  surroundings: ScriptSurroundings,
  conditional: boolean,
): readonly RunCommand[] {
  const { commands } = parseShell(text, 0);
  return evaluateCommands(
    conditional ? commands.map((command) => ({ ...command, conditional })) : commands,
    surroundings,
  );
}
