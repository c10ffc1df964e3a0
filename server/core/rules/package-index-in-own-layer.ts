// package-index-in-own-layer: the package index is fetched in a RUN of its own, whose cached layer grows old.

import type { Fix } from "../finding.ts";
import { runCommands } from "../model/commands.ts";
import { packageCommand } from "../model/packages.ts";
import { runSeverity } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import { mayDoAnything } from "../model/stage-programs.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { insertion, replacement } from "../text/edits.ts";
import { quoted, safeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  own: (command: string) =>
    `${command} is cached as a layer of its own, so a package that is added later is installed from an old index, which fails or misses security fixes`,
};

export const packageIndexInOwnLayer = defineRule({
  name: "package-index-in-own-layer",
  category: "cache",
  severity: "warning",
  since: "0.1.0",
  sources: ["trivy:DS-0017", "checkov:CKV_DOCKER_5"],
  reads: [],
  docs: {
    summary: "`apt-get update` or `apk update` stands in a RUN of its own, apart from the installation.",
    why: `A RUN is only run again when it, or something before it, changes. When a package is added to a later \`apt-get install\`, the layer with the index comes from the cache, weeks old: packages that the index names are gone from the server, and those that are found lack the newest fixes. In one RUN both are always run together.`,
    examples: [
      {
        bad: `FROM debian:trixie-slim
RUN apt-get update
RUN apt-get install -y --no-install-recommends curl
`,
        good: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl
`,
      },
    ],
    whenNotToUse: "Where images are only ever built without the cache.",
    fixSafety:
      "The fix fetches the index in the first RUN that installs, and removes the RUN that did nothing else. It is safe: the same packages are installed, and later RUNs still find the index.",
  },
  check(file, report) {
    const { dockerfile } = file;
    for (const stage of dockerfile.stages) {
      for (const [position, instruction] of stage.instructions.entries()) {
        if (instruction.keyword !== "RUN" || !/\b(?:update|makecache)\b/.test(instruction.argsText)) continue;
        const found = updateAlone(stage, instruction);
        if (found === undefined) continue;
        const installs = stage.instructions
          .slice(position + 1)
          .filter((each) => each.keyword === "RUN" && installsFrom(stage, each, found.manager));
        if (installs.length === 0) continue;
        report(
          found.span,
          {
            message: messages.own(quoted(`${found.program} update`)),
            related: installs
              .slice(0, 1)
              .map(({ textSpan }) => ({ span: textSpan, message: "It is used here" })),
            severity: runSeverity(dockerfile, stage, "warning"),
          },
          () => fixes(file, stage, instruction, installs.slice(0, 1), found),
        );
      }
    }
  },
});

interface Update {
  readonly manager: string;
  readonly program: string;
  /** The command as it is written, for the RUNs that install. */
  readonly text: string;
  readonly span: Instruction["args"];
  /** The RUN does nothing else. */
  readonly only: boolean;
}

/** A RUN that fetches an index and neither installs nor upgrades from it. */
function updateAlone(stage: Stage, instruction: Instruction): Update | undefined {
  if (instruction.heredocs.length > 0 || instruction.flags.length > 0) return undefined;
  const runs = runCommands(stage, instruction);
  const commands = runs.map(packageCommand);
  const at = commands.findIndex(
    (command) => command?.action === "update" && (command.manager === "apt" || command.manager === "apk"),
  );
  const run = runs[at];
  const manager = commands[at]?.manager;
  if (run === undefined || manager === undefined || run.command.conditional) return undefined;
  if (
    commands.some(
      (command) =>
        command?.action === "install" || command?.action === "upgrade" || command?.action === "remove",
    )
  )
    return undefined;
  // A RUN that downloads with another program or calls a script may install by itself.
  if (runs.some(({ program }) => /\.sh$|^(?:bash|sh|dpkg|tasksel|gdebi|add-apt-repository)$/.test(program)))
    return undefined;
  const { span } = run.command;
  return {
    manager,
    program: run.program,
    text: run.command.words.map(({ raw }) => raw).join(" "),
    span,
    only: runs.length === 1,
  };
}

/** Installs by the manager without having fetched the index itself. */
function installsFrom(stage: Stage, instruction: Instruction, manager: string): boolean {
  if (!/\b(?:install|add|upgrade)\b/.test(instruction.argsText)) return false;
  const commands = runCommands(stage, instruction).map(packageCommand);
  const first = commands.findIndex(
    (command) => command?.manager === manager && /^(?:install|update|upgrade)$/.test(command.action),
  );
  const own = manager === "apk" && /--no-cache|--update\b|\s-U\b/.test(instruction.argsText);
  return first !== -1 && commands[first]?.action !== "update" && !own;
}

function fixes(
  file: RuleFile,
  stage: Stage,
  instruction: Instruction,
  installs: readonly Instruction[],
  found: Update,
): readonly Fix[] {
  // A JSON array can't be joined with another command.
  if (!found.only || instruction.comments.length > 0) return [];
  if (installs.some(({ exec }) => exec !== undefined)) return [];
  // What stands between may install by itself, from the index that is there.
  const [first] = installs;
  const between = stage.instructions.slice(
    stage.positionOf(instruction) + 1,
    first === undefined ? undefined : stage.positionOf(first),
  );
  if (between.some((each) => each.keyword === "RUN" && runCommands(stage, each).some(mayDoAnything)))
    return [];
  const edits = installs.flatMap((each) => {
    const run = runCommands(stage, each).find((one) => packageCommand(one)?.manager === found.manager);
    const plain = run !== undefined && !run.command.conditional && run.command.subshells.length === 0;
    return plain && run.command.joined !== "|"
      ? [insertion(run.command.span.start, `${found.text} && `)]
      : [];
  });
  if (edits.length !== installs.length) return [];
  // A comment above the RUN stays where it is; it is about the packages as often as about the index.
  const { nodes } = file.dockerfile.syntax;
  const next = nodes[nodes.indexOf(instruction) + 1];
  const end =
    next?.kind === "blank" && nodes[nodes.indexOf(instruction) - 1]?.kind === "blank"
      ? next.span.end
      : instruction.span.end;
  return [
    safeFix(
      "Fetch the index where packages are first installed",
      replacement({ start: instruction.span.start, end }, ""),
      ...edits,
    ),
  ];
}
