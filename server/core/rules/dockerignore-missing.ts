// dockerignore-missing: the whole context is copied, and there is no .dockerignore.

import { contextLitter, litterNames } from "../project/context-litter.ts";
import { emptyDockerignore, ignoreFileOf } from "../project/dockerignore.ts";
import { defineRule } from "./rule.ts";

const messages = {
  missing: (paths: string) =>
    `There is no \`.dockerignore\`, so ${paths} go into the image with everything else, and every change in them runs the steps below again`,
};

export const dockerignoreMissing = defineRule({
  name: "dockerignore-missing",
  category: "lean",
  severity: "warning",
  since: "0.1.0",
  sources: ["slim:ID.10001"],
  reads: ["<Dockerfile>.dockerignore", ".dockerignore", ".git", "node_modules", "target", ".venv"],
  docs: {
    summary:
      "The whole context is copied, there is no `.dockerignore`, and the context holds what an image does not need.",
    why: `\`COPY . .\` takes what is in the folder: the repository's history, installed packages, build results, caches. They make the context slow to send and the image large, can replace what the build has just installed (\`node_modules\` of another platform), and change so often that nothing below comes from the cache.

What each of them weighs is said once that was measured: when the file is opened or saved, and on the command line.

Only what exists is named, and nothing that a COPY, a build command or version stamping may need.`,
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
          "package.json": "{}\n",
          "server.js": "",
          "node_modules/express/index.js": "",
          ".git/HEAD": "ref: refs/heads/main\n",
        },
      },
    ],
    whenNotToUse: "Where the image is only built from a context that a tool puts together.",
    fixSafety:
      "The fix creates the file with what was found. It is unsafe, because the program may read something of it after all.",
  },
  check({ dockerfile, project }, report) {
    if (!project.known || ignoreFileOf(project) !== "none") return;
    const found = contextLitter(dockerfile, project, emptyDockerignore);
    if (found === undefined || found.litter.length === 0) return;
    const { litter, at } = found;
    const names = litterNames(litter, project);
    const last = names.at(-1) ?? "";
    const paths =
      names.length === 1 ? `${last} and its files` : `${names.slice(0, -1).join(", ")} and ${last}`;
    report(at, { message: messages.missing(paths) }, () => [
      {
        title: "Create a `.dockerignore`",
        safety: "unsafe",
        why: "The program may read something of it after all",
        kind: "quickfix",
        changes: () => [
          { file: ".dockerignore", create: `${litter.map(({ pattern }) => pattern).join("\n")}\n` },
        ],
      },
    ]);
  },
});
