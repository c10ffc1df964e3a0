// What every rule has to bring along: cases that report, cases that stay silent, and what its fixes make of a file.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../server/core/rules/registry.ts";
import { fixedPath, ruleFixtures } from "../harness/fixtures.ts";
import { lint } from "../harness/lint.ts";

const fixtures = ruleFixtures(join(import.meta.dirname, "."));

describe.each(rules.map(({ name, docs }) => ({ name, docs })))("$name", ({ name, docs }) => {
  const own = fixtures.filter(({ rule }) => rule === name);
  const fixed = own.filter(
    (fixture) =>
      existsSync(fixedPath(fixture, 1)) ||
      readdirSync(join(import.meta.dirname, name)).some((file) => file.endsWith(".fixed")),
  );

  it("has a case that reports and one that does not", () => {
    expect(own.filter(({ marked }) => marked.markers.length > 0).length).toBeGreaterThan(0);
    expect(own.filter(({ marked }) => marked.markers.length === 0).length).toBeGreaterThan(0);
  });

  it("has a case of its fixes where its documentation has them, and documents them where it has any", () => {
    const offers = own.some(({ input, marked }) => {
      if (marked.markers.length === 0) return false;
      return lint({ ...input, only: [name] }).findings.some((finding) => finding.fixes().length > 0);
    });
    expect({ documented: docs.fixSafety !== undefined, cases: fixed.length > 0 }).toEqual({
      documented: offers,
      cases: offers,
    });
  });
});
