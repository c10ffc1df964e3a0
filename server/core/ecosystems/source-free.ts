// Commands that need no file of the build context, so that copies may stand behind them.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { packageCommand } from "../model/packages.ts";
import { isWithin, resolvePath } from "../model/paths.ts";
import { isShell, type ShellWord } from "../syntax/shell.ts";

/** An installation of programs by their names: system packages, `npm install -g`, `pip install` of named packages. */
export interface ToolInstall {
  /** As a message names it, `apt-get install`. */
  readonly label: string;
  readonly kind: "system" | "tool" | "installer";
}

/** Reads a command as an installation that depends on nothing but the names in it. */
export function toolInstall(run: RunCommand): ToolInstall | undefined {
  const system = packageCommand(run);
  if (system !== undefined) {
    if (system.action !== "install" || system.packages.length === 0) return undefined;
    return allNames(system.packages) && readsNothing(run)
      ? { label: `${run.program} ${actionWord(run)}`, kind: "system" }
      : undefined;
  }
  return languageTool(run);
}

function actionWord(run: RunCommand): string {
  return (
    run.args.find((word) => /^(?:install|add|in|localinstall|groupinstall|-S\w*)$/.test(word.value))?.value ??
    "install"
  );
}

/** Options of pip, npm and others that take the next word as their value. */
const valued =
  /^(?:-i|--index-url|--extra-index-url|--trusted-host|--timeout|--retries|--registry|--prefix|--root|--target|-t|--cache-dir|--python|-p|--proxy|--global-folder|--features|--version|--vers|--bin|--git|--tag|--branch|--rev|--loglevel|--upgrade-strategy|--root-user-action|--progress-bar|--default-timeout)$/;

function languageTool(run: RunCommand): ToolInstall | undefined {
  const words = run.args.filter(
    (word, at) => !word.value.startsWith("-") && !valued.test(run.args[at - 1]?.value ?? ""),
  );
  const { program } = run;
  const [first, second] = words.map((word) => word.value);
  const python =
    /^python[\d.]*$/.test(program) && run.args[0]?.value === "-m" && /^pip\d?$/.test(first ?? "");
  if (/^pip[\d.]*$/.test(program) || python || (program === "uv" && first === "pip") || program === "pipx") {
    const skip = python || program === "uv" ? 2 : 1;
    if (words[skip - 1]?.value !== "install") return undefined;
    // `-r`, `-e`, `-c` and `-f` read files of the project.
    if (
      run.args.some((word) =>
        /^(?:-[recf]|--(?:requirement|editable|constraint|find-links|no-index))/.test(word.value),
      )
    )
      return undefined;
    const names = words.slice(skip);
    if (names.length === 0 || !allNames(names) || !readsNothing(run)) return undefined;
    // Upgrading the installer itself is no installation worth waiting for.
    const kind = names.every((word) => /^(?:pip|setuptools|wheel)\b/.test(word.value)) ? "installer" : "tool";
    return { label: `${program} install`, kind };
  }
  const global = run.args.some((word) => /^(?:-g|--global|--location=global)$/.test(word.value));
  if (/^(?:npm|pnpm|bun)$/.test(program) && global && /^(?:i|install|add)$/.test(first ?? ""))
    return allNames(words.slice(1)) && words.length > 1
      ? { label: `${program} ${first} -g`, kind: "tool" }
      : undefined;
  if (program === "yarn" && first === "global" && second === "add")
    return allNames(words.slice(2)) ? { label: "yarn global add", kind: "tool" } : undefined;
  if (program === "gem" && first === "install")
    return allNames(words.slice(1)) ? { label: "gem install", kind: "tool" } : undefined;
  if (
    program === "go" &&
    first === "install" &&
    second !== undefined &&
    /@/.test(second) &&
    allRemote(words.slice(1))
  )
    return { label: "go install", kind: "tool" };
  if (
    program === "cargo" &&
    first === "install" &&
    second !== undefined &&
    !run.args.some((word) => word.value === "--path")
  )
    return allNames(words.slice(1)) ? { label: "cargo install", kind: "tool" } : undefined;
  return undefined;
}

/** Packages and no files: `./x.deb`, `dist/app.whl` and computed names are not. */
function allNames(words: readonly ShellWord[]): boolean {
  return words.every(
    (word) =>
      (!word.dynamic || /^\$\{?\w+\}?$|^[\w.+@/-]+(?:==?|@|~=|>=)["']?\$\{?\w+\}?["']?$/.test(word.raw)) &&
      !/^\.{0,2}\/|^\.{1,2}$|\.(?:deb|rpm|apk|whl|tgz|tar\.gz|zip|gem)$/.test(word.value),
  );
}

function allRemote(words: readonly ShellWord[]): boolean {
  return words.every((word) => /^[^./]+\.[^/]+\/.*@/.test(word.value));
}

function readsNothing(run: RunCommand): boolean {
  return !run.command.redirects.some(({ operator }) => operator.startsWith("<"));
}

/** Programs that neither read nor change files of the project, whatever their arguments. */
const harmless = new Set([
  "",
  "set",
  "export",
  "unset",
  "popd",
  "true",
  ":",
  "exit",
  "sleep",
  "pwd",
  "ls",
  "env",
  "printenv",
  "id",
  "whoami",
  "uname",
  "date",
  "which",
  "type",
  "command",
  "hostname",
  "nproc",
  "df",
  "free",
  "locale-gen",
  "update-locale",
  "localedef",
  "dpkg-reconfigure",
  "update-alternatives",
  "ldconfig",
  "update-ca-certificates",
  "apt-key",
  "add-apt-repository",
  "apt-mark",
  "debconf-set-selections",
  "ssh-keyscan",
  "gpg",
  "gpgconf",
  "groupadd",
  "addgroup",
  "passwd",
  "chpasswd",
  "corepack",
  "rustup",
  "sha256sum",
  "shasum",
  "md5sum",
  "fc-cache",
  "dpkg",
  "getent",
  "a2enmod",
  "a2dismod",
  "docker-php-ext-install",
  "docker-php-ext-enable",
  "docker-php-ext-configure",
  "pecl",
  "nvm",
  "n",
  "shopt",
  "wait",
  "trap",
  "umask",
  "read",
  "yes",
  "rm-cache",
]);

/** Programs that act on the files they are given. */
const onFiles = new Set([
  "mkdir",
  "rm",
  "rmdir",
  "touch",
  "chmod",
  "chown",
  "chgrp",
  "ln",
  "cp",
  "mv",
  "cat",
  "tee",
  "echo",
  "printf",
  "sed",
  "test",
  "[",
  "[[",
  "tar",
  "unzip",
  "gunzip",
  "curl",
  "wget",
  "install",
  "find",
  "head",
  "tail",
  "grep",
  "awk",
  "tr",
  "sort",
  "cut",
  "xargs",
]);

/** Subcommands of language tools that configure the tool itself. */
const configuring: Readonly<Record<string, RegExp>> = {
  npm: /^(?:config|set|cache|-v|--version|version|--help|login|whoami)$/,
  yarn: /^(?:config|cache|--version|-v)$/,
  pnpm: /^(?:config|setup|--version|-v|store|env)$/,
  bun: /^(?:--version|-v)$/,
  pip: /^(?:config|cache|--version|list|freeze|debug)$/,
  pip3: /^(?:config|cache|--version|list|freeze|debug)$/,
  poetry: /^(?:config|--version|self|cache)$/,
  uv: /^(?:--version|python|venv|tool|cache)$/,
  git: /^(?:config|--version)$/,
  go: /^(?:version|env)$/,
  node: /^(?:-v|--version)$/,
  python: /^(?:--version|-V)$/,
  python3: /^(?:--version|-V)$/,
  java: /^-?-version$/,
  mvn: /^(?:-v|--version)$/,
  gradle: /^(?:-v|--version)$/,
  cargo: /^(?:--version|-V)$/,
  rustc: /^(?:--version|-V)$/,
  mix: /^(?:local\.hex|local\.rebar|archive\.install|--version|-v)$/,
  rebar3: /^(?:update|version|--version)$/,
  dotnet: /^(?:--version|--info|workload)$/,
  cabal: /^(?:update|--version)$/,
  stack: /^(?:update|upgrade|--version)$/,
  dart: /^--(?:version|disable-analytics)$/,
  swift: /^--version$/,
};

/**
 * True when the command works the same before files are copied to `targets` (absolute folders), of which `allowed`
 * are there already.
 */
export function needsNoSources(
  run: RunCommand,
  targets: readonly (string | undefined)[],
  allowed: readonly string[],
): boolean {
  const inTargets = (path: string): boolean =>
    !allowed.includes(path) &&
    targets.some(
      (target) => target === undefined || isWithin(target, path) || (path !== "/" && isWithin(path, target)),
    );
  for (const { operator, target } of run.command.redirects) {
    if (target === undefined || /^[<>]&$|^>&/.test(operator)) continue;
    const path = placeOf(run, target);
    if (path === undefined || (inTargets(path) && !path.startsWith("/dev/"))) return false;
  }
  // A program with a folder is one of the project, or one that was installed.
  if (/^\.{0,2}\//.test(run.command.program) && !/^\/(?:usr|bin|sbin|opt|root)\//.test(run.command.program))
    return false;
  if (run.program === "cd" || run.program === "pushd") return isThere(run, targets, allowed);
  // A home folder that copies have made before belongs to somebody else.
  if (/^(?:useradd|adduser|usermod)$/.test(run.program))
    return run.args.every((word) => !word.value.startsWith("/") || isElsewhere(run, word, inTargets));
  if (harmless.has(run.program) || packageCommand(run) !== undefined)
    return packageCommand(run)?.action !== "install" || toolInstall(run) !== undefined;
  // Copies land in folders that are there already.
  if (run.program === "mkdir") return run.args.every((word) => placeOf(run, word) !== undefined);
  if (toolInstall(run) !== undefined) return true;
  // `curl ... | bash -`: the script comes from somewhere else.
  if (isShell(run.program) && run.command.joined === "|")
    return run.args.every((word) => /^-/.test(word.value) && !/^-[a-z]*c$/.test(word.value));
  const subcommands = Object.hasOwn(configuring, run.program) ? configuring[run.program] : undefined;
  if (subcommands !== undefined) {
    const first = run.args[0]?.value ?? "";
    if (subcommands.test(first)) return true;
    // `python -m venv /opt/venv` makes a folder of its own.
    if (
      !/^python3?$/.test(run.program) ||
      first !== "-m" ||
      !/^(?:venv|virtualenv)$/.test(run.args[1]?.value ?? "")
    )
      return false;
    return true;
  }
  if (!onFiles.has(run.program)) return false;
  return run.args.every((word) => isElsewhere(run, word, inTargets));
}

/** The folder exists without the copies: it lies outside them, or what is there already lies in it. */
function isThere(
  run: RunCommand,
  targets: readonly (string | undefined)[],
  allowed: readonly string[],
): boolean {
  const word = run.args.find((each) => !each.value.startsWith("-"));
  const path = word === undefined ? "/" : placeOf(run, word);
  if (path === undefined) return false;
  if (allowed.some((each) => isWithin(path, each))) return true;
  return !targets.some((target) => target === undefined || (target !== path && isWithin(target, path)));
}

/** The word is no path, or one outside the folders. */
function isElsewhere(run: RunCommand, word: ShellWord, inTargets: (path: string) => boolean): boolean {
  if (/^(?:-|[a-z]+:\/\/|[ugoa]*[+-=][rwxXst]+$|\d{3,4}$)/.test(word.value)) return true;
  // What is printed is text, not a path.
  if (run.program === "echo" || run.program === "printf") return !/\$\(|`/.test(word.raw);
  if (/\s/.test(word.value) && !/^\//.test(word.value)) return !/\$\(|`/.test(word.raw);
  if (
    run.program === "chown" &&
    /^[\w$-]+:?[\w$-]*$/.test(word.value) &&
    word === run.args.find((each) => !each.value.startsWith("-"))
  )
    return true;
  const path = placeOf(run, word);
  if (path === undefined) return false;
  return !inTargets(path);
}

function placeOf(run: RunCommand, word: ShellWord): string | undefined {
  // A pattern lies in its folder.
  const wild = /^([^*?[{$`]*)[*?[{]/.exec(word.value)?.[1];
  const value = wild === undefined ? argumentValue(run, word) : wild;
  if (value === undefined) return undefined;
  return value.startsWith("/")
    ? resolvePath("/", value)
    : run.cwd === undefined
      ? undefined
      : resolvePath(run.cwd, value);
}
