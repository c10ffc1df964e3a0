// How a launcher and the suite inside the extension host talk: an environment variable and files in a folder.

/** The environment variable that holds a `SuiteSettings` as JSON. */
export const settingsVariable = "LEAN_VSCODE_SUITE";

export interface SuiteSettings {
  /** Gets the `SuiteOutcome` as JSON when the suite is done. */
  readonly outcomeFile: string;
  /** Where the suite asks for pictures; null where nobody can take them. */
  readonly momentsFolder: string | null;
  /** True when a container engine answered the launcher, so that a missing one is a failure. */
  readonly engine: boolean;
}

export interface CaseOutcome {
  readonly name: string;
  /** Null when it passed. */
  readonly error: string | null;
  readonly milliseconds: number;
}

export interface SuiteOutcome {
  readonly vscodeVersion: string;
  readonly cases: readonly CaseOutcome[];
}

/** `<name>.request.json`: the suite asks for a picture named `<name>.png` once these texts are to be seen. */
export interface MomentRequest {
  readonly texts: readonly string[];
  /** Texts that must not be to be seen then. */
  readonly absent?: readonly string[];
  /** A heading of the report that is scrolled to the top before the picture. */
  readonly heading?: string;
  /** Asks for what axe-core finds in the report. */
  readonly audit?: "report";
  /** The name of a button that is pressed after the picture. */
  readonly press?: string;
}

/** `<name>.reply.json`: the launcher's answer. */
export interface MomentReply {
  /** The texts that did not show up in time. */
  readonly missing: readonly string[];
  /** What axe-core found, where it was asked for: each rule with the elements. */
  readonly violations: readonly string[];
}
