// definition-description: the comment above a stage or argument is not in the form that builders show.

import type { Dockerfile } from "../model/dockerfile.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { Node } from "../syntax/parse.ts";
import { insertion } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  form: (name: string) =>
    `The comment above \`${name}\` does not start with its name, so \`docker build --call=outline\` shows no description`,
};

export const definitionDescription = defineRule({
  name: "definition-description",
  category: "style",
  severity: "off",
  since: "0.1.0",
  sources: ["buildkit:InvalidDefinitionDescription"],
  reads: [],
  docs: {
    summary: "The comment directly above a named stage or an `ARG` does not start with its name.",
    why: "`docker build --call=outline` and `--call=targets` list stages and arguments with the comment above them, if that starts with the name: `# VERSION is the release to build`. A comment that says something else keeps away from the definition by an empty line. The check is experimental in BuildKit and off here unless it is switched on.",
    examples: [
      {
        bad: `# the release to build
ARG VERSION=1
FROM debian:bookworm-slim
`,
        good: `# VERSION is the release to build
ARG VERSION=1
FROM debian:bookworm-slim
`,
      },
    ],
    whenNotToUse: "Where nobody lists stages and arguments.",
    fixSafety:
      "The fix puts an empty line between comment and definition, so that the comment describes nothing.",
  },
  check({ dockerfile, text }, report) {
    const { nodes, eol } = dockerfile.syntax;
    for (const [index, node] of nodes.entries()) {
      if (node.kind !== "instruction" || (node.keyword !== "ARG" && node.keyword !== "FROM")) continue;
      const before = nodes[index - 1];
      if (before?.kind !== "comment") continue;
      const named = definition(dockerfile, node);
      if (named === undefined) continue;
      const { name, span } = named;
      const lines = blockAbove(nodes, index, text);
      if (lines.some((line) => line.toLowerCase().startsWith(`${name.toLowerCase()} `))) continue;
      report(span, { message: messages.form(name) }, () => [
        safeFix("Put an empty line below the comment", insertion(node.span.start, eol)),
      ]);
    }
  },
});

function definition(
  { stages }: Dockerfile,
  instruction: Instruction,
): { readonly name: string; readonly span: Span } | undefined {
  if (instruction.keyword === "ARG") {
    const [pair, ...more] = instruction.pairs;
    return pair === undefined || more.length > 0 ? undefined : { name: pair.key, span: pair.keySpan };
  }
  const stage = stages.find(({ from }) => from === instruction);
  return stage?.name === undefined || stage.nameSpan === undefined
    ? undefined
    : { name: stage.name, span: stage.nameSpan };
}

/** The lines of the comment that ends directly above a node, without their `#`. */
function blockAbove(nodes: readonly Node[], index: number, text: string): readonly string[] {
  const lines: string[] = [];
  for (let at = index - 1; at >= 0; at--) {
    const node = nodes[at];
    if (node?.kind !== "comment") break;
    lines.push(text.slice(node.span.start, node.span.end).trim().replace(/^#\s*/, ""));
  }
  return lines;
}
