// maintainer: MAINTAINER, which builders are going to drop.

import { instructionsOf } from "../model/occurrences.ts";
import { spelledKeyword } from "../model/writing.ts";
import { replacement } from "../text/edits.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  deprecated: () =>
    "`MAINTAINER` is deprecated since Docker 1.13: what it says is in no label, where tools look for it",
};

export const maintainer = defineRule({
  name: "maintainer",
  category: "style",
  severity: "hint",
  since: "0.1.0",
  sources: [
    "hadolint:DL4000",
    "buildkit:MaintainerDeprecated",
    "trivy:DS-0022",
    "checkov:CKV_DOCKER_6",
    "dockerfile-utils:DEPRECATED_MAINTAINER",
  ],
  reads: [],
  docs: {
    summary: "The file uses `MAINTAINER`, which is deprecated.",
    why: "A label says the same, can be read with `docker inspect` like all others, and has a name that registries and scanners know: `org.opencontainers.image.authors`.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
MAINTAINER Jane Doe <jane@example.com>
`,
        good: `FROM debian:bookworm-slim
LABEL org.opencontainers.image.authors="Jane Doe <jane@example.com>"
`,
      },
    ],
    whenNotToUse: "Where something still reads the image's author field.",
    fixSafety:
      "The fix writes the label. It is unsafe in that the image gets a label more, and no longer an author in the field that `MAINTAINER` sets.",
  },
  check({ dockerfile }, report) {
    for (const instruction of instructionsOf(dockerfile, "MAINTAINER")) {
      report(instruction.keywordSpan, { message: messages.deprecated() }, () => {
        const text = instruction.argsText.trim().replace(/^(["'])(.*)\1$/, "$2");
        if (instruction.comments.length > 0 || text === "" || /[\\\n]/.test(text)) return [];
        const value = text.replace(/["$`]/g, (each) => `\\${each}`);
        const label = `${spelledKeyword(dockerfile, "LABEL")} org.opencontainers.image.authors="${value}"`;
        return [
          unsafeFix(
            "Write a label instead",
            "The image gets a label more and its author field stays empty",
            replacement(instruction.textSpan, label),
          ),
        ];
      });
    }
  },
});
