// Every safe fix over every real Dockerfile of the corpus: each by itself, and all of them until nothing changes.

import { describe, expect, it } from "vitest";
import { type Analysis, analyze } from "../../server/core/analysis.ts";
import type { Finding, Fix } from "../../server/core/finding.ts";
import { fixAll } from "../../server/core/fix-all.ts";
import { corpusFiles, corpusFolder } from "../harness/corpus.ts";
import { faultsOfFixed, type Original, original } from "../harness/fixed-file.ts";
import { applyFix } from "../harness/lint.ts";

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

function faultsOfEach(before: Original, text: string): readonly string[] {
  return before.analysis.findings.flatMap((finding) => {
    const fix = safeFix(finding);
    if (fix === undefined) return [];
    const after = analyze({ text: applyFix(text, fix), today });
    return faultsOfFixed(before, after)
      .filter((fault) => !isIntended(new Set([finding.rule]), fault))
      .map((fault) => `${finding.rule}: ${fault}`);
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
  it("keep what every file says, alone and together", () => {
    const faults: string[] = [];
    let fixable = 0;
    for (const { id, text } of corpusFiles(folder ?? "")) {
      const analysis = analyze({ text, today });
      if (analysis.findings.every((finding) => safeFix(finding) === undefined)) continue;
      fixable++;
      const before = original(analysis);
      for (const fault of [...faultsOfEach(before, text), ...faultsOfAll(before, text)])
        faults.push(`${id} ${fault}`);
    }
    expect(faults).toEqual([]);
    expect(fixable).toBeGreaterThan(10_000);
  }, 1_800_000);
});
