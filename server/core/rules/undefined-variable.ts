// undefined-variable: an instruction names a variable that nothing sets.

import type { Fix } from "../finding.ts";
import { parseImageReference } from "../images/reference.ts";
import { Memory } from "../memory.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import { expand } from "../model/expand.ts";
import type { Stage } from "../model/stage.ts";
import {
  expandingKeywords,
  platformArguments,
  predefinedArguments,
  type VariableUse,
  variableUses,
} from "../model/variable-uses.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { Pair } from "../syntax/words.ts";
import { editDistance } from "../text/distance.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule, type Report, type RuleFile } from "./rule.ts";

const messages = {
  unset: (name: string, meant: string | undefined) =>
    meant === undefined
      ? `Nothing sets ${name}, so it is empty here`
      : `Nothing sets ${name}, so it is empty here; ${meant} is set`,
  from: (name: string, meant: string | undefined) =>
    meant === undefined
      ? `No ARG before FROM declares ${name}, so it is empty here`
      : `No ARG before FROM declares ${name}, so it is empty here; ${meant} is declared`,
  default: (name: string) =>
    `${name} has no default, so a build without \`--build-arg\` for it has no valid image name`,
};

export const undefinedVariable = defineRule({
  name: "undefined-variable",
  category: "runtime",
  severity: "warning",
  since: "0.1.0",
  sources: ["buildkit:UndefinedVar", "buildkit:UndefinedArgInFrom", "buildkit:InvalidDefaultArgInFrom"],
  reads: [],
  docs: {
    summary: "An instruction names a variable that nothing sets.",
    why: `A variable that is not set is replaced by nothing: \`COPY app-$VERSON.jar\` looks for \`app-.jar\`, \`ENV PATH=$GOBIN:$PATH\` puts the current folder in front. Where the image sets variables that are not known, only names that differ by a slip from one that is set are reported.

A hint says that a FROM depends on an argument without a default, so that a plain \`docker build\` fails.`,
    examples: [
      {
        bad: `FROM alpine:3.22
ARG VERSION=1.0
COPY app-$VERSON.tar.gz /tmp/
`,
        good: `FROM alpine:3.22
ARG VERSION=1.0
COPY app-$VERSION.tar.gz /tmp/
`,
      },
    ],
    whenNotToUse: "Where the base image sets the variable and is known to do so.",
    fixSafety:
      "The fix writes the name that was likely meant. It is unsafe, because it is a guess and the place gets another value.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    if (!text.includes("$")) return;
    for (const stage of dockerfile.stages) {
      checkFrom(file, stage, report);
      for (const instruction of stage.instructions) {
        if (!expandingKeywords.has(instruction.keyword)) continue;
        for (const use of variableUses(text, instruction.args, dockerfile.syntax.escape))
          checkUse(file, stage, instruction, use, report);
      }
    }
  },
});

function checkFrom(file: RuleFile, stage: Stage, report: Report): void {
  const { dockerfile, text } = file;
  for (const use of variableUses(text, stage.from.args, dockerfile.syntax.escape)) {
    const { name, guarded } = use;
    if (guarded || platformArguments.has(name) || predefinedArguments.has(name)) continue;
    const declared = globalArguments(dockerfile);
    const own = declared.get(name);
    if (own === undefined) {
      const meant = nearest(name, [...declared.keys()].slice(0, mostNames));
      const hint = meant === undefined ? undefined : quoted(meant);
      report(use.span, { message: messages.from(quoted(name), hint) }, () => renaming(text, use, meant));
    } else if (own.value === undefined && leavesNoName(stage, use))
      report(use.span, {
        message: messages.default(quoted(name)),
        severity: "hint",
        related: [{ span: own.span, message: "It is declared here" }],
      });
  }
}

/** So many names are looked through for the one that was meant; no file among 16,000 sets as many. */
const mostNames = 300;

/** The arguments from before FROM by their names, of each the first declaration. */
function globalArguments(dockerfile: Dockerfile): ReadonlyMap<string, Pair> {
  let found = globals.get(dockerfile);
  if (found === undefined) {
    found = new Map(
      dockerfile.globalArgs.flatMap(({ pairs }) => pairs.map((pair) => [pair.key, pair] as const)).reverse(),
    );
    globals.set(dockerfile, found);
  }
  return found;
}

const globals = new Memory<Dockerfile, ReadonlyMap<string, Pair>>("dockerfile");

/** `FROM $IMAGE`, `FROM node:$TAG`: without the value the name is none. */
function leavesNoName(stage: Stage, use: VariableUse): boolean {
  const word = stage.from.words[0];
  if (word === undefined || use.span.start < word.span.start || use.span.start >= word.span.end) return false;
  const rest = expand(word.text, (name) => (name === use.name ? "" : "x"));
  return rest !== undefined && !parseImageReference(rest).valid;
}

function checkUse(
  file: RuleFile,
  stage: Stage,
  instruction: Instruction,
  use: VariableUse,
  report: Report,
): void {
  const { name, guarded } = use;
  if (guarded || predefinedArguments.has(name) || platformArguments.has(name)) return;
  const value = stage.variable(name, instruction);
  if (typeof value === "string" || (value === undefined && isSet(stage, name))) return;
  // Other rules speak of these: arguments from before FROM, and ENV that names what it sets.
  if (globalArguments(file.dockerfile).has(name)) return;
  if (instruction.keyword === "ENV" && instruction.pairs.some(({ key }) => key === name)) return;
  if (
    /^(?:PATH|HOME|USER|PWD|HOSTNAME|LD_LIBRARY_PATH|PYTHONPATH|CLASSPATH|PKG_CONFIG_PATH|MANPATH|NODE_PATH|JAVA_HOME|GOPATH|LD_PRELOAD|XDG_\w+|TERM|LANG|SHELL)$/.test(
      name,
    )
  )
    return;
  const meant = nearest(name, namesIn(stage, instruction));
  const certain = stage.rootBase.kind === "scratch" || stage.imageFacts?.envComplete === true;
  if (meant === undefined && !certain) return;
  const hint = meant === undefined ? undefined : quoted(meant);
  report(use.span, { message: messages.unset(quoted(name), hint) }, () => renaming(file.text, use, meant));
}

/** Known to be set, though not to what. */
function isSet(stage: Stage, name: string): boolean {
  return stage.chain.some((each) => each.variableChanges.has(name));
}

function namesIn(stage: Stage, at: Instruction): readonly string[] {
  const names: string[] = [];
  for (const [name] of stage.variableChanges) {
    if (names.length === mostNames) return names;
    if (stage.variableChange(name, at) !== undefined) names.push(name);
  }
  for (const each of stage.chain.slice(1))
    for (const [name, changes] of each.variableChanges) {
      if (names.length === mostNames) return names;
      if (changes.some(({ kind }) => kind === "ENV")) names.push(name);
    }
  return names;
}

/** The name that differs by a slip: one letter in short names, two in long ones. */
function nearest(name: string, names: readonly string[]): string | undefined {
  if (name.length < 4) return undefined;
  const most = name.length > 7 ? 2 : 1;
  const differsByNumber = (other: string): boolean => name.replace(/\d+/g, "") === other.replace(/\d+/g, "");
  return names.find(
    (other) => other !== name && !differsByNumber(other) && editDistance(name, other, most) <= most,
  );
}

function renaming(text: string, use: VariableUse, meant: string | undefined): readonly Fix[] {
  if (meant === undefined) return [];
  const start = use.span.start + (text[use.span.start + 1] === "{" ? 2 : 1);
  return [
    unsafeFix(
      `Write \`${meant}\``,
      "The name is a guess, and the place gets another value",
      replacement({ start, end: use.span.end }, meant),
    ),
  ];
}
