// What a program needs at run time beside its own file, as an ecosystem finds it in the project.

import type { Span } from "../text/span.ts";

/** A file or folder of the build context that the program opens. */
export interface AssetUse {
  /** Context path. */
  readonly path: string;
  /** Why it is needed, as a clause: "`main.go` opens it". */
  readonly why: string;
}

export interface ProgramNeeds {
  /** Files opened under literal names that are in the context. */
  readonly assets: readonly AssetUse[];
  /** Absolute image paths that the program opens and that no copy from the context explains. */
  readonly imagePaths: readonly string[];
  /** True when file names are computed, so that more may be opened than was seen. */
  readonly opensMore: boolean;
  /** Where it may write; relative paths are resolved against the working directory. */
  readonly writes: boolean;
  readonly certificates: boolean;
  readonly timeZones: boolean;
  readonly users: boolean;
  readonly temporaryFolder: boolean;
  /** Other programs that it starts. */
  readonly programs: readonly string[];
  /** What was not read, one sentence each. */
  readonly unseen: readonly string[];
}

/** What an ecosystem knows about a compiled program that is to be moved to a runtime image. */
export interface CompiledBuild {
  readonly ecosystem: string;
  /** Absolute paths of the files that the build makes and that may be started. */
  readonly outputs: readonly {
    readonly path: string;
    readonly at: Span;
    /** Made of the project's own sources, not a tool fetched from elsewhere. */
    readonly own: boolean;
  }[];
  readonly linkage: "static" | "glibc" | "musl";
  readonly cxx: boolean;
  /** The folder that holds the sources in the builder, absolute. */
  readonly sourceRoot: string;
  /** Variables that only the build reads, `GOPROXY`. */
  readonly isBuildVariable: (name: string) => boolean;
  /** Context paths that are sources, manifests or project papers: never needed at run time. */
  readonly isSource: (contextPath: string) => boolean;
  /** Programs of the toolchain: their RUN commands leave nothing behind but the outputs. */
  readonly isToolchainProgram: (program: string) => boolean;
  /** Spans of commands that were traced to outputs (`make build`, `./build.sh`). */
  readonly traced: readonly Span[];
  readonly needs: ProgramNeeds;
  /** Bytes of a typical artifact, for estimates; undefined when no figure is known. */
  readonly typicalBytes: number | undefined;
}
