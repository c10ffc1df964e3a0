// How much a finding in the shipped image weighs: images that people work in, and images of tools, weigh less.

import type { Severity } from "../finding.ts";
import { Memory } from "../memory.ts";
import type { Dockerfile } from "./dockerfile.ts";
import type { Stage } from "./stage.ts";

/** True for an image that starts nothing of its own and gets nothing of a project: tools, CI images, base images. */
export function isToolImage(dockerfile: Dockerfile, stage: Stage): boolean {
  let answer = toolImages.get(stage);
  if (answer === undefined) {
    answer =
      stage.cmd?.by === undefined &&
      stage.entrypoint?.by === undefined &&
      stage.imageFacts?.role !== "service" &&
      !stage.chain.some((each) => each.instructions.some((one) => copiesProject(dockerfile, one)));
    toolImages.set(stage, answer);
  }
  return answer;
}

const toolImages = new Memory<Stage, boolean>("stage");

function copiesProject(dockerfile: Dockerfile, instruction: Stage["from"]): boolean {
  if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") return false;
  const copy = dockerfile.copy(instruction);
  return (
    copy?.origin.kind === "stage" || copy?.sources.some(({ text }) => /^\.?\/?$|^\*$/.test(text)) === true
  );
}

/** The severity of a finding about what the shipped image weighs: a hint at most for tools and development stages. */
export function leanSeverity(dockerfile: Dockerfile, severity: Severity): Severity {
  const { final } = dockerfile;
  if (final === undefined || dockerfile.isDevelopment(final) || isToolImage(dockerfile, final)) return "hint";
  return severity;
}

/** The severity of a finding about how a stage runs: a hint at most for development stages. */
export function runSeverity(dockerfile: Dockerfile, stage: Stage, severity: Severity): Severity {
  return dockerfile.isDevelopment(stage) ? "hint" : severity;
}

/**
 * The stages whose start command, user and files matter at run time: the final one, then those it is FROM. Builders
 * never run.
 */
export function shippedStages(dockerfile: Dockerfile): readonly Stage[] {
  let stages = shipped.get(dockerfile);
  if (stages === undefined) {
    stages = dockerfile.shipped;
    shipped.set(dockerfile, stages);
  }
  return stages;
}

const shipped = new Memory<Dockerfile, readonly Stage[]>("dockerfile");
