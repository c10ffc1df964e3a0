// dev-dependencies-in-final-image: what only developers need is installed in a shipped stage.

import type { Fix, Severity } from "../finding.ts";
import { Memory } from "../memory.ts";
import { type RunCommand, stageCommands } from "../model/commands.ts";
import { commandsOf } from "../model/occurrences.ts";
import { resolvePath } from "../model/paths.ts";
import { leanSeverity, shippedStages } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import { parsePackageJson } from "../project/manifests/package-json.ts";
import { contextMapOf } from "../split/context-map.ts";
import { insertion, replacement } from "../text/edits.ts";
import { quoted, safeFix, unsafeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  installed: (command: string) =>
    `${command} also installs the development dependencies, which the image then carries`,
  file: (name: string) => `${name} lists what developers need, which the image then carries`,
  deprecated: (option: string, instead: string) =>
    `${option} is an old spelling of ${instead}, about which npm warns in every build`,
};

interface Installer {
  readonly action: RegExp;
  /** Options that leave development dependencies out. */
  readonly production: RegExp;
  /** Variables that do the same. */
  readonly variables: readonly string[];
  /** A later command that takes them away. */
  readonly pruned: RegExp;
  /** A command that says so once for all. */
  readonly configured?: RegExp;
  /** Undefined where no option does it alone. */
  readonly option?: string;
}

const installers: Readonly<Record<string, Installer>> = {
  npm: {
    action: /^(?:ci|install|i|clean-install)$/,
    production: /^(?:--omit(?:=dev)?|--production|--only=prod(?:uction)?|--prod)/,
    variables: ["NODE_ENV", "NPM_CONFIG_PRODUCTION", "NPM_CONFIG_OMIT"],
    pruned: /^prune\b/,
    option: "--omit=dev",
  },
  pnpm: {
    action: /^(?:install|i)$/,
    production: /^(?:--prod|-P$|--production)/,
    variables: ["NODE_ENV"],
    pruned: /^(?:prune|deploy)\b/,
    option: "--prod",
  },
  yarn: {
    action: /^install$/,
    production: /^--prod(?:uction)?(?:=true)?$/,
    variables: ["NODE_ENV", "NPM_CONFIG_PRODUCTION"],
    pruned: /^(?:install\b.*|-.*)?--prod|^workspaces focus\b|^plugin\b/,
    option: "--production",
  },
  // What is left out has to be left out when the program starts as well, so an option is not enough.
  bundle: {
    action: /^install$/,
    production: /^--without\b|^--with\b/,
    variables: [],
    pruned: /^clean\b/,
    configured: /^config\b.*\bwith(?:out)?\b/,
  },
  composer: {
    action: /^install$/,
    production: /^--no-dev$/,
    variables: ["COMPOSER_NO_DEV"],
    pruned: /^install\b.*--no-dev/,
    option: "--no-dev",
  },
};

export const devDependenciesInFinalImage = defineRule({
  name: "dev-dependencies-in-final-image",
  category: "lean",
  severity: "warning",
  since: "0.1.0",
  sources: ["tally:php/composer-no-dev-in-production"],
  reads: ["package.json", "composer.json", "Gemfile"],
  docs: {
    summary: "Development dependencies are installed in a shipped stage.",
    why: `Test frameworks, bundlers and type checkers are a large part of most projects' dependencies. The program does not use them, yet the image is larger, and a scanner reports their flaws.

Known are npm, yarn, pnpm, Composer and Bundler, and lists for pip that developers' tools stand in by their name. Only the stages that ship are judged. It is an information where the project's manifest is not at hand, and silent where that names no development dependencies, or the image starts a development server.`,
    examples: [
      {
        bad: `FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
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
        context: { "package.json": '{ "devDependencies": { "jest": "^29.0.0" } }\n' },
      },
    ],
    whenNotToUse:
      "Where the program needs a package that is wrongly listed among the development dependencies.",
    fixSafety:
      "The fix adds the option that leaves development dependencies out. It is unsafe, because the program may need one of them. Where the same stage builds the program with them there is no fix: that takes a builder. To spell the option anew is safe.",
  },
  check(file, report) {
    const { dockerfile } = file;
    const shipped = shippedStages(dockerfile);
    for (const run of commandsOf(dockerfile, ...Object.keys(installers), "pip", "pip3")) {
      const stage = dockerfile.stageOf(run.instruction);
      if (stage === undefined || !shipped.includes(stage) || run.instruction.exec !== undefined) continue;
      if (run.program.startsWith("pip")) {
        const word = run.args.find(({ value }) =>
          /(?:^|[/_.-])(?:dev|test|tests|development)[\w.-]*\.txt$/.test(value),
        );
        if (
          word !== undefined &&
          run.args.some(({ value }) => value === "install") &&
          !isForWork(dockerfile.final ?? stage)
        )
          report(word.span, {
            message: messages.file(quoted(word.value)),
            severity: leanSeverity(dockerfile, "warning"),
          });
        continue;
      }
      const installer = installers[run.program];
      // `yarn` alone installs.
      const action =
        run.args.find(({ value }) => !value.startsWith("-")) ??
        (run.program === "yarn" ? { value: "", span: run.command.programSpan } : undefined);
      if (installer === undefined || action === undefined) continue;
      if (action.value !== "" && !installer.action.test(action.value)) continue;
      if (run.program === "yarn" && (asksOnly(run) || newYarn.test(file.text))) continue;
      const old = run.args.find(({ value }) => /^--only=prod(?:uction)?$/.test(value));
      if (run.program === "npm" && old !== undefined && isModern(stage)) {
        report(
          old.span,
          { message: messages.deprecated(quoted(old.value), "`--omit=dev`"), severity: "hint" },
          () => [safeFix("Write `--omit=dev`", replacement(old.span, "--omit=dev"))],
        );
        continue;
      }
      if (isBranch(run) || !installsAll(run, installer, stage) || isForWork(dockerfile.final ?? stage))
        continue;
      const severity = weightOf(file, stage, run);
      if (severity === undefined) continue;
      report(
        { start: run.command.programSpan.start, end: action.span.end },
        {
          message: messages.installed(quoted(`${run.program} ${action.value}`.trim())),
          severity: leanSeverity(dockerfile, severity),
        },
        () => fixes(stage, run, installer, action.span.end),
      );
    }
  },
});

/** The whole manifest, development dependencies included, and nothing later takes them away. */
function installsAll(run: RunCommand, installer: Installer, stage: Stage): boolean {
  const words = run.args.map(({ value }) => value);
  if (words.some((word) => installer.production.test(word) || word === "-g" || word === "--global"))
    return false;
  // `npm install express` adds a package.
  const operands = words.filter((word) => !word.startsWith("-"));
  if (run.program !== "bundle" && (operands.length > 1 || run.args.some(({ dynamic }) => dynamic)))
    return false;
  if (run.program === "bundle" && setsGroups(run, stage)) return false;
  const { configured } = installer;
  if (configured !== undefined && configuredBy(stage, run.program, configured)) return false;
  if (installer.variables.some((name) => /^(?:production|true|1|dev)$/.test(run.variable(name) ?? "")))
    return false;
  const { removed, pruned } = lastRemovals(stage);
  return Math.max(removed, pruned.get(run.program) ?? -1) <= run.command.span.start;
}

/** Yarn 2 and later know no `--production`; projects with one of these have them. */
const newYarn = /\.yarnrc\.yml|\.yarn\b|corepack|yarn@(?:[2-9]|berry|stable)|yarn set version|--immutable/;

/** `yarn --version` installs nothing. */
function asksOnly({ args }: RunCommand): boolean {
  return args.some(({ value }) => /^(?:-v|--version|-h|--help)$/.test(value));
}

/** Set by the script, by an ENV, or by an ARG whose value is not known. */
function setsGroups(run: RunCommand, stage: Stage): boolean {
  return ["BUNDLE_WITHOUT", "BUNDLE_WITH"].some(
    (name) =>
      typeof run.variable(name) === "string" || stage.chain.some((each) => each.variableChanges.has(name)),
  );
}

/** One branch of a script that leaves them out in another one. */
function isBranch({ command, instruction }: RunCommand): boolean {
  return command.conditional && /production|--without|--no-dev|--omit/.test(instruction.argsText);
}

function configuredBy(stage: Stage, program: string, form: RegExp): boolean {
  return stage.chain.some((each) =>
    stageCommands(each).some(
      (run) => run.program === program && form.test(run.args.map(({ value }) => value).join(" ")),
    ),
  );
}

/** Offsets of the last commands that take packages away: `rm -r node_modules`, and `npm prune` by its program. */
interface Removals {
  readonly removed: number;
  readonly pruned: ReadonlyMap<string, number>;
}

const removalsCache = new Memory<Stage, Removals>("stage");

function lastRemovals(stage: Stage): Removals {
  const known = removalsCache.get(stage);
  if (known !== undefined) return known;
  let removed = -1;
  const pruned = new Map<string, number>();
  for (const { program, args, command } of stageCommands(stage)) {
    if (program === "rm" && args.some(({ value }) => /node_modules|vendor/.test(value)))
      removed = command.span.start;
    const installer = Object.hasOwn(installers, program) ? installers[program] : undefined;
    if (installer?.pruned.test(args.map(({ value }) => value).join(" ")) === true)
      pruned.set(program, command.span.start);
  }
  const removals = { removed, pruned };
  removalsCache.set(stage, removals);
  return removals;
}

/** The image starts a development server or tests. */
function isForWork(stage: Stage): boolean {
  const words = [stage.cmd?.by?.argsText ?? "", stage.entrypoint?.by?.argsText ?? ""].join(" ");
  return /\b(?:dev|develop|development|watch|test|tests|nodemon|ts-node|tsx|storybook|webpack-dev-server|pytest|jest|cypress|lint|ng",? ?"?serve|react-scripts|vite|gulp|grunt)\b/.test(
    words,
  );
}

/** Manifests that are not `package.json`. */
const manifests: Readonly<Record<string, string>> = { composer: "composer.json", bundle: "Gemfile" };

/** By the manifest where it is at hand: undefined where there is nothing to leave out. */
function weightOf(file: RuleFile, stage: Stage, run: RunCommand): Severity | undefined {
  if (!file.project.known) return "info";
  const name = manifests[run.program] ?? "package.json";
  // The manifest of the folder that the command runs in, which need not be the context's own.
  const source =
    run.cwd === undefined
      ? undefined
      : contextMapOf(file.dockerfile, stage, file.project).toContext(resolvePath(run.cwd, name));
  const text = file.project.text(source ?? name);
  if (text == null) return "info";
  if (name === "Gemfile")
    return /\bgroups?\b[^\n]*:?(?:development|test)\b/.test(text) ? "warning" : undefined;
  if (name === "composer.json") return /"require-dev"\s*:\s*\{\s*"/.test(text) ? "warning" : undefined;
  const manifest = parsePackageJson(text);
  if (manifest === undefined) return "info";
  return Object.keys(manifest.dependencies.devDependencies).length > 0 ? "warning" : undefined;
}

/** npm 7 and later know `--omit`; they come with Node 15 and later. */
function isModern(stage: Stage): boolean {
  const version = Number(
    stage.imageFacts?.family === "node" ? stage.imageFacts.version?.split(".")[0] : undefined,
  );
  return Number.isNaN(version) || version >= 15;
}

function fixes(stage: Stage, run: RunCommand, installer: Installer, at: number): readonly Fix[] {
  const commands = stageCommands(stage);
  const builds = commands.slice(commands.indexOf(run) + 1).some(({ program, args }) => {
    const [first, second] = args.map(({ value }) => value);
    return (
      /^(?:tsc|webpack|vite|ng|gulp|grunt|npx|rollup|next|nuxt|make)$/.test(program) ||
      (/^(?:npm|yarn|pnpm)$/.test(program) &&
        (first === "run" || first === "run-script" || /build|test/.test(first ?? "")) &&
        second !== "start")
    );
  });
  if (builds) return [];
  const option = run.program === "npm" && !isModern(stage) ? "--production" : installer.option;
  if (option === undefined) return [];
  return [
    unsafeFix(
      `Add \`${option}\``,
      "The program may need a package that is listed for development only",
      insertion(at, ` ${option}`),
    ),
  ];
}
