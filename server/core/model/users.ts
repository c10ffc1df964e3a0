// Users inside an image: which one is root, which ones a stage creates, and how one is created there.

import type { ImageFacts } from "../images/facts.ts";
import { Memory } from "../memory.ts";
import type { ShellWord } from "../syntax/shell.ts";
import type { Span } from "../text/span.ts";
import { argumentValue, type RunCommand, stageCommands } from "./commands.ts";
import type { Stage } from "./stage.ts";

/** True for the users that are root: by name or number, with or without a group; no user at all is root too. */
export function isRoot(user: string): boolean {
  const name = user.split(":")[0] ?? "";
  return name === "" || name === "root" || /^0+$/.test(name);
}

/** Options of useradd and adduser (shadow's, Debian's and busybox's) that take the next word as their value. */
const valuedLetter = /^-[A-Za-z]*[bcdefgGKkpsuZRPh]$/;
const valuedWord =
  /^--(?:uid|gid|home|home-dir|base-dir|shell|gecos|comment|groups|ingroup|password|skel|expiredate|inactive|key|firstuid|lastuid)$/;

/** The users that a stage and the stages it is FROM create, in order, without those whose name can't be known. */
export function createdUsers(stage: Stage): ReadonlySet<string> {
  let users = cache.get(stage);
  if (users === undefined) {
    users = new Set(
      [...stage.chain]
        .reverse()
        .flatMap((each) => stageCommands(each).flatMap((run) => createdUserOf(run)?.name ?? [])),
    );
    cache.set(stage, users);
  }
  return users;
}

/** Stages are made anew for every analysis, so what was found for one never outlives it. */
const cache = new Memory<Stage, ReadonlySet<string>>("stage");

/** The user that a command creates and where its name stands; undefined for other commands and unknown names. */
export function createdUserOf(run: RunCommand): { readonly name: string; readonly span: Span } | undefined {
  if (run.program !== "useradd" && run.program !== "adduser") return undefined;
  const operands: ShellWord[] = [];
  for (let at = 0; at < run.args.length; at++) {
    const word = run.args[at];
    if (word === undefined) break;
    if (!word.value.startsWith("-")) operands.push(word);
    else if (valuedLetter.test(word.value) || valuedWord.test(word.value)) at++;
  }
  // `useradd NAME` has its name last, `adduser NAME GROUP` first.
  const operand = run.program === "useradd" ? operands.at(-1) : operands[0];
  const name = operand === undefined ? undefined : argumentValue(run, operand);
  if (operand === undefined || name === undefined || !/^[A-Za-z_][\w.-]*$/.test(name) || isRoot(name))
    return undefined;
  return { name, span: operand.span };
}

/** How a user is created in an image. */
export interface UserCreation {
  /** The shell command, for a RUN. */
  readonly command: string;
}

const withShadow = new Set(["debian", "ubuntu", "centos", "fedora", "almalinux", "rockylinux"]);
const withBusybox = new Set(["alpine", "busybox", "wolfi"]);

/**
 * The command that creates a system user with a home folder, with `id` where its number matters; undefined where the
 * image is not known to have a program for it.
 * Sources: useradd(8) of shadow, which the images of these distributions carry; adduser and addgroup of busybox.
 */
export function userCreation(
  image: Pick<ImageFacts, "distribution" | "hasShell" | "packageManager">,
  name: string,
  id: number | undefined,
): UserCreation | undefined {
  if (image.hasShell === false || image.packageManager === "microdnf") return undefined;
  const { distribution = "" } = image;
  if (withShadow.has(distribution))
    return {
      command:
        id === undefined
          ? `useradd --system --create-home ${name}`
          : `useradd --create-home --uid ${id} ${name}`,
    };
  if (withBusybox.has(distribution))
    return {
      command:
        id === undefined
          ? `addgroup -S ${name} && adduser -S -G ${name} ${name}`
          : `adduser -D -u ${id} ${name}`,
    };
  return undefined;
}
