// Steps of a stage that install what changes seldom, after a copy of sources, which change often.

import { type RunCommand, runCommands, stageCommands } from "../model/commands.ts";
import { isWithin } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { bringsSources, type ContextCopy, contextCopies } from "./context-copies.ts";
import type { DependencyNeeds, DependencyStep, Ecosystem } from "./ecosystem.ts";
import { toolInstall } from "./source-free.ts";

export interface LateStep {
  /** `system` and `tool`: an installation of packages by their names, which needs no file of the context. */
  readonly kind: "dependencies" | "system" | "tool";
  readonly stage: Stage;
  /** The first copy of sources, which makes the step run again with every edit. */
  readonly cause: ContextCopy;
  readonly run: RunCommand;
  readonly by: Instruction;
  readonly label: string;
  readonly consequence: string;
  readonly needs: Exclude<DependencyNeeds, { kind: "nothing" }>;
  /** False while `needs` rests on half the facts: files of the project that are not read yet. */
  readonly complete: boolean;
}

export interface LateSteps {
  /** Every step that comes after a copy of sources although it could come before, in order. */
  readonly steps: readonly LateStep[];
  /** True when the stage installs dependencies, in whatever order. */
  readonly installsDependencies: boolean;
}

/** Looks through the RUN instructions of a stage. */
export function lateSteps(file: RuleFile, stage: Stage, ecosystems: readonly Ecosystem[]): LateSteps {
  const none: LateSteps = { steps: [], installsDependencies: false };
  const cause = contextCopies(file.dockerfile, stage).find((copy) => bringsSources(file.project, copy));
  if (cause === undefined) return none;
  const causeAt = stage.positionOf(cause.instruction);
  // Most stages end with the copy of their sources: their scripts need not be read.
  if (!stage.instructions.some((each, at) => at > causeAt && each.keyword === "RUN")) return none;
  const steps = new StepReader(file, ecosystems);
  for (const parent of stage.chain.slice(1).reverse())
    for (const run of stageCommands(parent)) steps.read(parent, run);
  const found: LateStep[] = [];
  for (const [at, by] of stage.instructions.entries()) {
    if (by.keyword !== "RUN") continue;
    for (const run of runCommands(stage, by)) {
      const step = steps.read(stage, run);
      if (at < causeAt) continue;
      const late = { stage, cause, run, by };
      if (step !== undefined) {
        const { result: needs, complete } = file.project.answersAll(() => step.examine());
        if (needs.kind === "nothing") continue;
        found.push({
          ...late,
          kind: "dependencies",
          label: step.label,
          consequence: step.consequence,
          needs,
          complete,
        });
        continue;
      }
      const tool = run.command.conditional ? undefined : toolInstall(run);
      if (tool !== undefined && tool.kind !== "installer")
        found.push({ ...late, complete: true, kind: tool.kind, ...toolWords(tool.label, tool.kind) });
    }
  }
  return { steps: found, installsDependencies: steps.some };
}

function toolWords(
  label: string,
  kind: "system" | "tool",
): Pick<LateStep, "label" | "consequence" | "needs"> {
  return {
    label,
    consequence:
      kind === "system" ? "installs the system packages again" : "installs the same packages again",
    needs: { kind: "reorder", manifests: [], command: undefined, safety: "safe", weight: "full" },
  };
}

/**
 * Different steps behind this many in one stage are taken for covered: each is compared with those before it, and the
 * project is searched for what it needs. No file among 16,000 has more than seven.
 */
const mostSteps = 100;

/** Reads commands in order and keeps those steps that fetch something that no step before them has fetched. */
class StepReader {
  private readonly file: RuleFile;
  private readonly ecosystems: readonly Ecosystem[];
  private readonly earlier = new Map<
    string,
    { readonly ecosystem: Ecosystem; readonly step: DependencyStep }
  >();

  constructor(file: RuleFile, ecosystems: readonly Ecosystem[]) {
    this.file = file;
    this.ecosystems = ecosystems;
  }

  /** True when any step was read. */
  get some(): boolean {
    return this.earlier.size > 0;
  }

  read(stage: Stage, run: RunCommand): DependencyStep | undefined {
    for (const ecosystem of this.ecosystems) {
      const step = ecosystem.dependencyStep?.(this.file, stage, run);
      if (step === undefined) continue;
      const key = [ecosystem.id, step.folder ?? "?", ...step.reads].join("\n");
      // The same again: whether it covers a later step has an answer already.
      if (this.earlier.has(key) || this.earlier.size >= mostSteps) return undefined;
      let covered = false;
      for (const each of this.earlier.values())
        covered ||= each.ecosystem === ecosystem && covers(each.step, step);
      this.earlier.set(key, { ecosystem, step });
      return covered ? undefined : step;
    }
    return undefined;
  }
}

function covers(earlier: DependencyStep, later: DependencyStep): boolean {
  // A step that names no manifest of its own installs the project, whose dependencies are there by then.
  if (earlier.reads.length > 0)
    return (
      later.reads.every((path) => earlier.reads.includes(path)) &&
      (later.reads.length > 0 || related(earlier, later))
    );
  if (later.scope === "tree") return related(earlier, later);
  return earlier.folder === undefined || later.folder === undefined || earlier.folder === later.folder;
}

function related(a: DependencyStep, b: DependencyStep): boolean {
  if (a.folder === undefined || b.folder === undefined) return true;
  return isWithin(a.folder, b.folder) || isWithin(b.folder, a.folder);
}
