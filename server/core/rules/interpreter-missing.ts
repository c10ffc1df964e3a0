// interpreter-missing: the image starts its program with an interpreter that it does not have.

import { baseName } from "../model/paths.ts";
import { runSeverity } from "../model/shipping.ts";
import { stageHasProgram } from "../model/stage-programs.ts";
import { startCommand } from "../split/start-command.ts";
import { quoted } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  missing: (program: string, image: string) =>
    `${image} has no ${program}, so the container stops with "not found" as soon as it starts`,
};

const interpreters = new Set([
  "bash",
  "node",
  "npm",
  "python",
  "python3",
  "java",
  "ruby",
  "php",
  "perl",
  "dotnet",
]);

export const interpreterMissing = defineRule({
  name: "interpreter-missing",
  category: "runtime",
  severity: "error",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "The image starts its program with an interpreter that it does not have.",
    why: `\`CMD ["node", "server.js"]\` needs Node.js in the image that ships, not in the stage that built the program. Alpine has no \`bash\`, distributions' own images have no \`python\` or \`java\`, and distroless images have nothing but what they are named after. The build succeeds; the container does not start.

It is silent for images whose programs are not known, and where anything in the file may bring the interpreter.`,
    examples: [
      {
        bad: `FROM node:22 AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM alpine:3.22
WORKDIR /app
COPY --from=build /app/dist ./
USER nobody
CMD ["node", "server.js"]
`,
        good: `FROM node:22 AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM node:22-alpine
WORKDIR /app
COPY --from=build /app/dist ./
USER node
CMD ["node", "server.js"]
`,
      },
    ],
    whenNotToUse: "Where the interpreter is mounted into the container.",
  },
  check(file, report) {
    const { dockerfile } = file;
    const stage = dockerfile.final;
    if (stage === undefined || (stage.imageFacts === undefined && stage.rootBase.kind !== "scratch")) return;
    const answer = startCommand(stage);
    if (answer.kind !== "start" || answer.start.by === undefined) return;
    const { start } = answer;
    const name = baseName(start.program);
    // A path of its own may be anything that the file puts there.
    if (!interpreters.has(name) || (start.path !== undefined && !/^\/(?:usr\/)?bin\/[^/]+$/.test(start.path)))
      return;
    if (
      dockerfile.stageOf(answer.start.by) === undefined ||
      stageHasProgram(dockerfile, stage, name) !== false
    )
      return;
    const root = stage.rootBase;
    report(start.runs[0].span ?? start.span, {
      message: messages.missing(
        quoted(start.program),
        root.kind === "image" ? quoted(root.reference.text) : "An image from `scratch`",
      ),
      related: [{ span: root.span, message: "This is the image that the program is started in" }],
      severity: runSeverity(dockerfile, stage, "error"),
    });
  },
});
