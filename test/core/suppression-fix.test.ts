// The fix that silences a finding: a comment above its instruction, or a name more in the comment that is there.

import { expect, it } from "vitest";
import { analyze } from "../../server/core/analysis.ts";
import { suppressionFix } from "../../server/core/suppression.ts";
import { applyFix } from "../harness/lint.ts";

const today = "2026-11-21";

/** The text after silencing the first finding of a rule. */
function silenced(text: string, rule: string): string {
  const { findings, file } = analyze({ text, today });
  const finding = findings.find((each) => each.rule === rule);
  const fix = finding === undefined ? undefined : suppressionFix(file.dockerfile, finding);
  return fix === undefined ? text : applyFix(text, fix);
}

it("writes a comment above the instruction and the comments that belong to it", () => {
  const text = "FROM debian:bookworm-slim\n# who\n  MAINTAINER me\n";
  const after = silenced(text, "maintainer");
  expect(after).toBe(
    "FROM debian:bookworm-slim\n  # lean-dockerfile ignore=maintainer\n# who\n  MAINTAINER me\n",
  );
  expect(analyze({ text: after, today }).findings.filter(({ rule }) => rule === "maintainer")).toEqual([]);
});

it("adds to a comment of ours that is there", () => {
  const text = "FROM debian:bookworm-slim\n# lean-dockerfile ignore=cd-in-run why not\nRUN wget http://a/b\n";
  expect(silenced(text, "wget-progress")).toContain("ignore=cd-in-run,wget-progress why not\n");
});

it("keeps the line ends of the file and its directives at the top", () => {
  const text = "# syntax=docker/dockerfile:1\r\nFROM debian\r\nRUN true\r\n";
  expect(silenced(text, "floating-base-tag")).toBe(
    "# syntax=docker/dockerfile:1\r\n# lean-dockerfile ignore=floating-base-tag\r\nFROM debian\r\nRUN true\r\n",
  );
});
