// lockfile-ignored: packages are installed without the lockfile that says which versions were tested.

import type { Fix } from "../finding.ts";
import { Memory } from "../memory.ts";
import type { RunCommand } from "../model/commands.ts";
import { commandsOf } from "../model/occurrences.ts";
import { resolvePath } from "../model/paths.ts";
import { addedWords } from "../model/run-edits.ts";
import { runSeverity } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import { contextMapOf } from "../split/context-map.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  ignored: (command: string, lockfile: string, instead: string) =>
    `${command} may install other versions than ${lockfile} says, and changes it; ${instead} keeps to it`,
  notCopied: (command: string, lockfile: string) =>
    `${command} runs without ${lockfile}, which is not copied before it, so every build may install other versions`,
};

interface Locked {
  readonly lockfiles: readonly string[];
  readonly installs: RegExp;
  /** Options that keep to the lockfile. */
  readonly frozen: RegExp;
  readonly instead: string;
}

const managers: Readonly<Record<string, Locked>> = {
  npm: {
    lockfiles: ["package-lock.json", "npm-shrinkwrap.json"],
    installs: /^(?:install|i)$/,
    frozen: /(?!)/,
    instead: "npm ci",
  },
  yarn: {
    lockfiles: ["yarn.lock"],
    installs: /^install$/,
    frozen: /^--(?:frozen-lockfile|immutable|pure-lockfile)/,
    instead: "yarn install --frozen-lockfile",
  },
};

export const lockfileIgnored = defineRule({
  name: "lockfile-ignored",
  category: "cache",
  severity: "info",
  since: "0.1.0",
  sources: [],
  reads: ["package-lock.json", "yarn.lock"],
  docs: {
    summary: "`npm install` or `yarn install` where a lockfile exists that is not kept to.",
    why: `The lockfile says which versions were tested together. \`npm install\` takes newer ones where \`package.json\` allows them, and yarn does when both differ; so two builds of the same commit are two programs, and the layer with the packages says nothing about what is in it. \`npm ci\` installs what the lockfile says, fails where it does not fit, and is faster.

It is silent where no lockfile is known.`,
    examples: [
      {
        bad: `FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm install --omit=dev
COPY server.js ./
USER node
CMD ["node", "server.js"]
`,
        good: `FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY server.js ./
USER node
CMD ["node", "server.js"]
`,
      },
    ],
    whenNotToUse: "Where the build is meant to take the newest versions.",
    fixSafety:
      "The fix installs by the lockfile. It is unsafe: other versions may be installed than before, and the build fails where the lockfile does not fit the manifest.",
  },
  check(file, report) {
    const { dockerfile } = file;
    for (const run of commandsOf(dockerfile, "npm", "yarn")) {
      const stage = dockerfile.stageOf(run.instruction);
      const manager = managers[run.program];
      const operands = run.args.filter(({ value }) => !value.startsWith("-"));
      const [action, ...more] = operands;
      if (stage === undefined || manager === undefined || more.length > 0 || run.cwd === undefined) continue;
      const plain =
        action === undefined
          ? run.program === "yarn" && run.args.length === 0
          : manager.installs.test(action.value);
      const words = run.args.map(({ value }) => value);
      if (
        !plain ||
        words.some(
          (word) =>
            manager.frozen.test(word) ||
            /^(?:-g|--global|--package-lock=false|--no-package-lock|--version|--help|--no-lockfile)$/.test(
              word,
            ),
        )
      )
        continue;
      const found = lockfile(file, stage, run, manager);
      if (found === undefined) continue;
      const end = action?.span.end ?? run.command.programSpan.end;
      const command = quoted([run.program, ...(action === undefined ? [] : [action.value])].join(" "));
      report(
        { start: run.command.programSpan.start, end },
        {
          message:
            found.kind === "copied"
              ? messages.ignored(command, quoted(found.name), quoted(manager.instead))
              : messages.notCopied(command, quoted(found.name)),
          severity: runSeverity(dockerfile, dockerfile.final ?? stage, "info"),
        },
        () => (found.kind === "copied" ? fixes(run, action) : []),
      );
    }
  },
});

/** The lockfile that the command could keep to: copied before it, or in the context and left behind. */
function lockfile(
  file: RuleFile,
  stage: Stage,
  run: RunCommand,
  manager: Locked,
): { readonly kind: "copied" | "left"; readonly name: string } | undefined {
  const folder = run.cwd ?? "/";
  const position = stage.positionOf(run.instruction);
  const copied = firstCopies(stage);
  const isBefore = (at: number | undefined): boolean => at !== undefined && at < position;
  for (const name of manager.lockfiles) {
    if (isBefore(copied.names.get(name))) return { kind: "copied", name };
    if (!file.project.known) continue;
    const source = contextMapOf(file.dockerfile, stage, file.project).toContext(resolvePath(folder, name));
    if (source !== undefined && file.project.exists(source) === true)
      return { kind: isBefore(copied.everything) ? "copied" : "left", name };
    if (isBefore(copied.manifest) && file.project.exists(name) === true) return { kind: "left", name };
  }
  return undefined;
}

/** Positions of the first COPY or ADD that names something. */
interface FirstCopies {
  /** By the last part of what it names. */
  readonly names: ReadonlyMap<string, number>;
  /** Of the whole context, or by a pattern. */
  readonly everything: number | undefined;
  /** Of `package.json`. */
  readonly manifest: number | undefined;
}

const copiesCache = new Memory<Stage, FirstCopies>("stage");

function firstCopies(stage: Stage): FirstCopies {
  const known = copiesCache.get(stage);
  if (known !== undefined) return known;
  const names = new Map<string, number>();
  let everything: number | undefined;
  let manifest: number | undefined;
  for (const [position, { keyword, words }] of stage.instructions.entries()) {
    if (keyword !== "COPY" && keyword !== "ADD") continue;
    for (const { text } of words) {
      const name = text.slice(text.lastIndexOf("/") + 1);
      if (!names.has(name)) names.set(name, position);
      if (/^\.?\/?$|\*/.test(text)) everything ??= position;
      if (/^(?:\.\/)?package\.json$/.test(text)) manifest ??= position;
    }
  }
  const found = { names, everything, manifest };
  copiesCache.set(stage, found);
  return found;
}

function fixes(run: RunCommand, action: RunCommand["args"][number] | undefined): readonly Fix[] {
  const why =
    "Other versions may be installed than before, and the build fails where the lockfile does not fit the manifest";
  if (run.program === "npm")
    return action === undefined
      ? []
      : [unsafeFix("Install with `npm ci`", why, replacement(action.span, "ci"))];
  const at = action?.span ?? run.command.programSpan;
  const words = action === undefined ? ["install", "--frozen-lockfile"] : ["--frozen-lockfile"];
  return [unsafeFix("Add `--frozen-lockfile`", why, addedWords(run, at, ...words))];
}
