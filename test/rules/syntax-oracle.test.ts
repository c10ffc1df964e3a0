// What dockerfile-utils calls an error of syntax, the rules find too: over the fixtures, and over real files with LEAN_CORPUS.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { ValidationCode, validate } from "dockerfile-utils";
import { describe, expect, it } from "vitest";
import { readCorpus } from "../../bench/texts.ts";
import { analyze } from "../../server/core/analysis.ts";
import { rules as registered } from "../../server/core/rules/registry.ts";
import { isTemplate } from "../../server/core/syntax/instruction-table.ts";
import { parseDockerfile } from "../../server/core/syntax/parse.ts";
import { LineIndex } from "../../server/core/text/lines.ts";
import { ruleFixtures } from "../harness/fixtures.ts";

const rules = [
  "copy-many-without-slash",
  "expose-format",
  "instruction-before-from",
  "invalid-arguments",
  "invalid-directive",
  "invalid-flag-value",
  "invalid-json-form",
  "invalid-port",
  "onbuild-forbidden-trigger",
  "unknown-flag",
  "unknown-instruction",
];

/** What has rules of its own that judge more finely, or that the oracle judges by another builder's rules. */
const elsewhere = new Set<ValidationCode>([
  ValidationCode.CASING_INSTRUCTION,
  ValidationCode.CASING_DIRECTIVE,
  ValidationCode.DEPRECATED_MAINTAINER,
  ValidationCode.EMPTY_CONTINUATION_LINE,
  ValidationCode.DUPLICATE_BUILD_STAGE_NAME,
  ValidationCode.MULTIPLE_INSTRUCTIONS,
  ValidationCode.WORKDIR_IS_NOT_ABSOLUTE,
  // A build argument without default, and one in --from: only the build knows their values.
  ValidationCode.BASE_NAME_EMPTY,
  ValidationCode.FLAG_INVALID_FROM_VALUE,
  ValidationCode.UNSUPPORTED_MODIFIER,
]);

const ofDirectives = new Set<ValidationCode>([
  ValidationCode.INVALID_ESCAPE_DIRECTIVE,
  ValidationCode.DUPLICATED_ESCAPE_DIRECTIVE,
]);

/** Where the oracle is wrong, by code: the lines it misjudges, and what a builder does with them. */
const oracleFaults: readonly (readonly [code: ValidationCode, line: RegExp, builder: string])[] = [
  [ValidationCode.INVALID_REFERENCE_FORMAT, /FROM\s+.*["']/i, "takes the quotes off an image's name"],
  [ValidationCode.UNKNOWN_ADD_FLAG, /--unpack/, "knows the flag since version 1.17"],
  [ValidationCode.INVALID_DESTINATION, /\s\.$/, "takes `.` for a folder"],
  [ValidationCode.INVALID_SIGNAL, /\$/, "puts the variable's value in"],
  [ValidationCode.FLAG_AT_LEAST_ONE, /--retries=0\b/, "takes zero for the default"],
  [ValidationCode.FLAG_LESS_THAN_1MS, /=0s/, "takes zero for the default"],
  [ValidationCode.ARGUMENT_MISSING, /^(?:CMD|ENTRYPOINT)$/i, "takes nothing back with it"],
  [ValidationCode.SYNTAX_MISSING_DOUBLE_QUOTE, /^ENV\s+\w+\s+"/, "reads the rest of the line as one value"],
  [ValidationCode.SYNTAX_MISSING_SINGLE_QUOTE, /='[^']*'\$/, "ends the quote at the second one"],
];

function isOracleFault(code: ValidationCode, line: string): boolean {
  return oracleFaults.some(([fault, form]) => fault === code && form.test(line));
}

/** Findings of the oracle that no rule has on the same instruction. */
function missed(text: string, only: readonly string[] = rules): readonly string[] {
  const tree = parseDockerfile(text);
  if (isTemplate(tree)) return [];
  const { instructions, nodes } = tree;
  const index = new LineIndex(text);
  const lines = text.split("\n");
  const found = analyze({ text, today: "2026-11-21", only }).findings;
  // Without instructions there is nothing to place a finding on.
  if (instructions.length === 0 || nodes.length === 0) return [];
  return validate(text).flatMap(({ code, range, message }) => {
    if (code === undefined || elsewhere.has(code as ValidationCode)) return [];
    const line = (lines[range.start.line] ?? "").trim();
    if (isOracleFault(code as ValidationCode, line)) return [];
    // Its parser ends an instruction at a doubled sign that joins lines.
    if (/\\\s+\\\s*$/.test(lines[range.start.line - 1] ?? "")) return [];
    const offset = index.offsetAt({ line: range.start.line, character: range.start.character });
    const owner =
      // These are about lines that are no instructions.
      (ofDirectives.has(code as ValidationCode) ? nodes : []).find(
        ({ span }) => span.start <= offset && offset < span.end,
      ) ??
      instructions.find(({ span }) => span.start <= offset && offset < span.end) ??
      instructions[0];
    const agreed = found.some(
      ({ span }) => owner !== undefined && owner.span.start <= span.start && span.start < owner.span.end,
    );
    return agreed ? [] : [`${code} ${message} | ${line}`];
  });
}

/** Codes that no rule names in its sources, and why. */
const unnamed: Readonly<Record<string, string>> = {
  CASING_DIRECTIVE: "Builders read directives in any case.",
  UNSUPPORTED_MODIFIER: "Newer builders know more modifiers of variables than it does.",
  BASE_NAME_EMPTY:
    "Only the build knows an argument without default: `undefined-variable` tells when none can come.",
  FLAG_INVALID_FROM_VALUE: "A variable in `--from` has a finding only where a builder has no value for it.",
};

describe("dockerfile-utils as oracle", () => {
  it("has no code that is neither a rule's nor judged", () => {
    const sources = new Set(registered.flatMap((rule) => rule.sources));
    const codes = Object.keys(ValidationCode).filter((name) => Number.isNaN(Number(name)));
    expect(codes.length).toBeGreaterThan(40);
    const rest = codes.filter((code) => !sources.has(`dockerfile-utils:${code}`));
    expect(rest.sort()).toEqual(Object.keys(unnamed).sort());
  });

  it("agrees over the fixtures", () => {
    const texts = ruleFixtures(import.meta.dirname).map(({ marked }) => marked.text);
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.flatMap((text) => missed(text))).toEqual([]);
  });

  const folder = process.env.LEAN_CORPUS;
  const archive = folder === undefined ? undefined : join(folder, "dockerfiles.jsonl.gz");
  it.skipIf(archive === undefined || !existsSync(archive))(
    "agrees over real files",
    () => {
      const all = readCorpus(archive ?? "").flatMap(({ id, text }) =>
        missed(text).map((each) => `${id} ${each}`),
      );
      expect(all).toEqual([]);
    },
    300_000,
  );

  it("would notice a fault that no rule finds", () => {
    expect(validate("FROM\nRUM x\n").length).toBeGreaterThan(1);
    expect(missed("FROM\nRUM x\n")).toEqual([]);
    expect(missed("FROM a\nRUN x\n", [])).toEqual([]);
    expect(missed("FROM\nRUM x\n", ["root-user"])).toHaveLength(1);
  });
});
