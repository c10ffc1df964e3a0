// Settings that change what the analysis says and writes.

import type { Severity } from "./finding.ts";

export type PreferredRuntime = "auto" | "distroless" | "scratch" | "alpine" | "slim";
export type DockerfileSyntaxSetting = "auto" | "legacy" | "buildkit";

export interface AnalysisSettings {
  /** Severity by rule name; rules not named keep their default. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
  readonly preferredRuntime: PreferredRuntime;
  /** Whether fixes may write syntax that needs BuildKit; `auto` looks at the file. */
  readonly dockerfileSyntax: DockerfileSyntaxSetting;
  /** Tools (`hadolint`, `buildkit`, `dockerfile-utils`) whose checks another extension shows already. */
  readonly shownElsewhere: readonly string[];
  /** Severity by a check's name elsewhere, `hadolint:DL3008`; a rule's own name in `rules` wins. */
  readonly sources: Readonly<Record<string, Severity | "off">>;
  /** Registries that images may come from, `*.corp` for all below one; empty when any will do. */
  readonly trustedRegistries: readonly string[];
  /** Labels that an image must have, and what their values are. */
  readonly labels: Readonly<Record<string, LabelKind>>;
}

/** What a label's value has to be. */
export type LabelKind = "text" | "rfc3339" | "semver" | "url" | "hash" | "spdx" | "email";

export const labelKinds: readonly LabelKind[] = ["text", "rfc3339", "semver", "url", "hash", "spdx", "email"];

export const preferredRuntimes: readonly PreferredRuntime[] = [
  "auto",
  "distroless",
  "scratch",
  "alpine",
  "slim",
];

export const dockerfileSyntaxes: readonly DockerfileSyntaxSetting[] = ["auto", "legacy", "buildkit"];

export const defaultSettings: AnalysisSettings = {
  rules: {},
  preferredRuntime: "auto",
  dockerfileSyntax: "auto",
  shownElsewhere: [],
  sources: {},
  trustedRegistries: [],
  labels: {},
};
