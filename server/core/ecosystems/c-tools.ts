// Reads commands as calls of build tools: cmake, make, ninja, meson and configure scripts.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { dirName, resolvePath } from "../model/paths.ts";

export type BuildCall =
  | {
      readonly kind: "configure";
      readonly tool: "cmake" | "autotools" | "meson";
      /** Absolute folders; undefined where they can't be known. */
      readonly source: string | undefined;
      readonly build: string | undefined;
      /** Where it is installed; undefined when computed. */
      readonly prefix: string | undefined;
      /** Values after `-D`. */
      readonly definitions: ReadonlyMap<string, string>;
    }
  | {
      readonly kind: "build";
      /** Absolute; undefined for the working directory. */
      readonly folder: string | undefined;
      readonly installs: boolean;
      /** A prefix of its own. */
      readonly prefix: string | undefined;
      /** Only targets that leave nothing behind. */
      readonly idle: boolean;
    };

/** Targets of make that leave nothing behind. */
const idleTargets = /^(?:clean|distclean|mrproper|test|tests|check|lint|fmt|format|help|deps|vet|uninstall)$/;

/** Undefined for any other command. */
export function readBuildCall(run: RunCommand): BuildCall | undefined {
  switch (run.program) {
    case "cmake":
      return cmakeCall(run);
    case "make":
    case "gmake":
      return makeCall(run);
    case "ninja":
    case "samu":
      return {
        ...build(run, optionValue(run, /^-C$/)),
        installs: targets(run, /^-[Cjlkfd]$/).includes("install"),
      };
    case "meson":
      return mesonCall(run);
    case "configure":
      return configureCall(run);
    default:
      return undefined;
  }
}

function build(run: RunCommand, folder: string | null | undefined): BuildCall & { kind: "build" } {
  const at = folder == null ? run.cwd : absolute(run, folder);
  return { kind: "build", folder: at, installs: false, prefix: undefined, idle: false };
}

function cmakeCall(run: RunCommand): BuildCall | undefined {
  const words = run.args.map((word) => argumentValue(run, word));
  const first = words[0] ?? "";
  if (/^-[EP]$|^--(?:version|help)/.test(first)) return undefined;
  if (first === "--build" || first.startsWith("--build=")) {
    const at = words.findIndex((word) => word === "--target" || word === "-t");
    return {
      ...build(run, optionValue(run, /^--build$/)),
      installs: at !== -1 && words[at + 1] === "install",
    };
  }
  if (first === "--install") {
    const prefix = optionValue(run, /^--prefix$/);
    return {
      ...build(run, optionValue(run, /^--install$/)),
      installs: true,
      prefix: prefix == null ? undefined : absolute(run, prefix),
    };
  }
  const definitions = new Map<string, string>();
  let source: string | undefined;
  let folder: string | undefined;
  let computed = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) {
      // A computed definition decides nothing that is looked at; a computed folder does.
      if (!/^"?-/.test(run.args[at]?.raw ?? "")) computed = true;
      continue;
    }
    const option = /^-([SBDGTAC])(.*)$/.exec(word);
    if (option !== null) {
      const value = option[2] === "" ? words[++at] : option[2];
      if (option[1] === "S") source = value;
      else if (option[1] === "B") folder = value;
      else if (option[1] === "D") {
        const pair = /^([\w.-]+)(?::\w+)?=(.*)$/s.exec(value ?? "");
        if (pair?.[1] !== undefined) definitions.set(pair[1], pair[2] ?? "");
      }
    } else if (word === "--preset" || word.startsWith("--preset=")) computed = true;
    else if (word === "--install-prefix") definitions.set("CMAKE_INSTALL_PREFIX", words[++at] ?? "");
    // `cmake ./CMakeLists.txt` names the file for its folder.
    else if (!word.startsWith("-")) source = word.replace(/(^|\/)CMakeLists\.txt$/, "$1.");
  }
  const prefix = definitions.get("CMAKE_INSTALL_PREFIX") ?? "/usr/local";
  return {
    kind: "configure",
    tool: "cmake",
    source: computed ? undefined : absolute(run, source ?? "."),
    build: computed ? undefined : absolute(run, folder ?? "."),
    prefix: prefix.includes("$") ? undefined : absolute(run, prefix),
    definitions,
  };
}

function makeCall(run: RunCommand): BuildCall {
  const names = targets(run, /^-[CfjIoWl]$/);
  const prefix = run.args
    .map((word) => argumentValue(run, word))
    .find((word) => word?.startsWith("PREFIX=") === true);
  const folder = optionValue(run, /^(?:-C|--directory)$/);
  return {
    ...build(run, folder),
    installs: names.some((name) => /^install(?:[-/]|$)/.test(name)),
    prefix: prefix === undefined ? undefined : absolute(run, prefix.slice("PREFIX=".length)),
    idle: names.length > 0 && names.every((name) => idleTargets.test(name)),
  };
}

function mesonCall(run: RunCommand): BuildCall | undefined {
  const words = run.args.map((word) => argumentValue(run, word) ?? "");
  const [first] = words;
  if (first === "compile" || first === "install")
    return { ...build(run, optionValue(run, /^-C$/)), installs: first === "install" };
  if (
    first === undefined ||
    /^(?:test|dist|configure|introspect|wrap|subprojects|rewrite|--version)$/.test(first)
  )
    return undefined;
  const operands = words.filter(
    (word, at) =>
      !word.startsWith("-") &&
      word !== "setup" &&
      !/^-[DC]?$|^--(?:prefix|buildtype|backend)$/.test(words[at - 1] ?? ""),
  );
  const prefix = optionValue(run, /^--prefix$/);
  return {
    kind: "configure",
    tool: "meson",
    source: absolute(run, operands[1] ?? "."),
    build: absolute(run, operands[0] ?? "."),
    prefix: prefix === undefined ? undefined : absolute(run, prefix ?? "/usr/local"),
    definitions: new Map(),
  };
}

function configureCall(run: RunCommand): BuildCall {
  const prefix = optionValue(run, /^--prefix$/);
  const script = run.command.program;
  return {
    kind: "configure",
    tool: "autotools",
    source: absolute(run, dirName(`/${script}`).slice(1) || "."),
    build: run.cwd,
    prefix: prefix === undefined ? undefined : absolute(run, prefix ?? "/usr/local"),
    definitions: new Map(),
  };
}

function absolute(run: RunCommand, path: string): string | undefined {
  if (path.startsWith("/")) return resolvePath("/", path);
  return run.cwd === undefined ? undefined : resolvePath(run.cwd, path);
}

/** Words that are no options and no variables. */
function targets(run: RunCommand, valued: RegExp): readonly string[] {
  const words = run.args.map((word) => argumentValue(run, word) ?? word.value);
  return words.filter((word, at) => {
    const before = words[at - 1] ?? "";
    const isValue = valued.test(before) && (before !== "-j" || /^\d+$/.test(word) || word.includes("$"));
    return !/^-|=/.test(word) && !isValue;
  });
}

/** Null without the option, undefined where its value is computed. */
function optionValue(run: RunCommand, names: RegExp): string | null | undefined {
  for (const [at, word] of run.args.entries()) {
    const equals = word.value.indexOf("=");
    const name = equals === -1 ? word.value : word.value.slice(0, equals);
    if (names.test(name)) {
      if (equals !== -1) {
        const value = argumentValue(run, word);
        return value?.slice(value.indexOf("=") + 1);
      }
      const next = run.args[at + 1];
      return next === undefined ? null : argumentValue(run, next);
    }
    if (/^-C./.test(word.value) && names.test("-C")) return word.value.slice(2);
  }
  return null;
}
