// What a client tells the server about itself when the session starts, and again when it changes.

/** Which other extensions show findings for Dockerfiles already; see the setting `leanDockerfile.coexistence`. */
export interface Coexistence {
  /** An extension that shows BuildKit's checks: Docker's own. */
  readonly buildkit: boolean;
  /** An extension that shows hadolint's findings. */
  readonly hadolint: boolean;
  /** An extension that shows syntax errors of Dockerfiles. */
  readonly syntax: boolean;
}

/** `initializationOptions`, and the parameters of the notification `leanDockerfile/didChangeSession`. */
export interface SessionOptions {
  /** True where the user trusts the workspace. Nothing is built, and no engine is called, while it is not. */
  readonly trusted: boolean;
  readonly coexistence: Coexistence;
  /** The commands of `names.ts` that the client carries out itself, so that code actions may name them. */
  readonly clientCommands: readonly string[];
}

export const noCoexistence: Coexistence = { buildkit: false, hadolint: false, syntax: false };
