// workdir-in-system-folder: files go where every container has a file system of the kernel's.

import { instructionsOf } from "../model/occurrences.ts";
import type { Stage } from "../model/stage.ts";
import { quoted } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  workdir: (path: string, mount: string) =>
    `${quoted(path)} is below \`${mount}\`, where each container mounts its own, so what steps write here is gone after them`,
  copy: (path: string, mount: string) =>
    `${quoted(path)} is below \`${mount}\`, where each container mounts its own, so no container sees what is copied here`,
};

export const workdirInSystemFolder = defineRule({
  name: "workdir-in-system-folder",
  category: "runtime",
  severity: "warning",
  since: "0.1.0",
  sources: ["trivy:DS-0030"],
  reads: [],
  docs: {
    summary: "`WORKDIR`, `COPY` or `ADD` names a folder below `/proc`, `/sys` or `/dev`.",
    why: "The kernel's file systems are mounted there in every container, also in that of each `RUN`. What is copied there lies in a layer and is hidden, what a step writes there is gone after it or refused, and paths of a program that begin there mean something else than files of the image. Windows images have none of them, and `ADD address /dev/null`, which only notices that something changed, is left alone.",
    examples: [
      {
        bad: `FROM node:22-slim
WORKDIR /dev/app
COPY server.js /srv/
`,
        good: `FROM node:22-slim
WORKDIR /app
COPY server.js /srv/
`,
      },
    ],
    whenNotToUse: "There is none for Linux images.",
  },
  check({ dockerfile, text }, report) {
    if (!/\/(?:proc|sys|dev)\b/.test(text)) return;
    for (const instruction of instructionsOf(dockerfile, "WORKDIR")) {
      const stage = dockerfile.stageOf(instruction);
      if (stage === undefined || isWindows(stage)) continue;
      const path = stage.expand(instruction.argsText, instruction);
      const mount = mountOf(path);
      if (path !== undefined && mount !== undefined)
        report(instruction.args, { message: messages.workdir(path, mount) });
    }
    for (const keyword of ["COPY", "ADD"])
      for (const instruction of instructionsOf(dockerfile, keyword)) {
        const stage = dockerfile.stageOf(instruction);
        const copy = dockerfile.copy(instruction);
        if (copy === undefined || stage === undefined || isWindows(stage)) continue;
        // A relative destination follows the WORKDIR, which has the finding.
        const written = stage.expand(copy.destination.text.replace(/^"(.*)"$/, "$1"), instruction);
        // What is sent there is not wanted: an ADD whose only use is to notice that its address changed.
        const mount = written === "/dev/null" ? undefined : mountOf(written);
        if (written !== undefined && mount !== undefined)
          report(copy.destination.span, { message: messages.copy(written, mount) });
      }
  },
});

function mountOf(path: string | undefined): string | undefined {
  return /^(\/(?:proc|sys|dev))(?:\/|$)/.exec(path ?? "")?.[1];
}

/** There the names are those of plain folders. */
function isWindows(stage: Stage): boolean {
  if (stage.imageFacts?.windows === true) return true;
  return /windows|nanoserver|servercore/i.test(
    stage.rootBase.kind === "image" ? stage.rootBase.reference.text : "",
  );
}
