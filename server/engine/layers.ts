// Says which instruction made which layer, from the image's history; says nothing where it isn't certain.

import { runLabel } from "./client-argv.ts";
import type { HistoryRow } from "./saved-image.ts";
import {
  hasHeredoc,
  type InstructionStep,
  keywordOf,
  lastWord,
  matchText,
  oneLine,
  parentStage,
  type Stage,
  stagesOf,
  targetStage,
} from "./steps.ts";

export interface LayerOrigin {
  /** As the Dockerfile words it where the line is known, else as the history does; null when not certain. */
  readonly instruction: string | null;
  /** Zero-based line in the Dockerfile; null when not certain or when the base image brought the layer. */
  readonly line: number | null;
}

export interface Wording {
  readonly keyword: string;
  readonly text: string;
  /** The legacy builder prints copies as `COPY dir:<hash> in /target`, without the sources. */
  readonly hashed: boolean;
}

const unknownOrigin: LayerOrigin = { instruction: null, line: null };

/** The origin of each layer, from the base upwards. */
export function layerOrigins(
  layerCount: number,
  history: readonly HistoryRow[],
  steps: readonly InstructionStep[],
  target: string | undefined,
): readonly LayerOrigin[] {
  // A squashed or imported image has rows that don't pair with its layers.
  if (history.filter((row) => !row.empty).length !== layerCount) {
    return Array.from({ length: layerCount }, () => unknownOrigin);
  }
  const found = rowSteps(history, steps, target);
  return history.flatMap((row, index): readonly LayerOrigin[] => {
    if (row.empty) return [];
    const step = found[index];
    if (step !== undefined) return [{ instruction: oneLine(step), line: step.line }];
    return [{ instruction: instructionOf(wordingOf(row.createdBy)), line: null }];
  });
}

/** The instruction behind each history row; walks both from the end and stops at the first disagreement. */
function rowSteps(
  history: readonly HistoryRow[],
  steps: readonly InstructionStep[],
  target: string | undefined,
): readonly (InstructionStep | undefined)[] {
  const found: (InstructionStep | undefined)[] = history.map(() => undefined);
  const stages = stagesOf(steps);
  let stage: Stage | undefined = targetStage(stages, target);
  let pending = stage === undefined ? [] : [...stage.steps];
  for (let index = history.length - 1; index >= 0; index--) {
    const row = history[index];
    if (row === undefined) break;
    const wording = wordingOf(row.createdBy);
    // The legacy builder and podman's add our own label as a last instruction, the one bare, the other quoted.
    if (wording.keyword === "LABEL" && wording.text.replaceAll('"', "").includes(`${runLabel}=`)) continue;
    while (pending.length === 0 && stage !== undefined) {
      stage = parentStage(stages, stage);
      pending = stage === undefined ? [] : [...stage.steps];
    }
    let step = pending.pop();
    // The legacy builder notes an ONBUILD in the history, BuildKit does not.
    while (step !== undefined && keywordOf(step) === "ONBUILD" && wording.keyword !== "ONBUILD")
      step = pending.pop();
    if (step === undefined || keywordOf(step) !== wording.keyword) break;
    // Rows without a layer only keep the count: their wording varies between builders.
    if (row.empty) continue;
    const match = compare(step, wording);
    if (match === "different") break;
    if (match === "same") found[index] = step;
  }
  return found;
}

function compare(step: InstructionStep, wording: Wording): "same" | "different" | "unknown" {
  if (!wording.hashed) return matchText(step, wording.text);
  if (hasHeredoc(step)) return "unknown";
  // Only the destination is left to compare, and only its end: it may be relative to the working directory.
  const destination = lastWord(step);
  if (destination.includes("$")) return "same";
  const printed = wording.text.replace(hashedCopy, "").trim().replace(/\/+$/, "");
  const wanted = destination
    .replace(/^(?:\.?\/)+|^\.$/, "")
    .replace(/\/\.?$/, "")
    .replace(/\/+$/, "");
  return wanted === "" || printed === wanted || printed.endsWith(`/${wanted}`) ? "same" : "different";
}

const keywords =
  /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(?:\s+|$)/;

/** What the legacy builder prints before a copy's destination; flags stand right before the hash. */
const hashedCopy = /^(?:--\S*?)?(?:file|dir|multi):[0-9a-f]{64} in /;

/** Takes one row's wording apart, for BuildKit and for the legacy builder. */
export function wordingOf(createdBy: string): Wording {
  const plain = createdBy.replace(/\s*# buildkit\s*$/, "").trim();
  const nop = /^.*?#\(nop\)\s+/s.exec(plain);
  const rest = nop === null ? plain : plain.slice(nop[0].length);
  const keyword = keywords.exec(rest);
  if (keyword?.[1] === undefined) return { keyword: "RUN", text: commandOf(rest), hashed: false };
  const text = rest.slice(keyword[0].length).trim();
  if (keyword[1] === "RUN") return { keyword: "RUN", text: commandOf(text), hashed: false };
  const hashed = nop !== null && hashedCopy.test(text);
  return { keyword: keyword[1], text, hashed };
}

/** The command of a RUN without the build arguments (`|2 A=1 B=2`) and the usual shell. */
function commandOf(text: string): string {
  const withoutArgs = /^\|\d+ /.test(text) ? text.replace(/^\|\d+ .*?(?=\/\S+ (?:-\S+ )+)/s, "") : text;
  return withoutArgs.replace(/^\/bin\/sh -c /, "").trim();
}

/** Null for the bare layer of an imported image, whose history is silent. */
function instructionOf(wording: Wording): string | null {
  if (wording.text === "") return null;
  return `${wording.keyword} ${wording.text.replace(/\s+/g, " ")}`.trim();
}
