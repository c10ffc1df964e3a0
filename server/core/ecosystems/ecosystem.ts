// What an ecosystem is: one language's images, manifests, commands, artifacts and runtimes, in one file each.

import type { RunCommand } from "../model/commands.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { SplitOutcome } from "../split/plan.ts";
import type { RuntimeName } from "../split/runtime.ts";
import type { Span } from "../text/span.ts";

/** A command that fetches dependencies, and what it needs of the build context. */
export interface DependencyStep {
  /** The command that fetches dependencies now: the later of the two when it also builds. */
  readonly at: Span;
  /** As a message names it, `npm ci`. */
  readonly label: string;
  /** What a rebuild repeats when sources change: "downloads every module again". */
  readonly consequence: string;
  readonly fix: DependencyFix;
}

export type DependencyFix =
  | {
      readonly kind: "reorder";
      /** Context paths of manifests and lockfiles to copy first, grouped by the folder they land in. */
      readonly manifests: readonly { readonly sources: readonly string[]; readonly destination: string }[];
      /**
       * A command to run after the manifests are copied. Undefined when the command at `at` itself moves up,
       * which it can when it fetches and does nothing else.
       */
      readonly command: string | undefined;
      readonly safety: "safe" | "unsafe";
      /** Why it is unsafe. */
      readonly why?: string;
    }
  /** Moving it would break the build, or it can't be known: the finding stays, without a fix. */
  | { readonly kind: "none"; readonly why: string };

/** What a split asks of an ecosystem. */
export interface SplitRequest {
  readonly file: RuleFile;
  /** The stage that ships and is to be split. */
  readonly stage: Stage;
  readonly runtime: RuntimeName;
}

/** How messages speak of a shipped toolchain. */
export interface ToolchainWords {
  /** What an image with it carries besides the program: "its compiler and build cache". */
  readonly carries: string;
  /** What the shipped image needs: "the built program". */
  readonly needs: string;
}

export interface Ecosystem {
  readonly id: string;
  readonly title: string;
  /** Image families whose images carry its toolchain, `golang`. */
  readonly images: readonly string[];
  /** System packages that install its toolchain, `golang-go`. */
  readonly packages: readonly string[];
  /** True for a command that installs its toolchain by other means than system packages: a tarball, rustup. */
  readonly installs?: (run: RunCommand) => boolean;
  /** True where its toolchain images are only fuller variants of the images that its programs run on. */
  readonly interpreted?: boolean;
  readonly words?: ToolchainWords;
  /** Its manifests and lockfiles, as context globs, for watching and documentation. */
  readonly manifests: readonly string[];
  /** True for a command that compiles or bundles: a stage with one builds something. */
  readonly builds: (run: RunCommand) => boolean;
  /** True when a stage builds through a Makefile or script of the project; it reads these files. */
  readonly buildsThroughFiles?: (file: RuleFile, stage: Stage) => boolean;
  /** True for a command that runs the program through the toolchain, `go run`. */
  readonly runsToolchain: (program: string, args: readonly string[]) => boolean;
  /**
   * The dependency step of a stage in which sources are copied first, or undefined when there is none.
   * `sourcesAt` is the instruction that copies the sources.
   */
  readonly dependencyStep?: (file: RuleFile, stage: Stage, run: RunCommand) => DependencyStep | undefined;
  /** Plans the split; undefined while the ecosystem has none. */
  readonly plan?: (request: SplitRequest) => SplitOutcome;
  readonly docs: {
    /** Markdown: what it recognises and what the split does. */
    readonly split: string;
  };
}

/** The only constructor of ecosystems. */
export function defineEcosystem(ecosystem: Ecosystem): Ecosystem {
  return ecosystem;
}
