// What is known about a base image, as rules and the split ask for it. `lookup.ts` fills it from the data file.

export interface ImageFacts {
  /** Last path part that names the kind of image: `golang`, `distroless/static`, `eclipse-temurin`. */
  readonly family: string;
  /** True when the tag itself is in the data; false when facts come from the family and the tag's words. */
  readonly exact: boolean;
  /** `mirror.corp/golang` is taken for `golang`: recognised by its last part behind another registry. */
  readonly viaMirror: boolean;
  /** Where the facts come from. */
  readonly source: string;
  readonly role: "toolchain" | "runtime" | "os" | "service" | "static";
  /** Id of the ecosystem whose toolchain or runtime it carries; undefined for others. */
  readonly ecosystem: string | undefined;
  readonly libc: "glibc" | "musl" | "none" | undefined;
  /** `debian`, `alpine`, `ubuntu`, `wolfi`, ... and the release, `bookworm`, `3.19`, `24.04`. */
  readonly distribution: string | undefined;
  readonly release: string | undefined;
  /** True when the tag names the release itself; false when it moves from release to release, as `golang:1` does. */
  readonly releaseNamed: boolean;
  /** The first version in the tag, `1.22`; undefined without one. */
  readonly version: string | undefined;
  /** Words of the tag that name the variant: `slim`, `jre`, `fpm`, `chiseled`, `nonroot`. */
  readonly variant: readonly string[];
  readonly packageManager: "apt" | "apk" | "dnf" | "microdnf" | "yum" | "zypper" | undefined;
  readonly hasShell: boolean | undefined;
  /** False for images without gcc or clang, such as golang on alpine; undefined when not known. */
  readonly hasCompiler: boolean | undefined;
  /** The user the image runs as: `root`, a name or a number; undefined when not known. */
  readonly user: string | undefined;
  readonly userKind: "root" | "non-root" | "unknown";
  /** Non-root users that exist in the image but are not selected, most suitable first. */
  readonly otherUsers: readonly { readonly name: string; readonly id: number }[];
  readonly workdir: string;
  readonly entrypoint: readonly string[] | null;
  readonly cmd: readonly string[] | null;
  /** False when no source says what the image starts: then null above does not mean "nothing". */
  readonly commandKnown: boolean;
  readonly env: Readonly<Record<string, string>>;
  /** True when `env` holds every variable that the image sets. */
  readonly envComplete: boolean;
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  /** Bytes on disk; undefined where no figure is known. `exactSize` is false for a sibling's figure. */
  readonly bytes: number | undefined;
  readonly exactSize: boolean;
  /** Where the figure comes from; undefined without one. */
  readonly sizeSource: string | undefined;
  /** Bytes to pull; undefined where no figure is known, and for a sibling's figure. */
  readonly compressedBytes: number | undefined;
  /** What a toolchain image holds beyond its distribution's own image, estimated; undefined for others. */
  readonly toolchainBytes: number | undefined;
  /** The server starts as root and drops privileges itself (nginx, postgres, httpd). */
  readonly dropsPrivileges: boolean;
  readonly windows: boolean;
  /** Building on it runs instructions that it carries (ONBUILD). */
  readonly onbuild: boolean;
  readonly isScratch: boolean;
}
