// dependency-cache-in-layer: the download cache of a language's package manager stays in a shipped layer.

import type { Fix, Severity } from "../finding.ts";
import type { RunCommand } from "../model/commands.ts";
import { commandsOf } from "../model/occurrences.ts";
import { appendedCommand } from "../model/run-edits.ts";
import { leanSeverity, shippedStages } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import { insertion } from "../text/edits.ts";
import { quoted, safeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  cache: (command: string, where: string) =>
    `${command} leaves what it downloaded in ${where} of this layer, where nothing reads it again`,
};

/** A package manager: how it installs, where its cache is, and what keeps the cache out of the layer. */
interface Manager {
  readonly programs: readonly string[];
  /** The words of a command that installs, joined by blanks. */
  readonly installs: RegExp;
  /** As a message names the folder. */
  readonly cache: string;
  /** Text of the same RUN that removes or avoids it. */
  readonly avoided: RegExp;
  /** Target of a mount that holds it. */
  readonly mounted: RegExp;
  /** Variables that switch it off or move it away. */
  readonly variables: readonly string[];
  readonly severity: Severity;
  /** An option behind the action, or a command at the end of the script. */
  readonly fix:
    | { readonly option: string; readonly behind: RegExp }
    | { readonly command: string }
    | undefined;
}

const removedHome = "(?:~|/root|\\$HOME|\\$\\{HOME\\})";
const managers: readonly Manager[] = [
  {
    programs: ["pip", "pip3", "python", "python3"],
    installs: /^(?:-m pip )?(?:-\S+ )*install(?: |$)/,
    cache: "`~/.cache/pip`",
    avoided: new RegExp(
      `--no-cache-dir|pip3?\\s+cache\\s+purge|${removedHome}/\\.(?:cache|\\*)|/\\.cache(?:/pip)?\\b|--dry-run|PIP_NO_CACHE_DIR|--cache-dir`,
    ),
    mounted: /\.cache(?:\/pip)?\/?$|^\/root\/?$/,
    variables: ["PIP_NO_CACHE_DIR", "PIP_CACHE_DIR"],
    severity: "info",
    fix: { option: "--no-cache-dir", behind: /^install$/ },
  },
  {
    programs: ["uv"],
    installs: /^(?:pip install|sync|add|tool install)(?: |$)/,
    cache: "`~/.cache/uv`",
    avoided: /--no-cache|uv\s+cache\s+clean|\.cache|UV_NO_CACHE/,
    mounted: /\.cache|\/uv/,
    variables: ["UV_NO_CACHE", "UV_CACHE_DIR"],
    severity: "info",
    fix: { option: "--no-cache", behind: /^(?:install|sync|add)$/ },
  },
  {
    programs: ["npm"],
    installs: /^(?:-\S+ )*(?:ci|install|i|clean-install)(?: |$)/,
    cache: "`~/.npm`",
    avoided: new RegExp(
      `npm\\s+cache\\s+(?:clean|rm|verify)|/\\.npm\\b|\\s--cache[= ]|${removedHome}/\\.(?:\\*|npm)|npm\\s+config\\s+set\\s+cache`,
    ),
    mounted: /\.npm|\/npm|^\/root\/?$/,
    variables: ["npm_config_cache", "NPM_CONFIG_CACHE"],
    severity: "hint",
    fix: { command: "npm cache clean --force" },
  },
  {
    programs: ["yarn"],
    installs: /^(?:(?:--\S+ )*install(?: |$)|(?:--\S+ ?)*$)/,
    cache: "yarn's cache",
    avoided:
      /yarn\s+cache\s+clean|\/\.yarn\b|yarn\.lock-|\/usr\/local\/share\/\.cache|\.cache\b|--cache-folder|--version/,
    mounted: /yarn|\.cache/,
    variables: ["YARN_CACHE_FOLDER", "YARN_GLOBAL_FOLDER"],
    severity: "hint",
    // In Berry's zero-installs the cache belongs to the project.
    fix: undefined,
  },
  {
    programs: ["composer"],
    installs: /(?:^| )(?:install|require|create-project)(?: |$)/,
    cache: "`~/.composer/cache`",
    avoided: /--no-cache|composer\s+clear-?cache|composer\s+cc\b|\.composer|\/tmp\/cache|COMPOSER_CACHE_DIR/,
    mounted: /composer|\.cache|^\/tmp/,
    variables: ["COMPOSER_CACHE_DIR", "COMPOSER_NO_CACHE"],
    severity: "hint",
    fix: { command: "composer clear-cache" },
  },
  {
    programs: ["bundle", "gem"],
    installs: /^(?:-\S+ )*(?:install|i)(?: |$)|^$/,
    cache: "`cache/` beside the gems",
    avoided:
      /cache\/?(?:\*|["'\s;&|)]|$)|\b(?:rm|find)\b[^;&|]*\.gem\b|bundle\s+(?:clean|package|cache)|\/\.(?:bundle|gem)\b|--local/,
    mounted: /bundle|gems?\b|^\/root\/?$/,
    variables: [],
    severity: "hint",
    // Where it lies is set in many ways: GEM_HOME, BUNDLE_PATH, `bundle config`.
    fix: undefined,
  },
];

/** hadolint looks at these only. */
const shownBy: Readonly<Record<string, readonly string[]>> = {
  pip: ["hadolint:DL3042"],
  yarn: ["hadolint:DL3060"],
};

const byProgram = new Map(
  managers.flatMap((manager) => manager.programs.map((name) => [name, manager] as const)),
);

export const dependencyCacheInLayer = defineRule({
  name: "dependency-cache-in-layer",
  category: "lean",
  severity: "info",
  since: "0.1.0",
  sources: ["hadolint:DL3042", "hadolint:DL3060"],
  reads: [],
  docs: {
    summary: "The download cache of pip, uv, npm, yarn, composer, gem or bundler stays in a shipped layer.",
    why: `Package managers keep what they download, so that a second installation is faster. In an image there is none: the archives only make the layer larger, often by as much as the packages themselves.

Only the stages that ship are judged. A cache mount keeps the cache out of the layer and is faster than any option; where one is there nothing is said, and neither where a variable switches the cache off or the same RUN removes it. What Go, Cargo, Maven and Gradle leave is the subject of \`toolchain-in-final-image\`.`,
    examples: [
      {
        bad: `FROM python:3.13-slim
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY app.py /app.py
USER nobody
CMD ["python", "/app.py"]
`,
        good: `FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY app.py /app.py
USER nobody
CMD ["python", "/app.py"]
`,
      },
    ],
    whenNotToUse: "For images in which people install packages themselves.",
    fixSafety:
      "The fix adds the option that keeps the cache away, or removes it at the end of the same RUN. It is safe: what is installed stays the same. For yarn there is no fix, because its cache may belong to the project, and none for gems, whose folder is set in many ways.",
  },
  check(file, report) {
    const { dockerfile } = file;
    const shipped = shippedStages(dockerfile);
    const groups = new Map<string, Left>();
    for (const run of commandsOf(dockerfile, ...byProgram.keys())) {
      const stage = dockerfile.stageOf(run.instruction);
      const manager = byProgram.get(run.program);
      if (stage === undefined || manager === undefined || !shipped.includes(stage)) continue;
      // Exec form has no place for a second command, and is rare.
      if (
        run.instruction.exec !== undefined ||
        !installs(manager, run) ||
        isAvoided(file, stage, run, manager)
      )
        continue;
      // One word for each stage and package manager is enough.
      const key = `${stage.index} ${manager.cache}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { manager, runs: [run] });
      else group.runs.push(run);
    }
    for (const left of groups.values()) {
      const [run] = left.runs;
      if (run === undefined) continue;
      const { manager } = left;
      const words = actionWords(run, manager);
      report(
        { start: run.command.programSpan.start, end: words.end },
        {
          message: messages.cache(quoted(words.text), manager.cache),
          severity: leanSeverity(dockerfile, manager.severity),
          sources: shownBy[manager.programs[0] ?? ""] ?? [],
        },
        () => fixes(file, left),
      );
    }
  },
});

/** Commands of one stage that leave the same cache. */
interface Left {
  readonly manager: Manager;
  readonly runs: RunCommand[];
}

function installs(manager: Manager, run: RunCommand): boolean {
  return manager.installs.test(run.args.map(({ value }) => value).join(" "));
}

function actionWords(run: RunCommand, manager: Manager): { readonly text: string; readonly end: number } {
  const at = run.args.findIndex(({ value }) =>
    /^(?:install|ci|i|add|sync|require|clean-install|create-project)$/.test(value),
  );
  const words =
    at === -1
      ? []
      : run.args
          .slice(0, at + 1)
          .filter(({ value }) => value === "pip" || !value.startsWith("-") || value === "-m");
  const shown = manager.programs.includes("npm") ? words.slice(-1) : words;
  return {
    text: [run.program, ...shown.map(({ value }) => value)].join(" "),
    end: run.args[at]?.span.end ?? run.command.programSpan.end,
  };
}

function isAvoided(file: RuleFile, stage: Stage, run: RunCommand, manager: Manager): boolean {
  const { instruction } = run;
  const text = file.text.slice(instruction.span.start, instruction.span.end);
  if (manager.avoided.test(text)) return true;
  const set = manager.variables.some((name) => {
    const value = run.variable(name);
    return typeof value === "string" || stage.chain.some((each) => each.variableChanges.has(name));
  });
  if (set) return true;
  return instruction.flags.some(
    ({ name, value }) =>
      name === "mount" &&
      /type=(?:cache|tmpfs)/.test(value ?? "") &&
      manager.mounted.test(/(?:target|dst|destination)=([^,]*)/.exec(value ?? "")?.[1] ?? ""),
  );
}

/** The fix is made in all RUNs of the stage: the cache is there as long as one of them leaves it. */
function fixes(file: RuleFile, { manager, runs }: Left): readonly Fix[] {
  const { fix } = manager;
  if (fix === undefined) return [];
  if ("command" in fix) {
    const instructions = [...new Set(runs.map(({ instruction }) => instruction))];
    const edits = instructions.flatMap((each) => appendedCommand(file.dockerfile, each, fix.command) ?? []);
    if (edits.length !== instructions.length) return [];
    return [safeFix(`Remove it in the same RUN (\`${fix.command}\`)`, ...edits)];
  }
  const edits = runs.flatMap((each) => {
    const word = each.args.find(({ value }) => fix.behind.test(value));
    return word === undefined ? [] : [insertion(word.span.end, ` ${fix.option}`)];
  });
  return edits.length === runs.length ? [safeFix(`Add \`${fix.option}\``, ...edits)] : [];
}
