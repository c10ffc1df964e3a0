// Reads the output of the builder before BuildKit: `Step 5/11 : ...`, `---> Running in`, `---> Using cache`, `---> id`.

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

export class LegacyLog implements BuildLogReader {
  private readonly onStep: (step: BuildStep) => void;
  private current: { readonly index: number; readonly instruction: string } | undefined;
  private running: string | undefined;
  private usesCache = false;
  /** The image that the next step builds on; empty on scratch. */
  private base = "";
  private pending = false;
  private fromImage = false;
  private output: string[] = [];
  private readonly errors: string[] = [];
  private readonly made: StepImage[] = [];
  private readonly started: string[] = [];

  readonly stages = 0;

  constructor(onStep: (step: BuildStep) => void) {
    this.onStep = onStep;
  }

  get stepImages(): readonly StepImage[] {
    return this.made;
  }

  get containers(): readonly string[] {
    return this.started;
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
    if (this.running !== undefined) {
      this.readRunning(line, this.running);
      return;
    }
    const step = /^Step (\d+)\/(\d+) : (.*)$/.exec(line);
    if (step !== null) {
      this.current = { index: Number(step[1]), instruction: step[3] ?? "" };
      this.usesCache = false;
      this.fromImage = /^FROM\b/i.test(this.current.instruction);
      this.pending = !this.fromImage;
      if (this.fromImage) this.base = "";
      this.output = [];
      this.onStep({ number: Number(step[1]), of: Number(step[2]), instruction: step[3] ?? "" });
      return;
    }
    const arrow = /^ ---> (.*)$/.exec(line)?.[1];
    if (arrow === undefined || this.current === undefined) return;
    const container = /^Running in ([0-9a-f]{12,64})$/.exec(arrow)?.[1];
    if (container !== undefined) {
      this.running = container;
      this.started.push(container);
    } else if (arrow === "Using cache") this.usesCache = true;
    else if (/^[0-9a-f]{12,64}$/.test(arrow)) {
      // The image behind a FROM is somebody else's, whatever it is. Of several ids in one step, some may be
      // a program's words; the clean-up looks at each before it removes one.
      if (!this.fromImage) this.made.push({ id: arrow, cached: this.usesCache });
      this.base = arrow;
      this.pending = false;
    }
  }

  /** What comes while a container runs is the program's own output, until the builder removes the container. */
  private readRunning(line: string, container: string): void {
    const removal = `Removing intermediate container ${container}`;
    if (!line.endsWith(removal)) {
      keepLine(this.output, line);
      return;
    }
    // A program's last line without an end is glued to the builder's own.
    const rest = line.slice(0, -removal.length);
    if (rest !== "") keepLine(this.output, rest);
    this.running = undefined;
  }

  private readError(line: string): void {
    // The client's advice about the builder, which is no error: its later lines are indented under the first.
    const notice = /^DEPRECATED: The legacy builder|^ {12}\S/;
    if (line.trim() !== "" && !notice.test(line)) keepLine(this.errors, line);
  }

  get problem(): BuildProblem {
    const reason = (this.errors.at(-1) ?? "").replace(/^Error response from daemon: /, "");
    const parseError = parseErrorPlace(reason);
    if (this.current === undefined || parseError.kind === "line") {
      return { kind: "other", place: parseError, subject: "", reason, output: this.errors };
    }
    const { index, instruction } = this.current;
    const place = { kind: "in-file", index } as const;
    const base = /^FROM\s+(?:--\S+\s+)*(\S+)/i.exec(instruction)?.[1];
    if (base !== undefined && saysImageUnavailable(reason)) {
      return { kind: "base", place, subject: base, reason, output: this.errors };
    }
    const exit = / returned a non-zero code: (\d+)$/.exec(reason)?.[1];
    return {
      kind: "step",
      place,
      subject: instruction,
      reason: exit === undefined ? reason : `exit code: ${exit}`,
      output: this.output.length > 0 ? this.output : this.errors,
    };
  }
}
