// RUN instructions that a runtime stage can simply repeat: they make users and folders, set modes and owners, or
// install packages that only the program needs.

import { argumentValue, type RunCommand, runCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import { isWithin, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { isRoot } from "../model/users.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { ContextMap, Landing } from "./context-map.ts";

export interface RepeatFacts {
  readonly stage: Stage;
  readonly map: ContextMap;
  /** True for a context copy that the runtime stage has as well. */
  readonly ships: (landing: Landing) => boolean;
  /** True for a package that the program needs and no build. */
  readonly isRuntimePackage: (name: string) => boolean;
  /** `same` where the runtime image is the builder's own, so that every file of the system is there as well. */
  readonly system: "same" | "other";
  /** True where a command of the builder behind the instruction makes what lies at the path, so that it is copied. */
  readonly madeLater: (path: string, instruction: Instruction) => boolean;
}

/** A RUN that both stages may have, with the packages that it installs. */
export interface RepeatedRun {
  readonly packages: readonly string[];
}

/** Folders that are there in every image with a shell. */
const systemFolders = ["/etc", "/var", "/run", "/tmp", "/home", "/opt", "/srv", "/mnt", "/usr/local/bin"];

const silent = new Set([
  "",
  "true",
  ":",
  "set",
  "echo",
  "ls",
  "id",
  "test",
  "[",
  "umask",
  "printf",
  "cat",
  "export",
  "which",
]);
const users = new Set(["useradd", "adduser", "groupadd", "addgroup", "usermod"]);

/** The RUN instructions of a stage that its runtime stage can repeat, in the order in which they stand. */
export function repeatedRuns(facts: RepeatFacts): ReadonlyMap<Instruction, RepeatedRun> {
  const found = new Map<Instruction, RepeatedRun>();
  // Files that were made by instructions that stay behind are not there to be changed.
  const inherited = facts.stage.imageFacts?.workdir;
  const made: string[] = inherited === undefined || inherited === "" ? [] : [inherited];
  let switched = false;
  for (const instruction of facts.stage.instructions) {
    if (instruction.keyword === "USER") switched = true;
    if (instruction.keyword === "WORKDIR")
      made.push(facts.stage.expand(instruction.argsText, instruction) ?? "/");
    if (instruction.keyword !== "RUN" || switched) continue;
    const user = facts.stage.user(instruction).value;
    if (user === undefined || !isRoot(user)) continue;
    const run = repeated(facts, instruction, made);
    if (run !== undefined) found.set(instruction, run);
  }
  return found;
}

function repeated(facts: RepeatFacts, instruction: Instruction, made: string[]): RepeatedRun | undefined {
  if (instruction.exec !== undefined || instruction.heredocs.length > 0 || instruction.flags.length > 0)
    return undefined;
  const commands = runCommands(facts.stage, instruction);
  const packages: string[] = [];
  const own: string[] = [];
  let does = false;
  for (const run of commands) {
    const written = run.command.redirects
      .filter(({ operator }) => operator.includes(">"))
      .map(({ target }) => target?.value ?? "");
    if (written.some((path) => !/^\/dev\/|^\d$/.test(path) && !isSetting(path, run))) return undefined;
    if (written.some((path) => path.startsWith("/etc/"))) does = true;
    if (silent.has(run.program)) continue;
    const answer = effect(facts, instruction, run, [...made, ...own], packages, own);
    if (answer === "stays") return undefined;
    if (answer === "does") does = true;
  }
  if (!does) return undefined;
  made.push(...own);
  return { packages };
}

function effect(
  facts: RepeatFacts,
  instruction: Instruction,
  run: RunCommand,
  made: readonly string[],
  packages: string[],
  own: string[],
): "does" | "idle" | "stays" {
  const installed = packageCommand(run);
  if (installed !== undefined) {
    if (installed.action === "update" || installed.action === "clean") return "idle";
    if (installed.action === "upgrade") return "does";
    if (installed.action === "remove" && installed.packages.length === 0) return "idle";
    if (installed.action !== "install" || installed.packages.length === 0) return "stays";
    for (const word of installed.packages) {
      const name = packageName(word);
      if (word.dynamic || !facts.isRuntimePackage(name)) return "stays";
      packages.push(name);
    }
    return "does";
  }
  if (users.has(run.program)) return "does";
  const paths = operandPaths(run);
  if (paths === undefined) return "stays";
  switch (run.program) {
    // The time zone, which every image with a shell and `tzdata` sets alike.
    case "ln":
    case "cp":
      return paths.length === 2 &&
        paths[0]?.startsWith("/usr/share/zoneinfo/") &&
        paths[1] === "/etc/localtime"
        ? "does"
        : "stays";
    // Switches of Apache's Debian packages.
    case "a2enmod":
    case "a2dismod":
    case "a2ensite":
    case "a2dissite":
    case "a2enconf":
    case "a2disconf":
      return facts.system === "same" ? "does" : "stays";
    case "mkdir":
      own.push(...paths);
      return "does";
    case "touch":
      own.push(...paths);
      return "does";
    case "chown":
    case "chgrp":
      // A copy out of the builder would belong to root again.
      if (paths.slice(1).some((path) => facts.madeLater(path, instruction))) return "stays";
      return paths.slice(1).every((path) => isThere(facts, instruction, path, made)) ? "does" : "stays";
    case "chmod":
    case "sed":
      return paths
        .slice(1)
        .every((path) => isThere(facts, instruction, path, made) || isSystemFile(facts, path, packages))
        ? "does"
        : "stays";
    case "rm":
      return paths.every((path) => /^\/(?:var\/(?:lib\/apt|cache|tmp)|tmp|root\/\.cache)(?:\/|$)/.test(path))
        ? "idle"
        : "stays";
    default:
      return "stays";
  }
}

/** `echo Europe/Berlin > /etc/timezone`: a setting of the system whose content the command itself names. */
function isSetting(path: string, run: RunCommand): boolean {
  return (
    /^\/etc\/[\w./-]+$/.test(path) &&
    /^(?:echo|printf)$/.test(run.program) &&
    !/\$\(|`/.test(run.command.words.map(({ raw }) => raw).join(" "))
  );
}

/** The package sources, which images of one release share, and settings of what the same RUN installs. */
function isSystemFile(facts: RepeatFacts, path: string, packages: readonly string[]): boolean {
  if (facts.system === "same" && /^\/(?:etc|usr\/(?:local\/etc|share|lib))\//.test(path)) return true;
  return /^\/etc\/apt\/|^\/etc\/apk\//.test(path) || (packages.length > 0 && path.startsWith("/etc/"));
}

/** The operands as absolute paths, a mode or an owner among them; undefined where one is computed. */
function operandPaths(run: RunCommand): readonly string[] | undefined {
  const found: string[] = [];
  for (const word of run.args) {
    if (word.value.startsWith("-")) continue;
    const value = run.program === "rm" ? word.value : argumentValue(run, word);
    if (value === undefined || (run.cwd === undefined && !value.startsWith("/"))) return undefined;
    found.push(resolvePath(run.cwd ?? "/", value));
  }
  return found;
}

function isThere(
  facts: RepeatFacts,
  instruction: Instruction,
  path: string,
  made: readonly string[],
): boolean {
  if (
    systemFolders.includes(path) ||
    made.some((each) => each !== "/" && path !== "/" && (isWithin(each, path) || isWithin(path, each)))
  )
    return !hiddenByBuild(facts, instruction, path);
  const position = facts.stage.positionOf(instruction);
  return facts.map.landings.some(
    (landing) =>
      facts.stage.positionOf(landing.instruction) < position &&
      facts.ships(landing) &&
      isWithin(landing.to, path) &&
      !hiddenByBuild(facts, instruction, path),
  );
}

/** A file that came with a copy that stays in the builder. */
function hiddenByBuild(facts: RepeatFacts, instruction: Instruction, path: string): boolean {
  const position = facts.stage.positionOf(instruction);
  const last = facts.map.landings.findLast(
    (landing) => facts.stage.positionOf(landing.instruction) < position && isWithin(landing.to, path),
  );
  return last !== undefined && last.isFile === true && !facts.ships(last);
}
