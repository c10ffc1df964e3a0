// Reads the output of podman's builder: `[1/2] STEP 2/6: COPY ...`, `--> Using cache <id>`, `--> <id>`, `COMMIT <tag>`.

import {
  type BuildLogReader,
  type BuildProblem,
  type BuildStep,
  keepLine,
  type PendingStep,
  parseErrorPlace,
  type StepImage,
  saysImageUnavailable,
} from "./build-log.ts";
import type { OutputStream } from "./process.ts";

interface Current {
  /** Zero-based. */
  readonly stage: number;
  /** The FROM is the first. */
  readonly index: number;
  readonly instruction: string;
}

export class BuildahLog implements BuildLogReader {
  private readonly onStep: (step: BuildStep) => void;
  private current: Current | undefined;
  /** Number of instructions of each stage seen. */
  private readonly stageSteps = new Map<number, number>();
  private begun = 0;
  private usesCache = false;
  private pending = false;
  /** The image that the next step builds on; null while only the engine knows it. */
  private base: string | null = null;
  private output: string[] = [];
  private readonly errors: string[] = [];
  private readonly made: StepImage[] = [];

  constructor(onStep: (step: BuildStep) => void) {
    this.onStep = onStep;
  }

  readonly containers = [];

  get stepImages(): readonly StepImage[] {
    return this.made;
  }

  get stages(): number {
    return this.stageSteps.size;
  }

  get pendingStep(): PendingStep | null {
    if (!this.pending || this.current === undefined) return null;
    return { instruction: this.current.instruction, base: this.base };
  }

  get cached(): boolean | null {
    return this.made.length === 0 ? null : this.made.some((image) => image.cached);
  }

  read(line: string, stream: OutputStream): void {
    if (stream === "stderr") {
      this.readError(line);
      return;
    }
    const step = /^(?:\[(\d+)\/\d+\] )?STEP (\d+)\/(\d+): (.*)$/.exec(line);
    if (step !== null) {
      this.announce(Number(step[1] ?? 1) - 1, Number(step[2]), Number(step[3]), step[4] ?? "");
      return;
    }
    const cached = /^--> Using cache ([0-9a-f]{12,64})$/.exec(line)?.[1];
    if (cached !== undefined) {
      this.usesCache = true;
      return;
    }
    const image = /^--> ([0-9a-f]{11,64})$/.exec(line)?.[1];
    if (image !== undefined) {
      // A program may have printed the line; the clean-up looks at each image before it removes one.
      this.made.push({ id: image, cached: this.usesCache });
      this.base = image;
      this.pending = false;
      return;
    }
    if (this.pending) keepLine(this.output, line);
  }

  private announce(stage: number, index: number, of: number, instruction: string): void {
    this.current = { stage, index, instruction };
    this.stageSteps.set(stage, of);
    this.begun++;
    this.usesCache = false;
    const fromImage = /^FROM\b/i.test(instruction);
    this.pending = !fromImage;
    if (fromImage) this.base = null;
    this.output = [];
    const total = [...this.stageSteps.values()].reduce((sum, steps) => sum + steps, 0);
    this.onStep({ number: this.begun, of: Math.max(total, this.begun), instruction });
  }

  /** What the programs of steps print there, and the builder's own errors at the end. */
  private readError(line: string): void {
    // Its own remarks about how a program ended, and log lines, say nothing that the error does not.
    const remark = /^time="[^"]*" level=\w+ msg=|^subprocess exited (?:with status|on) /;
    if (line.trim() === "" || remark.test(line)) return;
    if (/^Error: /i.test(line)) keepLine(this.errors, line.replace(/^Error: /i, ""));
    else keepLine(this.output, line);
  }

  get problem(): BuildProblem {
    const error = this.errors.at(-1) ?? "";
    const own = /^building at STEP "(.*?)": (.*)$/s.exec(error);
    // Its parser quotes itself after the complaint.
    const reason = (own?.[2] ?? error).replace(/^Build error: /, "").replace(/ &imagebuilder\.Step\{.*$/, "");
    const output = this.output.length > 0 ? this.output : this.errors;
    const parseError = parseErrorPlace(reason);
    if (this.current === undefined || parseError.kind === "line") {
      return { kind: "other", place: parseError, subject: "", reason, output };
    }
    const { stage, index, instruction } = this.current;
    const place = { kind: "of-stage", stage, index } as const;
    const base = /^FROM\s+(?:--\S+\s+)*(\S+)/i.exec(instruction)?.[1];
    if (
      base !== undefined &&
      (saysImageUnavailable(reason) || /short-name .* did not resolve/.test(reason))
    ) {
      return { kind: "base", place, subject: base, reason, output: this.errors };
    }
    const exit = /\bexit status (\d+)$/.exec(reason)?.[1];
    return {
      kind: "step",
      place,
      subject: instruction,
      reason: exit === undefined ? reason : `exit code: ${exit}`,
      output,
    };
  }
}
