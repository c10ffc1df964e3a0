// The result of a comparison as `compare --format json` prints it and the language server sends it.

export type EngineName = "docker" | "podman" | "nerdctl";

export interface EngineIdentity {
  readonly name: EngineName;
  readonly version: string;
  /** How the engine stores images: `overlay2`, `containerd`, ... */
  readonly store: string;
}

export interface LayerSize {
  /** Sum of the file bytes in this layer. */
  readonly bytes: number;
  /** The instruction that made the layer, as the Dockerfile words it where its line is known, else as the engine's history does; null when not certain. */
  readonly instruction: string | null;
  /** Zero-based line in the side's Dockerfile; null when not certain or when the base image brought the layer. */
  readonly line: number | null;
}

/** The image configuration that a program can notice. */
export interface ImageConfig {
  readonly env: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly user: string;
  readonly workdir: string;
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly stopSignal: string;
  readonly healthcheck: readonly string[];
  readonly architecture: string;
  readonly os: string;
}

/** A file that one layer holds and a later one replaces or deletes. */
export interface WastedFile {
  readonly path: string;
  readonly bytes: number;
  /** Index into `layers` of the layer that holds the file. */
  readonly layer: number;
  /** Index into `layers` of the layer that replaces or deletes it. */
  readonly hiddenBy: number;
}

/** What one layer hides of another: both made it, the one by storing the files, the other by replacing or deleting them. */
export interface WastedBetween {
  /** Index into `layers` of the layer that holds the files. */
  readonly layer: number;
  /** Index into `layers` of the layer that replaces or deletes them. */
  readonly hiddenBy: number;
  readonly bytes: number;
  /** How many files. */
  readonly files: number;
}

/** A folder of the final tree with everything in it. */
export interface FolderSize {
  readonly path: string;
  readonly bytes: number;
}

/** A package as its package manager knows it, or as its folder shows it. */
export interface PackageSize {
  readonly kind: "dpkg" | "apk" | "python" | "node";
  readonly name: string;
  /** Empty where only the folder is known. */
  readonly version: string;
  readonly bytes: number;
}

export interface SideResult {
  readonly label: string;
  readonly dockerfile: string;
  /** Content size: sum of file bytes in the image's layers. Null in an estimate without a figure. */
  readonly contentBytes: number | null;
  /** The engine's own figure from `image inspect`; null in an estimate. */
  readonly engineBytes: number | null;
  /** Null where it was not computed. */
  readonly compressedBytes: number | null;
  /** True where the engine keeps layers unpacked, so that the figure is what gzip at its usual level makes of them. */
  readonly compressedComputed?: boolean;
  readonly layers: readonly LayerSize[];
  /** Bytes that layers hold and the final tree no longer shows, with the biggest such files. */
  readonly wasted: {
    readonly bytes: number;
    readonly files: readonly WastedFile[];
    /** All of the bytes by the layers that waste them together, the largest first. */
    readonly between?: readonly WastedBetween[];
  } | null;
  readonly largest: readonly { readonly path: string; readonly bytes: number }[];
  /** Folders that take a notable share of the final tree, the largest first; the root is "". Empty in an estimate. */
  readonly folders: readonly FolderSize[];
  /** Installed packages, the largest first. Empty in an estimate. */
  readonly packages: readonly PackageSize[];
  readonly config: ImageConfig | null;
  readonly buildSeconds: number | null;
  /** True when the engine took at least one step from its cache; null where that isn't known. */
  readonly cached: boolean | null;
  /** Only in a table of three sides or more: why this image is not built. All of its figures are null, its lists empty. */
  readonly failure?: CompareFailure;
}

/** One thing that was looked at in the built image without running it. */
export interface VerificationCheck {
  /** `start-command`, `rights`, `architecture`, `interpreter`, `libraries`, `shell`, `user`, ... */
  readonly name: string;
  readonly ok: boolean;
  /** A clause: what is wrong, or what was found. */
  readonly detail: string;
}

/** A file or folder that the start needs and that is there. */
export interface StartFile {
  /** Absolute, without links. */
  readonly path: string;
  /** Whose right to execute it counts, as `container-structure-test` names them; null where none is needed. */
  readonly executableBy: "any" | "owner" | "group" | "other" | null;
}

export interface Verification {
  /** `starts`: everything that the start needs is there; it does not say that the program works. */
  readonly status: "starts" | "fails" | "unknown";
  readonly checks: readonly VerificationCheck[];
  /** What was followed on the way, in order: the program, its interpreters and libraries, the working directory. */
  readonly files: readonly StartFile[];
}

/** What a comparison does beyond measuring and verifying, each only when it is asked for. */
export type ComparisonExtra = "smoke" | "vulnerabilities" | "compressed";

/** One image while it was started without network. */
export interface SmokeSide {
  readonly label: string;
  /** When it was last looked at; `refused`: the engine could not start it. */
  readonly state: "running" | "exited" | "refused" | "unknown";
  readonly exitCode: number | null;
  /** TCP ports that something listens on; null where that can't be told. */
  readonly ports: readonly number[] | null;
  /** What `GET /` was answered; `status` is null where what listens does not speak HTTP. */
  readonly answers: readonly {
    readonly port: number;
    readonly status: number | null;
    readonly bodyBytes: number;
  }[];
  /** The last lines that it printed, or the engine's words where it could not be started. */
  readonly output: readonly string[];
  readonly seconds: number;
}

export interface SmokeResult {
  /** `passes`: the last image did what the first one did, or, alone, it ran on or ended with 0. */
  readonly status: "passes" | "fails" | "unknown";
  readonly sides: readonly SmokeSide[];
  /** `start`, `running`, `exit-code`, `ports`, `answer`. */
  readonly checks: readonly VerificationCheck[];
}

/** Known vulnerabilities, each counted once for each package that has it. */
export interface VulnerabilityCounts {
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  /** Negligible ones, and those of unknown severity. */
  readonly other: number;
}

export interface Vulnerabilities {
  /** The program that counted: `trivy`, `grype` or `docker scout`. */
  readonly scanner: string;
  readonly sides: readonly { readonly label: string; readonly counts: VulnerabilityCounts }[];
}

/** What a scanner printed about one image: JSON of the scanner's own form. */
export interface ScannerReport {
  readonly label: string;
  readonly scanner: string;
  readonly text: string;
}

export interface CompareResult {
  /** `measured`: both sides were built and read; `estimated`: figures come from tables and are marked with `~`. */
  readonly kind: "measured" | "estimated";
  readonly engine: EngineIdentity | null;
  readonly sides: readonly SideResult[];
  /** Null with one side, or when a side has no figure. `bytes` is after minus before; `ratio` before/after. */
  readonly difference: { readonly bytes: number; readonly ratio: number } | null;
  readonly configDifferences: readonly {
    readonly field: string;
    readonly before: string;
    readonly after: string;
    /** Named by the split's plan, so expected. */
    readonly planned: boolean;
  }[];
  /** Of the last side; null in an estimate. */
  readonly verification: Verification | null;
  /** Absent when no smoke start was asked for. */
  readonly smoke?: SmokeResult;
  /** Absent when they were not asked for, or no scanner could count them; then a note says so. */
  readonly vulnerabilities?: Vulnerabilities;
  readonly budget: {
    readonly limitBytes: number;
    readonly actualBytes: number;
    readonly exceeded: boolean;
  } | null;
  /** One sentence each: what was assumed, what stays behind, which figures are estimates. */
  readonly notes: readonly string[];
}

/** Why a comparison could not be made. The message is one sentence that says what to do next. */
export interface CompareFailure {
  readonly kind:
    | "no-client"
    | "engine-not-running"
    | "permission-denied"
    | "base-image-unavailable"
    | "build-failed"
    | "both-sides-fail"
    | "cancelled"
    | "disk-full"
    | "windows-containers"
    | "context-missing"
    | "split-declined"
    | "file-unreadable"
    | "other";
  readonly message: string;
  /** Label of the side that failed. */
  readonly side?: string;
  /** Zero-based line of the failing instruction in that side's Dockerfile. */
  readonly line?: number;
  /** The last lines that the failing step printed. */
  readonly output?: readonly string[];
}

export type CompareOutcome =
  | { readonly ok: true; readonly result: CompareResult }
  | { readonly ok: false; readonly failure: CompareFailure };

/** Progress of a comparison: which side, which step of how many, and the instruction being run. */
export interface CompareProgress {
  readonly side: string;
  readonly step: number;
  readonly steps: number;
  readonly message: string;
}

export interface CompareLog {
  readonly line: string;
}

/** Parameters of `leanDockerfile/compare`. */
export interface CompareParams {
  readonly textDocument: { readonly uri: string };
  /** The runtime to split for; `auto` when absent. */
  readonly runtime?: string;
  /** Build only this stage, by name or number, with nothing to compare it with. */
  readonly target?: string;
  /** An earlier version to compare the document with; without its text `label` is a revision that git knows. */
  readonly against?: { readonly label: string; readonly text?: string };
  /** Several images at once, as a table: stages, platforms and other Dockerfiles with their texts. */
  readonly targets?: readonly string[];
  readonly platforms?: readonly string[];
  readonly others?: readonly { readonly uri: string; readonly text: string }[];
  /** Answer from tables, without an engine. */
  readonly estimate?: boolean;
  /** Leave the built images under their comparison tags. */
  readonly keep?: boolean;
  /** What else to look at. */
  readonly extras?: readonly ComparisonExtra[];
  readonly workDoneToken?: string | number;
}

/** What `leanDockerfile/compare` answers: the outcome, and the same in words for people. */
export type CompareResponse = CompareOutcome & {
  /** The whole report as Markdown; everything that comes from files is escaped. */
  readonly markdown?: string;
  /** The same as one HTML page that loads nothing; in a VS Code webview its buttons post `copy`, `save` and `reveal`. */
  readonly html?: string;
  /** One line of plain text: `703 MB -> 4.77 MB (-99.3%, 147x smaller)`. */
  readonly headline?: string;
  /** What the last image has, as a file of container-structure-test; absent where it can't start. */
  readonly structureTest?: string;
  /** What the vulnerability scanner printed, for each side; absent when none ran. */
  readonly scannerReports?: readonly ScannerReport[];
  /** Zero-based line of the open document where a build failed; absent when the failing text is another. */
  readonly documentLine?: number;
};
