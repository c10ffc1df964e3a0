// A build as a file of the project describes it: which Dockerfile, with which context, up to which stage.

/** The kind of file that describes builds. */
export type BuildSource = "compose" | "bake" | "task" | "workflow" | "gitlab" | "makefile";

/** How a service starts the image that it builds; what it leaves out is up to the image. */
export interface ServiceStart {
  /** In place of CMD. */
  readonly command?: readonly string[];
  /** In place of ENTRYPOINT; empty takes it away. */
  readonly entrypoint?: readonly string[];
  readonly user?: string;
  /** The words of health checks, `sh -c` in front of those that a shell runs. */
  readonly checks?: readonly (readonly string[])[];
  /** Absolute paths in the container that a volume or a folder of the host is mounted on, to be written to. */
  readonly mounts: readonly string[];
}

/** What a build is given beside its context; only what is known without running anything. */
export interface BuildInputs {
  readonly args: Readonly<Record<string, string>>;
  readonly platform?: string;
}

/** A build as it is written: paths are relative to the folder of the file, or absolute. */
export interface DescribedBuild {
  /** Of the service, target, job or rule. */
  readonly name: string;
  readonly context: string;
  /** Relative to the context where the file says so, see `dockerfileFrom`. */
  readonly dockerfile: string;
  readonly dockerfileFrom: "context" | "folder";
  /** The stage to build, by name or number; undefined for the last one. */
  readonly target: string | undefined;
  readonly inputs?: BuildInputs | undefined;
  readonly start?: ServiceStart;
}

/** A build of one Dockerfile. */
export interface ProjectBuild {
  readonly source: BuildSource;
  /** The file that describes it, relative to the folder that was searched, with `/`. */
  readonly file: string;
  readonly name: string;
  /** The context, relative to the folder that was searched: `.`, `api`, `../other`; or absolute. */
  readonly context: string;
  readonly target: string | undefined;
  /** The file or the build's name says that it is for people at work. */
  readonly development: boolean;
  readonly inputs?: BuildInputs;
  readonly start?: ServiceStart;
}

/** A file that may describe builds: its path, relative to the folder that is searched, with `/`. */
export interface BuildFile {
  readonly path: string;
  readonly text: string;
}
