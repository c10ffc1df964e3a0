// Runs every fixture of every rule, and the examples in the rules' documentation.
//
// A case is a file: `<rule>/<case>.Dockerfile` with marker lines (see ../harness/markers.ts), `<case>/` the build
// context (unknown without it), `<case>.fixed.Dockerfile` the text after the first fix of each finding of the rule,
// `<case>.fixed-2.Dockerfile` after the second ones and so on, `<case>.fixed/<path>` other files that the fix writes.
// Options at the top, `#: key=value`: about (why the case is there), path (of the Dockerfile), today, syntax
// (leanDockerfile.dockerfileSyntax), runtime (leanDockerfile.preferredRuntime), end=bare (no final newline),
// registries (trusted ones, with spaces between), labels (`name:type`, with spaces between).
// `LEAN_UPDATE=1 npx vitest run test/rules` rewrites markers and fixed files; read the diff.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/core/finding.ts";
import { rules } from "../../server/core/rules/registry.ts";
import { defaultSettings } from "../../server/core/settings.ts";
import { applyEdits, mergeGroups } from "../../server/core/text/edits.ts";
import {
  answersWithoutContext,
  printsBack,
  sameInVariants,
  silenced,
  soundFixes,
  wellWorded,
} from "../harness/checks.ts";
import { contextOfRecord } from "../harness/context.ts";
import {
  fixedFilePath,
  fixedPath,
  type RuleFixture,
  readExpected,
  ruleFixtures,
  writeExpected,
} from "../harness/fixtures.ts";
import { contextAfter, dockerfileEdits, lint, otherChanges } from "../harness/lint.ts";
import { writeMarkers } from "../harness/markers.ts";

const update = process.env.LEAN_UPDATE === "1";
/** The most fixes that one finding may have and still be tested by files. */
const mostFixes = 6;
const fixtures = ruleFixtures(join(import.meta.dirname, "."));
const ruleNames = rules.map((rule) => rule.name);

function severityOf(rule: string): (typeof rules)[number]["severity"] | undefined {
  return rules.find((each) => each.name === rule)?.severity;
}

for (const rule of ruleNames) {
  const own = fixtures.filter((fixture) => fixture.rule === rule);
  describe(rule, () => {
    for (const fixture of own) describe(fixture.name, () => testFixture(fixture));
    testDocumentation(rule);
  });
}

it("has no fixtures of unknown rules", () => {
  expect(fixtures.filter(({ rule }) => !ruleNames.includes(rule)).map(({ path }) => path)).toEqual([]);
});

function testFixture(fixture: RuleFixture): void {
  const { rule, input } = fixture;
  const only = [rule];

  it("has the findings that it says", () => {
    const { findings } = lint({ ...input, only });
    const actual = writeMarkers(fixture.marked, findings, severityOf);
    if (update && actual !== fixture.source) writeFileSync(fixture.path, actual);
    else expect(actual).toBe(fixture.source);
  });

  it("has the fixes that its files say", () => {
    const { findings } = lint({ ...input, only });
    for (let number = 1; number <= mostFixes; number++) {
      const fixed = fixedTexts(fixture, findings, number);
      const expected = {
        text: readExpected(fixedPath(fixture, number)),
        files: new Map<string, string | undefined>(),
      };
      for (const path of fixed.files.keys())
        expected.files.set(path, readExpected(fixedFilePath(fixture, number, path)));
      // Alternatives are compared where a file is there; the first fix always is.
      if (number > 1 && expected.text === undefined && expected.files.size === 0) continue;
      if (update) {
        writeExpected(fixedPath(fixture, number), fixed.text);
        for (const [path, text] of fixed.files) writeExpected(fixedFilePath(fixture, number, path), text);
      } else {
        expect(fixed.text).toBe(expected.text);
        expect(fixed.files).toEqual(expected.files);
      }
    }
  });

  it("holds what holds for all", () => {
    const { findings } = lint({ ...input, only });
    expect(printsBack(input.text)).toEqual([]);
    expect(wellWorded(findings)).toEqual([]);
    expect(soundFixes(input, rule)).toEqual([]);
    expect(sameInVariants(input, rule)).toEqual([]);
    expect(silenced(input, rule)).toEqual([]);
    expect(answersWithoutContext(input)).toEqual([]);
  });
}

/** The Dockerfile after one fix of each finding, undefined when none changes it, and the other files. */
function fixedTexts(
  fixture: RuleFixture,
  findings: readonly Finding[],
  number: number,
): { readonly text: string | undefined; readonly files: ReadonlyMap<string, string | undefined> } {
  const fixes = findings.flatMap((finding) => finding.fixes()[number - 1] ?? []);
  const { edits } = mergeGroups(fixes.map(dockerfileEdits));
  const changes = fixes.flatMap(otherChanges);
  const after = contextAfter(fixture.input.context, changes);
  const files = new Map<string, string | undefined>();
  for (const change of changes) {
    if (change.file === null) continue;
    const state = after?.get(change.file);
    files.set(change.file, state?.kind === "text" ? state.text : undefined);
  }
  return { text: edits.length === 0 ? undefined : applyEdits(fixture.input.text, edits), files };
}

function testDocumentation(name: string): void {
  const rule = rules.find((each) => each.name === name);
  const examples = rule?.docs.examples ?? [];
  it("has examples in its documentation", () => {
    expect(examples.length).toBeGreaterThan(0);
  });
  examples.forEach((example, at) => {
    const context = example.context === undefined ? undefined : contextOfRecord(example.context);
    const settings = { ...defaultSettings, ...example.settings };
    it(`documents a bad and a good file, example ${at + 1}`, () => {
      const { shellcheck } = example;
      const bad = lint({ text: example.bad, context, settings, shellcheck, only: [name] });
      expect(bad.findings.map((finding) => finding.rule)).toEqual([name]);
      const good = lint({ text: example.good, context, settings, shellcheck, only: [name] });
      expect(good.findings.map((finding) => finding.message)).toEqual([]);
    });
  });
}
