// cache-mount-missing: a package manager fetches everything again whenever its step runs, where a cache mount would keep it.

import type { Fix } from "../finding.ts";
import type { RunCommand } from "../model/commands.ts";
import { commandsOf } from "../model/occurrences.ts";
import type { Stage } from "../model/stage.ts";
import { isRoot } from "../model/users.ts";
import { insertion } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  again: (command: string, target: string) =>
    `${command} fetches everything again whenever this step runs; a cache mount on ${target} keeps it from build to build`,
};

interface Tool {
  readonly name: string;
  readonly programs: readonly string[];
  /** The words of a command that fetches. */
  readonly fetches: RegExp;
  /** The words of commands that must see what was fetched, so that they need the mount as well. */
  readonly needs: RegExp;
  readonly targets: readonly string[];
  /** Text that says the cache is elsewhere or not wanted. */
  readonly without: RegExp;
}

const tools: readonly Tool[] = [
  {
    name: "npm",
    programs: ["npm"],
    fetches: /^(?:-\S+ )*(?:ci|install|i)(?: |$)/,
    needs: /(?!)/,
    targets: ["/root/.npm"],
    without: /--cache|npm cache/,
  },
  {
    name: "pip",
    programs: ["pip", "pip3"],
    fetches: /^(?:-\S+ )*(?:install|wheel)(?: |$)/,
    needs: /(?!)/,
    targets: ["/root/.cache/pip"],
    without: /--no-cache|--no-deps|--no-index|--cache-dir|PIP_NO_CACHE_DIR|\.cache/,
  },
  {
    name: "go",
    programs: ["go"],
    fetches: /^(?:mod download|build|install|get)\b/,
    needs: /^(?:mod|build|install|get|test|generate|run|vet|list|tool)\b/,
    targets: ["/go/pkg/mod", "/root/.cache/go-build"],
    without: /-mod=vendor|GOMODCACHE|GOCACHE|GOFLAGS/,
  },
  {
    name: "maven",
    programs: ["mvn", "mvnw"],
    fetches: /./,
    needs: /./,
    targets: ["/root/.m2"],
    without: /maven\.repo\.local|\.m2|MAVEN_CONFIG|settings/,
  },
];

export const cacheMountMissing = defineRule({
  name: "cache-mount-missing",
  category: "cache",
  severity: "hint",
  since: "0.1.0",
  sources: ["tally:prefer-package-cache-mounts"],
  reads: [],
  docs: {
    summary:
      "npm, pip, Go or Maven fetch without a cache mount, in a file that uses BuildKit's syntax already.",
    why: `When one dependency changes the whole step runs again and fetches all of them. \`RUN --mount=type=cache\` gives the step a folder that outlives the build and is no part of the image: only what is new is fetched, and nothing has to be cleaned up. It needs BuildKit, so nothing is said about files that could be built without it.`,
    examples: [
      {
        bad: `# syntax=docker/dockerfile:1
FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
`,
        good: `# syntax=docker/dockerfile:1
FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev
`,
      },
    ],
    whenNotToUse: "Where every build runs on a fresh machine: there is nothing to keep.",
    fixSafety:
      "The fix adds the mount to each RUN of the stage that needs it. It is unsafe: what lies in a mount is no part of a layer, so a later step without the mount, or the program, does not find it.",
  },
  check(file, report) {
    if (!file.buildkit) return;
    const { dockerfile, text } = file;
    for (const tool of tools) {
      const told = new Set<Stage>();
      for (const run of commandsOf(dockerfile, ...tool.programs)) {
        const stage = dockerfile.stageOf(run.instruction);
        if (stage === undefined || told.has(stage) || !tool.fetches.test(wordsOf(run)) || isGlobal(run))
          continue;
        const user = stage.user(run.instruction).value;
        if (run.instruction.heredocs.length > 0 || (user !== undefined && !isRoot(user))) continue;
        // What follows is about the stage, so it is asked once.
        told.add(stage);
        const all = commandsOf(dockerfile, ...tool.programs).filter(
          (each) =>
            dockerfile.stageOf(each.instruction) === stage &&
            (tool.fetches.test(wordsOf(each)) || tool.needs.test(wordsOf(each))),
        );
        // A mount that is there shows that its author knows how; one step less is on purpose.
        const mounted = all.some(({ instruction }) => instruction.flags.some(({ name }) => name === "mount"));
        if (
          mounted ||
          stage.imageFacts?.windows === true ||
          stage.chain.some((each) => tool.without.test(text.slice(each.span.start, each.span.end)))
        )
          continue;
        const action = run.args.find(({ value }) => !value.startsWith("-"));
        report(
          { start: run.command.programSpan.start, end: action?.span.end ?? run.command.programSpan.end },
          {
            message: messages.again(
              quoted([run.program, action?.value ?? ""].join(" ").trim()),
              quoted(tool.targets[0] ?? ""),
            ),
          },
          () => fixes(tool, all),
        );
      }
    }
  },
});

/** A tool that is installed once: hardly what a build repeats. */
function isGlobal(run: RunCommand): boolean {
  return run.args.some(({ value }) => value === "-g" || value === "--global");
}

function wordsOf(run: RunCommand): string {
  return run.args.map(({ value }) => value).join(" ");
}

function fixes(tool: Tool, all: readonly RunCommand[]): readonly Fix[] {
  const mounts = tool.targets.map((target) => `--mount=type=cache,target=${target} `).join("");
  const instructions = [...new Set(all.map(({ instruction }) => instruction))];
  return [
    unsafeFix(
      "Keep what it fetches in a cache mount",
      "What lies in a mount is no part of a layer, so a later step without it, or the program, does not find it",
      ...instructions.map((instruction) => insertion(instruction.args.start, mounts)),
    ),
  ];
}
