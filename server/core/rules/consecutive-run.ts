// consecutive-run: RUN instructions in a row that one layer could hold.

import type { Dockerfile } from "../model/dockerfile.ts";
import { canMerge, mergedRuns } from "../model/run-edits.ts";
import { shippedStages } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  several: (count: number) =>
    `This is one of ${count} RUN instructions in a row, whose layers keep what a later one of them removes or changes`,
};

export const consecutiveRun = defineRule({
  name: "consecutive-run",
  category: "lean",
  severity: "hint",
  since: "0.1.0",
  sources: ["hadolint:DL3059"],
  reads: [],
  docs: {
    summary: "RUN instructions in a row in a shipped stage that one layer could hold.",
    why: `Each RUN is a layer. What one RUN downloads and the next one deletes stays in the image, and a file that two of them change is stored twice. In one RUN only the result counts.

It is a hint: separate RUNs are cached separately, which is worth more while a Dockerfile is being written. Builders are not judged, nor are RUNs with mounts, with heredocs or with a comment between them.`,
    examples: [
      {
        bad: `FROM alpine:3.22
RUN apk add --no-cache tini
RUN mkdir /data
USER nobody
CMD ["tini", "sleep", "1"]
`,
        good: `FROM alpine:3.22
RUN apk add --no-cache tini && mkdir /data
USER nobody
CMD ["tini", "sleep", "1"]
`,
      },
    ],
    whenNotToUse: "Where the steps are slow and change at different times.",
    fixSafety:
      "The fix joins each two of them with `&&`, where both are simple lists of commands that do not change the shell for one another. It is unsafe only in that the cache treats them as one step from then on.",
  },
  check(file, report) {
    const { dockerfile } = file;
    for (const stage of shippedStages(dockerfile)) {
      for (const group of groupsOf(dockerfile, stage)) {
        const [, second] = group;
        if (second === undefined) continue;
        report(second.keywordSpan, { message: messages.several(group.length) }, () => {
          const edits = group.slice(1).map((each, at) => {
            const before = group[at];
            return before === undefined ? undefined : mergedRuns(dockerfile, before, each);
          });
          const known = edits.filter((edit) => edit !== undefined);
          return known.length !== edits.length
            ? []
            : [
                unsafeFix(
                  "Join them into one RUN",
                  "A change of one command runs all of them again",
                  ...known,
                ),
              ];
        });
      }
    }
  },
});

/** RUNs with nothing but blank lines between them, each of which could be part of the one before. */
function groupsOf(dockerfile: Dockerfile, stage: Stage): readonly (readonly Instruction[])[] {
  const groups: Instruction[][] = [];
  let group: Instruction[] = [];
  let previous: Instruction | undefined;
  for (const instruction of stage.instructions) {
    const follows =
      previous?.keyword === "RUN" &&
      instruction.keyword === "RUN" &&
      isBare(dockerfile, previous, instruction);
    if (follows && previous !== undefined && canMerge(dockerfile, previous, instruction)) {
      if (group.length === 0) group = [previous];
      group.push(instruction);
    } else {
      if (group.length > 0) groups.push(group);
      group = [];
    }
    previous = instruction;
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

/** No comment between two instructions but one that silences a rule. */
function isBare(dockerfile: Dockerfile, first: Instruction, second: Instruction): boolean {
  const between = dockerfile.syntax.text.slice(first.span.end, second.span.start);
  return /^(?:\s|#\s*(?:lean-dockerfile|hadolint)\s[^\n]*\n)*$/.test(between);
}
