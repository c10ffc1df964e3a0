// Beside other extensions nothing is said twice, and nothing is left out that none of them says.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { ValidationCode, validate } from "dockerfile-utils";
import { describe, expect, it } from "vitest";
import { readCorpus } from "../../bench/texts.ts";
import { analyze } from "../../server/core/analysis.ts";
import { rules } from "../../server/core/rules/registry.ts";
import { defaultSettings } from "../../server/core/settings.ts";
import { isTemplate } from "../../server/core/syntax/instruction-table.ts";
import { parseDockerfile } from "../../server/core/syntax/parse.ts";
import { LineIndex } from "../../server/core/text/lines.ts";
import { shownElsewhere } from "../../server/lsp/settings.ts";
import { coexistenceWith } from "../../server/protocol/neighbours.ts";
import { ruleFixtures } from "../harness/fixtures.ts";

const fixtures = ruleFixtures(import.meta.dirname);
const today = "2026-11-21";
const toolOf = (source: string): string => source.slice(0, source.indexOf(":"));

/** The tools whose checks are left out where these extensions are active. */
function leftOut(...active: readonly string[]): readonly string[] {
  return shownElsewhere({ coexistence: coexistenceWith((id) => active.includes(id)) });
}

describe("with another extension", () => {
  it.each([
    ["docker.docker", ["buildkit", "dockerfile-utils"]],
    ["exiasr.hadolint", ["hadolint"]],
    ["ms-azuretools.vscode-containers", ["dockerfile-utils"]],
    ["ms-azuretools.vscode-docker", ["dockerfile-utils"]],
    ["wharflab.tally", ["buildkit", "hadolint", "dockerfile-utils"]],
    ["some.other", []],
  ])("%s active no rule says what it shows", (id, expected) => {
    const tools = leftOut(id);
    expect(tools).toEqual(expected);
    const silent = rules.filter(({ sources }) => sources.some((source) => tools.includes(toolOf(source))));
    expect(silent.length > 10).toBe(expected.length > 0);
    const settings = { ...defaultSettings, shownElsewhere: tools };
    const said = fixtures.flatMap(({ marked: { text }, path }) =>
      analyze({ text, today, settings }).findings.flatMap(({ sources, rule }) =>
        sources.some((source) => tools.includes(toolOf(source))) ? [`${path}: ${rule}`] : [],
      ),
    );
    expect(said).toEqual([]);
  });

  it("active rules are left out that would report without it", () => {
    const silenced = (tools: readonly string[]): ReadonlySet<string> => {
      const found = new Set<string>();
      for (const { marked } of fixtures)
        for (const { rule, sources } of analyze({ text: marked.text, today }).findings)
          if (sources.some((source) => tools.includes(toolOf(source)))) found.add(rule);
      return found;
    };
    expect(silenced(leftOut("docker.docker")).size).toBeGreaterThan(15);
    expect(silenced(leftOut("exiasr.hadolint")).size).toBeGreaterThan(30);
  });
});

/** Where dockerfile-utils and the rule that names its code look at the same instruction, and only one is right. */
const differs: readonly (readonly [what: string, line: RegExp])[] = [
  // Its parser takes the rest of a file for a heredoc, or text in one for instructions.
  ["heredocs", /<</],
];

/** The rules that name checks of dockerfile-utils. */
const named = rules
  .filter(({ sources }) => sources.some((source) => toolOf(source) === "dockerfile-utils"))
  .map(({ name }) => name);

/**
 * The findings that are left out beside dockerfile-utils although it has none on the instruction, and those that stay
 * although it has the code that their rule names.
 */
function judged(text: string): { readonly unsaid: readonly string[]; readonly twice: readonly string[] } {
  const tree = parseDockerfile(text);
  if (isTemplate(tree) || differs.some(([, form]) => form.test(text))) return { unsaid: [], twice: [] };
  const index = new LineIndex(text);
  const ownerOf = (at: number) =>
    tree.instructions.find(({ span }) => span.start <= at && at < span.end) ?? tree.instructions[0];
  const theirs = validate(text).map(({ code, range }) => ({
    code: `dockerfile-utils:${ValidationCode[code as number]}`,
    start: index.offsetAt(range.start),
    end: index.offsetAt(range.end),
    owner: ownerOf(index.offsetAt(range.start)),
  }));
  const { findings } = analyze({ text, today, only: named });
  const unsaid = findings.filter(
    ({ sources, span }) =>
      sources.some((source) => toolOf(source) === "dockerfile-utils") &&
      !theirs.some(({ owner }) => owner === ownerOf(span.start)),
  );
  const twice = findings.filter(
    ({ sources, span, rule }) =>
      !sources.some((source) => toolOf(source) === "dockerfile-utils") &&
      theirs.some(({ code, start, end }) => start < span.end && span.start < end && namesCode(rule, code)),
  );
  const words = ({ rule, message, span }: (typeof findings)[number]) =>
    `${rule}: ${message} | ${text.slice(span.start, span.end)}`;
  return { unsaid: unsaid.map(words), twice: twice.map(words) };
}

function namesCode(rule: string, code: string): boolean {
  return rules.find(({ name }) => name === rule)?.sources.includes(code) === true;
}

describe("beside dockerfile-utils", () => {
  it("the fixtures have no finding twice, and none is missing", () => {
    const all = fixtures.map(({ marked }) => judged(marked.text));
    expect(all.flatMap(({ twice }) => twice)).toEqual([]);
    expect(all.flatMap(({ unsaid }) => unsaid)).toEqual([]);
  });

  const folder = process.env.LEAN_CORPUS;
  const archive = folder === undefined ? undefined : join(folder, "dockerfiles.jsonl.gz");
  it.skipIf(archive === undefined || !existsSync(archive))(
    "hardly a real file has one twice, or misses one",
    () => {
      const all = [...readCorpus(archive ?? "")].map(({ text }) => judged(text));
      expect(all.flatMap(({ twice }) => twice)).toEqual([]);
      // Lines that no tool takes for what they are meant to be.
      expect(all.flatMap(({ unsaid }) => unsaid).length).toBeLessThan(5);
    },
    600_000,
  );
});
