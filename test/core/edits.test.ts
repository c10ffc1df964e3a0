// Edits: applying and merging keep the text around them and never let two edits meet.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  anyConflict,
  applyEdits,
  conflict,
  insertion,
  mergeGroups,
  replacement,
  type TextEdit,
} from "../../server/core/text/edits.ts";

const text = fc.string({ minLength: 0, maxLength: 30 });

function editsOf(length: number): fc.Arbitrary<TextEdit[]> {
  const edit = fc
    .tuple(fc.nat({ max: length }), fc.nat({ max: length }), fc.string({ maxLength: 3 }))
    .map(([a, b, newText]): TextEdit => ({ span: { start: Math.min(a, b), end: Math.max(a, b) }, newText }));
  return fc.array(edit, { maxLength: 8 });
}

const textWithEdits = text.chain((source) => fc.tuple(fc.constant(source), editsOf(source.length)));

describe("conflict", () => {
  it("is the same both ways", () => {
    fc.assert(
      fc.property(textWithEdits, ([, edits]) => {
        for (const a of edits) for (const b of edits) expect(conflict(a, b)).toBe(conflict(b, a));
      }),
    );
  });

  it.each([
    ["two insertions in one place", insertion(3, "a"), insertion(3, "b"), true],
    ["an insertion before a replacement", insertion(3, "a"), replacement({ start: 3, end: 5 }, "b"), false],
    ["an insertion after a replacement", insertion(5, "a"), replacement({ start: 3, end: 5 }, "b"), false],
    ["an insertion inside a replacement", insertion(4, "a"), replacement({ start: 3, end: 5 }, "b"), true],
    ["neighbours", replacement({ start: 1, end: 3 }, "a"), replacement({ start: 3, end: 5 }, "b"), false],
    [
      "overlapping ones",
      replacement({ start: 1, end: 4 }, "a"),
      replacement({ start: 3, end: 5 }, "b"),
      true,
    ],
    [
      "one inside the other",
      replacement({ start: 1, end: 9 }, "a"),
      replacement({ start: 3, end: 5 }, "b"),
      true,
    ],
    ["the same twice", replacement({ start: 3, end: 5 }, "a"), replacement({ start: 3, end: 5 }, "a"), true],
  ])("of %s", (_what, a, b, expected) => {
    expect(conflict(a, b)).toBe(expected);
  });

  it("is found among any number of edits as it is among pairs", () => {
    fc.assert(
      fc.property(textWithEdits, ([, edits]) => {
        const pairs = edits.some((a, at) => edits.slice(at + 1).some((b) => conflict(a, b)));
        expect(anyConflict(edits)).toBe(pairs);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("applying", () => {
  it("changes nothing without edits, and does not depend on their order", () => {
    fc.assert(
      fc.property(textWithEdits, ([source, edits]) => {
        fc.pre(!anyConflict(edits));
        expect(applyEdits(source, [])).toBe(source);
        expect(applyEdits(source, [...edits].reverse())).toBe(applyEdits(source, edits));
      }),
    );
  });

  it("gives the same as one edit after the other from the end", () => {
    fc.assert(
      fc.property(textWithEdits, ([source, edits]) => {
        fc.pre(!anyConflict(edits));
        const fromEnd = [...edits].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);
        const expected = fromEnd.reduce(
          (done, { span, newText }) => done.slice(0, span.start) + newText + done.slice(span.end),
          source,
        );
        expect(applyEdits(source, edits)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("merging", () => {
  it("takes groups whole, without conflicts, and as many as it says", () => {
    fc.assert(
      fc.property(
        text.chain((source) => fc.array(editsOf(source.length), { maxLength: 5 })),
        (groups) => {
          const { edits, leftOut } = mergeGroups(groups);
          expect(anyConflict(edits)).toBe(false);
          const taken = groups.filter(
            (group) => group.length > 0 && group.every((edit) => edits.includes(edit)),
          );
          const empty = groups.filter((group) => group.length === 0);
          expect(taken.length + empty.length + leftOut).toBe(groups.length);
          expect(taken.flat().length).toBe(edits.length);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
