// Where the packages of a Python stage are installed, and how all of them come into one environment that can move.

import { Memory } from "../memory.ts";
import { type RunCommand, runCommands } from "../model/commands.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { Note } from "../split/plan.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { ShellWord } from "../syntax/shell.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { type PythonCommand, type PythonInstall, pythonCommand } from "./python-commands.ts";
import { normalName } from "./python-pip.ts";
import { type Place, PlaceReader } from "./python-places.ts";

/** A command of the stage with what it does. */
export interface PythonStep {
  readonly run: RunCommand;
  readonly command: PythonCommand;
}

/** The environment that moves to the runtime image. */
export interface PythonEnvironment {
  /**
   * `new`: the split makes it, and the packages that went into the image's own Python go into it. `own`: the file
   * makes it. `user`: the folder of `pip install --user`.
   */
  readonly kind: "new" | "own" | "user";
  readonly path: string;
}

export interface PythonSetup {
  readonly steps: readonly PythonStep[];
  readonly environment: PythonEnvironment;
  /** Folders of `pip install --target`. */
  readonly targets: readonly string[];
  /** The instruction that a new environment is made before; undefined where none is made. */
  readonly before: Instruction | undefined;
  /** A new environment that is named by VIRTUAL_ENV too, for tools that look there. */
  readonly named: boolean;
  /** A new environment that sees the image's own setuptools and wheel. */
  readonly seesSystem: boolean;
  /** Edits to the commands of the builder. */
  readonly edits: readonly TextEdit[];
}

export type SetupAnswer =
  | { readonly kind: "setup"; readonly setup: PythonSetup }
  /** Nothing is installed. */
  | { readonly kind: "nothing" }
  | { readonly kind: "refused"; readonly reason: Note };

interface Installed {
  readonly step: PythonStep & { readonly command: PythonInstall };
  readonly place: Place;
  /** `tools`: programs that install. `upkeep`: pip itself. */
  readonly subject: "tools" | "upkeep" | "packages";
}

const installers = new Set([
  "poetry",
  "uv",
  "pipenv",
  "pdm",
  "hatch",
  "virtualenv",
  "pip-tools",
  "poetry-plugin-export",
]);
const upkeep = new Set(["pip", "setuptools", "wheel"]);

/** Finds out where everything is installed. Quick: it reads commands only. */
export function pythonSetup(file: RuleFile, stage: Stage): SetupAnswer {
  const known = cache.get(stage);
  if (known !== undefined) return known;
  const answer = new SetupReader(file, stage).read();
  cache.set(stage, answer);
  return answer;
}

/** Stages are made anew for every analysis. */
const cache = new Memory<Stage, SetupAnswer>("stage");

class SetupReader {
  private readonly file: RuleFile;
  private readonly stage: Stage;
  private readonly places: PlaceReader;

  constructor(file: RuleFile, stage: Stage) {
    this.file = file;
    this.stage = stage;
    this.places = new PlaceReader(stage);
  }

  read(): SetupAnswer {
    const steps = this.steps();
    const installs: Installed[] = [];
    for (const { run, command } of steps) {
      if (command.kind === "refused") return refused(command.why, run.command.span);
      if (command.kind === "in-project") this.places.inProject = true;
      if (command.kind === "environment") {
        if (command.path === undefined)
          return refused("Where the virtual environment lies isn't known", run.command.span);
        this.places.environments.push(command.path);
      }
      if (command.kind !== "install") continue;
      const subject = subjectOf(command);
      const place = this.places.placeOf(run, command);
      if (place.kind === "unclear" && subject !== "tools") return refused(place.why, run.command.span);
      installs.push({ step: { run, command }, place, subject });
    }
    const packages = installs.filter((each) => each.subject === "packages");
    if (packages.length === 0) return { kind: "nothing" };
    return this.arrange(steps, installs, packages);
  }

  private steps(): readonly PythonStep[] {
    return this.stage.instructions.flatMap((instruction) =>
      instruction.keyword === "RUN"
        ? runCommands(this.stage, instruction).flatMap((run) => {
            const command = pythonCommand(run);
            return command === undefined ? [] : [{ run, command }];
          })
        : [],
    );
  }

  /** One environment for all packages, with the edits that bring them there. */
  private arrange(
    steps: readonly PythonStep[],
    installs: readonly Installed[],
    packages: readonly Installed[],
  ): SetupAnswer {
    const targets = [
      ...new Set(packages.flatMap(({ place }) => (place.kind === "target" ? [place.path] : []))),
    ];
    const own = [
      ...new Set(
        packages.flatMap(({ place }) => (place.kind === "own" || place.kind === "user" ? [place.path] : [])),
      ),
    ];
    const system = packages.filter(({ place }) => place.kind === "system");
    const [first, second] = own;
    const at = packages[0]?.step.run.command.span;
    if (second !== undefined || (first !== undefined && system.length > 0))
      return refused(
        "Packages are installed into more than one environment",
        (system[0] ?? packages[1])?.step.run.command.span ?? at,
      );
    const user = packages.some(({ place }) => place.kind === "user");
    if (first !== undefined || system.length === 0) {
      const path = first ?? targets[0];
      if (path === undefined) return { kind: "nothing" };
      const kind = first === undefined ? "own" : user ? "user" : "own";
      return {
        kind: "setup",
        setup: {
          steps,
          environment: { kind, path },
          targets,
          before: undefined,
          named: false,
          seesSystem: false,
          edits: [],
        },
      };
    }
    return this.makeNew(steps, installs, system, targets);
  }

  private makeNew(
    steps: readonly PythonStep[],
    installs: readonly Installed[],
    system: readonly Installed[],
    targets: readonly string[],
  ): SetupAnswer {
    const path = this.file.text.includes("/opt/venv") ? "/venv" : "/opt/venv";
    if (this.file.text.includes(`${path}/`) || new RegExp(`${path}\\b`).test(this.file.text))
      return refused(
        `\`${path}\`, where the environment would lie, is in use already`,
        this.stage.from.textSpan,
      );
    const fixed = this.fixedPath();
    if (fixed !== undefined) return fixed;
    const before = this.firstInstruction(installs, system);
    const position = this.stage.positionOf(before);
    const edits: TextEdit[] = [];
    for (const { step, subject, place } of installs) {
      const { run, command } = step;
      const behind = this.stage.positionOf(run.instruction) >= position;
      if (subject === "tools" && behind && place.kind === "system") {
        const edit = this.systemProgram(run);
        if (edit === undefined)
          return refused(
            "A tool is installed by a command that can't be told to leave the environment alone",
            run.command.span,
          );
        edits.push(edit);
      }
      if (subject === "tools" || place.kind !== "system") continue;
      const { pip } = command;
      if (pip?.system !== undefined) edits.push(this.without(run, pip.system));
      if (typeof pip?.prefix === "string") {
        const edit = this.withoutPrefix(run);
        if (edit === undefined) return refused("`--prefix` is computed", run.command.span);
        edits.push(edit);
      }
    }
    const tools = new Set(system.map(({ step }) => step.command.tool));
    return {
      kind: "setup",
      setup: {
        steps,
        environment: { kind: "new", path },
        targets,
        before,
        named: [...tools].some((tool) => tool !== "pip" && tool !== "setup.py"),
        seesSystem: system.some(
          ({ step }) => step.command.pip?.buildIsolation === false || step.command.tool === "setup.py",
        ),
        edits,
      },
    };
  }

  /** Upgrades of pip right before the first packages belong to the environment, too. */
  private firstInstruction(
    installs: readonly Installed[],
    system: readonly Installed[],
  ): Instruction | undefined {
    const first = system[0]?.step.run.instruction;
    if (first === undefined) return undefined;
    const earlier = installs.filter(
      ({ step }) => this.stage.positionOf(step.run.instruction) < this.stage.positionOf(first),
    );
    const upkeepOnly = earlier.filter(
      ({ step, subject }) =>
        subject === "upkeep" &&
        !earlier.some(
          (other) => other.subject === "tools" && other.step.run.instruction === step.run.instruction,
        ),
    );
    return upkeepOnly[0]?.step.run.instruction ?? first;
  }

  /** Instructions that name the place of packages by path: it is another one in a new environment. */
  private fixedPath(): SetupAnswer | undefined {
    for (const instruction of this.stage.instructions) {
      if (!/^(?:RUN|ENV|COPY|ADD)$/.test(instruction.keyword)) continue;
      if (/\/usr\/local\/lib\/python|site-packages|dist-packages/.test(instruction.text))
        return refused("It names the folder of installed packages by its path", instruction.textSpan);
      if (
        instruction.keyword === "ENV" &&
        /\bUV_SYSTEM_PYTHON\b|\bPIP_(?:TARGET|PREFIX|USER|ROOT)\b/.test(instruction.text)
      )
        return refused("It says by a variable where packages are installed", instruction.textSpan);
      if (
        instruction.keyword === "ENV" &&
        instruction.pairs.some(({ key, value }) => key === "PATH" && !/\$\{?PATH\b/.test(value?.text ?? ""))
      )
        return refused("It sets `PATH` anew, so the environment would not be found", instruction.textSpan);
    }
    return undefined;
  }

  private systemProgram(run: RunCommand): TextEdit | undefined {
    const { command } = run;
    if (command.program.includes("/") || !/^(?:pip|python)[\d.]*$/.test(command.program)) return undefined;
    return replacement(command.programSpan, `/usr/local/bin/${command.program}`);
  }

  private without(run: RunCommand, word: ShellWord): TextEdit {
    const words = run.command.words;
    const before = words[words.indexOf(word) - 1];
    return replacement({ start: before?.span.end ?? word.span.start, end: word.span.end }, "");
  }

  private withoutPrefix(run: RunCommand): TextEdit | undefined {
    const { words } = run.command;
    const at = words.findIndex((word) => /^--prefix(?:=|$)/.test(word.value));
    const option = words[at];
    const before = words[at - 1];
    const last = option?.value.includes("=") === true ? option : words[at + 1];
    return option === undefined || before === undefined || last === undefined
      ? undefined
      : replacement({ start: before.span.end, end: last.span.end }, "");
  }
}

/** What a command is there for: tools that install, pip itself, or the packages of the program. */
function subjectOf({ pip, tool }: PythonInstall): Installed["subject"] {
  if (tool !== "pip" || pip === undefined || pip.files.length > 0 || pip.folders.length > 0)
    return "packages";
  const names = pip.packages.map(normalName);
  if (names.length === 0) return pip.local ? "packages" : "upkeep";
  if (names.every((name) => upkeep.has(name))) return "upkeep";
  return names.every((name) => upkeep.has(name) || installers.has(name)) ? "tools" : "packages";
}

function refused(message: string, at: Span | undefined): SetupAnswer {
  return { kind: "refused", reason: at === undefined ? { message } : { message, at } };
}
