// The user's settings as the editor sends them, checked value by value: anything may stand in a settings file.

import { type Severity, severities } from "../core/finding.ts";
import {
  type AnalysisSettings,
  defaultSettings,
  dockerfileSyntaxes,
  preferredRuntimes,
} from "../core/settings.ts";
import { toolsShown } from "../protocol/neighbours.ts";
import type { SessionOptions } from "../protocol/session.ts";

export interface Settings {
  readonly analysis: AnalysisSettings;
  /** The build context's folder; empty when it is to be found. */
  readonly context: string;
  readonly sizeBudget: string;
  /** Whether code lenses and inlay hints are shown. */
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  /** Empty while the workspace isn't trusted. */
  readonly enginePath: string;
  /** Undefined where ShellCheck is not switched on, and while the workspace isn't trusted. */
  readonly shellcheck:
    | {
        /** The program's name or path; empty for `shellcheck`. */
        readonly path: string;
      }
    | undefined;
  /** By name; empty while the workspace isn't trusted. */
  readonly buildArgs: Readonly<Record<string, string>>;
}

/** Reads the section `leanDockerfile`; what is missing or of another type has its default. */
export function readSettings(section: unknown, session: SessionOptions): Settings {
  const values = recordOf(section);
  const engine = recordOf(values.engine);
  const shellcheck = recordOf(values.shellcheck);
  // The editor keeps a stranger's values of these back already; another editor may not.
  const trusted = session.trusted;
  return {
    analysis: {
      ...defaultSettings,
      rules: ruleSeverities(values.rules),
      preferredRuntime: oneOf(preferredRuntimes, values.preferredRuntime) ?? defaultSettings.preferredRuntime,
      dockerfileSyntax:
        oneOf(dockerfileSyntaxes, values.dockerfileSyntax) ?? defaultSettings.dockerfileSyntax,
      shownElsewhere: values.coexistence === "all" ? [] : shownElsewhere(session),
    },
    context: textOf(values.context),
    sizeBudget: textOf(values.sizeBudget),
    codeLens: recordOf(values.codeLens).enabled !== false,
    inlayHints: recordOf(values.inlayHints).enabled !== false,
    enginePath: trusted ? textOf(engine.path) : "",
    shellcheck: trusted && shellcheck.enabled === true ? { path: textOf(shellcheck.path) } : undefined,
    buildArgs: trusted ? texts(engine.buildArgs) : {},
  };
}

/** Names of tools, as they stand in a rule's `sources`. */
export function shownElsewhere({ coexistence }: Pick<SessionOptions, "coexistence">): readonly string[] {
  return (["buildkit", "hadolint", "syntax"] as const).flatMap((kind) =>
    coexistence[kind] ? [toolsShown[kind]] : [],
  );
}

function ruleSeverities(value: unknown): Readonly<Record<string, Severity | "off">> {
  const known: readonly (Severity | "off")[] = ["off", ...severities];
  const result: Record<string, Severity | "off"> = {};
  for (const [rule, severity] of Object.entries(recordOf(value))) {
    const chosen = oneOf(known, severity);
    if (chosen !== undefined) result[rule] = chosen;
  }
  return result;
}

function texts(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(recordOf(value)).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((each) => each === value);
}
