// What a command of a RUN leaves behind that a program may need at run time.

import { argumentPattern, argumentValue, type RunCommand } from "../model/commands.ts";
import { type PackageCommand, packageCommand } from "../model/packages.ts";
import { resolvePath } from "../model/paths.ts";
import type { ShellWord } from "../syntax/shell.ts";
import { downloadedFiles } from "./downloads.ts";
import { builtins } from "./start-command.ts";

export type Effect =
  /** Nothing that matters outside the build. */
  | { readonly kind: "build" }
  | { readonly kind: "packages"; readonly command: PackageCommand }
  /** Files or folders at these absolute paths. `empty` for a folder that nothing was put into. */
  | { readonly kind: "makes"; readonly paths: readonly string[]; readonly what: "file" | "folder" }
  /** Mode, owner or content of what is there already. */
  | {
      readonly kind: "changes";
      readonly paths: readonly string[];
      readonly what: "owner" | "mode" | "content";
    }
  /** `from` goes to `to`; `to` may be a folder. */
  | {
      readonly kind: "moves";
      readonly from: readonly string[];
      readonly to: string;
      /** `folder` where the words say that `to` is one. */
      readonly into: "folder" | "unsaid";
      /** `copy` leaves `from` where it was. */
      readonly how: "copy" | "move";
    }
  /** Files or folders that are gone afterwards. */
  | {
      readonly kind: "removes";
      /** Absolute; one with `*` or `?` stands for all that match it. */
      readonly paths: readonly string[];
    }
  | { readonly kind: "user"; readonly name: string; readonly id: number | undefined }
  /** It can't be told what the command makes. */
  | { readonly kind: "unknown" };

/** Programs that look, wait, check or only touch what a build needs. */
const harmless = new Set([
  "git",
  "ls",
  "cat",
  "pwd",
  "date",
  "sleep",
  "env",
  "id",
  "whoami",
  "uname",
  "which",
  "grep",
  "find",
  "head",
  "tail",
  "wc",
  "du",
  "df",
  "sort",
  "uniq",
  "cut",
  "tr",
  "awk",
  "xargs",
  "basename",
  "dirname",
  "hostname",
  "nproc",
  "ldconfig",
  "update-ca-certificates",
  "sha256sum",
  "md5sum",
  "sha512sum",
  "gpg",
  "strip",
  "upx",
  "file",
  "ldd",
  "tree",
  "dpkg-architecture",
  "apt-key",
  "add-apt-repository",
  "ssh-keyscan",
  "yes",
  "sync",
  "getent",
  "groups",
  "npm-check",
  "go",
  "gofmt",
  "stat",
  "readelf",
  // Empties logs.
  "truncate",
]);

/** The effect of one command; the ecosystem's own build commands are not given to it. */
export function effectOf(run: RunCommand): Effect {
  const redirected = redirectTargets(run);
  if (redirected === undefined) return { kind: "unknown" };
  if (redirected.length > 0) return { kind: "makes", paths: redirected, what: "file" };
  const { program } = run;
  if (program === "" || builtins.has(program) || harmless.has(program)) return { kind: "build" };
  const packages = packageCommand(run);
  if (packages !== undefined) return { kind: "packages", command: packages };
  switch (program) {
    case "mkdir":
      return paths(run, operands(run, /^-(?:m|-mode)$/), (found) => ({
        kind: "makes",
        paths: found,
        what: "folder",
      }));
    case "rm":
    case "rmdir":
      return removal(run);
    case "touch":
      return paths(run, operands(run, /^-[drt]$/), (found) => ({
        kind: "makes",
        paths: found,
        what: "file",
      }));
    case "chmod":
    case "chown":
    case "chgrp":
      return paths(run, changedPaths(run).slice(1), (found) => ({
        kind: "changes",
        paths: found,
        what: program === "chown" ? "owner" : "mode",
      }));
    case "sed":
      return paths(run, operands(run, /^-[ef]$/).slice(hasOption(run, /^-[ef]$/) ? 0 : 1), (found) => ({
        kind: "changes",
        paths: found,
        what: "content",
      }));
    case "cp":
    case "mv":
    case "install":
    case "ln":
      return paths(run, patterns(run, operands(run, /^-[mogtS]$/)), (found) =>
        found.length < 2
          ? { kind: "unknown" }
          : {
              kind: "moves",
              from: found.slice(0, -1),
              to: found.at(-1) ?? "/",
              into: /(?:^|\/)\.{0,2}\/?$/.test(run.args.at(-1)?.value ?? "") ? "folder" : "unsaid",
              how: program === "mv" ? "move" : "copy",
            },
      );
    case "curl":
    case "wget":
      return download(run);
    case "useradd":
    case "adduser": {
      const name = operands(
        run,
        /^-(?:[a-zA-Z]*[cdgGKsuhkefb]|o|-uid|-gid|-home|-home-dir|-shell|-ingroup|-gecos|-groups)$/,
      ).at(0);
      const uid = run.args.findIndex((arg) => /^(?:-u|--uid)$/.test(arg.value));
      const id = Number(
        run.args[uid + 1]?.value ?? run.args.find((arg) => arg.value.startsWith("--uid="))?.value.slice(6),
      );
      return name === undefined
        ? { kind: "build" }
        : { kind: "user", name, id: uid !== -1 && Number.isInteger(id) ? id : undefined };
    }
    case "groupadd":
    case "addgroup":
    case "groupmod":
    case "usermod":
    // Containers have no login that would read it.
    case "update-locale":
      return { kind: "build" };
    case "locale-gen":
      return localeArchive;
    case "localedef":
      return run.args.at(-1)?.value.includes("/") === true ? { kind: "unknown" } : localeArchive;
    case "dpkg-reconfigure":
      return run.args.at(-1)?.value === "locales" ? localeArchive : { kind: "unknown" };
    case "tee":
      return paths(run, operands(run, /^$/), (found) => ({ kind: "makes", paths: found, what: "file" }));
    default:
      return { kind: "unknown" };
  }
}

/** Generated locales. Source: locale-gen(8) and localedef(1) of Debian. */
const localeArchive: Effect = { kind: "makes", paths: ["/usr/lib/locale/locale-archive"], what: "file" };

/** Files that output is redirected to; undefined when one can't be known. */
function redirectTargets(run: RunCommand): readonly string[] | undefined {
  const found: string[] = [];
  for (const redirect of run.command.redirects) {
    if (!/^(?:>|>>|>\||&>|&>>)$/.test(redirect.operator) || redirect.target === undefined) continue;
    const value = argumentValue(run, redirect.target);
    if (value === undefined || (run.cwd === undefined && !value.startsWith("/"))) return undefined;
    const path = resolvePath(run.cwd ?? "/", value);
    if (!path.startsWith("/dev/")) found.push(path);
  }
  return found;
}

/** What `rm` takes away; a name that can't be known (`rm -rf $x/*`) takes nothing that is known to be there. */
function removal(run: RunCommand): Effect {
  const { cwd } = run;
  const plain = run.args.filter(({ value }) => !value.startsWith("-") || value === "-");
  const known = plain
    .map((word) => argumentValue(run, word) ?? (/["'$`{[\\]/.test(word.raw) ? unknownOperand : word.value))
    .filter((word) => word !== unknownOperand && (cwd !== undefined || word.startsWith("/")));
  return { kind: "removes", paths: known.map((word) => resolvePath(cwd ?? "/", word)) };
}

function download(run: RunCommand): Effect {
  const { cwd } = run;
  const files = downloadedFiles(run);
  if (files === undefined || (cwd === undefined && files.some((name) => !name.startsWith("/"))))
    return { kind: "unknown" };
  return files.length === 0
    ? { kind: "build" }
    : { kind: "makes", paths: files.map((name) => resolvePath(cwd ?? "/", name)), what: "file" };
}

function operands(run: RunCommand, takesValue: RegExp): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < run.args.length; at++) {
    const word = run.args[at];
    if (word === undefined) break;
    if (word.value.startsWith("-") && word.value.length > 1) {
      if (takesValue.source !== "^$" && takesValue.test(word.value)) at++;
      continue;
    }
    // An operand that can't be known is kept as a mark, so that `paths` sees it.
    found.push(argumentValue(run, word) ?? unknownOperand);
  }
  return found;
}

const unknownOperand = "\u0000";

/** Sources that are patterns stay what they are: `target/*.jar`. */
function patterns(run: RunCommand, words: readonly string[]): readonly string[] {
  if (!words.includes(unknownOperand)) return words;
  const plain = operandWords(run);
  // Options with values of their own would put the places off.
  if (plain.length !== words.length) return words;
  return words.map((word, at) => {
    const written = plain[at];
    if (word !== unknownOperand || written === undefined || at === words.length - 1) return word;
    return argumentPattern(run, written) ?? word;
  });
}

/** The words that are no options. */
function operandWords(run: RunCommand): readonly ShellWord[] {
  return run.args.filter((word) => !(word.value.startsWith("-") && word.value.length > 1));
}

/** Operands of `chmod` and its like; for files whose mode a pattern in a folder sets, `scripts/*.sh`, that folder. */
function changedPaths(run: RunCommand): readonly string[] {
  const words = operands(run, /^$/);
  const plain = operandWords(run);
  // An owner is carried along by the path, and a folder's is not that of the files in it.
  if (run.program !== "chmod" || plain.length !== words.length) return words;
  return words.map((word, at) => {
    const folder =
      word === unknownOperand ? /^((?:[\w.@-]*\/)*)[\w.*?@-]+$/.exec(plain[at]?.raw ?? "")?.[1] : undefined;
    return folder === undefined ? word : folder || ".";
  });
}

function paths(
  run: RunCommand,
  words: readonly string[],
  make: (found: readonly string[]) => Effect,
): Effect {
  const { cwd } = run;
  if (words.some((word) => word === unknownOperand)) return { kind: "unknown" };
  if (cwd === undefined && words.some((word) => !word.startsWith("/"))) return { kind: "unknown" };
  return make(words.map((word) => resolvePath(cwd ?? "/", word)));
}

function hasOption(run: RunCommand, option: RegExp): boolean {
  return run.args.some((arg) => option.test(arg.value));
}
