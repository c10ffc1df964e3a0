// variable-in-exec-form: an exec form holds a variable, which no shell replaces.

import { instructionsOf } from "../model/occurrences.ts";
import { baseName } from "../model/paths.ts";
import { runSeverity } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { JsonArray } from "../syntax/json.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  literal: (variable: string, program: string) =>
    `${variable} stays as it is written, because exec form starts ${program} without a shell that would replace it`,
};

/** Programs that replace variables in their own arguments, or that are given patterns and names with a `$`. */
const expandsItself =
  /^(?:(?:ba|da|a|z|k)?sh|java|envsubst|powershell(?:\.exe)?|pwsh|cmd(?:\.exe)?|perl|awk|gawk|sed|grep|make|nginx|supervisord|dockerize|confd|gomplate|jq|mongo|mongosh|xargs|find|traefik|caddy|envconsul|consul-template|eval)$/;

export const variableInExecForm = defineRule({
  name: "variable-in-exec-form",
  category: "runtime",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "CMD, ENTRYPOINT or HEALTHCHECK in exec form holds a variable, which is never replaced.",
    why: `Variables are replaced by a shell, and exec form starts none: the program gets the text \`$PORT\` itself. Docker does not replace variables in these instructions either, neither when the image is built nor when it starts.`,
    examples: [
      {
        bad: `FROM debian:trixie-slim
COPY server /server
USER nobody
CMD ["/server", "--port", "$PORT"]
`,
        good: `FROM debian:trixie-slim
COPY server /server
USER nobody
CMD ["sh", "-c", "exec /server --port \\"$PORT\\""]
`,
      },
    ],
    whenNotToUse:
      "Where the program replaces variables in its arguments itself. Shells, `java` (whose frameworks do) and a few others that are known for it are left alone.",
    fixSafety:
      "The fix starts the program through `sh -c` with `exec`, so that it still gets signals. It is unsafe, because the program gets other arguments than before: that is its purpose.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    if (!text.includes("$")) return;
    for (const keyword of ["CMD", "ENTRYPOINT", "HEALTHCHECK"])
      for (const instruction of instructionsOf(dockerfile, keyword)) {
        const exec = keyword === "HEALTHCHECK" ? instruction.healthCheck?.exec : instruction.exec;
        const stage = dockerfile.stageOf(instruction);
        if (exec === undefined || stage === undefined || !instruction.text.includes("$")) continue;
        const [first] = exec.elements;
        const at = exec.elements.findIndex(({ value }) => variable.test(value));
        const element = exec.elements[at];
        if (first === undefined || element === undefined) continue;
        const before = exec.elements.slice(0, Math.max(at, 1)).map(({ value }) => baseName(value));
        // The words behind the program of an ENTRYPOINT may be what CMD brings.
        if (before.some((name) => expandsItself.test(name) || inlineProgram.test(name))) continue;
        if (startedByShell(stage, instruction)) continue;
        const entrypoint = keyword === "CMD" ? stage.entrypoint?.value.words[0] : undefined;
        const name = variable.exec(element.value);
        const start =
          element.span.start +
          Math.max(0, text.slice(element.span.start, element.span.end).indexOf(name?.[0] ?? ""));
        report(
          { start, end: start + (name?.[0].length ?? 1) },
          {
            message: messages.literal(quoted(name?.[0] ?? ""), quoted(entrypoint ?? first.value)),
            severity: runSeverity(dockerfile, stage, "warning"),
          },
          () => {
            const script = hasShell(stage) ? shellWords(exec) : undefined;
            if (script === undefined || keyword === "ENTRYPOINT" || entrypoint !== undefined) return [];
            return [
              unsafeFix(
                "Start the program through `sh -c`, which replaces variables",
                "The program gets the values of the variables, or nothing where they are not set, in place of their names",
                replacement(exec.span, `["sh", "-c", ${JSON.stringify(script)}]`),
              ),
            ];
          },
        );
      }
  },
});

/** What follows is a program in the interpreter's own language. */
const inlineProgram = /^(?:-e|-r|-c|-lc|-E|--eval|-command)$/i;

const variable = /\$(?:\{[A-Za-z_]\w*(?::?[-+?][^}]*)?\}|[A-Za-z_]\w*)/;

/** CMD's words are given to an ENTRYPOINT that is a shell or replaces variables itself. */
function startedByShell(stage: Stage, instruction: Instruction): boolean {
  if (instruction.keyword !== "CMD") return false;
  const entrypoint = stage.entrypoint?.value;
  if (entrypoint === undefined)
    return stage.imageFacts?.commandKnown !== true && stage.imageFacts !== undefined;
  return (
    entrypoint.form === "shell" ||
    entrypoint.words.some((word) => expandsItself.test(baseName(word)) || /\.sh$|entrypoint/.test(word))
  );
}

function hasShell(stage: Stage): boolean {
  return stage.rootBase.kind !== "scratch" && stage.imageFacts?.hasShell !== false;
}

/** The words as a shell script; undefined where one can't be written between double quotes as it is. */
function shellWords(exec: JsonArray): string | undefined {
  const words = exec.elements.map(({ value }) => {
    if (/^[\w@%+=:,./-]+$/.test(value)) return value;
    return /["\\`\n]|\$\(/.test(value) ? undefined : `"${value}"`;
  });
  return words.includes(undefined) ? undefined : `exec ${words.join(" ")}`;
}
