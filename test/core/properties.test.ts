// What holds for every text: it parses, prints back and is analysed without an exception.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyze } from "../../server/core/analysis.ts";
import { Dockerfile } from "../../server/core/model/dockerfile.ts";
import { splitDockerfile } from "../../server/core/split/split.ts";
import type { Instruction } from "../../server/core/syntax/instruction.ts";
import { parseDockerfile, printDockerfile } from "../../server/core/syntax/parse.ts";
import { contains } from "../../server/core/text/span.ts";
import { anyText, dockerfileText } from "../harness/dockerfile-texts.ts";

const today = "2026-11-21";

describe("any text", () => {
  it("parses into nodes without gaps and prints back", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tree = parseDockerfile(text);
        let at = 0;
        for (const node of tree.nodes) {
          expect(node.span.start).toBe(at);
          expect(node.span.end).toBeGreaterThan(at);
          at = node.span.end;
        }
        expect(at).toBe(text.length);
        expect(printDockerfile(tree)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it("has every part of an instruction inside it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const instruction of parseDockerfile(text).instructions)
          for (const at of partsOf(instruction)) {
            expect(at.start).toBeLessThanOrEqual(at.end);
            expect(contains(instruction.span, at)).toBe(true);
          }
      }),
      { numRuns: 2000 },
    );
  });

  it("gives a model, findings with fixes, and an answer of the split", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { file, findings } = analyze({ text, today });
        for (const finding of findings) {
          expect(contains({ start: 0, end: text.length }, finding.span)).toBe(true);
          for (const fix of finding.fixes()) fix.changes();
        }
        for (const stage of file.dockerfile.stages) expect(stage.user().value).not.toBe(null);
        const answer = splitDockerfile(file, "auto");
        if (answer.kind === "split") for (const offer of answer.offers) offer.text();
        else expect(answer.reasons.length).toBeGreaterThan(0);
      }),
      { numRuns: 1500 },
    );
  });

  it("gives the same answer twice", () => {
    fc.assert(
      fc.property(dockerfileText, (text) => {
        const once = analyze({ text, today }).findings.map(({ rule, message, span }) => ({
          rule,
          message,
          span,
        }));
        const again = analyze({ text, today }).findings.map(({ rule, message, span }) => ({
          rule,
          message,
          span,
        }));
        expect(again).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });
});

describe("hard texts", () => {
  const hard: readonly (readonly [string, string])[] = [
    ["nothing", ""],
    ["only a byte order mark", "\uFEFF"],
    ["only white space", " \n\t\n"],
    ["one line of a megabyte", `RUN ${"a".repeat(1_000_000)}`],
    ["a megabyte of words", `RUN ${"a ".repeat(500_000)}`],
    ["deep substitutions", `RUN ${"$(".repeat(20_000)}`],
    ["deep braces", `RUN ${"{ ".repeat(20_000)}`],
    ["deep variables", `ENV A=${"${a:-".repeat(20_000)}`],
    ["deep ONBUILD", `${"ONBUILD ".repeat(5_000)}RUN a`],
    ["many quotes", `RUN ${"\"'".repeat(50_000)}`],
    ["many vain heredocs", "RUN cat << 1)\n".repeat(20_000)],
    ["many open heredocs", Array.from({ length: 3000 }, (_, at) => `RUN cat << ${at})`).join("\n")],
    ["many continuations", `RUN ${"a \\\n".repeat(50_000)}`],
    ["many comments inside", `RUN a \\\n${"# c\n".repeat(50_000)}`],
    [
      "many stages",
      Array.from({ length: 3000 }, (_, at) => `FROM ${at === 0 ? "a" : `s${at - 1}`} AS s${at}`).join("\n"),
    ],
    ["binary", Array.from({ length: 5000 }, (_, at) => String.fromCharCode((at * 7919) % 65536)).join("")],
  ];
  it.each(hard)("of %s are analysed in good time", (_what, text) => {
    expect(printDockerfile(parseDockerfile(text))).toBe(text);
    const start = performance.now();
    const { findings, file } = analyze({ text, today });
    for (const finding of findings) for (const fix of finding.fixes()) fix.changes();
    splitDockerfile(file, "auto");
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

function partsOf(instruction: Instruction): readonly { readonly start: number; readonly end: number }[] {
  const { exec, script, healthCheck, trigger } = instruction;
  return [
    instruction.keywordSpan,
    instruction.textSpan,
    instruction.body,
    instruction.args,
    ...instruction.flags.flatMap((flag) => [
      flag.span,
      ...(flag.valueSpan === undefined ? [] : [flag.valueSpan]),
    ]),
    ...instruction.words.map((word) => word.span),
    ...instruction.pairs.flatMap((pair) => [
      pair.span,
      pair.keySpan,
      ...(pair.value === undefined ? [] : [pair.value.span]),
    ]),
    ...instruction.heredocs.flatMap((heredoc) => [
      heredoc.operator,
      heredoc.body,
      ...(heredoc.terminator === undefined ? [] : [heredoc.terminator]),
    ]),
    ...instruction.comments,
    ...instruction.joints,
    ...(exec === undefined ? [] : exec.elements.map((element) => element.span)),
    ...(script === undefined
      ? []
      : script.commands.flatMap((command) => [
          command.span,
          command.programSpan,
          ...command.words.map((word) => word.span),
        ])),
    ...(healthCheck === undefined ? [] : [healthCheck.command]),
    ...(trigger === undefined ? [] : partsOf(trigger)),
  ];
}

it("the model of any text answers every question", () => {
  fc.assert(
    fc.property(dockerfileText, (text) => {
      const dockerfile = new Dockerfile(parseDockerfile(text));
      for (const stage of dockerfile.stages) {
        void [stage.cmd, stage.entrypoint, stage.workdir(), stage.shell(), stage.imageFacts, stage.chain];
        for (const instruction of stage.instructions) {
          void [stage.user(instruction), stage.variable("X", instruction), dockerfile.copy(instruction)];
          expect(dockerfile.stageOf(instruction)).toBe(stage);
        }
      }
    }),
    { numRuns: 500 },
  );
});
