// add-instead-of-copy: ADD where nothing is downloaded or unpacked.

import type { Copy } from "../model/dockerfile.ts";
import { instructionsOf } from "../model/occurrences.ts";
import type { Stage } from "../model/stage.ts";
import { replacement } from "../text/edits.ts";
import { safeFix, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  plain: () =>
    "`ADD` unpacks archives and downloads, of which nothing is meant here: `COPY` says that files are copied as they are",
};

const archive = /\.(?:tar|tgz|tbz2?|txz|tlz|tzst|gz|bz2|xz|zst|lzma|Z)["']?$/i;
const remote = /^["']?(?:https?:|ftp:|git@|ssh:|git:|.*\.git(?:#.*)?["']?$)/i;
/** Flags that COPY does not have. */
const ownFlags = new Set(["checksum", "keep-git-dir", "unpack"]);

export const addInsteadOfCopy = defineRule({
  name: "add-instead-of-copy",
  category: "style",
  severity: "hint",
  since: "0.1.0",
  sources: ["hadolint:DL3020", "trivy:DS-0005", "checkov:CKV_DOCKER_4", "semgrep:prefer-copy-over-add"],
  reads: [],
  docs: {
    summary: "`ADD` copies files that are neither downloaded nor unpacked.",
    why: "`ADD` does what the source suggests: an archive is unpacked, an address is downloaded, anything else is copied. `COPY` only copies, so nobody has to look what a file is, and a file that becomes an archive one day is not unpacked by surprise.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
ADD app.conf /etc/app.conf
`,
        good: `FROM debian:bookworm-slim
COPY app.conf /etc/app.conf
`,
      },
    ],
    whenNotToUse: "Where nobody minds.",
    fixSafety:
      "The fix writes `COPY`. It is unsafe where the source may be an archive under another name: a pattern, or a name without an ending.",
  },
  check({ dockerfile, text }, report) {
    for (const instruction of instructionsOf(dockerfile, "ADD")) {
      if (instruction.flags.some((flag) => ownFlags.has(flag.name))) continue;
      const copy = dockerfile.copy(instruction);
      const stage = dockerfile.stageOf(instruction);
      if (copy === undefined || stage === undefined) continue;
      const kinds = copy.sources.map((word) => kindOf(copy, word.text, stage));
      if (!kinds.every((kind) => kind === "plain" || kind === "doubtful")) continue;
      const { keywordSpan } = instruction;
      report(keywordSpan, { message: messages.plain() }, () => {
        const written = text.slice(keywordSpan.start, keywordSpan.end);
        const keyword = written === written.toLowerCase() ? "copy" : "COPY";
        const edit = replacement(keywordSpan, keyword);
        return [
          kinds.includes("doubtful")
            ? unsafeFix("Use `COPY`", "A source that is an archive is no longer unpacked", edit)
            : safeFix("Use `COPY`", edit),
        ];
      });
    }
  },
});

function kindOf(
  copy: Copy,
  written: string,
  stage: Stage,
): "plain" | "doubtful" | "archive" | "remote" | "unknown" {
  // The text of a heredoc is written as it is.
  if (written.startsWith("<<")) return "plain";
  const path = stage.expand(written, copy.instruction);
  if (remote.test(written) || (path !== undefined && remote.test(path))) return "remote";
  if (path === undefined || path === "") return archive.test(written) ? "archive" : "unknown";
  if (archive.test(path)) return "archive";
  if (/[*?[]/.test(path)) return /\.[A-Za-z]\w*$/.test(path) ? "plain" : "doubtful";
  return /(?:^|\/)\.{0,2}$/.test(path) ||
    /\.[A-Za-z]\w{0,9}$/.test(path) ||
    /(?:^|\/)(?:Makefile|Gemfile|Dockerfile)$/.test(path)
    ? "plain"
    : "doubtful";
}
