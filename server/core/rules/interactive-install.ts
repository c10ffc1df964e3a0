// interactive-install: a package manager is going to ask a question that nobody answers.

import { type RunCommand, runCommands } from "../model/commands.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import { commandsOf } from "../model/occurrences.ts";
import { addedWords } from "../model/run-edits.ts";
import type { ShellWord } from "../syntax/shell.ts";
import { safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  asks: (command: string, flag: string) =>
    `\`${command}\` asks before it goes on, and a build has nobody to answer: without \`${flag}\` it stops as soon as something else comes along`,
};

interface Manager {
  /** Commands that ask. */
  readonly asking: ReadonlySet<string>;
  /** True for an option that answers. */
  readonly answers: RegExp;
  /** The option that the fix writes, and behind which word. */
  readonly option: string;
  readonly behind: "program" | "action";
}

const debian: Manager = {
  asking: new Set(
    "install reinstall remove purge upgrade dist-upgrade full-upgrade autoremove autopurge build-dep".split(
      " ",
    ),
  ),
  // -qq answers as well; -s, -d with --print-uris and the like don't ask.
  answers:
    /^(?:-[A-Za-z]*[ys][A-Za-z]*|-[A-Za-z]*q[A-Za-z]*q[A-Za-z]*|-q=2|--yes|--assume-yes|--assume-no|--force-yes|--simulate|--dry-run|--just-print|--print-uris|.*Assume-Yes.*)$/,
  option: "-y",
  behind: "action",
};

const redHat: Manager = {
  asking: new Set(
    "install localinstall groupinstall reinstall remove erase update upgrade downgrade autoremove swap builddep".split(
      " ",
    ),
  ),
  answers: /^(?:-[A-Za-z]*y[A-Za-z]*|--assumeyes|--assumeno|--setopt=\*?assumeyes=.*|--downloadonly)$/,
  option: "-y",
  behind: "action",
};

/** Source: the manuals of each. apk never asks, and microdnf only in its newest versions. */
const managers: Readonly<Record<string, Manager>> = {
  "apt-get": debian,
  apt: debian,
  aptitude: debian,
  yum: redHat,
  dnf: redHat,
  zypper: {
    asking: new Set("install in remove rm update up dist-upgrade dup patch".split(" ")),
    answers: /^(?:-n|--non-interactive|-y|--no-confirm|--dry-run|-D)$/,
    option: "--non-interactive",
    behind: "program",
  },
  pacman: {
    asking: new Set(),
    answers: /^--noconfirm$/,
    option: "--noconfirm",
    behind: "action",
  },
};

export const interactiveInstall = defineRule({
  name: "interactive-install",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  sources: [
    "hadolint:DL3014",
    "hadolint:DL3030",
    "hadolint:DL3034",
    "hadolint:DL3038",
    "trivy:DS-0021",
    "semgrep:missing-assume-yes-switch",
  ],
  reads: [],
  docs: {
    summary: "A package manager is called without the option that answers its questions.",
    why: "`apt-get install`, `yum`, `dnf`, `zypper` and `pacman` ask before they install or remove more than what was named. A build has no terminal, so the answer is no and the build stops. It may work today and fail on the day on which a package needs another one.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
RUN apt-get update && apt-get install --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
        good: `FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
      },
    ],
    whenNotToUse: "Where the package manager's configuration in the base image answers already.",
    fixSafety: "The fix adds `-y`, `--non-interactive` or `--noconfirm`.",
  },
  check(file, report) {
    for (const run of commandsOf(file.dockerfile, ...Object.keys(managers))) {
      const manager = managers[run.program];
      if (manager === undefined) continue;
      const action = actionOf(run, manager);
      if (action === undefined || run.args.some((word) => manager.answers.test(word.value))) continue;
      // Options or packages from a variable may hold the answer.
      if (run.args.some((word) => word.dynamic && /^["']?\$/.test(word.raw) && mayHoldOptions(run, word)))
        continue;
      if (isAnswered(file.dockerfile, run) || configured(file.text)) continue;
      const at = { start: run.command.programSpan.start, end: action.span.end };
      const shown = `${run.program} ${action.value}`;
      report(at, { message: messages.asks(shown, manager.option) }, () => [
        safeFix(
          `Add \`${manager.option}\``,
          addedWords(
            run,
            manager.behind === "action" ? action.span : run.command.programSpan,
            manager.option,
          ),
        ),
      ]);
    }
  },
});

function actionOf(run: RunCommand, manager: Manager): ShellWord | undefined {
  if (run.program === "pacman") {
    const action = run.args.find(
      (word) => /^-(?:[SRU][a-z]*)$/.test(word.value) && !/^-S[a-z]*[sipgl]/.test(word.value),
    );
    // `-Sy` alone fetches the list of packages and has nothing to ask.
    const operands = run.args.some(({ value }) => !value.startsWith("-"));
    return operands || /u|c/.test(action?.value ?? "") ? action : undefined;
  }
  const at = run.args.findIndex((word) => !word.value.startsWith("-"));
  const word = run.args[at];
  if (word === undefined) return undefined;
  if (manager.asking.has(word.value)) return word;
  // `apt-get -o Name=value install`: the option's value comes first.
  const before = run.args[at - 1]?.value ?? "";
  if (!/^-[otcRx]$|^--[a-z-]+$/.test(before)) return undefined;
  return run.args.slice(at + 1).find((each) => manager.asking.has(each.value));
}

/** A variable with several words, or one that is not known, may hold options. */
function mayHoldOptions(run: RunCommand, word: ShellWord): boolean {
  const name = /^["']?\$\{?([A-Za-z_]\w*)/.exec(word.raw)?.[1];
  if (name === undefined) return true;
  const value = run.variable(name);
  return value === undefined ? /opt|flag|arg/i.test(name) : value !== null && /(?:^|\s)-/.test(value);
}

/** `yes | apt-get install`, `echo y | ...` and input from a file. */
function isAnswered(dockerfile: Dockerfile, run: RunCommand): boolean {
  if (run.command.redirects.some(({ operator }) => operator.startsWith("<"))) return true;
  if (run.command.joined === "|") return true;
  const stage = dockerfile.stageOf(run.instruction);
  if (stage === undefined) return true;
  // `yes | (apt-get update && apt-get install curl)`
  return (
    run.command.subshells.length > 0 &&
    runCommands(stage, run.instruction).some((each) => /^(?:yes|printf|echo)$/.test(each.program)) &&
    run.instruction.script?.commands.some((each) => each.joined === "|") === true
  );
}

function configured(text: string): boolean {
  return /Assume-Yes|assumeyes\s*=/.test(text);
}
