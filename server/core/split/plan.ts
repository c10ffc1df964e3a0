// The plan of a split: data that says what goes where and why. Only emit.ts turns it into Dockerfile text.

import type { Fix } from "../finding.ts";
import type { Stage } from "../model/stage.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import type { AddedInstruction } from "./instruction-text.ts";
import type { RuntimeImage } from "./runtime.ts";

/** In which of the two stages an instruction stands after the split. */
export type Placement = "build" | "runtime" | "both" | "drop";

/** Something assumed or decided, worth a look in review; `at` is what it is about in the original file. */
export interface Note {
  readonly message: string;
  readonly at?: Span;
}

/** Files that go from the builder to the runtime stage under the same absolute path unless `to` says otherwise. */
export interface Artifact {
  readonly from: string;
  readonly to: string;
  /** `file` or `folder`: a folder is copied with its contents into `to`. */
  readonly kind: "file" | "folder";
  /** `user:group` that must own it at run time. */
  readonly chown?: string;
}

/** An instruction that the runtime stage gains. */
export interface AddedLine {
  readonly instruction: AddedInstruction;
  /** Where it goes: behind FROM, where the artifacts are copied, or before the start command. */
  readonly where: "start" | "artifacts" | "before-start-command" | "end";
}

export interface SplitPlan {
  readonly ecosystem: string;
  /** Names of stages that are the builder's, in lower case, beside `build` and the like: `maven`. */
  readonly builderNames: readonly string[];
  readonly stage: Stage;
  readonly runtime: RuntimeImage;
  readonly alternatives: readonly RuntimeImage[];
  readonly placements: ReadonlyMap<Instruction, Placement>;
  /** Edits to the original text that the builder gets. */
  readonly buildEdits: readonly TextEdit[];
  /** Edits to the original text that the runtime stage gets. */
  readonly runtimeEdits: readonly TextEdit[];
  /** The instruction in whose place the artifacts are copied: the last one that makes them. */
  readonly artifactsAt: Instruction;
  readonly artifacts: readonly Artifact[];
  readonly added: readonly AddedLine[];
  readonly assumptions: readonly Note[];
  /** Estimates in bytes; undefined where a part is not known. */
  readonly estimate: { readonly before: number | undefined; readonly after: number | undefined };
}

export interface DeclinedSplit {
  readonly kind: "declined";
  readonly ecosystem: string | undefined;
  readonly reasons: readonly Note[];
  /** A small edit, unsafe because it changes what the image does, after which the split is possible. */
  readonly remedy?: Fix;
}

/** An edit that makes a split possible, as a declining ecosystem offers it. */
export interface Remedy {
  /** Imperative: "Build the program and start the binary". */
  readonly title: string;
  /** What changes for the user, as a sentence. */
  readonly why: string;
  readonly edits: readonly TextEdit[];
}

export type SplitOutcome =
  | { readonly kind: "plan"; readonly plan: SplitPlan }
  | DeclinedSplit
  /** Nothing to gain: the shipped image carries no toolchain. */
  | { readonly kind: "not-needed"; readonly reasons: readonly Note[] };

export function declined(
  ecosystem: string | undefined,
  message: string,
  at?: Span,
  remedy?: Remedy,
): DeclinedSplit {
  const reasons = [at === undefined ? { message } : { message, at }];
  if (remedy === undefined) return { kind: "declined", ecosystem, reasons };
  const { title, why, edits } = remedy;
  const fix: Fix = {
    title,
    safety: "unsafe",
    why,
    kind: "quickfix",
    changes: () => [{ file: null, edits }],
  };
  return { kind: "declined", ecosystem, reasons, remedy: fix };
}
