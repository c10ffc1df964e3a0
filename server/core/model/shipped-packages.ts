// Packages of Python and Node that a builder installs and the shipped image copies: where they are, and what is in them.

import { mayLockNative, nodeLockfiles } from "../project/manifests/node-lockfile.ts";
import { parsePackageJson } from "../project/manifests/package-json.ts";
import { parseRequirements } from "../project/manifests/requirements-txt.ts";
import { isNativeNodePackage, isNativePythonPackage } from "../project/native-packages.ts";
import type { Project } from "../project/project.ts";
import type { Span } from "../text/span.ts";
import { argumentValue, type RunCommand, stageCommands } from "./commands.ts";
import { isWithin, resolvePath } from "./paths.ts";
import type { Stage } from "./stage.ts";

export interface Delivery {
  /** As a message names them. */
  readonly what: "Python packages" | "Node packages";
  /** The command that installs them. */
  readonly at: Span;
  /** Whether some have compiled parts; undefined where their names are not known. */
  readonly native: boolean | undefined;
}

/** What is installed under a path of a stage, or holds it; undefined for anything else. */
export function deliveredPackages(
  file: { readonly project: Project },
  stage: Stage,
  path: string,
): Delivery | undefined {
  const commands = [...stage.chain].reverse().flatMap(stageCommands);
  if (
    commands.some(
      ({ program, args }) =>
        program === "rm" && args.some(({ value }) => /(?:^|\/)node_modules\/?$/.test(value)),
    )
  )
    return undefined;
  for (const run of commands) {
    const python = pythonFolder(run);
    if (python !== undefined && overlaps(python, path)) {
      const native = pythonNative(file.project, run);
      return { what: "Python packages", at: run.command.span, native };
    }
    const node = nodeFolder(run);
    // The whole project comes with its packages; `dist` does not.
    if (node !== undefined && (path === node || isWithin(`${node}/node_modules`, path)))
      return { what: "Node packages", at: run.command.span, native: nodeNative(file.project) };
  }
  return undefined;
}

function overlaps(folder: string, path: string): boolean {
  return isWithin(folder, path) || (path !== "/" && isWithin(path, folder));
}

/** The folder that pip, uv and the like install into. */
function pythonFolder(run: RunCommand): string | undefined {
  const words = run.args.map(({ value }) => value);
  const isPip =
    /^pip[\d.]*$/.test(run.program) ||
    (run.program === "uv" && words[0] === "pip") ||
    (/^python/.test(run.program) && words[0] === "-m" && words[1] === "pip");
  if (isPip && words.includes("wheel")) return folderOption(run, /^(?:-w|--wheel-dir)$/);
  if (!isPip || !words.includes("install")) return undefined;
  const given = folderOption(run, /^(?:-t|--target|--prefix|--root)$/);
  if (given !== undefined) return given;
  if (words.includes("--user")) return "/root/.local";
  // A virtual environment is where its pip is, or first in PATH.
  const own = /^(\/.*)\/bin\/(?:pip|python)[\d.]*$/.exec(run.command.words[0]?.value ?? "")?.[1];
  const path = run.variable("PATH");
  const first =
    typeof path === "string" ? /^(\/[^:]*(?:venv|env)[^:]*)\/bin(?::|$)/.exec(path)?.[1] : undefined;
  return own ?? run.variable("VIRTUAL_ENV") ?? first ?? "/usr/local/lib/python";
}

function folderOption(run: RunCommand, option: RegExp): string | undefined {
  for (const [at, word] of run.args.entries()) {
    const equals = word.value.indexOf("=");
    const value =
      equals > 0 && option.test(word.value.slice(0, equals))
        ? argumentValue(run, word)?.slice(equals + 1)
        : option.test(word.value) && run.args[at + 1] !== undefined
          ? argumentValue(run, run.args[at + 1] ?? word)
          : undefined;
    if (value !== undefined && run.cwd !== undefined) return resolvePath(run.cwd, value);
  }
  return undefined;
}

function nodeFolder(run: RunCommand): string | undefined {
  if (!/^(?:npm|yarn|pnpm|bun)$/.test(run.program)) return undefined;
  const action = run.args.find(({ value }) => !value.startsWith("-"))?.value;
  const installs = action === undefined ? run.program === "yarn" : /^(?:ci|install|i)$/.test(action);
  const isGlobal = run.args.some(({ value }) => value === "-g" || value === "--global");
  return installs && !isGlobal ? run.cwd : undefined;
}

/** By the names on the command, and by the requirements file at the root of the context. */
/** True where the stage that gets the packages installs or builds them again. */
export function installsAgain(stage: Stage): boolean {
  return stageCommands(stage).some((run) => {
    if (run.program === "npm" && run.args.some(({ value }) => value === "rebuild")) return true;
    return nodeFolder(run) !== undefined || run.command.words.some(({ raw }) => raw.includes("manylinux"));
  });
}

function pythonNative(project: Project, run: RunCommand): boolean | undefined {
  const named = run.args
    .map(({ value }) => /^([A-Za-z][\w.-]*)(?:\[.*\])?(?:[=<>~!].*)?$/.exec(value)?.[1])
    .filter((name) => name !== undefined);
  if (named.some(isNativePythonPackage)) return true;
  const text = project.text("requirements.txt");
  if (text == null) return undefined;
  return parseRequirements(text).some(
    ({ kind, value }) => kind === "package" && isNativePythonPackage(/^[\w.-]+/.exec(value)?.[0] ?? value),
  );
}

function nodeNative(project: Project): boolean | undefined {
  const text = project.text("package.json");
  const manifest = text == null ? undefined : parsePackageJson(text);
  if (manifest === undefined) return undefined;
  if (Object.keys(manifest.dependencies.dependencies).some(isNativeNodePackage)) return true;
  // Packages of packages are only seen in a lockfile.
  for (const name of nodeLockfiles) {
    const locked = project.text(name);
    if (locked != null) return mayLockNative(name, locked) === false ? false : undefined;
  }
  return undefined;
}
