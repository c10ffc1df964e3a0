// What the words of `pip install` name: packages, files of requirements, the project itself, and where it installs.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import type { ShellWord } from "../syntax/shell.ts";

export interface PipWords {
  /** Requirements as written, `flask==3.0`; those that are computed are left out. */
  readonly packages: readonly string[];
  /** Absolute image paths of files of requirements; undefined for one that is computed. */
  readonly files: readonly (string | undefined)[];
  /** Folders of the project, absolute, that it installs; undefined for one that can't be known. */
  readonly folders: readonly (string | undefined)[];
  readonly editable: boolean;
  /** It builds a folder or an archive of the project. */
  readonly local: boolean;
  /** `--user`. */
  readonly user: ShellWord | undefined;
  /** `--system` of uv. */
  readonly system: ShellWord | undefined;
  /** The folder of `--target`: null where it is computed. */
  readonly target: string | null | undefined;
  /** The folder of `--prefix` or `--root`: null where it is computed. */
  readonly prefix: string | null | undefined;
  /** The environment that `--python` names; undefined without. */
  readonly python: string | undefined;
  readonly buildIsolation: boolean;
  /** Absolute folders of archives that it looks in. */
  readonly links: readonly string[];
}

/** Options that take the next word, and name nothing that is installed. */
const valued =
  /^(?:-i|--index-url|--extra-index-url|--index|--default-index|--index-strategy|--trusted-host|--timeout|--default-timeout|--retries|--cache-dir|--proxy|--log|--platform|--python-version|--implementation|--abi|--only-binary|--no-binary|--progress-bar|--upgrade-strategy|--root-user-action|--global-option|--install-option|--build-option|--config-settings|--src|--exists-action|--cert|--client-cert|--extra|--use-feature|--use-deprecated|--report|--resolution|--prerelease|--link-mode|--no-build-isolation-package|--reinstall-package|--upgrade-package|--keyring-provider)$/;

/** Reads the words behind `install`; `bare` says what a word without an option is. */
export function readPipWords(
  run: RunCommand,
  args: readonly ShellWord[],
  bare: "packages" | "files",
): PipWords {
  const packages: string[] = [];
  const files: (string | undefined)[] = [];
  const folders: (string | undefined)[] = [];
  const links: string[] = [];
  let editable = false;
  let local = false;
  let user: ShellWord | undefined;
  let system: ShellWord | undefined;
  let target: string | null | undefined;
  let prefix: string | null | undefined;
  let python: string | undefined;
  let buildIsolation = true;
  const place = (value: string | undefined): string | undefined =>
    value === undefined || (run.cwd === undefined && !value.startsWith("/"))
      ? undefined
      : resolvePath(run.cwd ?? "/", value);
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    if (word === undefined) break;
    const option =
      /^(-r|-c|-e|-t|-p|-f|--find-links|--requirements?|--constraints?|--editable|--target|--prefix|--root|--python)(?:=(.*)|(?<=^-[rcetf])(.+))?$/s.exec(
        word.value,
      );
    if (option !== null) {
      const inline = option[2] ?? option[3];
      const next = inline === undefined ? args[++at] : undefined;
      const value = inline ?? (next === undefined ? undefined : argumentValue(run, next));
      const given = value?.includes("$") === true ? expandedTail(run, word, value) : value;
      switch (option[1]) {
        case "-r":
        case "--requirement":
        case "--requirements":
          if (given === undefined || !/^https?:/.test(given)) files.push(place(given));
          break;
        case "-e":
        case "--editable":
          editable = true;
          if (given === undefined || !/^(?:git|hg|svn|https?)[+:]/.test(given))
            folders.push(place(given?.replace(/\[.*\]$/, "")));
          else packages.push(given);
          break;
        case "-f":
        case "--find-links": {
          const folder = given === undefined || /^https?:/.test(given) ? undefined : place(given);
          if (folder !== undefined) links.push(folder);
          break;
        }
        case "-t":
        case "--target":
          target = place(given) ?? null;
          break;
        case "--prefix":
        case "--root":
          prefix = place(given) ?? null;
          break;
        case "-p":
        case "--python":
          python = given;
          break;
      }
      continue;
    }
    if (valued.test(word.value)) at++;
    else if (word.value === "--user") user = word;
    else if (word.value === "--system") system = word;
    else if (word.value === "--no-build-isolation") buildIsolation = false;
    else if (!word.value.startsWith("-")) {
      const value = argumentValue(run, word);
      const text = (value ?? word.value).replace(/\[[^\]]*\]$/, "");
      if (bare === "files") files.push(place(value));
      else if (
        /^\.{1,2}(?:$|\/)|^\/|^file:|\.(?:whl|tar\.gz|zip|tgz)$/.test(text) &&
        !/^https?:/.test(text)
      ) {
        local = true;
        folders.push(/\.(?:whl|tar\.gz|zip|tgz)$|\*/.test(text) ? undefined : place(text));
      } else packages.push(value ?? word.value);
    }
  }
  return {
    packages,
    files,
    folders,
    editable,
    local,
    user,
    system,
    target,
    prefix,
    python,
    buildIsolation,
    links,
  };
}

/** `--target=$DIR`: the value behind the equals sign, with its variables replaced. */
function expandedTail(run: RunCommand, word: ShellWord, value: string): string | undefined {
  const whole = argumentValue(run, word);
  if (whole === undefined) return undefined;
  return whole.includes("=") ? whole.slice(whole.indexOf("=") + 1) : value.includes("$") ? undefined : value;
}

/** The name of a requirement without version, extras and conditions, as package indexes compare it. */
export function normalName(requirement: string): string {
  return (/^[A-Za-z0-9][\w.-]*/.exec(requirement.trim())?.[0] ?? "").toLowerCase().replace(/[-_.]+/g, "-");
}
