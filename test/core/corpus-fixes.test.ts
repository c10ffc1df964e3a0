// Every safe fix over every real Dockerfile of the corpus: those of each rule, and all of them until nothing changes.

import { describe, expect, it } from "vitest";
import { type Analysis, analyze } from "../../server/core/analysis.ts";
import type { Finding, Fix } from "../../server/core/finding.ts";
import { fixAll } from "../../server/core/fix-all.ts";
import { applyEdits, mergeGroups, type TextEdit } from "../../server/core/text/edits.ts";
import { corpusFiles, corpusFolder } from "../harness/corpus.ts";
import { faultsOfFixed, type Original, original } from "../harness/fixed-file.ts";
import { dockerfileEdits } from "../harness/lint.ts";

const folder = corpusFolder();
const today = "2026-11-21";

/** What a safe fix may change all the same, since nothing could start or be built before. */
const intended: readonly (readonly [rule: string, fault: RegExp])[] = [
  // No container starts as a user that is not there; the number starts as what was meant.
  ["named-user-without-passwd", /^User of stage/],
];

function isIntended(rules: ReadonlySet<string>, fault: string): boolean {
  return intended.some(([rule, form]) => rules.has(rule) && form.test(fault));
}

function safeFix(finding: Finding): Fix | undefined {
  return finding.fixes().find(({ kind, safety }) => kind === "quickfix" && safety === "safe");
}

function faultsByRule(before: Original, text: string): readonly string[] {
  const byRule = new Map<string, (readonly TextEdit[])[]>();
  for (const finding of before.analysis.findings) {
    const fix = safeFix(finding);
    if (fix === undefined) continue;
    const groups = byRule.get(finding.rule);
    if (groups === undefined) byRule.set(finding.rule, [dockerfileEdits(fix)]);
    else groups.push(dockerfileEdits(fix));
  }
  return [...byRule].flatMap(([rule, groups]) => {
    const after = analyze({ text: applyEdits(text, mergeGroups(groups).edits), today });
    return faultsOfFixed(before, after)
      .filter((fault) => !isIntended(new Set([rule]), fault))
      .map((fault) => `${rule}: ${fault}`);
  });
}

function faultsOfAll(before: Original, text: string): readonly string[] {
  const { text: fixed, applied } = fixAll({ text, today }, "safe");
  const after: Analysis = analyze({ text: fixed, today });
  const rules = new Set(applied.map(({ rule }) => rule));
  const left = after.findings.filter((finding) => safeFix(finding) !== undefined);
  return [
    ...faultsOfFixed(before, after).filter((fault) => !isIntended(rules, fault)),
    ...left.map(({ rule }) => `all: a safe fix of ${rule} is left`),
  ];
}

describe.skipIf(folder === undefined)("safe fixes over the corpus", () => {
  it("keep what every file says, rule by rule and all together", () => {
    const faults: string[] = [];
    let fixable = 0;
    for (const { id, text } of corpusFiles(folder ?? "")) {
      const analysis = analyze({ text, today });
      if (analysis.findings.every((finding) => safeFix(finding) === undefined)) continue;
      fixable++;
      const before = original(analysis);
      for (const fault of [...faultsByRule(before, text), ...faultsOfAll(before, text)])
        faults.push(`${id} ${fault}`);
    }
    expect(faults).toEqual([]);
    expect(fixable).toBeGreaterThan(10_000);
  }, 1_800_000);
});
