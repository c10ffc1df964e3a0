// What an ecosystem is: one language's images, manifests, commands, artifacts and runtimes, in one file each.

import type { RunCommand } from "../model/commands.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { BuiltFolders } from "../split/built-folders.ts";
import type { SplitOutcome } from "../split/plan.ts";
import type { RuntimeName } from "../split/runtime.ts";
import type { Span } from "../text/span.ts";

/** A command that fetches dependencies, wherever it stands in its stage. */
export interface DependencyStep {
  /** The command in the Dockerfile. */
  readonly at: Span;
  /** As a message names it, `npm ci`. */
  readonly label: string;
  /** What a rebuild repeats when a file copied before changes: "downloads every module again". */
  readonly consequence: string;
  /** Absolute folder whose manifests it reads; undefined when it can't be followed. */
  readonly folder: string | undefined;
  /** Absolute paths of the manifests it names itself, as `pip install -r` does; empty where the folder says it all. */
  readonly reads: readonly string[];
  /** `tree`: a step of the same ecosystem above or below this folder has fetched the same already. */
  readonly scope: "folder" | "tree";
  /** Reads the project's manifests: asked only where sources are copied before the step. */
  readonly examine: () => DependencyNeeds;
}

/** What a step that comes too late needs to come first. */
export type DependencyNeeds =
  | {
      readonly kind: "reorder";
      /** Context paths of the manifests, lockfiles and folders that it reads, as they are to be copied first. */
      readonly manifests: readonly string[];
      /**
       * A command that fetches, for a step that also builds and stays where it is. Undefined when the step itself
       * moves up, because it fetches and does nothing else.
       */
      readonly command: string | undefined;
      /** Absolute folder in which that command runs; the step's own when left out. */
      readonly folder?: string;
      /** Words for the step that stays, in front of it: `touch src/main.rs && `. */
      readonly prefix?: string;
      readonly safety: "safe" | "unsafe";
      /** Why it is unsafe. */
      readonly why?: string;
      readonly weight: DependencyWeight;
    }
  /** Moving it would break the build, or it can't be known: the finding stays, without a fix. */
  | { readonly kind: "none"; readonly why: string; readonly weight: DependencyWeight }
  /** There is nothing to put right: the dependencies are among the sources. */
  | { readonly kind: "nothing" };

/**
 * How much the order costs: `full` a fetch for every edit, `cached` an installation from a cache mount, `empty`
 * nothing as long as the project has no dependencies, `bound` a fetch that needs the sources anyway.
 */
export type DependencyWeight = "full" | "cached" | "empty" | "bound";

/** What a split asks of an ecosystem. */
export interface SplitRequest {
  readonly file: RuleFile;
  /** The stage that ships and is to be split. */
  readonly stage: Stage;
  readonly runtime: RuntimeName;
  /** What other languages build in the stage, which the program may need. */
  readonly others: readonly BuiltFolders[];
  /** A service of a compose file starts the toolchain, so that it will have to end with the builder. */
  readonly builderIsStarted: boolean;
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
  /** True where a program is its sources, and what builds it only puts libraries beside these. */
  readonly runsSources?: true;
  /** `others-too`: its compiler also serves builds of other languages, so it is asked where none of those builds. */
  readonly serves?: "others-too";
  readonly words?: ToolchainWords;
  /** Its manifests and lockfiles, as context globs, for watching and documentation. */
  readonly manifests: readonly string[];
  /** True for a command that compiles or bundles: a stage with one builds something. */
  readonly builds: (run: RunCommand) => boolean;
  /** True when a stage builds through a Makefile or script of the project; it reads these files. */
  readonly buildsThroughFiles?: (file: RuleFile, stage: Stage) => boolean;
  /** True where the commands that `builds` finds in a stage run something else there: `make` serves every language. */
  readonly servesElse?: (file: RuleFile, stage: Stage) => boolean;
  /** True for a stage that builds nothing, and that a split makes smaller: an interpreter's full image. */
  readonly gains?: (file: RuleFile, stage: Stage) => boolean;
  /** True for a command that runs the program through the toolchain, `go run`. */
  readonly runsToolchain: (program: string, args: readonly string[]) => boolean;
  /** Programs of its toolchain that a built program is started with as well: they tell nothing of a build at run time. */
  readonly alsoStarts?: RegExp;
  /** Reads a command as one that fetches dependencies; undefined for any other. Must be quick: it sees every command. */
  readonly dependencyStep?: (file: RuleFile, stage: Stage, run: RunCommand) => DependencyStep | undefined;
  /** What its commands leave for programs of other languages; undefined where they build nothing in the stage. */
  readonly builtFolders?: (file: RuleFile, stage: Stage) => BuiltFolders | undefined;
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
