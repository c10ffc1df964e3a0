// What the commands of a Ruby stage do: install gems, set where they go, change the sources, or nothing.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";

export type RubyCommand =
  /** `bundle install`. */
  | { readonly kind: "bundle"; readonly path: string | undefined; readonly gemfile: string | undefined }
  /** `gem install`, with the names of the gems. */
  | { readonly kind: "gem"; readonly names: readonly string[] }
  /** Bundler is told where gems go: an absolute path. */
  | { readonly kind: "path"; readonly path: string }
  /** It writes below this folder, where the sources are. */
  | { readonly kind: "changes"; readonly folder: string }
  | { readonly kind: "passes" }
  | { readonly kind: "refused"; readonly why: string };

/** Tasks that write below the project's folder alone. */
const tasks =
  /^(?:assets:(?:precompile|clean|clobber)|webpacker:compile|webpacker:install|vite:build|shakapacker:compile|tailwindcss:build|css:build|javascript:build|tmp:(?:clear|create)|i18n:js:export|yarn:install|build)$/;

const checkers =
  /^(?:rspec|rubocop|brakeman|standardrb|bundle-audit|bundler-audit|erblint|reek|fasterer|minitest)$/;

/** Reads a command; undefined when it is none of Ruby's, or does what can't be known. */
export function rubyCommand(run: RunCommand): RubyCommand | undefined {
  const words = run.args.map((word) => argumentValue(run, word) ?? word.value);
  return readProgram(run, run.program, words);
}

function readProgram(run: RunCommand, program: string, words: readonly string[]): RubyCommand | undefined {
  const operands = words.filter((word) => !word.startsWith("-"));
  const [first] = operands;
  if (checkers.test(program)) return { kind: "passes" };
  switch (program) {
    case "bundle":
    case "bundler":
      return bundleCommand(run, words, operands);
    case "gem":
      return gemCommand(words, operands);
    case "rake":
    case "rails": {
      const named = operands.filter((word) => !word.includes("="));
      return named.length > 0 && named.every((word) => tasks.test(word)) ? changesHere(run) : undefined;
    }
    case "bootsnap":
    case "jekyll":
    case "middleman":
      return first === "precompile" || first === "build" ? changesHere(run) : undefined;
    case "yarn":
    case "npm":
    case "pnpm":
      if (words.includes("-g") || words.includes("--global"))
        return operands.slice(1).every((name) => /^(?:yarn|npm|bower|n|gulp|grunt)(?:@.*)?$/.test(name))
          ? { kind: "passes" }
          : undefined;
      return first === undefined || /^(?:install|ci|i|run|build)$/.test(first) ? changesHere(run) : undefined;
    case "ruby":
      return words.length === 1 && /^(?:-v|--version)$/.test(words[0] ?? "") ? { kind: "passes" } : undefined;
    default:
      return undefined;
  }
}

function changesHere(run: RunCommand): RubyCommand {
  return run.cwd === undefined || run.cwd === "/"
    ? { kind: "refused", why: "The folder of a command that writes among the sources isn't known" }
    : { kind: "changes", folder: run.cwd };
}

function bundleCommand(
  run: RunCommand,
  words: readonly string[],
  operands: readonly string[],
): RubyCommand | undefined {
  const at = words.findIndex((word) => !word.startsWith("-"));
  const subcommand = words[at] ?? "install";
  const rest = words.slice(at + 1);
  const place = (path: string): string | undefined =>
    run.cwd === undefined && !path.startsWith("/") ? undefined : resolvePath(run.cwd ?? "/", path);
  switch (subcommand) {
    case "install":
    case "update": {
      const gemfile = optionOf(words, "--gemfile");
      const path = optionOf(words, "--path");
      if (words.includes("--system")) return { kind: "refused", why: "`--system` undoes where gems go" };
      if (path === undefined && words.includes("--deployment")) return deployed(run, gemfile, place);
      const absolute = path === undefined ? undefined : place(path);
      if (path !== undefined && absolute === undefined)
        return { kind: "refused", why: "Where the gems go isn't known" };
      return { kind: "bundle", path: absolute, gemfile: gemfile === undefined ? undefined : place(gemfile) };
    }
    case "config":
      return configCommand(run, rest, place);
    case "exec": {
      const inner = rest.findIndex((word) => !word.startsWith("-"));
      const program = rest[inner];
      return program === undefined
        ? undefined
        : readProgram(run, program.replace(/^.*\//, ""), rest.slice(inner + 1));
    }
    case "binstubs":
    case "lock":
    case "package":
    case "cache":
    case "pack":
      return changesHere(run);
    case "check":
    case "list":
    case "show":
    case "clean":
    case "env":
    case "version":
      return { kind: "passes" };
    default:
      return operands.length === 0 ? { kind: "passes" } : undefined;
  }
}

function deployed(
  run: RunCommand,
  gemfile: string | undefined,
  place: (path: string) => string | undefined,
): RubyCommand {
  const path = place("vendor/bundle");
  return path === undefined || run.cwd === undefined
    ? { kind: "refused", why: "Where the gems go isn't known" }
    : { kind: "bundle", path, gemfile: gemfile === undefined ? undefined : place(gemfile) };
}

/** `bundle config set --local path X`, `bundle config --global path X`, `bundle config deployment true`. */
function configCommand(
  run: RunCommand,
  words: readonly string[],
  place: (path: string) => string | undefined,
): RubyCommand {
  const operands = words.filter((word) => !word.startsWith("-") && word !== "set");
  if (words.includes("unset") || words.includes("get") || words.includes("list")) return { kind: "passes" };
  const [name, value] = operands;
  if (words.includes("--global") && /^(?:path|deployment|with|without|bin)$/.test(name ?? ""))
    return {
      kind: "refused",
      why: "`bundle config --global` keeps what it is told in root's home, which does not move",
    };
  const path =
    name === "path" ? value : name === "deployment" && value !== "false" ? "vendor/bundle" : undefined;
  if (path === undefined) return { kind: "passes" };
  const absolute = place(path);
  return absolute === undefined || path.includes("$") || run.cwd === undefined
    ? { kind: "refused", why: "Where the gems go isn't known" }
    : { kind: "path", path: absolute };
}

function gemCommand(words: readonly string[], operands: readonly string[]): RubyCommand | undefined {
  switch (operands[0]) {
    case "install":
    case "i":
    case "update":
      if (words.includes("--system"))
        return {
          kind: "refused",
          why: "`gem update --system` changes Ruby's own folder, which does not move",
        };
      if (words.some((word) => /^(?:-i|--install-dir|-n|--bindir|--user-install)(?:=|$)/.test(word)))
        return { kind: "refused", why: "It installs gems into a folder of its own" };
      return { kind: "gem", names: operands.slice(1).map((name) => name.replace(/:.*$/, "")) };
    default:
      return operands.length === 0 ||
        /^(?:list|env|environment|sources|cleanup|clean|source|build|check|query|search)$/.test(
          operands[0] ?? "",
        )
        ? { kind: "passes" }
        : undefined;
  }
}

function optionOf(words: readonly string[], option: string): string | undefined {
  const at = words.findIndex((word) => word === option || word.startsWith(`${option}=`));
  const word = words[at];
  if (word === undefined) return undefined;
  return word.includes("=") ? word.slice(word.indexOf("=") + 1) : words[at + 1];
}
