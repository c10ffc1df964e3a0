// The documentation of a rule as the language server sends it.

/** Parameters of `leanDockerfile/explain`. Without a rule the answer lists all of them, without their text. */
export interface ExplainParams {
  readonly rule?: string;
}

interface RuleExplanation {
  readonly rule: string;
  readonly summary: string;
  /** The rule's page as Markdown; empty in a list. */
  readonly markdown: string;
}

export interface ExplainResponse {
  readonly rules: readonly RuleExplanation[];
}
