// What package managers leave in a layer: lists and caches, what removes them and what keeps them out of it.

import { Memory } from "../memory.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { type RunCommand, runCommands } from "./commands.ts";
import { type PackageManager, packageCommand } from "./packages.ts";
import type { Stage } from "./stage.ts";

export interface LeftLists {
  readonly manager: PackageManager;
  /** The command that fetches them. */
  readonly run: RunCommand;
  /** The command that removes them, for the end of the script; undefined for apk, where an option does. */
  readonly cleaning: string | undefined;
}

interface Lists {
  /** Text of a command that removes them. */
  readonly removed: RegExp;
  /** Target of a mount that keeps them out of the layer. */
  readonly mounted: RegExp;
  readonly cleaning: string | undefined;
}

const lists: Readonly<Partial<Record<PackageManager, Lists>>> = {
  apt: {
    removed: /\/var\/lib\/apt(?:\/lists)?\b|\/var\/lib\/apt\/?\s|dist-clean|\/var\/lib\/\{[^}]*apt/,
    mounted: /\/var\/lib\/apt|\/var\/lib\/?$/,
    cleaning: "rm -rf /var/lib/apt/lists/*",
  },
  apk: {
    removed: /\/var\/cache\/apk|\/var\/cache\/?\*?(?:\s|$)|apk\s+(?:-\S+\s+)*cache\s+clean/,
    mounted: /\/(?:var\/cache|etc)\/apk/,
    cleaning: undefined,
  },
  dnf: {
    removed:
      /\bdnf\b[^&;|]*\bclean\b|\byum\b[^&;|]*\bclean\b|\/var\/cache\/(?:dnf|yum|libdnf5|\*)|\/var\/cache\/?\*?(?:\s|$)/,
    mounted: /\/var\/cache(?:\/(?:dnf|libdnf5))?/,
    cleaning: "dnf clean all",
  },
  yum: {
    removed:
      /\byum\b[^&;|]*\bclean\b|\bdnf\b[^&;|]*\bclean\b|\/var\/cache\/(?:yum|dnf|\*)|\/var\/cache\/?\*?(?:\s|$)/,
    mounted: /\/var\/cache(?:\/(?:yum|dnf))?/,
    cleaning: "yum clean all",
  },
  microdnf: {
    removed: /\bmicrodnf\b[^&;|]*\bclean\b|\/var\/cache\/(?:yum|dnf|libdnf5|\*)/,
    mounted: /\/var\/cache/,
    cleaning: "microdnf clean all",
  },
  zypper: {
    removed: /\bzypper\b[^&;|]*\bclean\b|\bzypper\b[^&;|]*\bcc\b|\/var\/cache\/zypp/,
    mounted: /\/var\/cache/,
    cleaning: "zypper clean --all",
  },
};

/** The lists that a RUN fetches and leaves behind; undefined where it fetches none, or removes them itself. */
export function leftLists(stage: Stage, instruction: Instruction): LeftLists | undefined {
  let left = leftBy.get(instruction);
  if (left === undefined) {
    left = findLeft(stage, instruction) ?? null;
    leftBy.set(instruction, left);
  }
  return left ?? undefined;
}

const leftBy = new Memory<Instruction, LeftLists | null>("instruction");

function findLeft(stage: Stage, instruction: Instruction): LeftLists | undefined {
  // Most scripts name no package manager; those need not be read.
  if (!/\b(?:apt|apt-get|aptitude|apk|dnf|yum|microdnf|zypper)\b/.test(textOf(instruction))) return undefined;
  for (const run of runCommands(stage, instruction)) {
    const command = packageCommand(run);
    const kept = command === undefined ? undefined : lists[command.manager];
    if (command === undefined || kept === undefined || !fetchesLists(run, command.action, command.manager))
      continue;
    const mounts = instruction.flags.filter(({ name }) => name === "mount").map(({ value }) => value ?? "");
    if (
      mounts.some(
        (mount) =>
          /type=(?:cache|tmpfs)/.test(mount) &&
          kept.mounted.test(/(?:target|dst|destination)=([^,]*)/.exec(mount)?.[1] ?? ""),
      )
    )
      return undefined;
    if (kept.removed.test(textOf(instruction))) return undefined;
    return { manager: command.manager, run, cleaning: kept.cleaning };
  }
  return undefined;
}

/** Whether a RUN removes the lists that another one fetched. */
export function removesLists(instruction: Instruction, manager: PackageManager): boolean {
  return lists[manager]?.removed.test(textOf(instruction)) === true;
}

/** Where the last RUN of the stage stands that removes a manager's lists, too late for earlier layers; -1 without one. */
export function lastRemoval(stage: Stage, manager: PackageManager): number {
  let known = removals.get(stage);
  if (known === undefined) {
    known = new Map();
    removals.set(stage, known);
  }
  let last = known.get(manager);
  if (last === undefined) {
    last = stage.instructions.findLastIndex((each) => each.keyword === "RUN" && removesLists(each, manager));
    known.set(manager, last);
  }
  return last;
}

const removals = new Memory<Stage, Map<PackageManager, number>>("stage");

function textOf(instruction: Instruction): string {
  const [heredoc] = instruction.heredocs;
  return heredoc === undefined
    ? instruction.argsText
    : `${instruction.argsText}\n${instruction.script === undefined ? "" : instruction.script.commands.map(({ words }) => words.map(({ raw }) => raw).join(" ")).join("\n")}`;
}

function fetchesLists(run: RunCommand, action: string, manager: PackageManager): boolean {
  const words = run.args.map(({ value }) => value);
  if (words.some((word) => /^(?:--help|--version|-h)$/.test(word))) return false;
  switch (manager) {
    case "apt":
      return action === "update";
    case "apk":
      if (words.includes("--no-cache")) return false;
      return (
        action === "update" ||
        words.includes("--update") ||
        words.includes("--update-cache") ||
        words.includes("-U")
      );
    default:
      return action === "install" || action === "upgrade" || (action === "update" && manager !== "zypper");
  }
}
