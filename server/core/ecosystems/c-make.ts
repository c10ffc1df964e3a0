// Whether the `make` of a stage has anything to do with C: it serves every language, and plain chores too.

import { type RunCommand, stageCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { readCompilerCall } from "./c-command.ts";
import { readBuildCall } from "./c-tools.ts";
import { calledCommands } from "./called-commands.ts";

/** Packages with a compiler, or with what only a compiler reads, with the versions in their names. */
const compilerPackage =
  /^(?:(?:gcc|g\+\+|gfortran|gnat|clang|llvm|tcc)(?:-.+)?|gcc-c\+\+|cc|build-essential|build-base|alpine-sdk|base-devel|musl-dev|libc6?-dev|linux-headers.*|@?development.tools)$/i;

/**
 * True where all that `builds` finds in a stage and those it is FROM is `make`, and nothing says that it compiles C:
 * its recipes can be read and call no compiler, or there is no compiler that they could call.
 */
export function makesSomethingElse(
  file: RuleFile,
  stage: Stage,
  builds: (run: RunCommand) => boolean,
): boolean {
  const facts = stage.imageFacts;
  // Nothing is known of such an image, and a C image is there for its compiler.
  if (facts === undefined || facts.ecosystem === "c") return false;
  const found = stage.chain.flatMap(stageCommands).filter(builds);
  if (!found.every(isMake)) return false;
  const calls = stage.chain.flatMap((each) => calledCommands(file, each));
  if (calls.some(({ inner }) => installsCompiler(inner))) return false;
  const called = calls.filter((call) => call.file !== undefined);
  if (called.some(({ inner }) => compiles(inner))) return false;
  const read = new Set(called.map(({ run }) => run));
  if (found.every((run) => read.has(run)) && !called.some(({ inner }) => isMake(inner))) return true;
  // An interpreter's slim image has no compiler, unless something that isn't followed brings one, or sources for one.
  const closed = facts.role === "runtime" && facts.hasCompiler === false;
  return (
    closed &&
    !calls.some(({ inner, run }) => fetching.test(inner.program) || (isScript(inner) && !read.has(run)))
  );
}

/** Programs that bring sources of others, or make them ready for a compiler. */
const fetching = /^(?:git|svn|hg|curl|wget|aria2c|autoreconf|autoconf|phpize|conda|mamba|nix(?:-.*)?|brew)$/;

function isScript(run: RunCommand): boolean {
  return /^(?:sh|bash|dash|ash|source|\.)$/.test(run.program) || /[^/]\.(?:sh|bash)$/.test(run.program);
}

function isMake(run: RunCommand): boolean {
  return run.program === "make" || run.program === "gmake";
}

function compiles(run: RunCommand): boolean {
  return readCompilerCall(run) !== undefined || (!isMake(run) && readBuildCall(run) !== undefined);
}

/** A compiler is installed, or what is installed can't be known. */
function installsCompiler(run: RunCommand): boolean {
  const packages = packageCommand(run);
  if (packages === undefined) return false;
  if (run.args.some((word) => /^(?:build-dep|builddep)$/.test(word.value))) return true;
  return (
    packages.action === "install" &&
    packages.packages.some((word) => word.dynamic || compilerPackage.test(packageName(word)))
  );
}
