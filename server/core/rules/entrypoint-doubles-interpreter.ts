// entrypoint-doubles-interpreter: CMD starts with the interpreter that ENTRYPOINT is already.

import { baseName } from "../model/paths.ts";
import { runSeverity } from "../model/shipping.ts";
import { isTemplate } from "../syntax/instruction-table.ts";
import { replacement } from "../text/edits.ts";
import { quoted, safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  doubled: (program: string, first: string, from: string) =>
    `${from} starts ${program} already, so ${first} is its first argument here and the container stops at once`,
  shell: (program: string, from: string) =>
    `${from} starts ${program}, so shell form gives it \`/bin/sh\` and \`-c\` as arguments and the container stops at once`,
};

const interpreters = /^(?:node|nodejs|python[\d.]*|java|ruby|php|perl|deno|bun|dotnet)$/;

export const entrypointDoublesInterpreter = defineRule({
  name: "entrypoint-doubles-interpreter",
  category: "runtime",
  severity: "error",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "CMD begins with the interpreter that ENTRYPOINT starts already.",
    why: `CMD is handed to ENTRYPOINT as its arguments. Distroless images of Node.js, Java and Python have the interpreter as their ENTRYPOINT, so \`CMD ["node", "server.js"]\` runs \`node node server.js\`, and node looks for a file called \`node\`. The same happens where the file sets both itself.`,
    examples: [
      {
        bad: `FROM gcr.io/distroless/nodejs22-debian13:nonroot
WORKDIR /app
COPY server.js ./
CMD ["node", "server.js"]
`,
        good: `FROM gcr.io/distroless/nodejs22-debian13:nonroot
WORKDIR /app
COPY server.js ./
CMD ["server.js"]
`,
      },
    ],
    whenNotToUse: "There is no reason to keep it, unless the project has a file of the interpreter's name.",
    fixSafety:
      "The fix removes the words that ENTRYPOINT brings. It is safe: as it is the image does not start its program.",
  },
  check(file, report) {
    const { dockerfile } = file;
    const stage = dockerfile.final;
    const cmd = stage?.cmd;
    const entrypoint = stage?.entrypoint;
    if (stage === undefined || cmd?.by === undefined || entrypoint === undefined) return;
    const [program, ...given] = entrypoint.value.words;
    if (program === undefined || !interpreters.test(baseName(program)) || isTemplate(dockerfile.syntax))
      return;
    const name = baseName(program);
    const from = entrypoint.by === undefined ? imageName(stage.rootBase) : "ENTRYPOINT";
    const severity = runSeverity(dockerfile, stage, "error");
    const related =
      entrypoint.by === undefined
        ? []
        : [{ span: entrypoint.by.textSpan, message: "CMD is given to this ENTRYPOINT as arguments" }];
    const { by } = cmd;
    if (cmd.value.form === "shell") {
      // `python -c` reads the next word as a program; shell form is of no use to any of them.
      if (by.args.start < by.args.end && given.length === 0)
        report(by.args, { message: messages.shell(quoted(program), from), severity, related });
      return;
    }
    const elements = by.exec?.elements ?? [];
    const [first, second] = elements;
    if (first === undefined || by.exec === undefined) return;
    if (!sameInterpreter(name, first.value)) return;
    const repeated = given.every((word, at) => elements[at + 1]?.value === word) ? 1 + given.length : 1;
    // A script called as the interpreter is nobody's, but `java` may be given a class of any name.
    if (second === undefined) return;
    report(
      first.span,
      { message: messages.doubled(quoted(program), quoted(first.value), from), severity, related },
      () => {
        const next = elements[repeated];
        if (next === undefined || (given.length > 0 && repeated === 1)) return [];
        return [
          safeFix(
            "Leave the interpreter to ENTRYPOINT",
            replacement({ start: first.span.start - 1, end: next.span.start - 1 }, ""),
          ),
        ];
      },
    );
  },
});

function imageName(base: { readonly kind: string; readonly reference?: { readonly text: string } }): string {
  return base.reference === undefined ? "ENTRYPOINT" : quoted(base.reference.text);
}

/** `python3` for `/usr/bin/python3.11`; other interpreters by their name. */
function sameInterpreter(entrypoint: string, word: string): boolean {
  const name = baseName(word);
  const plain = (text: string): string => text.replace(/[\d.]+$/, "").replace(/^nodejs$/, "node");
  return interpreters.test(name) && plain(name) === plain(entrypoint);
}
