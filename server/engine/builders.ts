// What sets the builders apart, as data: how each is started and read, what it leaves, and what it does not know.

import type { BuildLogReader, BuildStep } from "./build-log.ts";
import { BuildahLog } from "./buildah-log.ts";
import { BuildKitLog } from "./buildkit-log.ts";
import { LegacyLog } from "./legacy-log.ts";

/**
 * `buildx`: docker's buildx plugin, with the builder that the user selected. `buildkit`: BuildKit behind
 * the client itself, as clients of docker before 23 and nerdctl have it. `legacy`: docker's builder before
 * BuildKit. `buildah`: the builder inside podman.
 */
export type Builder = "buildx" | "buildkit" | "legacy" | "buildah";

/** What a build may be given and not every builder takes. */
export type OptionalInput = "secrets" | "ssh" | "buildContexts";

export interface BuilderTraits {
  /** The words of the command line up to the options that all builders have. */
  readonly words: readonly string[];
  readonly log: (onStep: (step: BuildStep) => void) => BuildLogReader;
  /** `images`: every step becomes an image of its own that stays until it is removed. */
  readonly steps: "images" | "cache";
  /**
   * Which steps are announced: `file` all instructions of the file, `stages` all instructions of the stages up
   * to the target, `files-changed` only those of them that change files.
   */
  readonly announces: "file" | "stages" | "files-changed";
  /** Endings of the Dockerfile's own ignore file that are read; the first that exists counts. */
  readonly ignoreFiles: readonly string[];
  /** The first version of the engine that reads them; null for every version. */
  readonly ignoreFilesSince: string | null;
  /** The client sends a changed `.dockerignore` for a Dockerfile from outside the context. */
  readonly changesIgnoreFile: boolean;
  readonly lacks: readonly OptionalInput[];
  /** What asks a running build to end in an orderly way. */
  readonly stopSignal: NodeJS.Signals;
  /** `client`: the client itself builds, and leaves temporary files and a container when it is stopped too hard. */
  readonly worksIn: "engine" | "client";
}

const buildKit = {
  log: (onStep) => new BuildKitLog(onStep),
  steps: "cache",
  announces: "files-changed",
  ignoreFiles: [".dockerignore"],
  ignoreFilesSince: null,
  changesIgnoreFile: false,
  lacks: [],
  stopSignal: "SIGTERM",
  worksIn: "engine",
} as const satisfies Omit<BuilderTraits, "words">;

export const builders: Readonly<Record<Builder, BuilderTraits>> = {
  // Builders that keep results to themselves need `--load`; to the others it means nothing.
  buildx: { ...buildKit, words: ["buildx", "build", "--load", "--progress=plain"] },
  buildkit: { ...buildKit, words: ["build", "--progress=plain"] },
  legacy: {
    // Without `--force-rm` it keeps the container of a failed step.
    words: ["build", "--force-rm"],
    log: (onStep) => new LegacyLog(onStep),
    steps: "images",
    announces: "file",
    ignoreFiles: [],
    ignoreFilesSince: null,
    changesIgnoreFile: true,
    lacks: ["secrets", "ssh", "buildContexts"],
    stopSignal: "SIGTERM",
    worksIn: "engine",
  },
  buildah: {
    // With `--layers=false` nothing stays, but then all steps are one layer and what they waste does not show.
    words: ["build", "--layers", "--force-rm"],
    log: (onStep) => new BuildahLog(onStep),
    steps: "images",
    announces: "stages",
    ignoreFiles: [".containerignore", ".dockerignore"],
    ignoreFilesSince: "4.3",
    changesIgnoreFile: false,
    lacks: [],
    // Podman ends at once on SIGTERM and SIGINT and leaves what it was at; on this its running step ends, and it tidies up.
    stopSignal: "SIGHUP",
    worksIn: "client",
  },
};

/** True when this version of the engine reads an ignore file that goes with the Dockerfile. */
export function readsIgnoreFiles(builder: Builder, version: string): boolean {
  const { ignoreFiles, ignoreFilesSince } = builders[builder];
  return ignoreFiles.length > 0 && (ignoreFilesSince === null || isAtLeast(version, ignoreFilesSince));
}

function isAtLeast(version: string, wanted: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10) || 0);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split(".").map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}
