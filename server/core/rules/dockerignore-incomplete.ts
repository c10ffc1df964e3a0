// dockerignore-incomplete: the whole context is copied, and its .dockerignore lets through what an image does not need.

import { baseName } from "../model/paths.ts";
import { contextLitter, litterNames } from "../project/context-litter.ts";
import { ignoreFileOf } from "../project/dockerignore.ts";
import { normalPath } from "../project/project.ts";
import { insertion } from "../text/edits.ts";
import { defineRule } from "./rule.ts";

const messages = {
  incomplete: (file: string, paths: string) =>
    `The \`${file}\` lets ${paths} through, so the image carries what it has no use for, and every change there runs the steps below again`,
};

export const dockerignoreIncomplete = defineRule({
  name: "dockerignore-incomplete",
  category: "lean",
  severity: "warning",
  since: "0.1.0",
  sources: ["slim:ID.10002"],
  reads: ["<Dockerfile>.dockerignore", ".dockerignore", ".git", "node_modules", "target", ".venv"],
  docs: {
    summary: "The whole context is copied, and its `.dockerignore` lets through what an image does not need.",
    why: `A \`.dockerignore\` that was written once seldom grows with the project. What it lets through goes into the image with \`COPY . .\`: the repository's history, installed packages, build results, caches.

What each of them weighs, less what the file leaves out of it, is said once that was measured: when the file is opened or saved, and on the command line.

Only what exists is named, matched as the engine matches it, and nothing that a COPY, a build command or version stamping may need.`,
    examples: [
      {
        bad: `FROM node:22-slim
WORKDIR /app
COPY package.json ./
RUN npm install --omit=dev
COPY . .
USER node
CMD ["node", "server.js"]
`,
        good: `FROM node:22-slim
WORKDIR /app
COPY package.json ./
RUN npm install --omit=dev
COPY server.js ./
USER node
CMD ["node", "server.js"]
`,
        context: {
          ".dockerignore": "*.md\n",
          "package.json": "{}\n",
          "server.js": "",
          "node_modules/express/index.js": "",
        },
      },
    ],
    whenNotToUse: "Where the image needs what is named.",
    fixSafety:
      "The fix adds what was found to the file. It is unsafe, because the program may read something of it after all.",
  },
  check({ dockerfile, project }, report) {
    if (!project.known) return;
    const file = ignoreFileOf(project);
    if (file === undefined || file === "none") return;
    const found = contextLitter(dockerfile, project, file.ignore);
    if (found === undefined || found.litter.length === 0) return;
    const { path: name, text } = file;
    const { litter, at } = found;
    const names = litterNames(litter, project);
    const last = names.at(-1) ?? "";
    const paths = names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
    const message = messages.incomplete(baseName(name), paths);
    // A fix changes files of the context only.
    const reachable = normalPath(name) === name;
    report(at, { message }, () =>
      !reachable
        ? []
        : [
            {
              title: `Add them to the \`${baseName(name)}\``,
              safety: "unsafe",
              why: "The program may read something of it after all",
              kind: "quickfix",
              changes: () => [
                {
                  file: name,
                  edits: [
                    insertion(
                      text.length,
                      `${text === "" || text.endsWith("\n") ? "" : "\n"}${litter.map(({ pattern }) => pattern).join("\n")}\n`,
                    ),
                  ],
                },
              ],
            },
          ],
    );
  },
});
