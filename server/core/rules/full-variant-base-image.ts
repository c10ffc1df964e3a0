// full-variant-base-image: the shipped image is built on the full variant where the slim one has the program too.

import { runtimeTag } from "../images/jre-tags.ts";
import { imageFacts } from "../images/lookup.ts";
import { stageCommands } from "../model/commands.ts";
import { baseName } from "../model/paths.ts";
import { leanSeverity } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import { startCommand } from "../split/start-command.ts";
import { shippedToolchains } from "../split/toolchain.ts";
import { formatEstimate } from "../text/bytes.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  full: (image: string, size: string, slim: string, slimSize: string) =>
    `${image}${size} carries compilers, headers and version control, which ${slim}${slimSize} leaves out`,
  jdk: (image: string, size: string, jre: string, jreSize: string) =>
    `${image}${size} carries Java's compiler and tools, which ${jre}${jreSize} leaves out`,
};

const withSlim = new Set(["node", "python", "ruby"]);

export const fullVariantBaseImage = defineRule({
  name: "full-variant-base-image",
  category: "lean",
  severity: "info",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "The shipped image is built on the full variant of `node`, `python` or `ruby`, or on a JDK.",
    why: `The full variants hold what may be needed to compile extensions: gcc, dozens of \`-dev\` packages, git, Mercurial. The \`-slim\` variants of the same release have the interpreter and the same C library, are several times smaller, and have far fewer packages for a scanner to complain about. What needs a compiler is compiled in a builder stage on the full variant.

A program in Java that is built elsewhere needs a JRE; the JDK brings \`javac\`, debuggers and what they are linked from. Images of \`eclipse-temurin\` and \`openjdk\` have both, where the start command is \`java\`.

It is a hint where the shipped stage itself installs packages of the language, because these may have to be compiled.`,
    examples: [
      {
        bad: `FROM node:22 AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM node:22
COPY --from=build /app/dist /app
USER node
CMD ["node", "/app/server.js"]
`,
        good: `FROM node:22 AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM node:22-slim
COPY --from=build /app/dist /app
USER node
CMD ["node", "/app/server.js"]
`,
      },
    ],
    whenNotToUse:
      "Where the program calls git, curl or a compiler, or loads libraries that only the full variant has.",
    fixSafety:
      "The fix names the `-slim` variant of the same tag, or the `-jre` one. It is unsafe: the program, or a later command of the stage, may need what only the full variant has.",
  },
  check(file, report) {
    const { dockerfile } = file;
    const stage = dockerfile.final;
    const base = stage?.rootBase;
    const facts = stage?.imageFacts;
    if (
      stage === undefined ||
      base?.kind !== "image" ||
      facts === undefined ||
      facts.viaMirror ||
      facts.onbuild
    )
      return;
    const { reference } = base;
    if (reference.digest !== undefined || (stage.cmd?.by === undefined && stage.entrypoint?.by === undefined))
      return;
    const jre = startsJava(stage) ? runtimeTag(facts.family, reference.tag ?? "") : undefined;
    const hasSlim =
      withSlim.has(facts.family) && facts.distribution === "debian" && facts.variant.length === 0;
    if ((jre === undefined && !hasSlim) || needsMore(stage)) return;
    if (shippedToolchains(file, stage).some(({ used }) => used)) return;
    const slim = `${reference.name}:${jre ?? slimTag(reference.tag)}`;
    const other = imageFacts(slim);
    const size = (bytes: number | undefined): string =>
      bytes === undefined ? "" : ` (${formatEstimate(bytes)})`;
    report(
      base.span,
      {
        message: (jre === undefined ? messages.full : messages.jdk)(
          quoted(reference.text),
          size(facts.bytes),
          quoted(slim),
          size(other?.bytes),
        ),
        severity: leanSeverity(dockerfile, installs(stage) ? "hint" : "info"),
      },
      () => {
        const plain = file.text.slice(base.span.start, base.span.end) === reference.text;
        return plain
          ? [
              unsafeFix(
                `Use \`${slim}\``,
                jre === undefined
                  ? "The program, or a later command, may need git, curl, a compiler or a library that only the full variant has"
                  : "The program, or who looks into it while it runs, may need a tool of the JDK",
                replacement(base.span, slim),
              ),
            ]
          : [];
      },
    );
  },
});

/** A jar or a class is what the image starts, and nothing of the JDK's tools. */
function startsJava(stage: Stage): boolean {
  const answer = startCommand(stage);
  if (answer.kind !== "start" || baseName(answer.start.program) !== "java") return false;
  return !stage.chain.some((each) =>
    stageCommands(each).some(({ program }) =>
      /^(?:javac|jar|jlink|jshell|jcmd|jmap|jstack|jps|mvnw?|gradlew?|sbt|lein|ant|clojure|clj|kotlinc|scalac)$/.test(
        program,
      ),
    ),
  );
}

/** `22` as `22-slim`, `22-bookworm` as `22-bookworm-slim`; no tag and `latest` as `slim`. */
function slimTag(tag: string | undefined): string {
  return tag === undefined || tag === "latest" ? "slim" : `${tag}-slim`;
}

/** Commands of the stage, or its start, use what the slim variant lacks. */
function needsMore(stage: Stage): boolean {
  const start = `${stage.cmd?.by?.argsText ?? ""} ${stage.entrypoint?.by?.argsText ?? ""}`;
  if (/\b(?:git|curl|wget|gcc|make|svn|hg|convert|psql|mysql)\b/.test(start)) return true;
  return stage.chain.some((each) =>
    stageCommands(each).some(({ program }) =>
      /^(?:git|curl|wget|gcc|g\+\+|make|cmake|svn|hg|unzip|cargo|configure)$/.test(program),
    ),
  );
}

function installs(stage: Stage): boolean {
  return stage.chain.some((each) =>
    stageCommands(each).some(({ program }) =>
      /^(?:npm|yarn|pnpm|pip[\d.]*|poetry|pipenv|uv|bundle|gem|python[\d.]*)$/.test(program),
    ),
  );
}
