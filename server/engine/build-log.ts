// What the readers of build output have in common: the steps seen, and where a build failed.

import type { OutputStream } from "./process.ts";

/** A step of a build, as the builder announces it. */
export interface BuildStep {
  /** How many steps were begun so far, this one included. */
  readonly number: number;
  /** The builder's own count of steps, as far as it is known by now. */
  readonly of: number;
  /** The instruction as the builder words it. */
  readonly instruction: string;
}

/** Where in the Dockerfile the builder says that something happened. */
export type StepPlace =
  /** `[build 3/6]`: the third of the stage's steps. `stage` is null where the builder names none. */
  | { readonly kind: "in-stage"; readonly stage: string | null; readonly index: number; readonly of: number }
  /** `Step 5/11`: the fifth instruction of the file. */
  | { readonly kind: "in-file"; readonly index: number }
  /** `[2/3] STEP 4/7`: the fourth instruction, its FROM included, of the second stage; `stage` is zero-based. */
  | { readonly kind: "of-stage"; readonly stage: number; readonly index: number }
  /** A line number that the builder printed, zero-based. */
  | { readonly kind: "line"; readonly line: number }
  | { readonly kind: "unknown" };

/** What the output says about a failure. */
export interface BuildProblem {
  /** `base`: an image could not be had. `syntax-image`: the frontend of the `# syntax=` line could not. */
  readonly kind: "step" | "base" | "syntax-image" | "other";
  readonly place: StepPlace;
  /** The failing instruction as the builder words it, or the image's name; empty when unknown. */
  readonly subject: string;
  /** The builder's reason, one line. */
  readonly reason: string;
  /** The last lines that the failing step printed. */
  readonly output: readonly string[];
}

/** An image that a builder made or took for a step; ids are the short ones that it prints. */
export interface StepImage {
  readonly id: string;
  readonly cached: boolean;
}

/** A step that has no image yet. */
export interface PendingStep {
  readonly instruction: string;
  /** The image that it works on; empty on scratch, null where the builder does not print it. */
  readonly base: string | null;
}

/** Reads the output of one build, line by line, without control characters. */
export interface BuildLogReader {
  read(line: string, stream: OutputStream): void;
  /** True when a step came from the cache, false when steps ran and none did, null when no step was seen. */
  readonly cached: boolean | null;
  readonly problem: BuildProblem;
  /** Only of builders that make an image of every step; BuildKit leaves none. */
  readonly stepImages: readonly StepImage[];
  /** How many stages were begun whose containers only the client knows; 0 for builders in the engine. */
  readonly stages: number;
  /** Containers that the builder said it started, as short ids. */
  readonly containers: readonly string[];
  /** Only of builders that make an image of every step: the one announced whose image was not printed yet. */
  readonly pendingStep: PendingStep | null;
}

/** How many lines of a failing step are kept. */
const keptOutputLines = 40;

/** Adds a line to the kept ones and lets the oldest go. */
export function keepLine(kept: string[], line: string): void {
  kept.push(line);
  if (kept.length > keptOutputLines) kept.shift();
}

/** The place of a line that the builder names in a parse error; counting there starts at one. */
export function parseErrorPlace(text: string): StepPlace {
  const match = /parse error (?:on )?line (\d+)/.exec(text);
  return match?.[1] === undefined ? { kind: "unknown" } : { kind: "line", line: Number(match[1]) - 1 };
}

/** True when the output says that an image could not be had from its registry. */
export function saysImageUnavailable(text: string): boolean {
  return /no such host|dial tcp|manifest unknown|manifest for \S+ not found|pull access denied|repository does not exist|not found: manifest|failed to resolve source metadata|failed to do request|failed to authorize|toomanyrequests|unauthorized|x509:|TLS handshake timeout|i\/o timeout|connection refused|does not match the specified platform|no match for platform|server misbehaving|EOF|: not found/i.test(
    text,
  );
}
