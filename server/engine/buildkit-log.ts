// Reads BuildKit's plain progress, of engines from 20.10 on and of buildx: `#7 [build 3/6] COPY ...`, `#7 CACHED`.

import {
  type BuildLogReader,
  type BuildProblem,
  type BuildStep,
  keepLine,
  parseErrorPlace,
  type StepPlace,
} from "./build-log.ts";

interface Vertex {
  readonly name: string;
  readonly step: StepName | undefined;
  readonly output: string[];
  error: string | undefined;
}

interface StepName {
  readonly stage: string | null;
  readonly index: number;
  readonly of: number;
  readonly instruction: string;
}

export class BuildKitLog implements BuildLogReader {
  private readonly onStep: (step: BuildStep) => void;
  private readonly vertices = new Map<string, Vertex>();
  /** Number of steps of each stage seen. */
  private readonly stageSteps = new Map<string, number>();
  private readonly begun = new Set<string>();
  /** Lines that belong to no vertex: the report of an error at the end. */
  private readonly trailing: string[] = [];
  private sawCached = false;
  private sawRun = false;
  private markedLine: number | undefined;

  constructor(onStep: (step: BuildStep) => void) {
    this.onStep = onStep;
  }

  readonly stepImages = [];
  readonly containers = [];
  readonly stages = 0;
  readonly pendingStep = null;

  get cached(): boolean | null {
    return this.sawCached ? true : this.sawRun ? false : null;
  }

  read(line: string): void {
    const match = /^#(\d+) (.*)$/.exec(line);
    const id = match?.[1];
    const rest = match?.[2];
    if (id === undefined || rest === undefined) {
      this.readTrailing(line);
      return;
    }
    const vertex = this.vertices.get(id);
    if (vertex === undefined) {
      this.announce(id, rest);
      return;
    }
    this.readVertex(vertex, rest);
  }

  private announce(id: string, name: string): void {
    const step = stepName(name);
    this.vertices.set(id, { name, step, output: [], error: undefined });
    if (step === undefined) return;
    this.stageSteps.set(step.stage ?? "", step.of);
    this.begun.add(`${step.stage ?? ""} ${step.index}`);
    const of = [...this.stageSteps.values()].reduce((sum, steps) => sum + steps, 0);
    this.onStep({ number: this.begun.size, of, instruction: step.instruction });
  }

  private readVertex(vertex: Vertex, rest: string): void {
    // A base image or a WORKDIR that is there already counts as cached for BuildKit, even without a cache.
    const counts = vertex.step !== undefined && /^(?:RUN|COPY|ADD)\b/i.test(vertex.step.instruction);
    if (rest === "CACHED") {
      if (counts) this.sawCached = true;
      return;
    }
    if (/^DONE\b/.test(rest)) {
      if (counts) this.sawRun = true;
      return;
    }
    if (rest.startsWith("ERROR: ")) {
      vertex.error = rest.slice("ERROR: ".length);
      return;
    }
    const output = /^\d+\.\d+ (.*)$/.exec(rest);
    if (output?.[1] !== undefined) keepLine(vertex.output, output[1]);
  }

  private readTrailing(line: string): void {
    if (line.trim() === "") return;
    // ` --> 5 | >>> RUN ...` of newer versions; a failing instruction may span several marked lines.
    const marked = /^\s*(\d+) \| >>> /.exec(line);
    if (marked?.[1] !== undefined && this.markedLine === undefined) this.markedLine = Number(marked[1]) - 1;
    keepLine(this.trailing, line);
  }

  get problem(): BuildProblem {
    // Newer clients print advice after the error.
    const error = this.trailing.findLast((line) => /^(?:ERROR: |failed to )/i.test(line));
    const last = reasonOf(error ?? this.trailing.at(-1) ?? "");
    const failing = [...this.vertices.values()].find(
      (vertex) => vertex.error !== undefined && !/context canceled$/.test(vertex.error),
    );
    if (failing === undefined) {
      const place = this.markedPlace ?? parseErrorPlace(last);
      return { kind: "other", place, subject: "", reason: last, output: this.trailing.slice(-5) };
    }
    const reason = reasonOf(failing.error ?? last);
    const image = /^\[internal\] load metadata for (\S+)$/.exec(failing.name)?.[1];
    if (image !== undefined) return imageProblem("base", image, reason);
    const frontend = /^resolve image config for (?:docker-image:\/\/)?(\S+)$/.exec(failing.name)?.[1];
    if (frontend !== undefined) return imageProblem("syntax-image", frontend, reason);
    if (failing.step === undefined) {
      return { kind: "other", place: { kind: "unknown" }, subject: failing.name, reason, output: [last] };
    }
    const { stage, index, of, instruction } = failing.step;
    const base = /^FROM (\S+)/i.exec(instruction)?.[1];
    if (base !== undefined) return imageProblem("base", base.replace(/@sha256:.*$/, ""), reason);
    return {
      kind: "step",
      place: this.markedPlace ?? { kind: "in-stage", stage, index, of },
      subject: instruction,
      reason,
      output: failing.output.length > 0 ? failing.output : [reason],
    };
  }

  private get markedPlace(): StepPlace | undefined {
    return this.markedLine === undefined ? undefined : { kind: "line", line: this.markedLine };
  }
}

function imageProblem(kind: "base" | "syntax-image", image: string, reason: string): BuildProblem {
  return { kind, place: { kind: "unknown" }, subject: image, reason, output: [reason] };
}

/** `[linux/amd64 build 3/6] COPY . .` in parts; undefined for `[internal] ...` and exports. */
function stepName(name: string): StepName | undefined {
  const match = /^\[(?:([^\]]*?) +)?(\d+)\/(\d+)\] (.*)$/.exec(name);
  if (match === null) return undefined;
  const [, prefix, index, of, instruction] = match;
  // With several platforms the platform comes first; a stage's name has no space.
  const stage = prefix?.trim().split(/\s+/).at(-1) ?? null;
  return { stage, index: Number(index), of: Number(of), instruction: instruction ?? "" };
}

const wrapping =
  /^(?:ERROR: |error: |failed to solve(?: with frontend [^:]+)?: |rpc error: code = \w+ desc = |failed to create LLB definition: )/;

/** The reason without the wrappings that each version puts around it. */
function reasonOf(line: string): string {
  let reason = line;
  while (wrapping.test(reason)) reason = reason.replace(wrapping, "");
  return (
    /(?:executor failed running \[.*\]|process ".*" did not complete successfully): (exit code: \d+)$/.exec(
      reason,
    )?.[1] ?? reason
  );
}
