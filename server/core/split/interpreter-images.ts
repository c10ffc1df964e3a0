// Full and slim images of an interpreter: what only builds need of them, and how FROM names the slim one.

import type { SplitRequest } from "../ecosystems/ecosystem.ts";
import type { ImageReference } from "../images/reference.ts";
import { stageCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import type { Stage } from "../model/stage.ts";
import { busyboxPrograms, debianSlimPrograms, isDevelopmentPackage } from "./system-packages.ts";

/** Packages that a compiled extension is made with. */
const compilers =
  /^(?:gcc|g\+\+|clang|build-essential|build-base|alpine-sdk|make|cmake|cargo|rustc|rust|gfortran|musl-dev|libc6-dev|libc-dev|linux-headers|swig|python3?-dev|ruby-dev|git)$/;

/** Compilers and headers that the shipped image still has. */
export function buildPackages(stage: Stage): readonly string[] {
  const commands = stageCommands(stage);
  return commands.flatMap((run, at) => {
    const installed = packageCommand(run);
    if (installed?.action !== "install") return [];
    const later = commands.slice(at + 1).filter((each) => each.instruction === run.instruction);
    const virtual = run.args[run.args.findIndex(({ value }) => /^(?:-t|--virtual)$/.test(value)) + 1]?.value;
    const names = installed.packages.map(packageName);
    return names.filter((name) => {
      if (!compilers.test(name) && !isDevelopmentPackage(name)) return false;
      return !later.some((each) => {
        const removed = packageCommand(each);
        if (each.program === "apt-mark") return true;
        return (
          removed?.action === "remove" &&
          removed.packages.some(
            (word) =>
              word.dynamic ||
              packageName(word) === name ||
              word.value === virtual ||
              word.value.includes("*"),
          )
        );
      });
    });
  });
}

/** The image as FROM can name it where the base is written with a variable; undefined where that isn't possible. */
export function written(
  request: SplitRequest,
  base: ImageReference,
  variant: ImageReference,
): string | undefined {
  const { file, stage } = request;
  const text = file.text.slice(stage.base.span.start, stage.base.span.end);
  if (!text.includes("$")) return variant.text;
  if (variant.text === base.text) return text;
  const variable = /\$(?:\{(\w+)[^}]*\}|(\w+))/.exec(text);
  const before = text.slice(0, variable?.index);
  const after = text.slice((variable?.index ?? 0) + (variable?.[0].length ?? 0));
  if (variable === null || after.includes("$") || !base.text.startsWith(before) || !base.text.endsWith(after))
    return undefined;
  const value = base.text.slice(before.length, base.text.length - after.length);
  const place = variant.text.indexOf(value, before.length);
  // The version must be the variable's whole value, or it could not be put back.
  return value !== "" && place === before.length && /^[\w.]+$/.test(value)
    ? `${before}${variable[0]}${variant.text.slice(place + value.length)}`
    : undefined;
}

/**
 * True for a bare name that no image of an interpreter has: where no system package is installed, only a package of
 * the interpreter can bring it. `brings` are programs that come with the interpreter itself. Source: the packages of
 * buildpack-deps and Debian's essential ones.
 */
export function isForeign(name: string, brings: RegExp): boolean {
  return (
    /^[a-z][\w.-]*$/i.test(name) &&
    !/\.(?:sh|py|rb)$/.test(name) &&
    !brings.test(name) &&
    !debianSlimPrograms.has(name) &&
    !busyboxPrograms.has(name) &&
    !/^(?:git|hg|svn|bzr|curl|wget|gcc|g\+\+|cc|c\+\+|make|autoconf|automake|patch|perl|ssh|scp|sftp|gpg|unzip|convert|identify|mogrify|openssl|file|ps|top|free|mysql\w*|psql|pg_\w+|sqlite3|pkg-config|dpkg\S*|apt\S*|node|npm|java|ruby|php|go|execute|help|start|run|serve|test|build|x)$/.test(
      name,
    )
  );
}

/** True for the slim variant. */
export function isSlim({ tag }: ImageReference): boolean {
  return /(?:^|-)slim(?:-|$)/.test(tag ?? "");
}

/** Some command installs system packages that may bring programs. */
export function installsPrograms(stage: Stage): boolean {
  return stageCommands(stage).some((run) => {
    const command = packageCommand(run);
    return (
      command?.action === "install" &&
      command.packages.some(
        (word) =>
          word.dynamic || !(compilers.test(packageName(word)) || isDevelopmentPackage(packageName(word))),
      )
    );
  });
}

/**
 * Packages that only fetch things for most builds, where the file installs them itself. A tool that was fetched, not
 * written here, may start their programs, and its sources can't be asked.
 */
export function installedFetchers(stage: Stage): readonly string[] {
  return stageCommands(stage).flatMap((run) => {
    const command = packageCommand(run);
    if (command?.action !== "install") return [];
    return command.packages
      .map(packageName)
      .filter((name) =>
        /^(?:git|git-lfs|mercurial|subversion|curl|wget|rsync|openssh|openssh-client)$/.test(name),
      );
  });
}
