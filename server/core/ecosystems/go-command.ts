// Reads a command as `go build` or `go install`: its flags, packages and the variables that change it.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { ShellWord } from "../syntax/shell.ts";
import type { Span } from "../text/span.ts";
import { goVersion, isNewestGo } from "./go-version.ts";
import { variableSource } from "./variable-source.ts";

export interface GoCommand {
  readonly run: RunCommand;
  readonly kind: "build" | "install";
  /** `go build`, `go install` or `go get`. */
  readonly label: string;
  /** From the program's word to the subcommand's. */
  readonly span: Span;
  readonly cwd: string | undefined;
  readonly packages: readonly (string | undefined)[];
  /** Value of `-o`: null without one, undefined when computed. */
  readonly output: string | null | undefined;
  readonly ldflagsWord: ShellWord | undefined;
  /** Value of `-ldflags`, from GOFLAGS too: empty without one, undefined when computed. */
  readonly ldflags: string | undefined;
  readonly tags: readonly string[];
  readonly race: boolean;
  readonly buildmode: string | undefined;
  /** True when `-a` or `-installsuffix` has the standard library compiled anew. */
  readonly recompiles: boolean;
  readonly flagSpans: { readonly race: Span | undefined; readonly buildmode: Span | undefined };
  /** Undefined when not set; `unknown` when set to what can't be known. */
  readonly goos: string | undefined;
  readonly goarch: string | undefined;
}

/** Flags of `go build` that take a value, from `go help build`, without their dash. */
const valued = new Set([
  "o",
  "p",
  "C",
  "asmflags",
  "buildmode",
  "compiler",
  "covermode",
  "coverpkg",
  "exec",
  "gccgoflags",
  "gcflags",
  "installsuffix",
  "ldflags",
  "mod",
  "modfile",
  "overlay",
  "pgo",
  "pkgdir",
  "tags",
  "toolexec",
]);

interface GoFlag {
  /** The word that holds the value. */
  readonly word: ShellWord;
  /** Flag and value. */
  readonly span: Span;
  readonly value: string | undefined;
}

/**
 * `go get` installs nothing any more. Source: the release notes of Go 1.18 ("go get no longer builds or installs
 * packages in module-aware mode").
 */
function onlyDownloads(stage: Stage, run: RunCommand): boolean {
  return ((goVersion(stage) ?? 0) >= 18 || isNewestGo(stage)) && run.variable("GO111MODULE") !== "off";
}

/** Undefined for any other command. `go get -d` only downloads, and so does any `go get` of a newer Go. */
export function readGoCommand(stage: Stage, run: RunCommand): GoCommand | undefined {
  if (!/^go(?:1\.\d+(?:\.\d+)?)?$/.test(run.program)) return undefined;
  let at = 0;
  let cwd = run.cwd;
  // `go -C dir build` is an error, but `go build -C dir` is not; only flags of the subcommand count.
  const subcommand = run.args[at++];
  if (subcommand === undefined || !/^(?:build|install|get)$/.test(subcommand.value)) return undefined;
  const flags = new Map<string, GoFlag>();
  const packages: (string | undefined)[] = [];
  for (; at < run.args.length; at++) {
    const word = run.args[at];
    if (word === undefined) break;
    const flag = /^--?([A-Za-z][\w]*)(=)?/.exec(word.value);
    if (flag?.[1] === undefined || packages.length > 0) {
      packages.push(argumentValue(run, word));
      continue;
    }
    if (flag[2] !== undefined) {
      const value = argumentValue(run, word);
      flags.set(flag[1], { word, span: word.span, value: value?.slice(value.indexOf("=") + 1) });
    } else if (valued.has(flag[1])) {
      const next = run.args[++at];
      const span = { start: word.span.start, end: next?.span.end ?? word.span.end };
      if (next !== undefined) flags.set(flag[1], { word: next, span, value: argumentValue(run, next) });
    } else flags.set(flag[1], { word, span: word.span, value: "true" });
  }
  if (subcommand.value === "get" && (flags.has("d") || onlyDownloads(stage, run))) return undefined;
  const folder = flags.get("C");
  if (folder !== undefined)
    cwd = folder.value === undefined || cwd === undefined ? undefined : resolvePath(cwd, folder.value);
  const inherited = goFlags(run);
  const value = (name: string): string | undefined => {
    const given = flags.get(name);
    return given === undefined ? inherited.get(name) : given.value;
  };
  const ldflags = flags.get("ldflags");
  const tags = value("tags") ?? "";
  const race = value("race");
  const buildmode = value("buildmode");
  const goos = platformPart(stage, run, "GOOS");
  return {
    run,
    kind: subcommand.value === "build" ? "build" : "install",
    label: `go ${subcommand.value}`,
    span: { start: run.command.programSpan.start, end: subcommand.span.end },
    cwd,
    packages: packages.length === 0 ? ["."] : packages,
    output: flags.has("o") ? flags.get("o")?.value : null,
    ldflagsWord: ldflags?.word,
    // What a flag says is looked for word by word, so that `$(git describe)` beside `-static` does no harm.
    ldflags:
      ldflags === undefined ? (inherited.get("ldflags") ?? "") : (ldflags.value ?? unquoted(ldflags.word)),
    tags: tags.split(/[\s,]+/).filter(Boolean),
    race: race !== undefined && race !== "false",
    buildmode: buildmode === "" || buildmode === "default" || buildmode === "exe" ? undefined : buildmode,
    recompiles: flags.has("a") || value("installsuffix") !== undefined,
    flagSpans: { race: flags.get("race")?.span, buildmode: flags.get("buildmode")?.span },
    goos,
    goarch: platformPart(stage, run, "GOARCH"),
  };
}

function unquoted(word: ShellWord): string {
  return word.value.replace(/^--?ldflags=/, "");
}

/** GOFLAGS holds flags between spaces: `-mod=vendor -tags=netgo`. */
function goFlags(run: RunCommand): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const each of (run.variable("GOFLAGS") ?? "").split(/\s+/)) {
    const match = /^--?(\w+)(?:=(.*))?$/.exec(each.replace(/^['"]|['"]$/g, ""));
    if (match?.[1] !== undefined) found.set(match[1], match[2] ?? "true");
  }
  return found;
}

/** What GOOS or GOARCH is: undefined when not set or empty, `unknown` when set to what can't be known. */
function platformPart(stage: Stage, run: RunCommand, name: string): string | undefined {
  const value = run.variable(name);
  if (typeof value === "string") return value === "" ? undefined : value;
  return value === undefined && variableSource(stage, run, name) !== undefined ? "unknown" : undefined;
}
