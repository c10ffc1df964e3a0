// Parts the instructions of a stage: what only the build needs, what only the program needs, and what both need.

import type { RunCommand } from "../model/commands.ts";
import { runCommands } from "../model/commands.ts";
import { isWithin } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { TextEdit } from "../text/edits.ts";
import type { ContextMap } from "./context-map.ts";
import { Declined } from "./declined.ts";
import type { AddedLine, Note, Placement } from "./plan.ts";

export interface PartitionFacts {
  readonly file: RuleFile;
  readonly stage: Stage;
  readonly map: ContextMap;
  readonly isBuildVariable: (name: string) => boolean;
  readonly isToolchainProgram: (program: string) => boolean;
  /** A program of the toolchain that may read any variable. */
  readonly readsEnvironment: (program: string) => boolean;
  /** A RUN that both stages run. */
  readonly repeats: (instruction: Instruction) => boolean;
  readonly readsInBuild: (name: string) => boolean;
  /** The builder is started too, so that it keeps its variables and its folder. */
  readonly builderIsStarted: boolean;
  /** For a copy from the context: by what the build needs, what it changes and what the program reads. */
  readonly placementOf: (instruction: Instruction) => Placement;
  readonly runtimePackages: readonly string[];
  /** Where the runtime image starts by itself. */
  readonly runtimeWorkdir: string;
}

/** Instructions that say how the image runs and have no effect on the build. */
const runtimeOnly = new Set([
  "CMD",
  "ENTRYPOINT",
  "EXPOSE",
  "VOLUME",
  "STOPSIGNAL",
  "HEALTHCHECK",
  "LABEL",
  "MAINTAINER",
]);

/** Instructions that a working directory matters to. */
const fileInstructions = new Set(["RUN", "COPY", "ADD"]);

export class Partition {
  readonly placements = new Map<Instruction, Placement>();
  readonly runtimeEdits: TextEdit[] = [];
  readonly added: AddedLine[] = [];
  readonly notes: Note[] = [];
  private readonly facts: PartitionFacts;

  constructor(facts: PartitionFacts) {
    this.facts = facts;
    const { stage } = facts;
    for (const instruction of stage.instructions) this.placements.set(instruction, this.first(instruction));
    for (const instruction of stage.instructions)
      if (instruction.keyword === "ENV") this.placeEnv(instruction);
    this.placeWorkdirs();
    this.placeArgs();
    this.placeShell();
  }

  /** True when a copy in the runtime stage itself brings this path, so that it need not come from the builder. */
  provides(path: string): boolean {
    return this.facts.map.landings.some(
      (landing) => this.ships(landing.instruction) && isWithin(landing.to, path),
    );
  }

  private ships(instruction: Instruction): boolean {
    const placement = this.placements.get(instruction);
    return placement === "runtime" || placement === "both";
  }

  private first(instruction: Instruction): Placement {
    if (runtimeOnly.has(instruction.keyword)) return "runtime";
    if (instruction.keyword === "COPY" || instruction.keyword === "ADD") {
      const from = instruction.flag("from");
      if (from !== undefined) return this.placeForeignCopy(instruction);
      if (instruction.heredocs.length > 0) return this.readByCommands(instruction) ? "build" : "runtime";
      return this.isForInstalling(instruction) ? "build" : this.facts.placementOf(instruction);
    }
    return instruction.keyword === "RUN" && this.facts.repeats(instruction)
      ? this.placeRepeated(instruction)
      : "build";
  }

  /** Lists of mirrors and their keys: read by package managers, in whichever stage installs something. */
  private isForInstalling(instruction: Instruction): boolean {
    const target = this.facts.file.dockerfile.copy(instruction)?.target;
    const lists =
      target !== undefined &&
      /^\/(?:etc\/(?:apt|apk|yum\.repos\.d)|usr\/share\/keyrings)(?:\/|$)/.test(target);
    if (lists && this.facts.runtimePackages.length > 0)
      throw new Declined(
        "Packages come from where this copy says, and the runtime stage installs some before anything is copied",
        instruction.textSpan,
      );
    return lists;
  }

  /** What only the program needs is left out of the builder where nothing is built behind it. */
  private placeRepeated(instruction: Instruction): Placement {
    const { stage, repeats } = this.facts;
    const after = stage.instructions.slice(stage.positionOf(instruction) + 1);
    return after.some((each) => each.keyword === "RUN" && !repeats(each)) ? "both" : "runtime";
  }

  /** A copy out of another stage or image ships unless a command of the build uses it. */
  private placeForeignCopy(instruction: Instruction): Placement {
    return this.readByCommands(instruction) ? "build" : "runtime";
  }

  private readByCommands(instruction: Instruction): boolean {
    const target = this.facts.file.dockerfile.copy(instruction)?.target;
    if (target === undefined) return true;
    const name = target.slice(target.lastIndexOf("/") + 1);
    const after = this.facts.stage.instructions.slice(this.facts.stage.positionOf(instruction) + 1);
    return after.some(
      (each) =>
        each.keyword === "RUN" &&
        (each.text.includes(target) || commandNames(this.facts.stage, each).includes(name)),
    );
  }

  /** Build-only variables stay behind; others ship, and stay in the builder too where the build may read them. */
  private placeEnv(instruction: Instruction): void {
    const pairs = instruction.pairs;
    const shipped = pairs.filter((pair) => !this.facts.isBuildVariable(pair.key));
    if (shipped.length === 0) {
      this.placements.set(instruction, "build");
      return;
    }
    const readInBuild =
      this.facts.builderIsStarted ||
      pairs.some((pair) => this.facts.isBuildVariable(pair.key) || this.buildMayRead(pair.key, instruction));
    this.placements.set(instruction, readInBuild ? "both" : "runtime");
    if (shipped.length === pairs.length) return;
    const text = shipped.map((pair) => this.facts.file.text.slice(pair.span.start, pair.span.end)).join(" ");
    this.runtimeEdits.push({ span: instruction.args, newText: text });
  }

  /** A later instruction names the variable, or a program that reads variables at will runs in the builder. */
  private buildMayRead(name: string, instruction: Instruction): boolean {
    const { stage } = this.facts;
    const reference = new RegExp(`\\$(?:${name}\\b|\\{${name}\\b)`);
    for (const each of stage.instructions.slice(stage.positionOf(instruction) + 1)) {
      if (this.placements.get(each) === "runtime") continue;
      if (reference.test(each.text)) return true;
      if (each.keyword === "RUN" && this.facts.readsInBuild(name)) return true;
      if (each.keyword === "RUN" && runCommands(stage, each).some((run) => this.readsAnyVariable(run)))
        return true;
    }
    return name === "PATH";
  }

  private readsAnyVariable(run: RunCommand): boolean {
    if (this.facts.readsEnvironment(run.program)) return true;
    return !this.facts.isToolchainProgram(run.program) && !indifferent.has(run.program);
  }

  private placeWorkdirs(): void {
    const { stage } = this.facts;
    const workdirs = stage.instructionsOf("WORKDIR");
    let restsOnBase = workdirs.length === 0;
    const keep = (instruction: Instruction | undefined): void => {
      let at = instruction;
      while (at !== undefined) {
        this.placements.set(at, "both");
        // A relative folder rests on the WORKDIR before it.
        const absolute = stage.expand(at.argsText, at)?.startsWith("/") === true;
        const before = stage.workdir(at).by;
        restsOnBase ||= !absolute && before === undefined;
        at = absolute ? undefined : before;
      }
    };
    keep(workdirs.at(-1));
    for (const instruction of stage.instructions) {
      if (!this.ships(instruction)) continue;
      if (instruction.keyword === "COPY" || instruction.keyword === "ADD")
        keep(stage.workdir(instruction).by);
    }
    for (const workdir of workdirs) {
      const after = stage.instructions.slice(stage.positionOf(workdir) + 1);
      const used = after.some(
        (each) => fileInstructions.has(each.keyword) && this.placements.get(each) !== "runtime",
      );
      if (!used && !this.facts.builderIsStarted && this.placements.get(workdir) === "both")
        this.placements.set(workdir, "runtime");
    }
    const inherited = stage.imageFacts?.workdir || "/";
    // Distroless images for other users than root start in that user's home.
    if (restsOnBase && inherited !== this.facts.runtimeWorkdir)
      this.added.push({ where: "start", instruction: { keyword: "WORKDIR", value: inherited } });
  }

  /** ARGs that a shipped instruction uses are declared again there. */
  private placeArgs(): void {
    const { stage } = this.facts;
    for (const arg of stage.instructionsOf("ARG")) {
      const names = arg.pairs.map((pair) => pair.key);
      const used = stage.instructions.some(
        (each) =>
          this.placements.get(each) !== "build" &&
          names.some((name) => new RegExp(`\\$(?:${name}\\b|\\{${name}\\b)`).test(each.text)),
      );
      this.placements.set(arg, used ? "both" : "build");
    }
  }

  private placeShell(): void {
    const { stage } = this.facts;
    const ships = stage.instructions.some(
      (each) => runtimeOnly.has(each.keyword) && each.script !== undefined,
    );
    for (const shell of stage.instructionsOf("SHELL")) this.placements.set(shell, ships ? "both" : "build");
  }
}

/** Programs that read no variable of the project's. */
const indifferent = new Set([
  "",
  "cd",
  "mkdir",
  "rm",
  "cp",
  "mv",
  "ln",
  "chmod",
  "chown",
  "apt-get",
  "apt",
  "apk",
  "git",
  "echo",
  "set",
  "ls",
  "touch",
  "test",
  "[",
  "curl",
  "wget",
  "tar",
  "useradd",
  "adduser",
  "groupadd",
  "addgroup",
  "export",
  "true",
  "sed",
  "cat",
  "pwd",
  "update-ca-certificates",
  "unzip",
  "install",
  "strip",
  "upx",
]);

function commandNames(stage: Stage, instruction: Instruction): readonly string[] {
  return runCommands(stage, instruction).map((run) => run.program);
}
