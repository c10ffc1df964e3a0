// write-after-volume: files are put below a VOLUME after it was declared.

import { stageCommands } from "../model/commands.ts";
import { instructionsOf } from "../model/occurrences.ts";
import { isWithin } from "../model/paths.ts";
import { runSeverity, shippedStages } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import { insertedAfter } from "../model/writing.ts";
import { effectOf } from "../split/effects.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  lost: (what: string, volume: string) =>
    `${what} changes what lies in the volume ${volume} after it was declared, which the classic builder throws away and BuildKit keeps`,
};

export const writeAfterVolume = defineRule({
  name: "write-after-volume",
  category: "runtime",
  severity: "hint",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "A RUN changes files below a VOLUME after the volume was declared.",
    why: `The classic builder mounts a fresh volume for each RUN behind a VOLUME instruction and throws it away, so that owners set and files made below it are not in the image. BuildKit keeps them. The same Dockerfile makes two images, depending on who builds it. With VOLUME behind the last change both make the same one.`,
    examples: [
      {
        bad: `FROM alpine:3.22
VOLUME /data
RUN mkdir -p /data/db
USER nobody
CMD ["sleep", "1"]
`,
        good: `FROM alpine:3.22
RUN mkdir -p /data/db
VOLUME /data
USER nobody
CMD ["sleep", "1"]
`,
      },
    ],
    whenNotToUse: "Where the image is only ever built with BuildKit.",
    fixSafety:
      "The fix moves VOLUME behind the last change. It is unsafe, because the classic builder then keeps what it threw away before.",
  },
  check(file, report) {
    const { dockerfile } = file;
    if (instructionsOf(dockerfile, "VOLUME").length === 0) return;
    for (const stage of shippedStages(dockerfile))
      for (const volume of stage.instructionsOf("VOLUME")) {
        const position = stage.positionOf(volume);
        const paths = volume.words
          .flatMap(({ text }) => stage.expand(text, volume) ?? [])
          .filter((path) => path.startsWith("/"));
        const found = lastWrite(stage, position, paths);
        if (found === undefined) continue;
        report(
          found.by.keywordSpan,
          {
            message: messages.lost(`This ${found.by.keyword}`, quoted(found.path)),
            related: [{ span: volume.textSpan, message: "The volume is declared here" }],
            severity: runSeverity(dockerfile, stage, "hint"),
          },
          () => {
            const { nodes } = dockerfile.syntax;
            if (nodes[nodes.indexOf(volume) - 1]?.kind === "comment" || volume.comments.length > 0) return [];
            return [
              unsafeFix(
                "Move VOLUME behind it",
                "The classic builder then keeps what it threw away before",
                replacement(volume.span, ""),
                insertedAfter(dockerfile, found.by, [volume.text]),
              ),
            ];
          },
        );
      }
  },
});

function lastWrite(
  stage: Stage,
  position: number,
  volumes: readonly string[],
): { readonly by: Instruction; readonly path: string } | undefined {
  for (const run of [...stageCommands(stage)].reverse()) {
    if (stage.positionOf(run.instruction) <= position) return undefined;
    const effect = effectOf(run);
    const paths =
      effect.kind === "makes" || effect.kind === "changes"
        ? effect.paths
        : effect.kind === "moves"
          ? [effect.to]
          : [];
    const path = volumes.find((volume) => paths.some((each) => isWithin(volume, each)));
    if (path !== undefined) return { by: run.instruction, path };
  }
  return undefined;
}
