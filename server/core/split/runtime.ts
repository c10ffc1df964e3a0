// Runtime images that a split can choose from.

/** The name of a runtime choice as settings, the command line and titles use it. */
export type RuntimeName = "auto" | "scratch" | "distroless" | "alpine" | "slim" | "same";

/** A runtime image that fits an artifact. */
export interface RuntimeImage {
  readonly name: Exclude<RuntimeName, "auto">;
  /** As FROM names it; `scratch` for the empty image. */
  readonly image: string;
  /** What a user needs to know when choosing it. */
  readonly note: string;
  /** Bytes on disk; undefined where no figure is known. */
  readonly bytes: number | undefined;
  readonly hasShell: boolean;
}
