// unpinned-package: a package is installed without its version.

import type { RunCommand } from "../model/commands.ts";
import { commandsOf } from "../model/occurrences.ts";
import { packageCommand } from "../model/packages.ts";
import type { ShellWord } from "../syntax/shell.ts";
import { defineRule } from "./rule.ts";

const messages = {
  any: (name: string) => `\`${name}\` comes in whatever version its repository has on the day of the build`,
};

/** What a package looks like that needs no version or has one, by the manager of the system's packages. */
const pinned: Readonly<Record<string, RegExp>> = {
  apt: /[=/]|\.deb$|^-|[+-]$/,
  apk: /[=<>~@/]|\.apk$|^[.!-]/,
  dnf: /-\d|[=<>/@*]|\.rpm$/,
  yum: /-\d|[=<>/@*]|\.rpm$/,
  microdnf: /-\d|[=<>/@*]|\.rpm$/,
  zypper: /[=<>/@]|\.rpm$|:/,
};

interface Installer {
  /** The words that make it an installation, `install` or `global add`. */
  readonly actions: readonly (readonly string[])[];
  /** Options that take the next word. */
  readonly valued: RegExp;
  /** Options after which nothing is said about versions: a list or a lock decides. */
  readonly decides: RegExp;
  readonly pinned: RegExp;
}

const npm: Installer = {
  actions: [["install"], ["i"], ["add"], ["global", "add"]],
  valued: /^(?:--prefix|--registry|--cache|-C|--cwd|--dir|--filter|-w|--workspace)$/,
  decides: /^$/,
  pinned: /^(?:\.|\/|~|https?:|git|file:|npm:)|.@(?!latest$|next$)|\.tgz$|^[^@].*\//,
};

/** Source: the manuals of each. */
const installers: Readonly<Record<string, Installer>> = {
  pip: {
    actions: [["install"]],
    valued:
      /^(?:-i|--index-url|--extra-index-url|-f|--find-links|-t|--target|--prefix|--root|--trusted-host|--platform|--python-version|--cache-dir|--progress-bar|--global-option|--install-option|--no-binary|--only-binary|--proxy|--timeout|--retries|--src|--log|--cert|-C|--config-settings)$/,
    decides: /^(?:-r\S*|--requirement(?:=.*)?|-c\S*|--constraint(?:=.*)?|-e|--editable(?:=.*)?)$/,
    pinned: /==|===|~=|@|^(?:\.|\/|https?:|git\+|file:)|\.(?:whl|zip|tar\.gz)$/,
  },
  npm,
  yarn: npm,
  pnpm: npm,
  gem: {
    actions: [["install"], ["i"]],
    valued: /^(?:-s|--source|-i|--install-dir|-n|--bindir|-P|--trust-policy|--platform)$/,
    decides: /^(?:-v\S*|--version(?:=.*)?|-g|--file(?:=.*)?)$/,
    pinned: /:|\.gem$|^[./]/,
  },
  go: {
    actions: [["install"]],
    valued: /^-(?:ldflags|gcflags|tags|mod|modfile|C|o|p|asmflags|overlay|pkgdir|toolexec)$/,
    decides: /^$/,
    // What is installed without `@` is in the module that go.mod describes.
    pinned: /^[^@]*$|@(?!latest$)/,
  },
};

const aliases: Readonly<Record<string, string>> = { pip3: "pip", pip2: "pip" };

export const unpinnedPackage = defineRule({
  name: "unpinned-package",
  category: "security",
  severity: "off",
  since: "0.1.0",
  sources: [
    "hadolint:DL3008",
    "hadolint:DL3013",
    "hadolint:DL3016",
    "hadolint:DL3018",
    "hadolint:DL3028",
    "hadolint:DL3033",
    "hadolint:DL3037",
    "hadolint:DL3041",
    "hadolint:DL3062",
  ],
  reads: [],
  docs: {
    summary: "A package is installed without naming its version.",
    why: `The same file builds another image tomorrow. For the packages of a language that is worth putting right, best with a lockfile (\`npm ci\`, \`pip install -r\` with hashes). For those of a distribution it is not so clear: Debian, Ubuntu and Alpine keep one version of a package and drop the one before it, so that a pinned version makes the build fail on the day of a security update, and the release of the base image holds versions together anyway. That is why the rule is off unless it is switched on.

Judged are apt, apk, dnf, yum, zypper, pip, npm, yarn, pnpm, gem and \`go install\`. Packages from files, addresses and variables are left alone.`,
    examples: [
      {
        bad: `FROM python:3.13-slim
RUN pip install --no-cache-dir flask
`,
        good: `FROM python:3.13-slim
RUN pip install --no-cache-dir flask==3.1.0
`,
      },
    ],
    whenNotToUse: "For packages of a distribution that keeps no old versions.",
  },
  check({ dockerfile }, report) {
    for (const run of commandsOf(
      dockerfile,
      "apt-get",
      "apt",
      "aptitude",
      "apk",
      "dnf",
      "yum",
      "microdnf",
      "zypper",
    )) {
      const command = packageCommand(run);
      const form = command === undefined ? undefined : pinned[command.manager];
      if (command?.action !== "install" || form === undefined) continue;
      for (const word of command.packages) if (isName(word) && !form.test(word.value)) reportWord(word);
    }
    for (const run of commandsOf(dockerfile, "pip", "pip3", "pip2", "npm", "yarn", "pnpm", "gem", "go")) {
      const installer = installers[aliases[run.program] ?? run.program];
      if (installer !== undefined) for (const word of named(run, installer)) reportWord(word);
    }
    function reportWord(word: ShellWord): void {
      report(word.span, { message: messages.any(word.value.replaceAll("`", "'")) });
    }
  },
});

function isName(word: ShellWord): boolean {
  return !word.dynamic && /^[A-Za-z0-9@]/.test(word.value);
}

/** The packages that an installer is given by name and without a version. */
function named({ args }: RunCommand, installer: Installer): readonly ShellWord[] {
  if (args.some(({ value }) => installer.decides.test(value))) return [];
  const operands: ShellWord[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    if (word === undefined) break;
    if (!word.value.startsWith("-")) operands.push(word);
    else if (installer.valued.test(word.value)) at++;
  }
  const action = installer.actions.find((words) => words.every((each, at) => operands[at]?.value === each));
  return action === undefined
    ? []
    : operands.slice(action.length).filter((word) => isName(word) && !installer.pinned.test(word.value));
}
