// Follows a command of a Node.js project through runners and the scripts of package.json to the programs that run.

import { baseName, resolvePath } from "../model/paths.ts";
import type { PackageJson } from "../project/manifests/package-json.ts";
import { parseShell, type ShellCommand } from "../syntax/shell.ts";

/** A program at the end of runners and scripts. */
export interface ToolCommand {
  /** Without its folder: `tsc` for `node_modules/.bin/tsc` and `npx tsc`. */
  readonly program: string;
  readonly args: readonly string[];
  /** Absolute folder in which it runs. */
  readonly folder: string;
  /** Variables that the scripts set for it. */
  readonly environment: ReadonlyMap<string, string>;
  /** Scripts of package.json that lead to it, outermost first. */
  readonly scripts: readonly string[];
  /** True when a word is computed, when it may not run, or when what it runs could not be followed. */
  readonly unclear: boolean;
}

/** A command before it is followed. */
export type Call = Omit<ToolCommand, "program" | "scripts"> & {
  /** As written, with its folder. */
  readonly program: string;
};

/** The manifest of a folder: null without one, undefined while it is not loaded. */
export type Manifests = (folder: string) => PackageJson | null | undefined;

/** Scripts that call scripts are followed this deep. */
const deepest = 8;

/** The programs that a command comes down to, in their order. */
export function followScripts(manifests: Manifests, call: Call): readonly ToolCommand[] {
  return new Follower(manifests).call(call, []);
}

interface Scope {
  readonly folder: string;
  readonly environment: ReadonlyMap<string, string>;
  readonly scripts: readonly string[];
  readonly unclear: boolean;
}

/** Own commands of the package managers; any other word behind yarn, pnpm or bun is a script or a program. */
const ownCommands = new Set(
  (
    "install i ci add remove rm uninstall update up upgrade prune audit cache config set get list ls link unlink " +
    "login publish pack init create global version versions info why dedupe rebuild root prefix bin help outdated " +
    "workspaces workspace policies import plugin store env setup fetch deploy patch licenses self-update autoclean " +
    "check clean-install pm repl completion docs pkg team fund ping doctor constraints node stage unplug recursive"
  ).split(" "),
);

/** Options of the package managers that take the next word. */
const valued = /^(?:--prefix|-C|--dir|--cwd|--filter|-F|--workspace|-w|--loglevel|--reporter|-p|--package)$/;

class Follower {
  private readonly manifests: Manifests;

  constructor(manifests: Manifests) {
    this.manifests = manifests;
  }

  text(text: string, scope: Scope): readonly ToolCommand[] {
    const script = parseShell(text, 0);
    const found: ToolCommand[] = [];
    const folders = new Map<string, string>([["", scope.folder]]);
    const folderOf = (subshells: readonly number[]): string =>
      folders.get(subshells.join("/")) ??
      (subshells.length === 0 ? scope.folder : folderOf(subshells.slice(0, -1)));
    for (const command of script.commands) {
      const folder = folderOf(command.subshells);
      if (command.program === "cd") {
        const target = command.args.find((arg) => !arg.value.startsWith("-"));
        folders.set(command.subshells.join("/"), resolvePath(folder, target?.value ?? "."));
        continue;
      }
      const environment = new Map(scope.environment);
      for (const { name, value } of command.assignments) environment.set(name, value?.value ?? "");
      if (command.program === "") continue;
      found.push(
        ...this.call(
          {
            program: command.program,
            args: command.args.map((arg) => arg.value),
            folder,
            environment,
            unclear: scope.unclear || script.broken || isUnclear(command),
          },
          scope.scripts,
        ),
      );
    }
    return found;
  }

  call(call: Call, scripts: readonly string[]): readonly ToolCommand[] {
    const program = programName(call.program);
    const { args } = call;
    const self: ToolCommand = { ...call, program, scripts };
    if (scripts.length >= deepest) return [{ ...self, unclear: true }];
    const then = (words: readonly string[], environment = call.environment): readonly ToolCommand[] => {
      const [first, ...rest] = words;
      return first === undefined
        ? []
        : this.call({ ...call, program: first, args: rest, environment }, scripts);
    };
    switch (program) {
      case "npm":
      case "yarn":
      case "pnpm":
      case "bun":
        return this.manager(program, self, then);
      case "npx":
      case "bunx":
      case "pnpx":
      case "yarnpkg":
        return then(behindOptions(args, /^(?:-p|--package|-c|--call)$/));
      case "cross-env":
      case "cross-env-shell": {
        const words = [...args];
        const environment = new Map(call.environment);
        for (;;) {
          const assigned = /^([A-Za-z_]\w*)=(.*)$/s.exec(words[0] ?? "");
          if (assigned?.[1] === undefined) break;
          environment.set(assigned[1], assigned[2] ?? "");
          words.shift();
        }
        const [only] = words;
        return words.length === 1 && only?.includes(" ") === true
          ? this.text(only, { ...call, environment, scripts })
          : then(words, environment);
      }
      case "dotenv":
      case "dotenvx":
      case "env-cmd": {
        const rest = args.indexOf("--");
        const words =
          rest === -1
            ? behindOptions(args, /^-(?:e|f|v|c|p)$|^--(?:file|environments)$/)
            : args.slice(rest + 1);
        return then(program === "dotenvx" && words[0] === "run" ? words.slice(1) : words);
      }
      case "run-s":
      case "run-p":
      case "npm-run-all":
      case "npm-run-all2":
        return args
          .filter((arg) => !arg.startsWith("-"))
          .flatMap((pattern) => this.matching(pattern, call, scripts));
      case "concurrently":
        return behindNames(args).flatMap((text) =>
          text.startsWith("npm:")
            ? this.matching(text.slice(4), call, scripts)
            : this.text(text, { ...call, scripts }),
        );
      case "sh":
      case "bash": {
        const at = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
        const inner = at === -1 ? undefined : args[at + 1];
        return inner === undefined ? [self] : this.text(inner, { ...call, scripts });
      }
      case "node": {
        // `node node_modules/typescript/bin/tsc -p .` is `tsc -p .`.
        const at = args.findIndex((arg) => !arg.startsWith("-"));
        const entry = args[at] ?? "";
        const tool = /(?:^|\/)node_modules\/(?:.*\/)?(?:bin|\.bin|cli)\/([\w-]+)(?:\.[cm]?js)?$/.exec(
          entry,
        )?.[1];
        return tool === undefined ? [self] : then([tool, ...args.slice(at + 1)]);
      }
      default:
        return [self];
    }
  }

  private manager(
    program: "npm" | "yarn" | "pnpm" | "bun",
    self: ToolCommand,
    then: (words: readonly string[]) => readonly ToolCommand[],
  ): readonly ToolCommand[] {
    const { options, words } = managerWords(self.args);
    const given =
      options.get("--prefix") ?? options.get("-C") ?? options.get("--dir") ?? options.get("--cwd");
    const folder = given === undefined ? self.folder : resolvePath(self.folder, given);
    const elsewhere = [
      "--filter",
      "-F",
      "--workspace",
      "-w",
      "-r",
      "--recursive",
      "--workspaces",
      "-ws",
    ].some((name) => options.has(name));
    const [first, second] = words;
    const inFolder = { ...self, folder, unclear: self.unclear || elsewhere };
    if (first === undefined || elsewhere) return [inFolder];
    const explicit = /^(?:run|run-script|rum|urn)$/.test(first);
    const name = explicit ? second : first;
    if (name === undefined) return [inFolder];
    const manifest = this.manifests(folder);
    const has = manifest != null && Object.hasOwn(manifest.scripts, name);
    const rest = afterName(self.args, name);
    const runs =
      explicit ||
      (program === "npm"
        ? /^(?:start|test|t|stop|restart)$/.test(first)
        : !ownCommands.has(first) && !isBunOwn(program, first));
    if (runs && has) return this.script(manifest, name, { ...inFolder, args: rest });
    if (!explicit && /^(?:exec|x|dlx)$/.test(first))
      return then(behindOptions(rest, /^(?:-p|--package|-c)$/));
    if (program === "npm" || !runs) {
      // npm starts `server.js` where no script says otherwise.
      return first === "start" && !has && manifest != null
        ? then(["node", "server.js"])
        : [{ ...inFolder, unclear: inFolder.unclear || explicit }];
    }
    // `yarn tsc`, `pnpm vite build`, `bun src/main.ts`.
    if (program === "bun" && /[./]/.test(name)) return [{ ...inFolder, args: [name, ...rest] }];
    return this.call({ ...inFolder, program: name, args: rest }, self.scripts);
  }

  private script(manifest: PackageJson, name: string, call: ToolCommand): readonly ToolCommand[] {
    if (call.scripts.includes(name)) return [{ ...call, unclear: true }];
    const scripts = [...call.scripts, name];
    return [`pre${name}`, name, `post${name}`].flatMap((each) => {
      const text = Object.hasOwn(manifest.scripts, each) ? manifest.scripts[each] : undefined;
      if (text === undefined) return [];
      const extra = each === name ? call.args.filter((arg) => arg !== "--") : [];
      const whole = extra.length === 0 ? text : `${text} ${extra.map(quoted).join(" ")}`;
      return this.text(whole, { ...call, scripts });
    });
  }

  /** Scripts that a pattern of npm-run-all names: `build:*`, `lint`. */
  private matching(pattern: string, call: Call, scripts: readonly string[]): readonly ToolCommand[] {
    const manifest = this.manifests(call.folder);
    if (manifest == null) return [{ ...call, program: "npm", scripts, unclear: true }];
    const source = pattern
      .split(" ")[0]
      ?.replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("**", ".+")
      .replaceAll(/(?<!\.)\*/g, "[^:]*");
    const matcher = new RegExp(`^${source ?? ""}$`);
    const names = Object.keys(manifest.scripts).filter((name) => matcher.test(name));
    if (names.length === 0) return [{ ...call, program: "npm", scripts, unclear: true }];
    return names.flatMap((name) =>
      this.script(manifest, name, { ...call, program: "npm", args: [], scripts }),
    );
  }
}

function isUnclear(command: ShellCommand): boolean {
  return (
    command.conditional ||
    command.program.includes("$") ||
    command.args.some((arg) => arg.dynamic && /\$|`/.test(arg.raw))
  );
}

/** Bun's own commands that others take for script names. */
function isBunOwn(program: string, first: string): boolean {
  return program === "bun" && /^(?:build|test|run|x|exec|upgrade|link)$/.test(first);
}

/** `tsc` for `./node_modules/.bin/tsc`; a file of the project keeps its path. */
function programName(program: string): string {
  const name = baseName(program);
  return !program.includes("/") || /(?:^|\/)(?:node_modules\/\.bin|bin|sbin)\//.test(program)
    ? name
    : program;
}

function behindOptions(args: readonly string[], takesValue: RegExp): readonly string[] {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") return args.slice(at + 1);
    if (!arg.startsWith("-")) return args.slice(at);
    if (takesValue.test(arg)) at++;
  }
  return [];
}

/** The commands that `concurrently` gets, without its names and colours. */
function behindNames(args: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (/^(?:-n|--names|-c|--prefix-colors|-p|--prefix|-m|--max-processes|-s|--success)$/.test(arg)) at++;
    else if (!arg.startsWith("-")) found.push(arg);
  }
  return found;
}

/** Options of a package manager with their values, and the other words up to `--`. */
function managerWords(args: readonly string[]): {
  readonly options: ReadonlyMap<string, string>;
  readonly words: readonly string[];
} {
  const options = new Map<string, string>();
  const words: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") break;
    const assigned = /^(--?[\w-]+)=(.*)$/s.exec(arg);
    if (assigned?.[1] !== undefined && words.length < 2) options.set(assigned[1], assigned[2] ?? "");
    else if (arg.startsWith("-")) {
      // Options behind a script's name are the script's own but for npm, which keeps them.
      if (words.length > 0 && !/^(?:run|run-script|exec|x|dlx)$/.test(words.at(-1) ?? "")) continue;
      if (valued.test(arg)) options.set(arg, args[++at] ?? "");
      else options.set(arg, "");
    } else words.push(arg);
  }
  return { options, words };
}

function afterName(args: readonly string[], name: string): readonly string[] {
  return args.slice(args.indexOf(name) + 1);
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
