// What must hold for every fixture without its author saying so. Each check gives the faults it found.

import { type Finding, type Fix, severities } from "../../server/core/finding.ts";
import { rules } from "../../server/core/rules/registry.ts";
import type { Instruction } from "../../server/core/syntax/instruction.ts";
import { parseDockerfile, printDockerfile } from "../../server/core/syntax/parse.ts";
import { anyConflict, applyEdits, insertion } from "../../server/core/text/edits.ts";
import { LineIndex } from "../../server/core/text/lines.ts";
import { sliceOf } from "../../server/core/text/span.ts";
import type { ContextFiles } from "./context.ts";
import {
  applyFix,
  contextAfter,
  countByRule,
  dockerfileEdits,
  type LintInput,
  lint,
  otherChanges,
} from "./lint.ts";
import { type Variant, variants } from "./variants.ts";

/** Fixes applied one after another must come to an end within this many steps. */
const mostSteps = 12;

export function printsBack(text: string): readonly string[] {
  return printDockerfile(parseDockerfile(text)) === text ? [] : ["the printed tree differs from the text"];
}

export function wellWorded(findings: readonly Finding[]): readonly string[] {
  const faults: string[] = [];
  const look = (what: string, text: string, form: "sentence" | "title"): void => {
    const fault = (why: string): void => void faults.push(`${what} ${why}: ${text}`);
    if (/\b(?:should|please|must not|you)\b/i.test(text.replace(/`[^`]*`/g, "")))
      fault("tells instead of saying");
    if (/[\r\n]/.test(text)) fault("has a line end");
    if (/[.!]$/.test(text)) fault("ends with a full stop");
    if ((text.match(/`/g)?.length ?? 0) % 2 !== 0) fault("has an unpaired backtick");
    if (!/^[A-Z`]/.test(text)) fault(`is no ${form}: it starts in lower case`);
  };
  for (const finding of findings) {
    look("message", finding.message, "sentence");
    if (!severities.includes(finding.severity)) faults.push(`unknown severity ${finding.severity}`);
    for (const related of finding.related) look("related place", related.message, "sentence");
    for (const fix of finding.fixes()) {
      look("title", fix.title, "title");
      if (fix.safety === "unsafe" && (fix.why ?? "") === "")
        faults.push(`unsafe without saying why: ${fix.title}`);
      if (fix.why !== undefined) look("reason", fix.why, "sentence");
    }
  }
  return faults;
}

/** Each spelling gives the same findings in the same places, and fixes that come to the same text. */
export function sameInVariants(input: LintInput, rule: string): readonly string[] {
  const only = [rule];
  const plain = lint({ ...input, only }).findings;
  return variants.flatMap((variant) => {
    const text = variant.except?.includes(rule) === true ? undefined : variant.of(input.text);
    if (text === undefined) return [];
    const other = lint({ ...input, text, only }).findings;
    const faults: string[] = [];
    const expected = plain.map((finding) => described(variant, input.text, finding));
    const actual = other.map((finding) => described(variant, text, finding));
    if (expected.join("\n") !== actual.join("\n"))
      faults.push(
        `${variant.name}: other findings\n  expected ${expected.join("\n           ")}\n  actual   ${actual.join("\n           ")}`,
      );
    else
      plain.forEach((finding, at) => {
        const others = other[at]?.fixes() ?? [];
        finding.fixes().forEach((fix, number) => {
          const otherFix = others[number];
          if (otherFix === undefined) faults.push(`${variant.name}: misses fix "${fix.title}"`);
          else {
            const want = variant.normal(variant.normal(applyFix(input.text, fix)));
            const got = variant.normal(applyFix(text, otherFix));
            const mixed = variant.name === "CRLF" && /[^\r]\n/.test(applyFix(text, otherFix));
            if (want !== got) faults.push(`${variant.name}: fix "${fix.title}" gives another text:\n${got}`);
            if (mixed) faults.push(`${variant.name}: fix "${fix.title}" mixes line ends`);
          }
        });
      });
    return faults;
  });
}

function described(variant: Variant, text: string, finding: Finding): string {
  const index = new LineIndex(text);
  const start = index.positionAt(finding.span.start);
  const end = index.positionAt(finding.span.end);
  const place = `${start.line}:${start.character}-${end.line}:${end.character}`;
  return variant.normal(`${place} ${finding.severity} ${finding.message}`);
}

/** How something is written is no fault that a fix must not bring along: a script taken in two may repeat its `cd`. */
export const aboutStyle = new Set([
  ...rules.filter(({ category }) => category === "style").map(({ name }) => name),
  // Nor is it one that a step stands beside another one.
  "consecutive-run",
]);

/** Their fix is to take a comment away, or to make what it was meant to be of it. */
const rewritesComments = new Set(["unused-suppression", "invalid-directive"]);

/** What is said of an image only once it is there: its tag, and how long it gets fixes. */
const saidOfImages = new Set(["end-of-life-base-image", "floating-base-tag"]);

/** Every fix by itself: valid edits, kept comments, its finding gone, and no finding of any rule added. */
export function soundFixes(input: LintInput, rule: string): readonly string[] {
  const before = lint(input);
  const faults: string[] = [];
  const counts = countByRule(before.findings);
  for (const finding of before.findings.filter((each) => each.rule === rule)) {
    for (const fix of finding.fixes()) {
      const fault = (what: string): void => void faults.push(`fix "${fix.title}" ${what}`);
      const edits = dockerfileEdits(fix);
      const others = otherChanges(fix);
      if (edits.length === 0 && others.length === 0) {
        fault("changes nothing");
        continue;
      }
      if (anyConflict(edits)) fault("has edits that overlap");
      if (edits.some(({ span }) => span.start > span.end || span.start < 0 || span.end > input.text.length))
        fault("has an edit outside the text");
      const text = applyEdits(input.text, edits);
      for (const each of printsBack(text)) fault(each);
      const kept = rewritesComments.has(rule) ? [] : lostComments(input.text, text);
      for (const comment of kept) fault(`loses the comment ${comment}`);
      const after = lint({ ...input, text, context: contextAfter(input.context, others) });
      for (const [name, count] of countByRule(after.findings)) {
        if (name !== rule && aboutStyle.has(name)) continue;
        if (rule === "removed-base-image" && saidOfImages.has(name)) continue;
        const was = counts.get(name) ?? 0;
        if (name === rule ? count >= was : count > was)
          fault(
            name === rule
              ? `leaves its finding:\n${text}`
              : `adds a finding of ${name}: ${after.findings.find((each) => each.rule === name)?.message}\n${text}`,
          );
      }
      for (const each of converges({ ...input, text, context: contextAfter(input.context, others) }, rule))
        fault(each);
    }
  }
  return faults;
}

function converges(input: LintInput, rule: string): readonly string[] {
  let { text, context } = input;
  for (let step = 0; step < mostSteps; step++) {
    const fix = firstFix(lint({ ...input, text, context, only: [rule] }).findings);
    if (fix === undefined) return [];
    context = contextAfter(context, otherChanges(fix));
    text = applyFix(text, fix);
  }
  return [`does not converge within ${mostSteps} steps`];
}

function firstFix(findings: readonly Finding[]): Fix | undefined {
  for (const finding of findings) {
    const [fix] = finding.fixes();
    if (fix !== undefined) return fix;
  }
  return undefined;
}

/** Comments of the old text, those inside instructions included, that the new text has fewer of. */
export function lostComments(before: string, after: string): readonly string[] {
  const kept = [...commentsOf(after)];
  return commentsOf(before).filter((comment) => {
    const at = kept.indexOf(comment);
    if (at !== -1) kept.splice(at, 1);
    return at === -1;
  });
}

function commentsOf(text: string): readonly string[] {
  const { nodes } = parseDockerfile(text);
  return nodes.flatMap((node) => {
    if (node.kind === "comment") return [sliceOf(text, node.span).trim()];
    return node.kind === "instruction" ? node.comments.map((at) => sliceOf(text, at).trim()) : [];
  });
}

/** Our suppression comment above the instruction of a finding silences it and nothing else of the rule. */
export function silenced(input: LintInput, rule: string): readonly string[] {
  const only = [rule];
  const { findings, file } = lint({ ...input, only });
  return findings.flatMap((finding) => {
    const target = file.dockerfile.syntax.instructions.find(
      ({ span }) => span.start <= finding.span.start && finding.span.start < span.end,
    );
    if (target === undefined) return silencedInFile(input, rule, file.dockerfile.syntax.instructions[0]);
    const covered = findings.filter(
      ({ span }) => target.span.start <= span.start && span.start < target.span.end,
    );
    const comment = insertion(
      target.span.start,
      `# lean-dockerfile ignore=${rule} for a reason${file.dockerfile.syntax.eol}`,
    );
    const left = lint({ ...input, text: applyEdits(input.text, [comment]), only }).findings.length;
    const expected = findings.length - covered.length;
    return left === expected
      ? []
      : [`a comment above line of "${finding.message}" leaves ${left} findings, not ${expected}`];
  });
}

/** What is about a comment or a directive, or about a file without instructions, can only be silenced for the file. */
function silencedInFile(input: LintInput, rule: string, first: Instruction | undefined): readonly string[] {
  if (first === undefined) return [];
  const comment = insertion(first.span.start, `# lean-dockerfile ignore-file=${rule} for a reason\n`);
  const { findings } = lint({ ...input, text: applyEdits(input.text, [comment]), only: [rule] });
  return findings.length === 0 ? [] : [`a comment for the file leaves ${findings.length} findings`];
}

/** Without the context the analysis still answers; it may say less. */
export function answersWithoutContext(input: LintInput): readonly string[] {
  const withContext: ContextFiles | undefined = input.context;
  if (withContext === undefined) return [];
  const { findings } = lint({ ...input, context: undefined });
  return wellWorded(findings);
}
