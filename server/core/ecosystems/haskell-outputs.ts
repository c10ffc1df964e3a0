// Where stack, cabal and ghc put the programs that they build.
//
// Sources: docs.haskellstack.org "stack build", cabal.readthedocs.io "cabal install", the GHC user's guide, "-o".

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { baseName, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { parseCabal, parseHpack } from "../project/manifests/haskell-package.ts";
import type { RuleFile } from "../rules/rule.ts";
import { type CalledCommand, ContextPaths, calledCommands } from "./called-commands.ts";
import { optionValue } from "./manifests.ts";

export interface HaskellOutput {
  /** Absolute path of the program. */
  readonly path: string;
  readonly call: CalledCommand;
}

export interface HaskellBuilds {
  readonly outputs: readonly HaskellOutput[];
  /** Every command that builds, in order. */
  readonly calls: readonly CalledCommand[];
  /** Why a command's result can't be told, as a sentence without its full stop. */
  readonly unclear: readonly { readonly call: CalledCommand; readonly why: string }[];
}

/** What the commands of a stage build and where they copy it by names that they compute. */
export function haskellBuilds(file: RuleFile, stage: Stage): HaskellBuilds {
  const paths = new ContextPaths(file, stage);
  const outputs: HaskellOutput[] = [];
  const calls: CalledCommand[] = [];
  const unclear: { readonly call: CalledCommand; readonly why: string }[] = [];
  for (const call of calledCommands(file, stage)) {
    const found = outputsOf(file, paths, call);
    if (found === undefined) continue;
    calls.push(call);
    if (typeof found === "string") unclear.push({ call, why: found });
    else outputs.push(...found.map((path) => ({ path, call })));
  }
  return { outputs, calls, unclear };
}

function outputsOf(
  file: RuleFile,
  paths: ContextPaths,
  call: CalledCommand,
): readonly string[] | string | undefined {
  const { inner } = call;
  switch (inner.program) {
    case "stack":
      return stackOutputs(file, paths, inner);
    case "cabal":
      return cabalOutputs(file, paths, inner);
    case "ghc":
      return ghcOutputs(inner);
    case "cp":
    case "mv":
    case "install":
      return copied(inner);
    default:
      return undefined;
  }
}

function stackOutputs(
  file: RuleFile,
  paths: ContextPaths,
  run: RunCommand,
): readonly string[] | string | undefined {
  const words = run.args.map(({ value }) => value);
  const installs = words.includes("install") || words.some((word) => /^--copy-bins$/.test(word));
  if (!installs && !words.includes("build")) return undefined;
  if (words.some((word) => /^--(?:only-dependencies|dependencies-only|only-snapshot|dry-run)$/.test(word)))
    return [];
  if (!installs) return [];
  const given = optionValue(run, /^--local-bin-path$/);
  if (given === undefined || run.cwd === undefined)
    return "The folder that `stack install` writes to is computed";
  const folder = given === null ? "/root/.local/bin" : resolvePath(run.cwd, given);
  const names = programNames(file, paths, run.cwd);
  return names === undefined
    ? "Which programs the package has isn't known"
    : names.map((name) => `${folder}/${name}`);
}

function cabalOutputs(
  file: RuleFile,
  paths: ContextPaths,
  run: RunCommand,
): readonly string[] | string | undefined {
  const words = run.args.map(({ value }) => value);
  const verb = /^(?:(?:new|v1|v2)-)?(build|install)$/.exec(words[0] ?? "");
  if (verb === null) return undefined;
  if (words.some((word) => /^--(?:only-dependencies|dependencies-only|dry-run|lib)$/.test(word))) return [];
  if (run.cwd === undefined) return "The folder in which the program is built isn't known";
  const names = programNames(file, paths, run.cwd);
  if (verb[1] === "build") {
    // cabal before 3.0 builds into `dist/build`; later ones into a path with the compiler's and the package's versions.
    return (names ?? []).map((name) => resolvePath(run.cwd ?? "/", `dist/build/${name}/${name}`));
  }
  const given = optionValue(run, /^--(?:installdir|bindir)$/);
  if (given === undefined) return "The folder that `cabal install` writes to is computed";
  // Without one it is `~/.cabal/bin` or `~/.local/bin`, by cabal's version.
  if (given === null) return "Which folder `cabal install` writes to isn't known without `--installdir`";
  const own = words
    .slice(1)
    .filter((word) => !word.startsWith("-") && !/[/]|^(?:all|\.|exes|exe:.*|all:exes)$/.test(word));
  const all = names === undefined ? own : [...names, ...own.filter((word) => word !== given)];
  return all.length === 0
    ? "Which programs the package has isn't known"
    : all.map((name) => resolvePath(resolvePath(run.cwd ?? "/", given), name));
}

function ghcOutputs(run: RunCommand): readonly string[] | string | undefined {
  const source = run.args.find(({ value }) => /\.l?hs$/.test(value));
  if (source === undefined) return undefined;
  const given = optionValue(run, /^-o$/);
  const file = argumentValue(run, source);
  if (given === undefined || file === undefined || run.cwd === undefined)
    return "The name of the program that `ghc` makes is computed";
  return [resolvePath(run.cwd, given ?? file.replace(/\.l?hs$/, ""))];
}

/** `cp $(cabal list-bin app) /usr/local/bin/app`: where it comes from is computed, where it goes isn't. */
function copied(run: RunCommand): readonly string[] | string | undefined {
  const words = run.args.filter(({ value }) => !value.startsWith("-"));
  const [from, to] = words;
  if (words.length !== 2 || from === undefined || to === undefined || !from.dynamic) return undefined;
  const computed =
    /\$\((?:cabal list-bin (?:exe:)?([\w-]+)|stack path --local-install-root\)\/bin\/([\w-]+)|find \S+ (?:-type f )?-name ["']?([\w-]+)["']?(?: -type f)?(?: -perm \S+)?)/.exec(
      from.raw,
    );
  const target = argumentValue(run, to);
  if (computed === null || target === undefined || run.cwd === undefined) return undefined;
  const name = computed[1] ?? computed[2] ?? computed[3] ?? "";
  const path = resolvePath(run.cwd, target);
  const isFolder = target.endsWith("/") || target === "." || /^\/(?:usr\/(?:local\/)?)?s?bin$/.test(path);
  return [isFolder ? `${path}/${name}` : path];
}

/** Names of the executables of the packages in a folder and one level below; undefined while not read. */
export function programNames(
  file: RuleFile,
  paths: ContextPaths,
  folder: string,
): readonly string[] | undefined {
  const context = paths.toContext(folder);
  if (context === undefined) return undefined;
  const prefix = context === "." ? "" : `${context}/`;
  const manifests = ["*.cabal", "package.yaml", "*/*.cabal", "*/package.yaml"].map((glob) =>
    file.project.find(prefix + glob),
  );
  if (manifests.some((each) => each === undefined)) return undefined;
  const names = new Set<string>();
  for (const path of manifests.flatMap((each) => each ?? [])) {
    const text = file.project.text(path);
    if (text === undefined) return undefined;
    const found = baseName(path) === "package.yaml" ? parseHpack(text ?? "") : parseCabal(text ?? "");
    for (const name of found.executables) names.add(name);
  }
  return [...names];
}
