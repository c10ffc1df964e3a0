// The analysis: one text and what is known of its project in, findings and what is still wanted out.

import type { Finding, Fix, RelatedPlace, Severity } from "./finding.ts";
import { Dockerfile } from "./model/dockerfile.ts";
import { Project, type ProjectSnapshot, unknownProject, type Wanted } from "./project/project.ts";
import { rules as allRules } from "./rules/registry.ts";
import type { Report, Rule, RuleFile } from "./rules/rule.ts";
import { reportUnused, unusedRule } from "./rules/unused-suppression-report.ts";
import { type AnalysisSettings, defaultSettings } from "./settings.ts";
import type { ShellcheckAnswers } from "./shellcheck/output.ts";
import { suppressionsOf } from "./suppression.ts";
import { parseDockerfile } from "./syntax/parse.ts";
import { serviceOf, shippedTargets, withoutRepeats } from "./targets.ts";

export interface AnalysisInput {
  readonly text: string;
  /** Path of the Dockerfile relative to the workspace or working directory, with `/`; only its folders matter. */
  readonly path?: string;
  readonly project?: ProjectSnapshot;
  readonly settings?: AnalysisSettings;
  /** What ShellCheck says of the scripts; absent where it was not run. */
  readonly shellcheck?: ShellcheckAnswers | undefined;
  /** ISO date. */
  readonly today: string;
  /** Only these rules run, also those that are off unless switched on; all when absent. */
  readonly only?: readonly string[];
}

export interface Analysis {
  readonly file: RuleFile;
  /** In the order of their place in the text. */
  readonly findings: readonly Finding[];
  /** What the project must still load for a complete answer. */
  readonly wanted: readonly Wanted[];
  /** Paths of the context whose weight would tell more; a host weighs them where it has the time. */
  readonly weighable: readonly string[];
}

/** Analyses any text; it does not throw. */
export function analyze(input: AnalysisInput): Analysis {
  const settings = input.settings ?? defaultSettings;
  const file = ruleFile(input);
  const suppressions = suppressionsOf(file.dockerfile);
  // Where the project ships other stages too, each is looked at as the final one, and what that adds is kept apart.
  const others = shippedTargets(file.dockerfile, file.project.builds).map(({ stage, why }) => {
    const dockerfile = new Dockerfile(parseDockerfile(input.text), stage.index);
    if (dockerfile.final !== undefined) dockerfile.final.service = serviceOf(dockerfile, file.project.builds);
    return { file: { ...file, dockerfile }, why };
  });
  const ofFinal: Finding[] = [];
  const ofOthers: Finding[] = [];
  let findings = ofFinal;
  let why: readonly RelatedPlace[] = [];
  const ran = new Set<string>();
  const { only } = input;
  const isAsked = (rule: Rule): boolean => only === undefined || only.includes(rule.name);
  // Whether a comment is of use is known when every rule has run.
  const commentRule =
    suppressions.named.length > 0 ? allRules.find(({ name }) => name === unusedRule) : undefined;
  const judgesComments = commentRule !== undefined && isAsked(commentRule);
  /** What is set for a rule, or its default; undefined when it is off. */
  const chosenFor = (rule: Rule): Chosen | undefined => {
    const overridden = settings.rules[rule.name];
    // Who names a rule wants to see what it finds.
    const asked = rule.severity === "off" && only !== undefined && isAsked(rule) ? "warning" : rule.severity;
    const configured = overridden ?? asked;
    return configured === "off" ? undefined : { rule, configured, overridden };
  };
  // Rules run one after another and report while they run: one function serves all of them.
  let running: Chosen | undefined;
  const report: Report = (at, finding, fixes) => {
    if (running === undefined) return;
    const { rule, configured, overridden } = running;
    const names = finding.sources === undefined ? rule : { ...rule, sources: namesOf(rule, finding.sources) };
    if (suppressions.covers(names, at) || !isAsked(rule)) return;
    const sources = finding.sources ?? rule.sources;
    if (shownElsewhere(sources, settings)) return;
    const set = overridden ?? severityOfSources(sources, settings);
    if (set === "off") return;
    findings.push({
      rule: rule.name,
      severity: severityOf(file, finding.severity, configured, set),
      message: finding.message,
      span: at,
      related: why.length === 0 ? (finding.related ?? []) : [...(finding.related ?? []), ...why],
      sources,
      fixes: once(fixes),
    });
  };
  const chosen =
    only === undefined && settings.rules === defaultSettings.rules
      ? byDefault
      : allRules.flatMap((rule) => (isAsked(rule) || judgesComments ? (chosenFor(rule) ?? []) : []));
  for (running of chosen) {
    const { rule } = running;
    rule.check(file, report);
    if (others.length > 0) {
      findings = ofOthers;
      for (const other of others) {
        why = [other.why];
        rule.check(other.file, report);
      }
      why = [];
      findings = ofFinal;
    }
    if (!judgesComments || rule.fromProgram !== undefined) continue;
    if (rule.reads.length === 0 || (file.project.known && file.project.wanted.length === 0))
      ran.add(rule.name);
  }
  running = judgesComments ? chosenFor(commentRule) : undefined;
  if (running !== undefined)
    reportUnused(
      suppressions.named,
      allRules.map(({ name }) => name),
      (name) => ran.has(name),
      report,
    );
  const all = ofOthers.length === 0 ? ofFinal : withoutRepeats(ofFinal, ofOthers);
  all.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : 1));
  const { wanted, weighable } = file.project;
  return { file, findings: all, wanted, weighable };
}

/** What runs where nobody set or asked for anything. */
const byDefault: readonly Chosen[] = allRules.flatMap((rule) =>
  rule.severity === "off" ? [] : { rule, configured: rule.severity, overridden: undefined },
);

/** A rule that runs, with the severity of its findings: what is configured, and what the user set. */
interface Chosen {
  readonly rule: Rule;
  readonly configured: Severity;
  readonly overridden: Severity | "off" | undefined;
}

/** The snapshot that rules and the split look at. */
export function ruleFile(input: AnalysisInput): RuleFile {
  const settings = input.settings ?? defaultSettings;
  const dockerfile = new Dockerfile(parseDockerfile(input.text));
  const builds = input.project?.builds ?? [];
  if (builds.length > 0 && dockerfile.final !== undefined)
    dockerfile.final.service = serviceOf(dockerfile, builds);
  return {
    text: input.text,
    dockerfile,
    project: new Project(input.project ?? unknownProject),
    settings,
    today: input.today,
    shellcheck: input.shellcheck,
    devcontainer: /(?:^|\/)\.devcontainer\//.test(input.path ?? ""),
    buildkit:
      settings.dockerfileSyntax === "buildkit" ||
      (settings.dockerfileSyntax === "auto" && usesBuildkit(dockerfile)),
  };
}

/** A comment may name what a rule has elsewhere, also where this finding is not shown there. */
function namesOf(rule: Rule, ofFinding: readonly string[]): readonly string[] {
  return rule.sources.length === 0 ? ofFinding : [...rule.sources, ...ofFinding];
}

function severityOf(
  file: RuleFile,
  found: Severity | undefined,
  configured: Severity,
  overridden: Severity | "off" | undefined,
): Severity {
  // What the user set wins; a finding's own judgement comes next.
  if (overridden !== undefined && overridden !== "off") return overridden;
  const severity = found ?? configured;
  return file.devcontainer ? "hint" : severity;
}

/** What was chosen for the same check under its names elsewhere; `off` only where that is so for all of them. */
function severityOfSources(
  sources: readonly string[],
  { sources: chosen }: AnalysisSettings,
): Severity | "off" | undefined {
  if (chosen === defaultSettings.sources) return undefined;
  const known = sources.flatMap((source) => chosen[source] ?? []);
  const [severity] = known.filter((each) => each !== "off");
  if (severity !== undefined || known.length === 0) return severity;
  const tool = (source: string) => source.slice(0, source.indexOf(":"));
  const tools = new Set(Object.keys(chosen).map(tool));
  return sources.every((source) => chosen[source] === "off" || !tools.has(tool(source))) ? "off" : undefined;
}

function shownElsewhere(sources: readonly string[], settings: AnalysisSettings): boolean {
  if (settings.shownElsewhere.length === 0) return false;
  return sources.some((source) => settings.shownElsewhere.includes(source.slice(0, source.indexOf(":"))));
}

/** Fixes are computed when first asked for. */
function once(fixes: (() => readonly Fix[]) | undefined): () => readonly Fix[] {
  let made: readonly Fix[] | undefined;
  return () => {
    made ??= fixes === undefined ? [] : fixes();
    return made;
  };
}

/** True when the file already has syntax that only BuildKit understands. */
function usesBuildkit(dockerfile: Dockerfile): boolean {
  const { syntax } = dockerfile;
  if (syntax.nodes.some((node) => node.kind === "directive" && node.name === "syntax")) return true;
  return syntax.instructions.some(
    (each) =>
      each.heredocs.length > 0 ||
      (each.keyword === "RUN" && each.flag("mount") !== undefined) ||
      ((each.keyword === "COPY" || each.keyword === "ADD") &&
        (each.flag("chmod") !== undefined || each.flag("link") !== undefined)),
  );
}
