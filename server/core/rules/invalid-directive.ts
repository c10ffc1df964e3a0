// invalid-directive: a line meant for the builder, `# escape=` or `# syntax=`, stops the build or is not heeded.

import type { Fix } from "../finding.ts";
import { nearestName } from "../model/nearest-name.ts";
import { isTemplate } from "../syntax/instruction-table.ts";
import type { DockerfileSyntax, Node } from "../syntax/parse.ts";
import { insertion, replacement } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { quoted, safeFix, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  value: (value: string) =>
    `${quoted(value)} is no escape character: only the backslash and the backtick are, so the build stops here`,
  twice: (name: string) => `\`${name}\` is set here for the second time, so the build stops here`,
  late: {
    escape:
      "`escape` is set behind another line, so builders read a comment here and go on with the backslash",
    syntax:
      "`syntax` is set behind another line, so builders read a comment here and take their own version of the syntax",
  },
  typo: (written: string, name: string) =>
    `${quoted(written)} is no directive, so builders read a comment here and \`${name}\` is not set`,
};

const elsewhere = {
  value: ["dockerfile-utils:INVALID_ESCAPE_DIRECTIVE"],
  twice: ["dockerfile-utils:DUPLICATED_ESCAPE_DIRECTIVE"],
  typo: ["tally:syntax-directive-typo"],
};

export const invalidDirective = defineRule({
  name: "invalid-directive",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  sources: [...elsewhere.value, ...elsewhere.twice, ...elsewhere.typo],
  reads: [],
  docs: {
    summary: "`# escape=` or `# syntax=` has a value that builders refuse, comes twice, or comes too late.",
    why: "Directives stand on the first lines of the file, one a line. The first comment, blank line or instruction ends them: what looks like one further down is a comment, and the file is read with the backslash as its escape character and in the version that the builder has itself. Builders stop at an escape character other than the backslash and the backtick, and at a directive that is there twice. A late `# escape=` is a warning, a late or misspelled `# syntax=` an info.",
    examples: [
      {
        bad: `# escape=^
FROM debian:bookworm-slim
`,
        good: `# escape=\`
FROM debian:bookworm-slim
`,
      },
      {
        bad: `# The image of the service.
# escape=\`
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
`,
        good: `# escape=\`
# The image of the service.
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
`,
      },
    ],
    whenNotToUse: "In files that show on purpose what is no directive.",
    fixSafety:
      "A directive that is there twice with the same value is removed safely. To move one to the top or to change its value is unsafe: the lines below are read in another way then, and a frontend that is named is downloaded.",
  },
  check({ dockerfile, text }, report) {
    const { syntax } = dockerfile;
    if (!looksLikeOne.test(text)) return;
    const first = syntax.nodes.findIndex((node) => node.kind !== "directive");
    const top = first === -1 ? syntax.nodes : syntax.nodes.slice(0, first);
    for (const node of top)
      if (node.kind === "directive" && node.name === "escape" && !/^[\\`]$/.test(node.value))
        report(node.valueSpan, { message: messages.value(node.value), sources: elsewhere.value }, () =>
          ["\\", "`"].map((sign) =>
            unsafeFix(
              sign === "`" ? "Use the backtick" : "Use the backslash",
              "Lines may end in the other one",
              replacement(node.valueSpan, sign),
            ),
          ),
        );
    if (first === -1) return;
    // Behind a second one of a kind no line is read any more.
    let stopped = false;
    for (const [at, node] of syntax.nodes.slice(first).entries()) {
      const found = node.kind === "comment" ? directiveLike(text, node.span) : undefined;
      if (found === undefined || stopped) continue;
      if (isTemplate(syntax)) return;
      const { name, value, nameSpan } = found;
      const same = top.find((each) => each.kind === "directive" && each.name === name);
      if (at === 0 && same?.kind === "directive") {
        stopped = true;
        const sources = name === "escape" ? elsewhere.twice : [];
        report(nameSpan, { message: messages.twice(name), sources }, () =>
          removal(node, same.value === value),
        );
      } else if (name === "escape" && /^`$/.test(value))
        report(nameSpan, { message: messages.late.escape, severity: "warning", sources: [] }, () =>
          same === undefined ? moved(syntax, node, top, "The lines below are read with another sign") : [],
        );
      else if (name === "syntax" && same === undefined)
        report(nameSpan, { message: messages.late.syntax, severity: "info", sources: [] }, () =>
          moved(syntax, node, top, "The build fetches the frontend that is named"),
        );
      else if (at === 0 && name !== "check") {
        const meant = misspelled(name, value);
        if (meant !== undefined)
          report(
            nameSpan,
            { message: messages.typo(name, meant), severity: "info", sources: elsewhere.typo },
            () => [unsafeFix(`Write \`${meant}\``, "A comment may be meant", replacement(nameSpan, meant))],
          );
      }
    }
  },
});

const form = /^\uFEFF?[ \t]*#[ \t]*([a-z][a-z0-9]*)[ \t]*=[ \t]*(\S|\S.*?\S)[ \t\r\n]*$/i;
const looksLikeOne = /^\uFEFF?[ \t]*#[ \t]*[a-z][a-z0-9]*[ \t]*=/im;

interface DirectiveLike {
  /** In lower case, as builders compare it. */
  readonly name: string;
  readonly value: string;
  readonly nameSpan: Span;
}

/** A comment in the form of a directive. */
function directiveLike(text: string, span: Span): DirectiveLike | undefined {
  const match = form.exec(text.slice(span.start, span.end));
  const name = match?.[1];
  const value = match?.[2];
  if (name === undefined || value === undefined) return undefined;
  const start = text.indexOf(name, span.start);
  return { name: name.toLowerCase(), value, nameSpan: { start, end: start + name.length } };
}

/** What each directive's value looks like: with it a misspelled name is more than a comment with `=`. */
const values: Readonly<Record<string, RegExp>> = {
  syntax: /^[\w./-]*dockerfile[\w./-]*(?::[\w.-]+)?(?:@sha256:[\da-f]+)?$/,
  escape: /^[\\`]$/,
};

function misspelled(name: string, value: string): string | undefined {
  const meant = nearestName(name, Object.keys(values));
  return meant !== undefined && meant !== name && values[meant]?.test(value) === true ? meant : undefined;
}

function removal(node: Node, isSame: boolean): readonly Fix[] {
  const title = "Remove the second directive";
  const edit = replacement(node.span, "");
  return [isSame ? safeFix(title, edit) : unsafeFix(title, "The other value may be meant", edit)];
}

/** The line at the end of the directives that are in force. */
function moved(
  { text, eol }: DockerfileSyntax,
  node: Node,
  top: readonly Node[],
  why: string,
): readonly Fix[] {
  const start = top.at(-1)?.span.end ?? (text.startsWith("\uFEFF") ? 1 : 0);
  const line = text.slice(node.span.start, node.span.end).trim();
  return [
    unsafeFix(
      "Move it to the top of the file",
      why,
      insertion(start, `${line}${eol}`),
      replacement(node.span, ""),
    ),
  ];
}
