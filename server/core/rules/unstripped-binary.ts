// unstripped-binary: a program ships with its symbols and debugging data.

import type { Fix } from "../finding.ts";
import { type RunCommand, stageCommands } from "../model/commands.ts";
import { addedWords } from "../model/run-edits.ts";
import { isUsedBy } from "../model/stage-uses.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  symbols: (command: string) =>
    `${command} leaves symbols and debugging data in the program, about a quarter of its size`,
};

export const unstrippedBinary = defineRule({
  name: "unstripped-binary",
  category: "lean",
  severity: "hint",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "A Go or C program that ships is built with its symbols and debugging data.",
    why: `Symbol tables and DWARF data are there for debuggers. They are 20 to 40 % of a Go program, and often more than half of a C one. \`-ldflags="-s -w"\` leaves them out for Go, whose stack traces keep their names and lines all the same; \`-s\` does it for \`gcc\`.

It is a hint: crash analysis and profilers of C programs need the symbols.`,
    examples: [
      {
        bad: `FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532:65532
CMD ["/server"]
`,
        good: `FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o /server .

FROM scratch
COPY --from=build /server /server
USER 65532:65532
CMD ["/server"]
`,
      },
    ],
    whenNotToUse: "Where the program is debugged, or its crashes are analysed, in the container.",
    fixSafety:
      "The fix adds the options that leave the data out. It is unsafe, because debuggers and some profilers no longer find names and lines.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    if (dockerfile.stages.length < 2 || !/\bgo (?:build|install)\b|\bgcc\b|\bg\+\+/.test(text)) return;
    const final = dockerfile.final;
    for (const stage of dockerfile.stages) {
      if (
        final === undefined ||
        stage === final ||
        dockerfile.isDevelopment(stage) ||
        dockerfile.isDevelopment(final)
      )
        continue;
      if (!isUsedBy(dockerfile, final, stage)) continue;
      const all = stage.chain.flatMap((each) => each.instructions.map((one) => one.text)).join("\n");
      if (/\bstrip\b|\bupx\b|-s\b[^\n]*-w\b|-w\b[^\n]*-s\b/.test(all)) continue;
      const run = stageCommands(stage).findLast((each) => isLinking(each));
      if (run === undefined) continue;
      const action = run.program === "go" ? run.args[0] : undefined;
      report(
        { start: run.command.programSpan.start, end: (action ?? { span: run.command.programSpan }).span.end },
        {
          message: messages.symbols(
            quoted([run.program, ...(action === undefined ? [] : [action.value])].join(" ")),
          ),
        },
        () => fixes(file, run),
      );
    }
  },
});

/** Builds a program, not an object, a library or a race-detecting test. */
function isLinking(run: RunCommand): boolean {
  const words = run.args.map(({ value }) => value);
  if (run.command.conditional) return false;
  // Flags in a variable may say it already.
  if (run.args.some(({ dynamic, raw }) => dynamic && /flags/i.test(raw))) return false;
  if (run.program === "go")
    return (
      (words[0] === "build" || words[0] === "install") &&
      !words.some((word) => /^-gcflags|@|delve|-buildmode=(?:plugin|c-|shared|archive)/.test(word))
    );
  if (run.program !== "gcc" && run.program !== "g++") return false;
  return (
    words.includes("-o") &&
    !words.some((word) => /^-(?:c|s|g\d?|shared|S|E|Wl,-s|Wl,--strip.*)$/.test(word)) &&
    run.args.every(({ raw }) => !/FLAGS/.test(raw))
  );
}

function fixes(file: RuleFile, run: RunCommand): readonly Fix[] {
  const why = "Debuggers and some profilers no longer find names and lines";
  if (run.program !== "go")
    return [unsafeFix("Add `-s`", why, addedWords(run, run.command.programSpan, "-s"))];
  const title = "Add `-s -w` to the linker's flags";
  const [action] = run.args;
  const at = run.args.findIndex(({ value }) => /^--?ldflags(?:=|$)/.test(value));
  const word = run.args[at];
  if (action === undefined) return [];
  // A JSON array has other quotes.
  if (run.instruction.exec !== undefined) return [];
  if (word === undefined) return [unsafeFix(title, why, addedWords(run, action.span, '-ldflags="-s -w"'))];
  // The flags that are there stay as they are.
  const value = word.value.includes("=") ? word : run.args[at + 1];
  const open = value === undefined ? undefined : /^(?:--?ldflags=)?["']/.exec(value.raw)?.[0];
  if (
    value === undefined ||
    open === undefined ||
    file.text.slice(value.span.start, value.span.end) !== value.raw
  )
    return [];
  const start = value.span.start + open.length;
  return [unsafeFix(title, why, replacement({ start, end: start }, "-s -w "))];
}
