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
  /** Sources (`hadolint`, `buildkit`) whose checks another extension shows already. */
  readonly shownElsewhere: readonly string[];
}

export const defaultSettings: AnalysisSettings = {
  rules: {},
  preferredRuntime: "auto",
  dockerfileSyntax: "auto",
  shownElsewhere: [],
};
