// ignored-file-copied: COPY of what .dockerignore leaves out of the context.

import { instructionsOf } from "../model/occurrences.ts";
import { baseName } from "../model/paths.ts";
import { contextPath } from "../project/copy-sources.ts";
import { ignored, ignoreFileOf } from "../project/dockerignore.ts";
import { hasWildcard } from "../project/glob.ts";
import { defineRule } from "./rule.ts";

const messages = {
  ignored: (file: string, path: string) =>
    `\`${file}\` leaves \`${path}\` out of the build context, so the build stops here: \`not found\``,
};

export const ignoredFileCopied = defineRule({
  name: "ignored-file-copied",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  sources: ["buildkit:CopyIgnoredFile"],
  reads: ["<Dockerfile>.dockerignore", ".dockerignore", "what is copied"],
  docs: {
    summary: "`COPY` or `ADD` takes a file that `.dockerignore` leaves out.",
    why: "The file is there on disk, but the builder never gets to see it: the build stops with `not found`, which sends people looking in the wrong place. Only files and folders that exist are judged, by docker's own rules of matching; a folder counts when nothing of it is left.",
    examples: [
      {
        bad: `FROM node:22-slim
COPY .env /srv/.env
`,
        good: `FROM node:22-slim
COPY server.js /srv/server.js
`,
        context: { ".dockerignore": ".env\n", ".env": "A=1\n", "server.js": "" },
      },
    ],
    whenNotToUse: "Where the Dockerfile is built with another context than the one it is found in.",
  },
  check({ dockerfile, project }, report) {
    if (!project.known) return;
    const copies = ["COPY", "ADD"].flatMap((keyword) => instructionsOf(dockerfile, keyword));
    if (copies.length === 0) return;
    const ignoreFile = ignoreFileOf(project);
    if (ignoreFile === undefined || ignoreFile === "none") return;
    const { ignore } = ignoreFile;
    if (ignore.patterns.length === 0) return;
    for (const instruction of copies) {
      const copy = dockerfile.copy(instruction);
      const stage = dockerfile.stageOf(instruction);
      if (copy?.origin.kind !== "context" || stage === undefined) continue;
      for (const { text, span } of copy.sources) {
        const source = text.startsWith("<<") ? undefined : stage.expand(text, instruction);
        if (source === undefined || /^(?:https?|git|ssh):|^git@/.test(source)) continue;
        const { path } = contextPath(source);
        if (path === "." || hasWildcard(path) || !ignored(ignore, path)) continue;
        const state = project.file(path);
        if (state === undefined || state.kind === "absent") continue;
        // An exception may bring something of the folder back.
        if (state.kind === "folder" && project.find(`${path}/**`)?.length !== 0) continue;
        report(span, { message: messages.ignored(baseName(ignoreFile.path), path) });
      }
    }
  },
});
