// package-lists-in-layer: the lists or caches of a system package manager stay in a shipped layer.

import type { Fix } from "../finding.ts";
import { runCommands } from "../model/commands.ts";
import { commandsOf } from "../model/occurrences.ts";
import { type LeftLists, lastRemoval, leftLists } from "../model/package-caches.ts";
import { packageCommand, packagePrograms } from "../model/packages.ts";
import { addedWords, appendedCommand } from "../model/run-edits.ts";
import { leanSeverity, shippedStages } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import { isRoot } from "../model/users.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import { quoted, safeFix, unsafeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  lists: (command: string) =>
    `${command} leaves the package lists in this layer, where nothing reads them again`,
  cache: (command: string) => `${command} leaves its cache in this layer, where nothing reads it again`,
};

export const packageListsInLayer = defineRule({
  name: "package-lists-in-layer",
  category: "lean",
  severity: "info",
  since: "0.1.0",
  sources: [
    "hadolint:DL3009",
    "hadolint:DL3019",
    "hadolint:DL3032",
    "hadolint:DL3036",
    "hadolint:DL3040",
    "trivy:DS-0015",
    "trivy:DS-0019",
    "trivy:DS-0020",
    "trivy:DS-0025",
    "trivy:DS-0027",
  ],
  reads: [],
  docs: {
    summary: "The lists or caches of a system package manager stay in a shipped layer.",
    why: `What \`apt-get update\`, \`apk update\` or \`dnf\` fetch is only needed while packages are installed. It takes tens of megabytes, is out of date soon, and can only be removed in the RUN that fetched it: a later layer hides it, but frees nothing.

Only the stages that ship are judged: what a builder keeps is thrown away with it. A RUN whose cache mount holds the lists is fine, and so is one that removes them by any other command.`,
    examples: [
      {
        bad: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends tini
COPY server /server
USER nobody
CMD ["tini", "/server"]
`,
        good: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*
COPY server /server
USER nobody
CMD ["tini", "/server"]
`,
      },
    ],
    whenNotToUse: "For images in which people install packages themselves, without updating the lists first.",
    fixSafety:
      "The fix removes the lists at the end of the same RUN, or gives `apk add` the option `--no-cache`. It is safe unless a later command, also one of a stage that is built on this one, installs packages without fetching the lists again.",
  },
  check(file, report) {
    const { dockerfile } = file;
    if (commandsOf(dockerfile, ...packagePrograms).length === 0) return;
    for (const stage of shippedStages(dockerfile)) {
      let first = true;
      for (const [position, instruction] of stage.instructions.entries()) {
        if (instruction.keyword !== "RUN") continue;
        const left = leftLists(stage, instruction);
        if (left === undefined) continue;
        // A rule of its own speaks of what is removed too late.
        if (lastRemoval(stage, left.manager) > position) continue;
        const { run, manager } = left;
        const action = run.args.find(({ value }) => /^[a-z]/.test(value));
        const start = run.command.programSpan.start;
        const command = quoted([run.program, action?.value ?? ""].join(" ").trim());
        report(
          { start, end: action?.span.end ?? run.command.programSpan.end },
          {
            message: (manager === "apt" || manager === "apk" ? messages.lists : messages.cache)(command),
            // One word above a hint is enough for a stage that does it again and again.
            severity: leanSeverity(dockerfile, first ? "info" : "hint"),
          },
          () => fixes(file, stage, instruction, left),
        );
        first = false;
      }
    }
  },
});

function fixes(file: RuleFile, stage: Stage, instruction: Instruction, left: LeftLists): readonly Fix[] {
  const edits =
    left.manager === "apk" ? apkEdits(stage, instruction) : appended(file, stage, instruction, left);
  if (edits.length === 0) return [];
  const title =
    left.manager === "apk"
      ? "Install with `--no-cache`"
      : `Remove them in the same RUN (\`${left.cleaning ?? ""}\`)`;
  const later = laterInstall(file, stage, instruction, left.manager);
  return later
    ? [unsafeFix(title, "A later command installs packages without fetching the lists again", ...edits)]
    : [safeFix(title, ...edits)];
}

function appended(
  file: RuleFile,
  stage: Stage,
  instruction: Instruction,
  left: LeftLists,
): readonly TextEdit[] {
  const { cleaning, run } = left;
  const isUser = run.command.words[0]?.value === "sudo" && !isRoot(stage.user(instruction).value ?? "nobody");
  const sudo = isUser ? "sudo " : "";
  const edit =
    cleaning === undefined ? undefined : appendedCommand(file.dockerfile, instruction, sudo + cleaning);
  return edit === undefined ? [] : [edit];
}

/** `apk update && apk add x` and `apk add --update x` as `apk add --no-cache x`. */
function apkEdits(stage: Stage, instruction: Instruction): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const runs = runCommands(stage, instruction);
  for (const [at, run] of runs.entries()) {
    const command = packageCommand(run);
    if (command?.manager !== "apk") continue;
    if (command.action === "update") {
      const next = runs[at + 1];
      const plain = run.args.every(({ value }) => !value.includes("repository"));
      if (
        next?.command.joined !== "&&" ||
        !plain ||
        run.command.conditional ||
        run.command.subshells.length > 0
      )
        return [];
      edits.push(replacement({ start: run.command.span.start, end: next.command.span.start }, ""));
    } else if (command.action === "install" || command.action === "upgrade") {
      if (run.args.some(({ value }) => value === "--no-cache")) continue;
      const update = run.args.find(({ value }) => /^(?:--update(?:-cache)?|-U)$/.test(value));
      const action = run.args.find(({ value }) => value === "add" || value === "upgrade");
      if (update !== undefined) edits.push(replacement(update.span, "--no-cache"));
      else if (action !== undefined) edits.push(addedWords(run, action.span, "--no-cache"));
    }
  }
  // A comment inside would lose the command that it stands beside.
  return instruction.comments.length > 0 && edits.some(({ newText }) => newText === "") ? [] : edits;
}

/** A later RUN of this stage, or of one that is FROM it, that installs and does not fetch the lists itself. */
function laterInstall(file: RuleFile, stage: Stage, instruction: Instruction, manager: string): boolean {
  const position = stage.positionOf(instruction);
  const behind = file.dockerfile.stages.filter((each) => each !== stage && each.chain.includes(stage));
  const runs = [
    ...stage.instructions.slice(position + 1).map((each) => [stage, each] as const),
    ...behind.flatMap((each) => each.instructions.map((one) => [each, one] as const)),
  ];
  return runs.some(([owner, each]) => {
    if (each.keyword === "ONBUILD") return true;
    if (each.keyword !== "RUN") return false;
    const commands = runCommands(owner, each).map(packageCommand);
    const installs = commands.some((command) => command?.manager === manager && command.action === "install");
    const fetches = commands.some((command) => command?.manager === manager && command.action === "update");
    const itself = manager !== "apt" && (manager !== "apk" || /--no-cache|--update|-U\b/.test(each.argsText));
    return installs && !fetches && !itself;
  });
}
