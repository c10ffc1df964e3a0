// arg-out-of-scope: an ARG from before FROM is used in a stage that does not declare it.

import type { Dockerfile } from "../model/dockerfile.ts";
import type { Stage } from "../model/stage.ts";
import { expandingKeywords, platformArguments, variableUses } from "../model/variable-uses.ts";
import { insertedAfter, spelledKeyword } from "../model/writing.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { Span } from "../text/span.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  global: (name: string, stage: string) =>
    `${name} is declared before FROM and ${stage} does not declare it again, so it is empty here`,
  platform: (name: string, stage: string) =>
    `BuildKit sets ${name} only in stages that declare it, and ${stage} does not, so it is empty here`,
};

export const argOutOfScope = defineRule({
  name: "arg-out-of-scope",
  category: "runtime",
  severity: "warning",
  since: "0.1.0",
  sources: ["buildkit:UndefinedVar"],
  reads: [],
  docs: {
    summary: "An ARG from before FROM, or a platform argument, is used in a stage that does not declare it.",
    why: `An \`ARG\` before the first FROM belongs to the FROM lines. Inside a stage it is empty until the stage says \`ARG NAME\` again, without a value. The same holds for \`TARGETARCH\` and the other platform arguments. An empty variable seldom breaks the build: it makes a wrong path, an unset version, a binary for the wrong architecture.`,
    examples: [
      {
        bad: `ARG VERSION=3.22
FROM alpine:$VERSION
RUN echo "built on $VERSION" > /etc/built-on
`,
        good: `ARG VERSION=3.22
FROM alpine:$VERSION
ARG VERSION
RUN echo "built on $VERSION" > /etc/built-on
`,
      },
    ],
    whenNotToUse: "There is no reason to keep it.",
    fixSafety:
      "The fix declares the argument behind FROM. It is unsafe, because it is there to change what the image gets: the places that name the argument have its value then in place of nothing, and so has the environment of the programs that are run.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    const globals = globalNames(dockerfile);
    if (globals.size === 0 && !text.includes("TARGET") && !text.includes("BUILD")) return;
    for (const stage of dockerfile.stages) {
      const seen = new Set<string>();
      for (const instruction of stage.instructions) {
        for (const { name, span } of usesIn(text, dockerfile, instruction)) {
          const isPlatform = platformArguments.has(name);
          if (seen.has(name) || (!globals.has(name) && !isPlatform)) continue;
          if (
            stage.variable(name, instruction) != null ||
            isDeclared(stage, name) ||
            setsItself(text, instruction, name)
          )
            continue;
          if (mayBeOfImage(stage, name)) continue;
          // An image that is not known may set it, but hardly under the name of an argument of this file.
          seen.add(name);
          const where = stage.name === undefined ? "this stage" : `the stage ${quoted(stage.name)}`;
          report(
            span,
            {
              message: (globals.has(name) ? messages.global : messages.platform)(quoted(name), where),
              related: globals.has(name)
                ? [
                    {
                      span: globals.get(name) ?? stage.from.textSpan,
                      message: "It is declared here, for FROM lines only",
                    },
                  ]
                : [],
            },
            () => {
              const title = `Declare \`${name}\` in this stage`;
              const line = `${spelledKeyword(dockerfile, "ARG")} ${name}`;
              const edit = insertedAfter(dockerfile, stage.from, [line]);
              return [unsafeFix(title, "The steps that name it get its value in place of nothing", edit)];
            },
          );
        }
      }
    }
  },
});

function globalNames(dockerfile: Dockerfile): ReadonlyMap<string, Span> {
  return new Map(
    dockerfile.globalArgs.flatMap(({ pairs, textSpan }) =>
      pairs.map(({ key }): [string, Span] => [key, textSpan]),
    ),
  );
}

function usesIn(
  text: string,
  dockerfile: Dockerfile,
  instruction: Instruction,
): ReturnType<typeof variableUses> {
  if (instruction.keyword === "RUN") {
    if (instruction.exec !== undefined) return [];
    const heredoc = instruction.heredocs[0];
    const own = variableUses(text, instruction.args);
    // The shell replaces variables in the script, whatever the quotes of the heredoc.
    return heredoc === undefined || instruction.script === undefined
      ? own
      : [...own, ...variableUses(text, heredoc.body)];
  }
  if (!expandingKeywords.has(instruction.keyword)) return [];
  return variableUses(text, instruction.args, dockerfile.syntax.escape);
}

/** Declared in this stage, before or after, or in one that it is FROM as ENV. */
function isDeclared(stage: Stage, name: string): boolean {
  if (stage.variableChanges.has(name)) return true;
  return stage.chain
    .slice(1)
    .some((each) => each.variableChanges.get(name)?.some(({ kind }) => kind === "ENV") === true);
}

/** The script gives it a value itself: `NAME=`, `for NAME in`, `read NAME`. */
function setsItself(text: string, instruction: Instruction, name: string): boolean {
  if (instruction.keyword !== "RUN") return false;
  const script = text.slice(instruction.span.start, instruction.span.end);
  return new RegExp(
    `(?:^|[\\s;&|("'])${name}=|\\bfor\\s+${name}\\b|\\bread\\s+(?:-\\w+\\s+)*${name}\\b`,
  ).test(script);
}

/** `PHP_VERSION` in a stage that is FROM php: the image sets it itself. */
function mayBeOfImage(stage: Stage, name: string): boolean {
  const base = stage.rootBase;
  if (/^(?:PATH|HOME|PWD|HOSTNAME|SHELL|UID)$/.test(name)) return true;
  if (base.kind !== "image") return base.kind === "unknown" && name.endsWith("_VERSION");
  const owner = /^([A-Z]+)_/.exec(name)?.[1]?.toLowerCase();
  return owner !== undefined && base.reference.text.toLowerCase().includes(owner);
}
