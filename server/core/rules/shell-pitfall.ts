// shell-pitfall: what ShellCheck says of the shell scripts in a Dockerfile.

import type { Severity } from "../finding.ts";
import type { ShellcheckComment, ShellcheckLevel } from "../shellcheck/output.ts";
import { type ShellcheckScript, shellScripts } from "../shellcheck/scripts.ts";
import type { TextEdit } from "../text/edits.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const severities: Readonly<Record<ShellcheckLevel, Severity>> = {
  error: "error",
  warning: "warning",
  info: "info",
  style: "hint",
};

const messages = {
  said: (text: string, code: string) => `ShellCheck ${code}: ${text.replace(/\.$/, "")}`,
};

export const shellPitfall = defineRule({
  name: "shell-pitfall",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  reads: [],
  fromProgram: "shellcheck",
  docs: {
    summary: "ShellCheck finds fault with a shell script of the Dockerfile.",
    why: `A script in a \`RUN\` has the pitfalls of every shell script: words that split, globs that match too much, commands whose failure nobody sees.

[ShellCheck](https://www.shellcheck.net) knows them. It is run only where it is installed and switched on: with the setting \`leanDockerfile.shellcheck.enabled\` when a file is opened or saved in a trusted workspace, and with \`lint --shellcheck\` on the command line. It gets every script of \`RUN\`, heredocs included, and of \`CMD\`, \`ENTRYPOINT\` and \`HEALTHCHECK\` in shell form, in the dialect of \`SHELL\`, of the heredoc's \`#!\` line or of the base image's \`/bin/sh\`; what \`ENV\` and \`ARG\` set counts as assigned. Its own severities are kept.

\`# hadolint ignore=SC2086\` and \`# lean-dockerfile ignore=shell-pitfall\` above the instruction silence it, and so does \`# shellcheck disable=SC2086\` inside a heredoc.`,
    examples: [
      {
        bad: `FROM debian:13-slim
ARG NAMES
RUN mkdir -p /srv/$NAMES
USER nobody
CMD ["sleep", "1"]
`,
        good: `FROM debian:13-slim
ARG NAMES
RUN mkdir -p "/srv/$NAMES"
USER nobody
CMD ["sleep", "1"]
`,
        shellcheck: {
          "export NAMES\nmkdir -p /srv/$NAMES":
            '{"comments":[{"line":2,"endLine":2,"column":15,"endColumn":21,"level":"info","code":2086,"message":"Double quote to prevent globbing and word splitting.","fix":null}]}',
        },
      },
    ],
    whenNotToUse: "Where the scripts are checked elsewhere.",
    fixSafety:
      "The fixes are ShellCheck's own. They are unsafe, because the words may be meant to split or to match as they do.",
  },
  check({ dockerfile, text, shellcheck }, report) {
    if (shellcheck === undefined || shellcheck.size === 0) return;
    for (const script of shellScripts(dockerfile))
      for (const comment of shellcheck.get(script.key) ?? []) {
        const { code, level, message } = comment;
        report(
          spanIn(script, comment),
          {
            message: messages.said(message, code),
            severity: severities[level],
            // hadolint shows the same remarks under the same codes.
            sources: [`shellcheck:${code}`, `hadolint:${code}`],
          },
          () => {
            const edits = editsIn(script, comment, text);
            const why = "The words may be meant to split or to match as they do";
            return edits === undefined
              ? []
              : [unsafeFix(`Apply ShellCheck's fix for ${code}`, why, ...edits)];
          },
        );
      }
  },
});

/** The place in the file. */
function spanIn(
  { start: header, offset }: ShellcheckScript,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } {
  return { start: start - header + offset, end: end - header + offset };
}

/** Undefined where there is nothing to edit, and where an edit would take what only joins lines. */
function editsIn(
  script: ShellcheckScript,
  { edits }: ShellcheckComment,
  text: string,
): readonly TextEdit[] | undefined {
  const moved = edits.map((edit) => ({ ...edit, span: spanIn(script, edit.span) }));
  const same = edits.every(({ span }, index) => {
    const place = moved[index]?.span;
    return (
      place !== undefined && script.text.slice(span.start, span.end) === text.slice(place.start, place.end)
    );
  });
  return moved.length > 0 && same ? moved : undefined;
}
