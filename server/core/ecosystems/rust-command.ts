// Reads a command as `cargo build` or `cargo install`: what it builds, for which target, and where that lands.
//
// Source of the rules: the Cargo Book, `cargo build`, `cargo install`, "Build cache" and "Configuration".

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { dirName, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { ShellWord } from "../syntax/shell.ts";
import type { Span } from "../text/span.ts";
import { variableSource } from "./variable-source.ts";

export interface CargoCommand {
  readonly run: RunCommand;
  readonly kind: "build" | "install";
  /** `cargo build`, as messages name it. */
  readonly label: string;
  readonly span: Span;
  /** Absolute folder of the manifest that it starts from; undefined when it can't be followed. */
  readonly folder: string | undefined;
  /** Names after `-p`; undefined where one is computed. */
  readonly packages: readonly string[] | undefined;
  readonly wholeWorkspace: boolean;
  /** Names after `--bin`; null without one, undefined where one is computed. */
  readonly bins: readonly string[] | null | undefined;
  readonly examples: readonly string[];
  /** It builds libraries or tests alone. */
  readonly buildsNoProgram: boolean;
  /** Crates that `cargo install` fetches; empty where it builds a folder. */
  readonly remote: readonly (string | undefined)[];
  /** The folder under the target folder: `release`, `debug`. */
  readonly profile: string | undefined;
  /** Value of `--target` or the variable: null when nothing sets one, undefined when computed. */
  readonly target: string | null | undefined;
  /** Absolute; null when nothing sets one, undefined when computed. */
  readonly targetFolder: string | null | undefined;
  /** Folder that `cargo install` fills: null when nothing sets one, undefined when computed. */
  readonly root: string | null | undefined;
  /** CARGO_HOME: null when nothing sets it, undefined when computed. */
  readonly home: string | null | undefined;
  /** Flags for the compiler; undefined when computed. */
  readonly rustflags: string | undefined;
}

/** Options of `cargo build` and `cargo install` that take a value. */
const valued = new Set([
  "-p",
  "--package",
  "--bin",
  "--example",
  "--target",
  "--target-dir",
  "--profile",
  "--features",
  "-F",
  "-j",
  "--jobs",
  "--manifest-path",
  "--path",
  "--root",
  "--git",
  "--branch",
  "--tag",
  "--rev",
  "--version",
  "--vers",
  "--registry",
  "--index",
  "--color",
  "--config",
  "--message-format",
  "--exclude",
  "--out-dir",
  "--artifact-dir",
  "--lockfile-path",
  "-Z",
  "-C",
  "--bench",
  "--test",
]);

/** Undefined for any other command. */
export function readCargoCommand(stage: Stage, run: RunCommand): CargoCommand | undefined {
  const isCross = run.program === "cross";
  if (run.program !== "cargo" && !isCross) return undefined;
  const words = run.args[0]?.value.startsWith("+") === true ? run.args.slice(1) : run.args;
  const at = words.findIndex((word) => !word.value.startsWith("-"));
  let subcommand = words[at];
  let rest = at === -1 ? [] : words.slice(at + 1);
  // `cargo auditable build` builds as the words behind it say.
  if (subcommand?.value === "auditable") {
    subcommand = rest[0];
    rest = rest.slice(1);
  }
  if (subcommand === undefined) return undefined;
  if (!/^(?:build|b|install|zigbuild|rustc)$/.test(subcommand.value)) return undefined;
  const kind = subcommand.value === "install" ? "install" : "build";
  const options = new Options(run, [...words.slice(0, at), ...rest]);
  const manifest = options.value("--manifest-path");
  const path = options.value("--path");
  const git = options.has("--git");
  const folder = folderOf(run, kind === "install" ? path : manifest, kind);
  const remote = kind === "build" ? [] : path !== null ? [] : git ? [options.operands[0]] : options.operands;
  return {
    run,
    kind,
    label: `cargo ${subcommand.value}`,
    span: { start: run.command.programSpan.start, end: subcommand.span.end },
    folder,
    packages: options.all("-p", "--package"),
    wholeWorkspace: options.has("--workspace") || options.has("--all"),
    bins: options.has("--bin") ? options.all("--bin") : null,
    examples: options.all("--example") ?? [],
    buildsNoProgram:
      (options.has("--lib") || options.has("--tests") || options.has("--benches")) && !options.has("--bins"),
    remote,
    profile: profileFolder(options, kind),
    target: options.value("--target") ?? environment(stage, run, "CARGO_BUILD_TARGET"),
    targetFolder: targetFolder(stage, run, options),
    root: options.value("--root") ?? environment(stage, run, "CARGO_INSTALL_ROOT"),
    home: environment(stage, run, "CARGO_HOME"),
    rustflags: rustflags(stage, run),
  };
}

class Options {
  private readonly found = new Map<string, (string | undefined)[]>();
  /** Words that are no options; undefined for a computed one. */
  readonly operands: (string | undefined)[] = [];

  constructor(run: RunCommand, words: readonly ShellWord[]) {
    for (let at = 0; at < words.length; at++) {
      const word = words[at];
      if (word === undefined || word.value === "--") break;
      const equals = /^(--[\w-]+|-[A-Za-z])=/.exec(word.value);
      if (equals?.[1] !== undefined) {
        const value = argumentValue(run, word);
        this.add(equals[1], value?.slice(value.indexOf("=") + 1));
      } else if (/^-p.+/.test(word.value)) this.add("-p", argumentValue(run, word)?.slice(2));
      else if (word.value.startsWith("-")) {
        const next = valued.has(word.value) ? words[++at] : undefined;
        this.add(word.value, next === undefined ? "" : argumentValue(run, next));
      } else this.operands.push(argumentValue(run, word));
    }
  }

  private add(name: string, value: string | undefined): void {
    const values = this.found.get(name) ?? [];
    values.push(value);
    this.found.set(name, values);
  }

  has(name: string): boolean {
    return this.found.has(name);
  }

  /** Null without the option, undefined where its value is computed. */
  value(name: string): string | null | undefined {
    const values = this.found.get(name);
    return values === undefined ? null : values.at(-1);
  }

  all(...names: readonly string[]): readonly string[] | undefined {
    const values = names.flatMap((name) => this.found.get(name) ?? []);
    return values.some((value) => value === undefined) ? undefined : values.map((value) => value ?? "");
  }
}

/** A variable: null when nothing in the file sets it or it is empty, undefined when its value can't be known. */
function environment(stage: Stage, run: RunCommand, name: string): string | null | undefined {
  const value = run.variable(name);
  if (typeof value === "string") return value === "" ? null : value;
  return value === undefined && variableSource(stage, run, name) !== undefined ? undefined : null;
}

function folderOf(
  run: RunCommand,
  given: string | null | undefined,
  kind: "build" | "install",
): string | undefined {
  if (given === undefined) return undefined;
  if (given === null) return run.cwd;
  const folder = kind === "install" ? given : given.endsWith(".toml") ? dirName(`/${given}`).slice(1) : given;
  const own = kind === "build" && given.startsWith("/") ? dirName(given) : folder;
  return own.startsWith("/")
    ? resolvePath("/", own)
    : run.cwd === undefined
      ? undefined
      : resolvePath(run.cwd, own);
}

function profileFolder(options: Options, kind: "build" | "install"): string | undefined {
  const profile = options.value("--profile");
  if (profile === undefined) return undefined;
  if (profile !== null)
    return profile === "dev" || profile === "test" ? "debug" : profile === "bench" ? "release" : profile;
  if (kind === "install") return options.has("--debug") ? "debug" : "release";
  return options.has("--release") || options.has("-r") ? "release" : "debug";
}

function targetFolder(stage: Stage, run: RunCommand, options: Options): string | null | undefined {
  const given =
    options.value("--target-dir") ??
    environment(stage, run, "CARGO_TARGET_DIR") ??
    environment(stage, run, "CARGO_BUILD_TARGET_DIR");
  if (given == null) return given;
  return given.startsWith("/") ? given : run.cwd === undefined ? undefined : resolvePath(run.cwd, given);
}

function rustflags(stage: Stage, run: RunCommand): string | undefined {
  const values = ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS"].map((name) =>
    environment(stage, run, name),
  );
  return values.some((value) => value === undefined)
    ? undefined
    : values.map((value) => value ?? "").join(" ");
}
