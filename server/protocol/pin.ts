// Binding an image's name to its digest, as the language server offers it.

import type { CompareFailure } from "./compare.ts";

export interface ImageDigest {
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  /** When the engine's image was made, as the engine words it; null where the registry was asked. */
  readonly created: string | null;
}

/** `digest-unknown`: the engine was asked and does not know it; its registry may. */
export interface PinFailure {
  readonly kind: CompareFailure["kind"] | "digest-unknown";
  /** One sentence that says what to do next. */
  readonly message: string;
}

export type ImageDigestAnswer =
  | ({ readonly ok: true } & ImageDigest)
  | { readonly ok: false; readonly failure: PinFailure };

/** Parameters of `leanDockerfile/pinImage`; the server applies the edit. */
export interface PinImageParams {
  readonly textDocument: { readonly uri: string };
  /** As the Dockerfile names it: `golang:1.22`. */
  readonly image: string;
  /** `local`, without any network, where it is absent. */
  readonly source?: "local" | "registry";
}

/** `applied` is false where the editor did not take the edit, or the text changed and names the image no more. */
export type PinImageResponse =
  | { readonly ok: true; readonly digest: string; readonly applied: boolean }
  | { readonly ok: false; readonly failure: PinFailure };
