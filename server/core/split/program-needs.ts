// What an ecosystem knows about a program that is to be moved to a runtime image, and what the program needs there.

import type { Instruction } from "../syntax/instruction.ts";
import type { TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import type { AddedLine, Note } from "./plan.ts";
import type { RuntimeImage, RuntimeNeeds } from "./runtime.ts";

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
  /** Absolute image paths of files that it loads and that few contexts have: variables, keys that git leaves out. */
  readonly privateFiles?: readonly string[];
  /** True when file names are computed, so that more may be opened than was seen. */
  readonly opensMore: boolean;
  /** Where it may write; relative paths are resolved against the working directory. */
  readonly writes: boolean;
  /** It loads libraries whose files can't all be read: they may write into the folder that it starts in. */
  readonly unseenLibraries?: boolean;
  /** Why it needs root, as a clause; absent where nothing is known that does. */
  readonly rootBecause?: string;
  readonly certificates: boolean;
  readonly timeZones: boolean;
  readonly users: boolean;
  readonly temporaryFolder: boolean;
  /** Other programs that it starts. */
  readonly programs: readonly string[];
}

/** Something that the build makes and that the program is or needs. */
export interface BuildOutput {
  /** Absolute path in the builder. */
  readonly path: string;
  /** The command that makes it. */
  readonly at: Span;
  /** Made of the project's own sources, not a tool fetched from elsewhere: it ships even if nothing names it. */
  readonly own: boolean;
  /** `folder`: dependencies, a virtual environment, a publish folder; it ships whole. A file when left out. */
  readonly kind?: "file" | "folder";
  /** Absolute path in the runtime image; the same path when left out. */
  readonly to?: string;
  /** The program writes into it, so it belongs to the user that runs it. */
  readonly writable?: boolean;
}

/** The new start command of an image that starts something else than before: a site that moves to a web server. */
export interface ReplacedStart {
  /** Lines that take the place of CMD and ENTRYPOINT; empty where the runtime image starts by itself what is wanted. */
  readonly lines: readonly AddedLine[];
  /** Why, as a sentence for the assumptions. */
  readonly why: string;
  /** `program`: the project's own program starts another way, with its user and folder. `server`: another one serves. */
  readonly runs: "program" | "server";
}

/** What an ecosystem knows about a program that is to be moved to a runtime image. */
export interface ProgramBuild {
  readonly ecosystem: string;
  /** What people call a stage with this toolchain, in lower case: `maven`. */
  readonly builderNames?: readonly string[];
  readonly outputs: readonly BuildOutput[];
  /** Absolute paths of programs that the builder installs and that run by themselves wherever their C library is. */
  readonly programFiles?: readonly string[];
  /** Absolute paths that the program does not start without, wherever they come from; a path that nothing brings declines. */
  readonly opens?: readonly string[];
  /** What the program, or its interpreter's extensions, are linked to. */
  readonly linkage: "static" | "glibc" | "musl";
  readonly cxx: boolean;
  /** The folder that holds the sources in the builder, absolute. */
  readonly sourceRoot: string;
  /** Variables that only the build reads, `GOPROXY`. */
  readonly isBuildVariable: (name: string) => boolean;
  /** True for a variable that a command of the toolchain reads as well; none does when left out. */
  readonly readsInBuild?: (name: string) => boolean;
  /** Context paths that are sources, manifests or project papers: never needed at run time. */
  readonly isSource: (contextPath: string) => boolean;
  /** Programs of the toolchain: their RUN commands leave nothing behind but the outputs. */
  readonly isToolchainProgram: (program: string) => boolean;
  /** True for a program of the toolchain that may read any variable and file, as scripts and bundlers do; none when left out. */
  readonly readsEnvironment?: (program: string) => boolean;
  /** True for a system package that only installs or builds of this ecosystem need: Python for node-gyp. */
  readonly isBuildPackage?: (name: string) => boolean;
  /** True for a RUN that the runtime stage runs as well: it makes a user or a folder, or installs what starts. */
  readonly repeats?: (instruction: Instruction) => boolean;
  /** Spans of commands that were traced to outputs (`make build`, `./build.sh`). */
  readonly traced: readonly Span[];
  /** True for a folder in the sources that only the build fills, and for a file anywhere that only it reads. */
  readonly fills?: (path: string) => boolean;
  readonly needs: ProgramNeeds;
  /** System packages that the program needs at run time, as the ecosystem knows them: libraries that it links; development ones stand for their libraries. */
  readonly packages?: readonly string[];
  /** False for a development package whose library the program does not link; all are taken to be when left out. */
  readonly links?: (developmentPackage: string) => boolean;
  /** Bytes of a typical artifact, for estimates; undefined when no figure is known. */
  readonly typicalBytes: number | undefined;
  /**
   * `needed`: only context files that are known to be opened ship. `sources`: every context file that is copied
   * ships unless `isSource` names it, as programs that are interpreted want it.
   */
  readonly carries?: "needed" | "sources";
  /** Absolute paths whose files end up inside the program: what is built there does not ship by itself. */
  readonly embedded?: readonly string[];
  /**
   * True for a bare program name that is there in every runtime image or in an output folder: the interpreter, its
   * tools, what a virtual environment holds. A start command may run it although no command makes it.
   */
  readonly provides?: (program: string) => boolean;
  /** The runtime images to choose from, best first, instead of those for a program that stands alone. */
  readonly runtimes?: (needs: RuntimeNeeds) => readonly RuntimeImage[];
  /** PATH of the builder where the file does not set one; the usual folders when left out. */
  readonly searchPath?: string;
  readonly start?: ReplacedStart;
  /** Absolute paths that traced commands write to among what was copied: it is copied out of the builder then. */
  readonly changes?: readonly { readonly path: string; readonly at: Span }[];
  /** RUN instructions that make users and folders, or install what only the program needs, stand in both stages; the runtime image is another one, or the builder's. */
  readonly setUp?: "repeated" | "repeated-on-same";
}

/** What an ecosystem changes in the two stages beside moving things. */
export interface BuilderChanges {
  /** Edits to the original text that the builder gets. */
  readonly edits: readonly TextEdit[];
  /** Lines that the runtime stage gains: `ENV PATH=/opt/venv/bin:$PATH`. */
  readonly runtime?: readonly AddedLine[];
  /** Edits to the original text that the runtime stage gets. */
  readonly runtimeEdits?: readonly TextEdit[];
  readonly assumptions: readonly Note[];
}
