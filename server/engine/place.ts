// Finds the instruction that a builder means, from its own count of steps and its wording.

import type { StepPlace } from "./build-log.ts";
import type { BuilderTraits } from "./builders.ts";
import {
  canonical,
  findStage,
  type InstructionStep,
  keywordOf,
  matchText,
  type Stage,
  stagesOf,
  targetStage,
} from "./steps.ts";

/** The instruction at a place; undefined where count and wording don't name exactly one. */
export function instructionAt(
  place: StepPlace,
  subject: string,
  steps: readonly InstructionStep[],
): InstructionStep | undefined {
  switch (place.kind) {
    case "line":
      return steps.find((step) => step.line === place.line);
    case "in-file": {
      const step = steps[place.index - 1];
      return step !== undefined && agrees(step, subject) ? step : only(steps, subject);
    }
    case "of-stage": {
      const stage = stagesOf(steps)[place.stage];
      const step = stage === undefined ? undefined : [stage.from, ...stage.steps][place.index - 1];
      return step !== undefined && agrees(step, subject) ? step : only(steps, subject);
    }
    case "in-stage": {
      const stages = stagesOf(steps);
      const stage = stageNamed(stages, place.stage);
      const step = stage === undefined ? undefined : countedSteps(stages, stage)[place.index - 1];
      return step !== undefined && agrees(step, subject) ? step : only(stage?.steps ?? steps, subject);
    }
    case "unknown":
      return undefined;
  }
}

/** The FROM (or COPY --from) that names an image, however the engine spells the name out. */
export function instructionForImage(
  image: string,
  steps: readonly InstructionStep[],
): InstructionStep | undefined {
  const wanted = familiar(image);
  return steps.find((step) =>
    step.text.split(/[\s=,]+/).some((word) => familiar(word.replace(/["']/g, "")) === wanted),
  );
}

/** `docker.io/library/debian:12` as people write it: `debian:12`. */
export function familiar(image: string): string {
  const short = image.replace(/^docker\.io\/(?:library\/)?/, "").replace(/@sha256:[0-9a-f]+$/, "");
  return /:[^/]*$/.test(short) ? short : `${short}:latest`;
}

function stageNamed(stages: readonly Stage[], name: string | null): Stage | undefined {
  if (name === null) return stages.length === 1 ? stages[0] : undefined;
  const numbered = /^stage-(\d+)$/.exec(name)?.[1];
  return findStage(stages, name) ?? (numbered === undefined ? undefined : stages[Number(numbered)]);
}

/** How many steps a build of the target announces at most; builders leave out what they do not need. */
export function expectedSteps(
  steps: readonly InstructionStep[],
  target: string | undefined,
  announces: BuilderTraits["announces"],
): number {
  if (announces === "file") return steps.length;
  const stages = stagesOf(steps);
  const last = targetStage(stages, target)?.index ?? stages.length - 1;
  const counted = (stage: Stage) =>
    announces === "stages" ? stage.steps.length + 1 : countedSteps(stages, stage).length;
  return stages.slice(0, last + 1).reduce((sum, stage) => sum + counted(stage), 0);
}

/** The steps that BuildKit counts: the FROM of a real image, and what changes files. */
function countedSteps(stages: readonly Stage[], stage: Stage): readonly InstructionStep[] {
  const counted = stage.steps.filter((step) => /^(?:RUN|COPY|ADD|WORKDIR)$/.test(keywordOf(step)));
  const onStage = findStage(stages.slice(0, stage.index), stage.image) !== undefined;
  return onStage || stage.image.toLowerCase() === "scratch" ? counted : [stage.from, ...counted];
}

function agrees(step: InstructionStep, subject: string): boolean {
  return subject.trim().split(/\s+/, 1)[0]?.toUpperCase() === keywordOf(step);
}

/** The one instruction with this wording; undefined when none or several have it. */
function only(steps: readonly InstructionStep[], subject: string): InstructionStep | undefined {
  const [keyword = "", ...rest] = subject.trim().split(/\s+/);
  const words = rest.join(" ");
  const found = steps.filter(
    (step) =>
      keywordOf(step) === keyword.toUpperCase() &&
      (canonical(step.text) === canonical(words) || matchText(step, words) === "same"),
  );
  return found.length === 1 ? found[0] : undefined;
}
