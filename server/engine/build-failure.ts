// Turns a failed build into a failure with one sentence: what failed, at which instruction, and what to do.

import type { CompareFailure, EngineName } from "../protocol/compare.ts";
import type { BuildProblem } from "./build-log.ts";
import { diskFull, reachFailure, saysDiskFull, shorten } from "./failure.ts";
import { familiar, instructionAt, instructionForImage } from "./place.ts";
import type { Redact } from "./redaction.ts";
import { type InstructionStep, oneLine } from "./steps.ts";

/**
 * The failure for what the output says. `printed` is everything that the client printed outside the
 * steps; `side` is the side's label. The texts are plain already; they are redacted here, after the
 * instruction was found by them.
 */
export function buildFailure(
  found: BuildProblem,
  printed: string,
  side: { readonly label: string; readonly steps: readonly InstructionStep[] },
  { redact, client }: { readonly redact: Redact; readonly client: EngineName },
): CompareFailure {
  const step = instructionOf(found, side.steps);
  const problem = { ...found, subject: redact(found.subject), reason: redact(found.reason) };
  const output = found.output.filter((line) => line.trim() !== "").map(redact);
  const unreached = problem.kind === "step" ? undefined : reachFailure(printed, client);
  if (unreached !== undefined) return { ...unreached, side: side.label };
  const line = step?.line ?? (found.place.kind === "line" ? found.place.line : undefined);
  const at = { side: side.label, ...(line === undefined ? {} : { line }), output };
  if (saysDiskFull([problem.reason, ...output.slice(-5)].join("\n")))
    return { ...diskFull(side.label, client), ...at };
  if (problem.kind === "base") {
    return {
      kind: "base-image-unavailable",
      message: `The image \`${quoted(familiar(problem.subject))}\` that ${side.label} starts from can't be fetched: check its name and the network, or pull it first.`,
      ...at,
    };
  }
  if (problem.kind === "syntax-image") {
    return {
      kind: "base-image-unavailable",
      message: `The image \`${quoted(familiar(problem.subject))}\` of the \`# syntax=\` line can't be fetched: check the network, pull it first, or drop the line.`,
      ...at,
    };
  }
  const missing = /(?:unable to prepare context|context must be a directory): (.*)$/m.exec(printed)?.[1];
  if (missing !== undefined) {
    return {
      kind: "context-missing",
      message: `The build context can't be read: ${quoted(redact(missing))}.`,
      ...at,
    };
  }
  return { kind: "build-failed", message: failedSentence(problem, step, side.label, redact), ...at };
}

function failedSentence(
  problem: BuildProblem,
  step: InstructionStep | undefined,
  label: string,
  redact: Redact,
): string {
  const plain = problem.reason.replace(/[.:\s]+$/, "");
  // The line is named already where it is known.
  const reason = quoted(
    step === undefined ? plain : plain.replace(/^dockerfile parse error (?:on )?line \d+: /, ""),
  );
  const exit = /^exit code: (\d+)$/.exec(problem.reason)?.[1];
  const what = step === undefined ? quoted(problem.subject) : quoted(redact(oneLine(step)));
  const where = step === undefined ? "" : ` on line ${step.line + 1}`;
  if (what === "")
    return `The build of ${label} fails: ${reason === "" ? "the client gives no reason" : reason}.`;
  if (exit !== undefined) {
    return `The build of ${label} fails${where} at \`${what}\` with exit code ${exit}: its last lines say why.`;
  }
  return `The build of ${label} fails${where} at \`${what}\`${reason === "" ? "" : `: ${reason}`}.`;
}

function instructionOf(
  problem: BuildProblem,
  steps: readonly InstructionStep[],
): InstructionStep | undefined {
  const placed = instructionAt(problem.place, problem.subject, steps);
  if (placed !== undefined) return placed;
  return problem.kind === "base" ? instructionForImage(problem.subject, steps) : undefined;
}

/** A text from outside, fit for the inside of a sentence. */
function quoted(text: string): string {
  return shorten(text.replaceAll("`", "'").replace(/\s+/g, " ").trim(), 160);
}

/** What failed and why, without the side: equal for two sides when the cause lies in what they share. */
export function causeOf(problem: BuildProblem): string {
  return [problem.kind, problem.subject, problem.reason].join(" ").replace(/\s+/g, " ");
}
