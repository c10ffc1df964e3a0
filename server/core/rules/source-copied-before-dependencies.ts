// source-copied-before-dependencies: sources are copied before what changes seldom is installed.

import { type LateStep, type LateSteps, lateSteps } from "../ecosystems/late-steps.ts";
import { ecosystems } from "../ecosystems/registry.ts";
import { reorder } from "../ecosystems/reorder.ts";
import type { Fix, Severity } from "../finding.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  late: (copy: string, step: LateStep) =>
    `\`${copy}\` precedes \`${step.label}\`, so every source edit ${step.consequence}`,
  cached: (copy: string, step: LateStep) =>
    `\`${copy}\` precedes \`${step.label}\`, so every source edit ${step.consequence}, if only from its cache mount`,
  empty: (copy: string, step: LateStep) =>
    `\`${copy}\` precedes \`${step.label}\`, so once the project has dependencies every source edit ${step.consequence}`,
  fixed: (why: string) => `Its order stays: ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
};

export const sourceCopiedBeforeDependencies = defineRule({
  name: "source-copied-before-dependencies",
  category: "cache",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  reads: [
    "go.mod",
    "package.json",
    "requirements*.txt",
    "pyproject.toml",
    "Pipfile",
    "Cargo.toml",
    "pom.xml",
    "build.gradle*",
    ".dockerignore",
  ],
  docs: {
    summary: "Sources are copied before dependencies or system packages are installed.",
    why: `The builder takes a step from its cache as long as no step before it has changed. A \`COPY . .\` changes with every edit, so what comes after it runs again: all modules are downloaded, all packages are installed, although the list of them is the same. Copied first, the manifest and the lockfile keep that step cached until one of them changes. For system packages and tools nothing has to be copied at all.

Known are Go modules, npm, yarn, pnpm and bun, pip, uv, poetry, pdm and pipenv, cargo, Maven and Gradle, and installations of system packages and tools by their names. Every stage is judged, for a slow builder is slow for everyone. Nothing is reported where manifests were copied and installed before, where the copy brings nothing but manifests, where the dependencies are among the sources (\`vendor/\`), where the step sees the context through a bind mount, or where a cache mount keeps the downloads (Go, Maven, Gradle, cargo's \`target\`).

It is an information where the project has no dependencies yet: the order costs nothing today, and everything from the day on which the first one is added. It is a hint in development stages and where an installer still copies all packages out of its cache mount (npm, pip), and an information too where the step installs the project itself (\`pip install .\`), which needs the sources anyway.`,
    examples: [
      {
        bad: `FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm ci
CMD ["node", "server.js"]
`,
        good: `FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
CMD ["node", "server.js"]
`,
        context: {
          "package.json": '{ "name": "web", "dependencies": { "express": "^4.19.2" } }\n',
          "package-lock.json": '{ "lockfileVersion": 3 }\n',
          "server.js": 'require("express")().listen(3000);\n',
        },
      },
      {
        bad: `FROM debian:bookworm-slim
COPY . /srv
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*
CMD ["/srv/start.sh"]
`,
        good: `FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*
COPY . /srv
CMD ["/srv/start.sh"]
`,
      },
    ],
    whenNotToUse:
      "Where images are always built without a cache, or where the dependencies change as often as the sources.",
    fixSafety: `The fix copies the manifests and lockfiles that the project has, keeps the step that installs with its flags and comments, and copies the rest behind it. A step that also builds gets a step of its own in front (\`go mod download\`), and a script is taken apart at its \`&&\`.

It is unsafe where the install may read more than the manifests: a \`postinstall\` or \`prepare\` script, packages of a workspace, a folder that \`go.mod\` names in a \`replace\`, Maven's and Gradle's own ways to resolve without building, and cargo, which needs an empty program to compile crates for.

There is no fix where the order can't be put right by moving lines: \`pip install .\`, dependencies from folders (\`file:\`, \`path =\`), Maven modules, Cargo workspaces, steps in between that may need the sources, and projects that aren't known.`,
  },
  check: (file, report) => {
    for (const stage of file.dockerfile.stages) {
      const steps = worthTelling(file, lateSteps(file, stage, ecosystems));
      for (const step of steps) {
        const copy = step.cause.instruction;
        const development = file.dockerfile.isDevelopment(stage);
        const related = [{ span: step.run.command.span, message: relatedMessage(file, step) }];
        report(
          copy.textSpan,
          { message: message(file, step), severity: development ? "hint" : severity(step), related },
          () => fixes(file, step),
        );
      }
    }
  },
});

/** So many installations by name are tried, from the last one on; each is compared with all that stands before it. */
const mostTools = 20;

/**
 * Packages installed by name are worth a finding of their own where no dependencies are put first: that puts them
 * first as well. Beside dependencies only a RUN that can move as it is counts.
 */
function worthTelling(file: RuleFile, late: LateSteps): readonly LateStep[] {
  const dependencies = late.steps.filter((step) => step.kind === "dependencies");
  // Which of the two it is can't be told before the manifests are read.
  if (dependencies.some((step) => step.needs.kind === "reorder" || !step.complete)) return dependencies;
  const tools = late.steps.filter((step) => step.kind !== "dependencies");
  // Moved behind the last of them the copy is behind all of them.
  const last = tools.slice(-mostTools).findLast((step) => {
    const found = reorder(file, step);
    return found.kind === "edits" && (found.whole || !late.installsDependencies);
  });
  return last === undefined ? dependencies : [...dependencies, last];
}

function severity(step: LateStep): Severity {
  switch (step.needs.weight) {
    case "full":
      return "warning";
    case "bound":
    case "empty":
      return "info";
    case "cached":
      return "hint";
  }
}

function message(file: RuleFile, step: LateStep): string {
  const copy = shown(file, step.cause.instruction);
  if (step.needs.weight === "cached") return messages.cached(copy, step);
  return step.needs.weight === "empty" ? messages.empty(copy, step) : messages.late(copy, step);
}

/** What is known of the project tells why the order stays; without it there is nothing to say. */
function relatedMessage(file: RuleFile, step: LateStep): string {
  const found = reorder(file, step);
  return found.kind === "edits" || !file.project.known ? "This step runs again" : messages.fixed(found.why);
}

/** The copy on one line, without flags, as messages name it. */
function shown(file: RuleFile, copy: Instruction): string {
  const words = copy.words.map((word) => word.text).join(" ");
  const keyword = file.text.slice(copy.keywordSpan.start, copy.keywordSpan.end);
  const text = `${keyword} ${words}`.replaceAll("`", "'");
  return text.length > 50 ? `${keyword} ${copy.words[0]?.text ?? ""} ...`.replaceAll("`", "'") : text;
}

function fixes(file: RuleFile, step: LateStep): readonly Fix[] {
  if (step.needs.kind === "none") return [];
  const { result: found, complete } = file.project.answersAll(() => reorder(file, step));
  // Made before all manifests are read, the fix would leave some of them out.
  if (found.kind === "impossible" || !complete || !step.complete) return [];
  const title =
    step.kind !== "dependencies"
      ? `Run \`${step.label}\` before copying the sources`
      : `Install dependencies before copying the sources`;
  const changes = (): readonly [{ readonly file: null; readonly edits: typeof found.edits }] => [
    { file: null, edits: found.edits },
  ];
  const { safety, why } = step.needs;
  return [
    safety === "safe" || why === undefined
      ? { title, safety: "safe", kind: "quickfix", changes }
      : { title, safety: "unsafe", why, kind: "quickfix", changes },
  ];
}
