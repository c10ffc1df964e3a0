// The scan against a plain reading of the builder's rules, line by line, on random texts: both must divide alike.

import fc from "fast-check";
import { expect, it } from "vitest";
import { heredocOperators } from "../../server/core/syntax/heredoc.ts";
import { filler } from "../../server/core/syntax/joints.ts";
import { parseDockerfile } from "../../server/core/syntax/parse.ts";
import { dockerfileText } from "../harness/dockerfile-texts.ts";

/** The logical lines of a Dockerfile without heredocs, as BuildKit's parser puts them together. */
function logicalLines(text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  if (lines.at(-1) === "") lines.pop();
  let escapeWith = "\\";
  let directives = true;
  const seen = new Set<string>();
  const result: string[] = [];
  let pending: string | undefined;
  for (const whole of lines) {
    const line = whole.replace(/[\r\n]+$/, "");
    // White space as the builder's language has it: a byte order mark is none.
    const trimmed = line.replace(/^[\t\v\f\r ]+/, "");
    const directive = /^#[\t\v\f\r ]*([a-zA-Z][a-zA-Z0-9]*)[\t\f\r ]*=[\t\f\r ]*(.+?)[\t\f\r ]*$/.exec(
      trimmed,
    );
    const name = directive?.[1]?.toLowerCase() ?? "";
    if (directives && /^(?:syntax|escape|check)$/.test(name) && !seen.has(name)) {
      seen.add(name);
      if (name === "escape" && /^[\\`]$/.test(directive?.[2] ?? "")) escapeWith = directive?.[2] ?? "";
      continue;
    }
    directives = false;
    if (trimmed === "" || trimmed.startsWith("#")) continue;
    const text = pending === undefined ? trimmed : line;
    const stripped = text.replace(/[ \t]+$/, "");
    const goesOn = stripped.endsWith(escapeWith) && !stripped.endsWith(escapeWith + escapeWith);
    const joined = (pending ?? "") + (goesOn ? stripped.slice(0, -1) : text);
    pending = goesOn ? joined : undefined;
    if (!goesOn) result.push(joined);
  }
  if (pending !== undefined) result.push(pending);
  return result.map(normal).filter((line) => line !== "");
}

function normal(line: string): string {
  return line.replace(/[\t\n\v\f\r ]+/g, " ").replace(/^ | $/g, "");
}

it("divides texts without heredocs into the builder's logical lines", () => {
  const plain = dockerfileText.map((text) => text.replaceAll("<", "_").replaceAll(filler, "_"));
  fc.assert(
    fc.property(plain, (text) => {
      // The builder fails on these; ours reads them as far as it goes.
      fc.pre(!/^\s*\uFEFF|\n\s*\uFEFF/.test(text));
      const ours = parseDockerfile(text).instructions.map((each) => normal(joined(text, each)));
      expect(ours.filter((line) => line !== "")).toEqual(logicalLines(text));
    }),
    { numRuns: 3000 },
  );
});

function joined(
  text: string,
  instruction: ReturnType<typeof parseDockerfile>["instructions"][number],
): string {
  let result = "";
  let at = instruction.span.start;
  for (const joint of instruction.joints) {
    result += text.slice(at, joint.start);
    at = joint.end;
  }
  return (result + text.slice(at, instruction.span.end)).replace(/^\uFEFF/, "");
}

it("finds the same heredoc operators wherever a line is broken", () => {
  const line = dockerfileText.map((text) => `RUN ${text.replace(/[\n\r\x7F]/g, " ")}`);
  fc.assert(
    fc.property(line, fc.nat(), (text, cut) => {
      const at = 4 + (cut % (text.length - 3));
      const broken = text.slice(0, at) + filler.repeat(3) + text.slice(at);
      const plain = heredocOperators(text).map(({ name, chomp, expand }) => ({ name, chomp, expand }));
      expect(heredocOperators(broken).map(({ name, chomp, expand }) => ({ name, chomp, expand }))).toEqual(
        plain,
      );
    }),
    { numRuns: 2000 },
  );
});
