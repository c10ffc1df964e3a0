// Copies whose destination is a folder already, though nothing in its words says so: `COPY run.sh /opt/app`.

import { Memory } from "../memory.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { argumentValue, type RunCommand, runCommands } from "./commands.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { dirName, foldersOf, resolvePath } from "./paths.ts";
import type { Stage } from "./stage.ts";

/** Folders of every image of a distribution. Source: the base images of Debian and Alpine. */
const standard = new Set([
  ...["/bin", "/etc", "/home", "/lib", "/media", "/mnt", "/opt", "/root", "/sbin", "/srv", "/tmp"],
  ...["/usr", "/usr/bin", "/usr/lib", "/usr/sbin", "/usr/share"],
  ...["/usr/local", "/usr/local/bin", "/usr/local/lib", "/usr/local/share"],
  ...["/var", "/var/cache", "/var/lib", "/var/log", "/var/tmp"],
]);

/**
 * The COPY and ADD instructions of a stage whose destination is a folder when they run: an earlier copy put something
 * into it, it was a working directory, `mkdir` made it, or every image has it. One file that is copied lands in it.
 */
export function copiesIntoExistingFolders(dockerfile: Dockerfile, stage: Stage): ReadonlySet<Instruction> {
  const known = cache.get(stage);
  if (known !== undefined) return known;
  const folders = new Set<string>(stage.rootBase.kind === "image" ? standard : []);
  const unread: Instruction[] = [];
  const found = new Set<Instruction>();
  for (const each of stage.chain.slice(1)) {
    const workdir = each.workdir().value;
    if (workdir !== undefined) addFolder(folders, workdir);
  }
  for (const instruction of stage.instructions) {
    const { keyword } = instruction;
    if (keyword === "RUN" && instruction.text.includes("mkdir")) unread.push(instruction);
    if (keyword !== "COPY" && keyword !== "ADD") continue;
    const target = dockerfile.copy(instruction)?.target;
    if (target === undefined) continue;
    const workdir = stage.workdir(instruction).value;
    if (workdir !== undefined) addFolder(folders, workdir);
    // Scripts are read only where a copy's meaning hangs on them.
    if (!folders.has(target)) {
      for (const run of unread) for (const path of madeFolders(stage, run)) addFolder(folders, path);
      unread.length = 0;
    }
    if (folders.has(target)) found.add(instruction);
    addFolder(folders, dirName(target));
  }
  cache.set(stage, found);
  return found;
}

/** Stages are made anew for every analysis, so what was found for one never outlives it. */
const cache = new Memory<Stage, ReadonlySet<Instruction>>("stage");

/** Adds a folder and those it lies in. Where one is there already, so are those above it. */
function addFolder(folders: Set<string>, path: string): void {
  for (const folder of foldersOf(path)) {
    if (folders.has(folder)) return;
    folders.add(folder);
  }
}

function madeFolders(stage: Stage, instruction: Instruction): readonly string[] {
  return runCommands(stage, instruction).flatMap((run) => (run.program === "mkdir" ? operands(run) : []));
}

function operands(run: RunCommand): readonly string[] {
  return run.args.flatMap((word, at) => {
    if (word.value.startsWith("-") || run.args[at - 1]?.value === "-m") return [];
    const value = argumentValue(run, word);
    if (value === undefined || /[{}*?]/.test(value)) return [];
    return value.startsWith("/") ? [value] : run.cwd === undefined ? [] : [resolvePath(run.cwd, value)];
  });
}
