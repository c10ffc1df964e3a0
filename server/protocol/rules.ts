// The list of rules as `rules --format json` prints it.

export interface RuleListing {
  readonly name: string;
  /** Earlier names, which settings and comments may still use. */
  readonly aliases: readonly string[];
  readonly category: string;
  readonly severity: "error" | "warning" | "info" | "hint" | "off";
  /** The version that brought it. */
  readonly since: string;
  /** The same check elsewhere, `hadolint:DL3002`. */
  readonly sources: readonly string[];
  /** What it reads of the project besides the Dockerfile. */
  readonly reads: readonly string[];
  readonly summary: string;
  readonly hasFixes: boolean;
}

/** What `rules --format json` prints. */
export type RulesOutput = readonly RuleListing[];
