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
  /** `debian`, `alpine`, `ubuntu`, `wolfi`, ... and the release, `bookworm`, `3.19`. */
  readonly distribution: string | undefined;
  readonly release: string | undefined;
  readonly packageManager: "apt" | "apk" | "dnf" | "microdnf" | "yum" | "zypper" | undefined;
  readonly hasShell: boolean | undefined;
  /** False for images without gcc or clang, such as golang on alpine; undefined when not known. */
  readonly hasCompiler: boolean | undefined;
  /** The user the image runs as: "" or "root" for root; undefined when not known. */
  readonly user: string | undefined;
  /** Non-root users that exist in the image but are not selected, most suitable first. */
  readonly otherUsers: readonly { readonly name: string; readonly id: number }[];
  readonly workdir: string;
  readonly entrypoint: readonly string[] | null;
  readonly cmd: readonly string[] | null;
  readonly env: Readonly<Record<string, string>>;
  readonly exposedPorts: readonly string[];
  /** Bytes on disk; undefined where no figure is known. `exactSize` is false for a sibling's figure. */
  readonly bytes: number | undefined;
  readonly exactSize: boolean;
  /** The server starts as root and drops privileges itself (nginx, postgres, httpd). */
  readonly dropsPrivileges: boolean;
  readonly windows: boolean;
}
