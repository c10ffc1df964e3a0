// While files of the project are still unread, a finding offers the fix that it offers in the end, or none.

import { join } from "node:path";
import { expect, test } from "vitest";
import { analyze } from "../../server/core/analysis.ts";
import type { Wanted } from "../../server/core/project/project.ts";
import { type ContextFiles, snapshotOf } from "../harness/context.ts";
import { ruleFixtures } from "../harness/fixtures.ts";
import { applyFix } from "../harness/lint.ts";

const rule = "source-copied-before-dependencies";
const fixtures = ruleFixtures(join(import.meta.dirname, ".")).filter(
  (fixture) => fixture.rule === rule && fixture.input.context !== undefined,
);

/** What the fixes of each finding make of the text, round by round. */
function rounds(text: string, context: ContextFiles): readonly (readonly string[])[] {
  const wanted = new Map<string, Wanted>();
  const results: (readonly string[])[] = [];
  for (;;) {
    const project = snapshotOf(context, [...wanted.values()]);
    const analysis = analyze({ text, project, today: "2026-11-21", only: [rule] });
    results.push(analysis.findings.flatMap((finding) => finding.fixes().map((fix) => applyFix(text, fix))));
    const missing = analysis.file.project.wanted;
    if (missing.length === 0) return results;
    for (const each of missing)
      wanted.set(each.kind === "file" ? `file ${each.path}` : `glob ${each.glob}`, each);
  }
}

test.each(fixtures)("$name", ({ input }) => {
  const results = rounds(input.text, input.context ?? new Map());
  const final = results.at(-1) ?? [];
  for (const each of results) if (each.length > 0) expect(each).toEqual(final);
});
