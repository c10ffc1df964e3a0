// What the language server needs of the machine it runs on; main-node.ts gives it, a browser may give less.

import type { ReadConfiguration } from "../core/configuration.ts";
import type { BuildInputs, ProjectBuild } from "../core/project/builds/build.ts";
import type { ProjectSnapshot, Wanted, Weight } from "../core/project/project.ts";
import type { ShellcheckAnswers } from "../core/shellcheck/output.ts";
import type { ShellcheckScript } from "../core/shellcheck/scripts.ts";
import type { CompareLog, CompareProgress, CompareResponse, ComparisonExtra } from "../protocol/compare.ts";
import type {
  DiskUsageResponse,
  ImageContentsParams,
  ImageContentsResponse,
  ImagesParams,
  ImagesResponse,
  PruneParams,
  PruneResponse,
} from "../protocol/housekeeping.ts";
import type { ImageDigestAnswer } from "../protocol/pin.ts";

export interface Host {
  /** Today's date as ISO `yyyy-mm-dd`. */
  today(): string;
  /** Absent where there is no file system; then every Dockerfile is judged by itself. */
  readonly files?: FileHost;
  /** Absent where nothing can be built. */
  readonly comparison?: ComparisonHost;
  /** Absent where no program can be run. */
  readonly shellcheck?: ShellcheckHost;
  /** Absent where there is no engine to ask. */
  readonly housekeeping?: HousekeepingHost;
}

/** Runs ShellCheck. Never rejects. */
export interface ShellcheckHost {
  check(request: {
    /** The program's name or path; empty for `shellcheck`. */
    readonly path: string;
    readonly scripts: readonly ShellcheckScript[];
    readonly signal: AbortSignal;
  }): Promise<{
    readonly answers: ShellcheckAnswers;
    /** Why it could not be started, in the system's words. */
    readonly failure: string | undefined;
  }>;
}

/** The engine's images and disk. Nothing rejects; what goes wrong is an answer with a sentence. */
export interface HousekeepingHost {
  images(enginePath: string, params: ImagesParams): Promise<ImagesResponse>;
  imageContents(
    enginePath: string,
    params: ImageContentsParams,
    signal: AbortSignal,
  ): Promise<ImageContentsResponse>;
  diskUsage(enginePath: string): Promise<DiskUsageResponse>;
  prune(enginePath: string, params: PruneParams): Promise<PruneResponse>;
  /** `local` needs no network; `registry` has the engine's client ask. */
  imageDigest(
    enginePath: string,
    question: { readonly image: string; readonly source: "local" | "registry" },
    signal: AbortSignal,
  ): Promise<ImageDigestAnswer>;
}

/** All paths are absolute paths of the machine. */
export interface FileHost {
  /** The path of a document on disk; undefined for any other scheme. */
  pathOf(uri: string): string | undefined;
  folderOf(path: string): string;
  uriOf(path: string): string;
  /** The build context, or undefined when it can't be known. Never rejects. */
  contextOf(question: ContextQuestion): Promise<FoundContext | undefined>;
  /** The configuration file that counts for files in this folder; undefined without one. Never rejects. */
  configurationOf(folder: string): Promise<FoundConfiguration | undefined>;
  /** Adds what is wanted to what is there, within caps. Never rejects: what can't be read is `unread`. */
  load(context: ContextFolder, wanted: readonly Wanted[], have: ProjectSnapshot): Promise<ProjectSnapshot>;
  /** What docker takes of these paths of the context, within caps. Never rejects; what is not there is missing. */
  weigh(context: ContextFolder, paths: readonly string[]): Promise<ReadonlyMap<string, Weight>>;
}

interface ContextQuestion {
  readonly dockerfile: string;
  /** The setting `leanDockerfile.context`, absolute or relative to the root; empty when not set. */
  readonly given: string;
  /** The workspace folder that holds the Dockerfile, else the Dockerfile's folder: the search ends there. */
  readonly root: string;
  /** What its COPY and ADD take from the context. */
  readonly sources: readonly string[];
}

/** A build context that was found. */
export interface FoundContext {
  /** Absolute path. */
  readonly folder: string;
  /** What compose files, bake files and pipelines say of the Dockerfile's builds. */
  readonly builds: readonly ProjectBuild[];
}

interface ContextFolder {
  readonly folder: string;
  /** `<Dockerfile>.dockerignore` beside it counts before the context's `.dockerignore`. */
  readonly dockerfile: string;
}

/** A configuration file as it was read. */
export interface FoundConfiguration extends ReadConfiguration {
  readonly path: string;
}

export interface ComparisonHost {
  /** Builds and compares, or estimates. Never rejects; what goes wrong is an outcome with a sentence. */
  compare(job: ComparisonJob, callbacks: ComparisonCallbacks): Promise<CompareResponse>;
  /** The file's text at a revision; undefined without version control or where it isn't in it. */
  committedText(dockerfile: string, revision: string): Promise<string | undefined>;
}

export interface ComparisonCallbacks {
  readonly onProgress: (progress: CompareProgress) => void;
  readonly onLog: (log: CompareLog) => void;
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
}

/** One version of the Dockerfile to build or to estimate. */
export interface ComparisonSide {
  readonly label: string;
  readonly text: string;
  /** Its instructions in order: the zero-based line each starts on, its keyword, and what follows that. */
  readonly steps: readonly { readonly line: number; readonly keyword: string; readonly text: string }[];
  /** The stage to build, by name or number; the last one when undefined. */
  readonly target: string | undefined;
  /** In place of the engine's own. */
  readonly platform?: string | undefined;
  /** What the project's files give to the build; the values of arguments are secret, and what the user says wins. */
  readonly inputs?: BuildInputs | undefined;
  /** Where another Dockerfile than the job's lies, and its context's folder, undefined where it is not known. */
  readonly place?: { readonly dockerfile: string; readonly context: string | undefined } | undefined;
  /** From tables, for an estimate; undefined where no figure is known. */
  readonly estimatedBytes: number | undefined;
}

export interface ComparisonJob {
  readonly dockerfile: string;
  /** The context's folder; undefined when it is not known, and then the Dockerfile's folder is taken. */
  readonly context: string | undefined;
  /** The text in the editor first. */
  readonly sides: readonly [ComparisonSide, ...ComparisonSide[]];
  readonly mode: "measure" | "estimate";
  readonly images: "remove" | "keep";
  readonly extras: readonly ComparisonExtra[];
  readonly enginePath: string;
  /** By name; the values are secret. */
  readonly buildArgs: Readonly<Record<string, string>>;
  /** One sentence each without a full stop, for the result: what was taken of the project's files. */
  readonly remarks: readonly string[];
  /** As the user wrote it, `50MB`; empty for none. */
  readonly sizeBudget: string;
  /** The document's address, under which its report is kept. */
  readonly uri: string;
  /** The side that is the text in the editor, so that its lines lead there; undefined for none. */
  readonly documentSide: number | undefined;
  /** Fields of the image configuration whose change the split planned. */
  readonly plannedFields: readonly string[];
}
