// What a rule is: metadata, documentation, messages, check and fixes together, made by defineRule only.

import type { Fix, RelatedPlace, Severity } from "../finding.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import type { Project } from "../project/project.ts";
import type { AnalysisSettings } from "../settings.ts";
import type { ShellcheckAnswers } from "../shellcheck/output.ts";
import type { Span } from "../text/span.ts";

export type RuleCategory = "lean" | "runtime" | "cache" | "security" | "correctness" | "style";

/** Everything a rule may look at: one immutable snapshot. */
export interface RuleFile {
  readonly text: string;
  readonly dockerfile: Dockerfile;
  readonly project: Project;
  readonly settings: AnalysisSettings;
  /** ISO date, `2026-11-21`: end-of-life data is judged by it. */
  readonly today: string;
  /** True where the Dockerfile lies under `.devcontainer/`: people work in that image. */
  readonly devcontainer: boolean;
  /** True when syntax that needs BuildKit may be written into this file. */
  readonly buildkit: boolean;
  /** What ShellCheck says of the scripts; absent where it was not run. */
  readonly shellcheck?: ShellcheckAnswers | undefined;
}

/** `at` is the narrowest text that causes the finding; `fixes` is called only when someone asks for them. */
export type Report = (
  at: Span,
  finding: {
    readonly message: string;
    /** Overrides the rule's severity for this finding; settings still win. */
    readonly severity?: Severity;
    readonly related?: readonly RelatedPlace[];
    /** Who else shows this finding, where that is not all of the rule's `sources`. */
    readonly sources?: readonly string[];
  },
  fixes?: () => readonly Fix[],
) => void;

export interface RuleExample {
  /** A whole Dockerfile with exactly one finding of the rule. */
  readonly bad: string;
  /** A whole Dockerfile without a finding of the rule. */
  readonly good: string;
  /** Files of the build context that both need, by path. */
  readonly context?: Readonly<Record<string, string>>;
  /** The configuration that both need. */
  readonly settings?: Partial<AnalysisSettings>;
  /** What ShellCheck prints for a script, by the text that it is given. */
  readonly shellcheck?: Readonly<Record<string, string>>;
}

export interface RuleDocs {
  /** One sentence: what the rule finds. */
  readonly summary: string;
  /** Markdown: why it matters. */
  readonly why: string;
  readonly examples: readonly RuleExample[];
  /** Markdown: when to switch it off or ignore it. */
  readonly whenNotToUse: string;
  /** Markdown: what its fixes do and when they are unsafe; undefined without fixes. */
  readonly fixSafety?: string;
}

export interface Rule {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly category: RuleCategory;
  readonly severity: Severity | "off";
  /** The version that brought it. */
  readonly since: string;
  /** The same check elsewhere: `hadolint:DL3002`, `buildkit:...`. */
  readonly sources: readonly string[];
  /** What it reads of the project, for the documentation; empty when the Dockerfile is enough. */
  readonly reads: readonly string[];
  /** The program that its findings come from; where that was not run, nothing is known of the rule. */
  readonly fromProgram?: "shellcheck";
  readonly docs: RuleDocs;
  readonly check: (file: RuleFile, report: Report) => void;
}

/** The only constructor of rules; it exists so that every rule has the same shape. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
