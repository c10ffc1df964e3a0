// Package-manager commands: what a RUN installs, updates or removes.

import { Memory } from "../memory.ts";
import type { ShellWord } from "../syntax/shell.ts";
import type { RunCommand } from "./commands.ts";

export type PackageManager = "apt" | "apk" | "dnf" | "yum" | "microdnf" | "zypper" | "pacman";

export interface PackageCommand {
  readonly manager: PackageManager;
  readonly action: "install" | "remove" | "update" | "upgrade" | "clean" | "other";
  /** The packages named, options and their values left out. */
  readonly packages: readonly ShellWord[];
}

const managers: Readonly<Record<string, PackageManager>> = {
  "apt-get": "apt",
  apt: "apt",
  aptitude: "apt",
  apk: "apk",
  dnf: "dnf",
  yum: "yum",
  microdnf: "microdnf",
  zypper: "zypper",
  pacman: "pacman",
};

const actions: Readonly<Record<string, PackageCommand["action"]>> = {
  install: "install",
  add: "install",
  in: "install",
  localinstall: "install",
  groupinstall: "install",
  remove: "remove",
  purge: "remove",
  del: "remove",
  erase: "remove",
  autoremove: "remove",
  update: "update",
  refresh: "update",
  makecache: "update",
  upgrade: "upgrade",
  "dist-upgrade": "upgrade",
  "full-upgrade": "upgrade",
  clean: "clean",
  autoclean: "clean",
  "-S": "install",
  "-Sy": "install",
  "-Syu": "install",
};

/** Options that take the next word as their value, by manager. */
const valued: Readonly<Partial<Record<PackageManager, RegExp>>> = {
  apt: /^(?:-o|-t|-c|--option|--target-release|--default-release|--config-file)$/,
  apk: /^(?:-t|--virtual|-X|--repository|-p|--root|--keys-dir|--repositories-file)$/,
};

/** The programs that `packageCommand` reads. */
export const packagePrograms: readonly string[] = Object.keys(managers);

/** Reads a command as a package manager's; undefined for any other program. */
export function packageCommand(run: RunCommand): PackageCommand | undefined {
  if (!Object.hasOwn(managers, run.program)) return undefined;
  // Many rules ask for the same command.
  let read = cache.get(run);
  if (read === undefined) {
    read = readCommand(run) ?? null;
    cache.set(run, read);
  }
  return read ?? undefined;
}

const cache = new Memory<RunCommand, PackageCommand | null>("command");

function readCommand(run: RunCommand): PackageCommand | undefined {
  const manager = Object.hasOwn(managers, run.program) ? managers[run.program] : undefined;
  if (manager === undefined) return undefined;
  const takesValue = valued[manager];
  let action: PackageCommand["action"] | undefined;
  const packages: ShellWord[] = [];
  for (let at = 0; at < run.args.length; at++) {
    const word = run.args[at];
    if (word === undefined) break;
    if (action === undefined && Object.hasOwn(actions, word.value)) {
      action = actions[word.value];
    } else if (word.value.startsWith("-")) {
      if (takesValue?.test(word.value) === true) at++;
    } else if (action !== undefined) packages.push(word);
  }
  return { manager, action: action ?? "other", packages };
}

/** The package's name without version, architecture and repository: `curl=7.1`, `libc6:i386`, `nginx@edge`. */
export function packageName(word: ShellWord): string {
  const end = word.value.search(/[=<>~:@/]/);
  return end === -1 ? word.value : word.value.slice(0, end);
}
