// relative-copy-without-workdir: COPY to a relative path where the file sets no working directory.

import type { Copy } from "../model/dockerfile.ts";
import { instructionsOf } from "../model/occurrences.ts";
import type { Stage } from "../model/stage.ts";
import { replacement } from "../text/edits.ts";
import { safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  known: (destination: string, target: string) =>
    `No \`WORKDIR\` precedes this, so \`${destination}\` is \`${target}\` only as long as the base image starts in \`/\``,
  unknown: (destination: string) =>
    `No \`WORKDIR\` precedes this, so where \`${destination}\` lies is up to the base image`,
};

export const relativeCopyWithoutWorkdir = defineRule({
  name: "relative-copy-without-workdir",
  category: "correctness",
  severity: "hint",
  since: "0.1.0",
  sources: ["hadolint:DL3045"],
  reads: [],
  docs: {
    summary: "`COPY` has a relative destination, and no `WORKDIR` precedes it.",
    why: "A relative destination starts at the working directory. Without `WORKDIR` that is what the base image has set, `/` for most: sources end up among the folders of the system, and elsewhere once the base image changes. Inherited from an earlier stage a `WORKDIR` counts.",
    examples: [
      {
        bad: `FROM python:3.13-slim
COPY app.py .
CMD ["python", "/app.py"]
`,
        good: `FROM python:3.13-slim
WORKDIR /srv
COPY app.py .
CMD ["python", "/srv/app.py"]
`,
      },
    ],
    whenNotToUse:
      "Where the base image's working directory is part of what it promises, as in `ONBUILD` images.",
    fixSafety:
      "The fix writes the absolute path that it is now, where the base image's working directory is known.",
  },
  check({ dockerfile }, report) {
    // Where each stage first sets a working directory.
    const first = new Map<Stage, number>();
    for (const instruction of [...instructionsOf(dockerfile, "WORKDIR")].reverse()) {
      const stage = dockerfile.stageOf(instruction);
      if (stage !== undefined) first.set(stage, instruction.span.start);
    }
    // One missing WORKDIR is one finding, however many copies lean on it.
    const leaning = new Map<Stage, Leaning[]>();
    for (const keyword of ["COPY", "ADD"]) {
      for (const instruction of instructionsOf(dockerfile, keyword)) {
        const copy = dockerfile.copy(instruction);
        const stage = dockerfile.stageOf(instruction);
        if (copy === undefined || stage === undefined) continue;
        const path = stage.expand(copy.destination.text, instruction);
        if (path === undefined || path === "" || /^["']?(?:[/\\]|[A-Za-z]:)/.test(path)) continue;
        const { start } = instruction.span;
        const isSet = stage.chain.some((each) => (first.get(each) ?? start) < start);
        if (isSet || stage.imageFacts?.windows === true) continue;
        const { target } = copy;
        // Nothing starts in its root, always.
        if (stage.rootBase.kind === "scratch") continue;
        // An image made for a language has a folder for the program: it is meant.
        if (target !== undefined && stage.workdir(instruction).value !== "/") continue;
        const list = leaning.get(stage) ?? [];
        list.push({ copy, path });
        leaning.set(stage, list);
      }
    }
    for (const list of leaning.values()) {
      list.sort((a, b) => a.copy.instruction.span.start - b.copy.instruction.span.start);
      const [first, ...others] = list;
      if (first === undefined) continue;
      const { destination, target } = first.copy;
      const message =
        target === undefined ? messages.unknown(destination.text) : messages.known(destination.text, target);
      const related = others.map(({ copy }) => ({
        span: copy.destination.span,
        message: "This one as well",
      }));
      report(destination.span, { message, related }, () => absolute(list));
    }
  },
});

/** A copy whose destination is relative to a folder that the file does not set. */
interface Leaning {
  readonly copy: Copy;
  readonly path: string;
}

function absolute(list: readonly Leaning[]) {
  const edits = list.flatMap(({ copy: { destination, target, intoFolder }, path }) => {
    if (target === undefined || /[\s$'"]/.test(destination.text)) return [];
    const folder = intoFolder && (path.endsWith("/") || /^\.+$/.test(path)) && target !== "/" ? "/" : "";
    return [replacement(destination.span, target + folder)];
  });
  const [first, ...others] = edits;
  // Some of them repaired would leave the finding where it is.
  if (first === undefined || edits.length < list.length) return [];
  const title =
    others.length === 0 ? `Write \`${first.newText}\`` : "Write the destinations as absolute paths";
  return [safeFix(title, ...edits)];
}
