// unverified-download: ADD downloads a file without a checksum.

import { instructionsOf } from "../model/occurrences.ts";
import { defineRule } from "./rule.ts";

const messages = {
  secure: () => "Nothing says what this file has to be, so the image gets whatever the server sends today",
  plain: () =>
    "This comes over plain HTTP without a checksum, so everyone between here and the server decides what it is",
};

export const unverifiedDownload = defineRule({
  name: "unverified-download",
  category: "security",
  severity: "hint",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "`ADD` downloads a file without `--checksum`.",
    why: "The address stays, the file behind it may change: by a release, by a takeover, by a proxy. `ADD --checksum=sha256:...` stops the build when it is another one, and keeps the step in the cache without asking the server. Over plain HTTP it is an information. Git repositories are not judged.",
    examples: [
      {
        bad: `FROM debian:bookworm
ADD https://example.com/tool /usr/local/bin/tool
`,
        good: `FROM debian:bookworm
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool /usr/local/bin/tool
`,
      },
    ],
    whenNotToUse: "Where the newest file is what is wanted, or its signature is checked in a later step.",
  },
  check({ dockerfile }, report) {
    for (const instruction of instructionsOf(dockerfile, "ADD")) {
      if (instruction.flag("checksum") !== undefined) continue;
      for (const { text, span } of instruction.words.slice(0, -1)) {
        const address = text.replace(/^["']/, "");
        if (!/^https?:\/\//i.test(address) || /\.git(?:#|$)/.test(address)) continue;
        const plain = /^http:/i.test(address);
        report(span, {
          message: plain ? messages.plain() : messages.secure(),
          ...(plain ? { severity: "info" } : {}),
        });
      }
    }
  },
});
