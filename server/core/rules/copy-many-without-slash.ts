// copy-many-without-slash: several sources go to what is not written as a folder.

import { instructionsOf } from "../model/occurrences.ts";
import { insertion } from "../text/edits.ts";
import { safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";
import { withoutTool } from "./sources.ts";

const messages = {
  folder: (destination: string, count: number) =>
    `\`${destination}\` takes ${count} sources but does not end with \`/\`, so the build stops here`,
};

export const copyManyWithoutSlash = defineRule({
  name: "copy-many-without-slash",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  sources: ["hadolint:DL3021", "trivy:DS-0011", "dockerfile-utils:INVALID_DESTINATION"],
  reads: [],
  docs: {
    summary: "`COPY` or `ADD` has several sources and a destination that does not end with a slash.",
    why: "Several files can only go into a folder, and the builder wants that written: `When using COPY with more than one source file, the destination must be a directory and end with a /`.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
COPY a.txt b.txt /data
`,
        good: `FROM debian:bookworm-slim
COPY a.txt b.txt /data/
`,
      },
    ],
    whenNotToUse: "There is none: such a file does not build.",
    fixSafety: "The fix adds the slash.",
  },
  check({ dockerfile }, report) {
    for (const keyword of ["COPY", "ADD"]) {
      for (const instruction of instructionsOf(dockerfile, keyword)) {
        const { words } = instruction;
        const destination = words.at(-1);
        if (words.length < 3 || destination === undefined) continue;
        // The value of a flag behind a space, or a template's own words, are no sources.
        if (instruction.flags.some(({ name, value }) => value === undefined && name !== "link")) continue;
        if (words.some((word) => word.text.includes("{{"))) continue;
        const { text, span } = destination;
        if (
          /[/\\]["']?$/.test(text) ||
          text === "." ||
          text === '"."' ||
          (instruction.argsText.startsWith("[") && instruction.exec === undefined)
        )
          continue;
        const path = text.includes("$") ? dockerfile.stageOf(instruction)?.expand(text, instruction) : text;
        if (path === undefined || /[/\\]$/.test(path) || path === "." || path === "") continue;
        // dockerfile-utils does not look into variables.
        const { sources } = copyManyWithoutSlash;
        const seen = text.includes("$") ? withoutTool(sources, "dockerfile-utils") : sources;
        report(span, { message: messages.folder(text, words.length - 1), sources: seen }, () =>
          /["']$/.test(text) ? [] : [safeFix("Add a slash", insertion(span.end, "/"))],
        );
      }
    }
  },
});
