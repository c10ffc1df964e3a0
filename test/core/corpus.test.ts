// Every real Dockerfile of the corpus parses, prints back, is analysed with its fixes and is offered to the split.

import { describe, expect, it } from "vitest";
import { analyze } from "../../server/core/analysis.ts";
import { splitDockerfile } from "../../server/core/split/split.ts";
import { parseDockerfile, printDockerfile } from "../../server/core/syntax/parse.ts";
import { anyConflict, applyEdits } from "../../server/core/text/edits.ts";
import { corpusFiles, corpusFolder } from "../harness/corpus.ts";
import { dockerfileEdits } from "../harness/lint.ts";

const folder = corpusFolder();
const today = "2026-11-21";

describe.skipIf(folder === undefined)("the corpus", () => {
  const files = folder === undefined ? [] : corpusFiles(folder);

  it("holds as many files as it is known to", () => {
    expect(files.length).toBeGreaterThan(15_000);
  });

  it("parses and prints back byte for byte", () => {
    const wrong = files.filter(({ text }) => printDockerfile(parseDockerfile(text)) !== text);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  }, 120_000);

  it("is analysed and fixed without an exception", () => {
    const faults: string[] = [];
    for (const { id, text } of files) {
      try {
        for (const finding of analyze({ text, today }).findings)
          for (const fix of finding.fixes()) {
            const edits = dockerfileEdits(fix);
            if (anyConflict(edits)) faults.push(`${id}: edits of "${fix.title}" overlap`);
            const fixed = applyEdits(text, edits);
            if (printDockerfile(parseDockerfile(fixed)) !== fixed)
              faults.push(`${id}: "${fix.title}" does not print back`);
          }
      } catch (error) {
        faults.push(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    }
    expect(faults).toEqual([]);
  }, 600_000);

  it("is offered to the split without an exception", () => {
    const faults: string[] = [];
    for (const { id, text } of files) {
      try {
        const answer = splitDockerfile(analyze({ text, today, only: [] }).file, "auto");
        if (answer.kind === "split") for (const offer of answer.offers) offer.text();
        else if (answer.reasons.length === 0) faults.push(`${id}: ${answer.kind} without a reason`);
      } catch (error) {
        faults.push(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    }
    expect(faults).toEqual([]);
  }, 600_000);
});
