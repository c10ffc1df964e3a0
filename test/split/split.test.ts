// Runs every split fixture: `test/split/<ecosystem>/<case>/before.Dockerfile` with `context/` beside it gives
// `after.Dockerfile` (and `after.<runtime>.Dockerfile`), or is declined with the reasons in `refused.txt`.
// A refusal with a remedy has `remedied.Dockerfile`, which can be split. `LEAN_UPDATE=1` writes what is expected anew, so that a change shows as a diff.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/core/finding.ts";
import { applyEdits } from "../../server/core/text/edits.ts";
import { LineIndex } from "../../server/core/text/lines.ts";
import { runtimeNames } from "../../server/protocol/split.ts";
import { contextOfFolder } from "../harness/context.ts";
import { readExpected, writeExpected } from "../harness/fixtures.ts";
import { lint } from "../harness/lint.ts";
import { type Answered, split } from "./split-text.ts";

const root = new URL(".", import.meta.url).pathname;
const update = process.env.LEAN_UPDATE === "1";

function reasons({ answer, file }: Answered): string {
  if (answer.kind === "split") return "";
  const index = new LineIndex(file.text);
  return answer.reasons
    .map(
      (reason) =>
        `${answer.kind} line ${reason.at === undefined ? "-" : index.positionAt(reason.at.start).line + 1}: ${reason.message}\n`,
    )
    .join("");
}

function notes({ answer, file }: Answered): string {
  if (answer.kind !== "split") return "";
  const index = new LineIndex(file.text);
  const lines = (answer.offers[0]?.assumptions ?? []).map(
    (note) =>
      `line ${note.at === undefined ? "-" : index.positionAt(note.at.start).line + 1}: ${note.message}\n`,
  );
  return `${answer.offers.map((offer) => offer.title).join("\n")}\n${lines.join("")}`;
}

function expected(path: string, actual: string): void {
  if (update) writeExpected(path, actual);
  expect(actual).toBe(readExpected(path) ?? "");
}

/** Rules whose findings a split puts right; others that the file had before (an ended branch) are not its business. */
const repaired = new Set([
  "toolchain-in-final-image",
  "root-user",
  "source-copied-before-dependencies",
  "cgo-enabled-for-static-runtime",
  "build-packages-in-final-image",
]);

/** Where an edit makes the split possible, it does: `remedied.Dockerfile` is the file after it. */
function remedied(folder: string, before: string, { answer }: Answered): void {
  const path = join(folder, "remedied.Dockerfile");
  const remedy = answer.kind === "declined" ? answer.remedy : undefined;
  if (remedy === undefined) {
    expect(readExpected(path), "no remedy is offered").toBeUndefined();
    return;
  }
  const after = applyEdits(
    before,
    remedy.changes().flatMap((change) => ("edits" in change ? change.edits : [])),
  );
  expected(path, after);
  expect(split(after, contextOfFolder(join(folder, "context")), "auto").answer).toMatchObject({
    kind: "split",
  });
}

function isSafelyFixed(finding: Finding): boolean {
  return finding.fixes().some(({ safety, kind }) => safety === "safe" && kind === "quickfix");
}

for (const ecosystem of readdirSync(root, { withFileTypes: true }).filter((each) => each.isDirectory())) {
  describe(ecosystem.name, () => {
    for (const name of readdirSync(join(root, ecosystem.name)).sort()) {
      const folder = join(root, ecosystem.name, name);
      const before = readFileSync(join(folder, "before.Dockerfile"), "utf8");
      const context = contextOfFolder(join(folder, "context"));
      const refused = readExpected(join(folder, "refused.txt"));
      it(name, () => {
        const auto = split(before, context, "auto");
        if (refused !== undefined) {
          expect(auto.answer.kind).not.toBe("split");
          expected(join(folder, "refused.txt"), reasons(auto));
          remedied(folder, before, auto);
          return;
        }
        expect(reasons(auto)).toBe("");
        if (auto.answer.kind !== "split") return;
        expected(join(folder, "notes.txt"), notes(auto));
        for (const runtime of runtimeNames) {
          const path = join(folder, runtime === "auto" ? "after.Dockerfile" : `after.${runtime}.Dockerfile`);
          if (runtime !== "auto" && readExpected(path) === undefined) continue;
          const { answer } = runtime === "auto" ? auto : split(before, context, runtime);
          if (answer.kind !== "split")
            throw new Error(`declined for ${runtime}: ${JSON.stringify(answer.reasons)}`);
          const offer = answer.offers[0];
          const after = offer?.text() ?? "";
          expected(path, after);
          // What every split must keep.
          const edits = offer?.changes().flatMap((change) => ("edits" in change ? change.edits : [])) ?? [];
          expect(applyEdits(before, edits)).toBe(after);
          const again = split(after, context, "auto");
          expect(again.answer.kind, "a second split").toBe("not-needed");
          for (const comment of before.match(/^[ \t]*#.*$/gm) ?? []) expect(after).toContain(comment.trim());
          const known = new Set(lint({ text: before, context }).findings.map(({ rule }) => rule));
          const left = lint({ text: after, context }).findings.filter(
            ({ severity, rule }) =>
              (severity === "error" || severity === "warning") && (repaired.has(rule) || !known.has(rule)),
          );
          const staysRoot = offer?.assumptions.some((note) => note.message.startsWith("The user stays root"));
          const keepsRelease = offer?.assumptions.some((note) => note.message.includes("of its builder"));
          expect(
            left
              .filter((finding) => !(staysRoot && finding.rule === "root-user"))
              // The program is linked to the libraries of a release: another one is a change of the builder.
              .filter((finding) => !(keepsRelease && finding.rule === "end-of-life-base-image"))
              // Maven and Gradle fetch dependencies by themselves only with commands that may fail: the user decides.
              .filter(
                (finding) => finding.rule !== "source-copied-before-dependencies" || isSafelyFixed(finding),
              )
              .map((finding) => `${finding.rule}: ${finding.message}`),
          ).toEqual([]);
          if (before.includes("\r\n")) expect(after).not.toMatch(/[^\r]\n/);
        }
      });
    }
  });
}
