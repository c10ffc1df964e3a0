// Go builds: what each `go build` and `go install` of a stage makes, where it lands and whether cgo is on.

import { Memory } from "../memory.ts";
import type { RunCommand } from "../model/commands.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { ShellWord } from "../syntax/shell.ts";
import type { Span } from "../text/span.ts";
import { type CalledCommand, calledCommands } from "./called-commands.ts";
import { type CgoSwitch, cgoSwitch, comesCompiledWithCgo } from "./go-cgo.ts";
import { type GoCommand, readGoCommand } from "./go-command.ts";
import { goOutputs } from "./go-outputs.ts";
import { type Evidence, type GoUses, goUses } from "./go-uses.ts";

export type { CgoSwitch } from "./go-cgo.ts";
export type { Evidence, GoUses } from "./go-uses.ts";

/** Whether the program needs a dynamic loader and a C library where it runs. */
export interface GoLinkage {
  /** `likely` is dynamic as far as can be told: nothing speaks against it, but the sources were not all read. */
  readonly kind: "static" | "dynamic" | "likely-dynamic" | "unknown";
  /** A clause for messages: "cgo is on by default and the program imports `net`". */
  readonly because: string;
}

/** One `go build` or `go install` (or `go get` of old versions) that runs when a stage is built. */
export interface GoBuild {
  /** The command of the RUN instruction, which may call the build through make or a script. */
  readonly run: RunCommand;
  readonly kind: "build" | "install";
  /** How the Dockerfile runs it: itself, through a Makefile target, or through a script of the project. */
  readonly via: "command" | "make" | "script";
  /** Context path of the Makefile or script; undefined when the Dockerfile itself says `go build`. */
  readonly file: string | undefined;
  /** As messages name it: `go build`, `make build`, `./build.sh`. */
  readonly label: string;
  /** The words `go build` in the Dockerfile; where it is called through make or a script, the words that call. */
  readonly span: Span;
  /** Where `CGO_ENABLED=0 ` goes to be seen by this build alone: before its program and its other variables. */
  readonly prefixAt: number;
  /** Packages or files as the command names them, `.` when it names none; undefined for a computed word. */
  readonly packages: readonly (string | undefined)[];
  /** Absolute folder in which it runs, `-C` included; undefined when it can't be followed. */
  readonly cwd: string | undefined;
  /** Absolute folder of the go.mod (or the package, in GOPATH mode) it builds; undefined when not known. */
  readonly moduleFolder: string | undefined;
  /** Absolute paths of the programs it writes; undefined when they can't be traced. Empty when it writes none. */
  readonly outputs: readonly string[] | undefined;
  /** Absolute folder that the programs land in, also where their names are not known. */
  readonly outputFolder: string | undefined;
  /** The `-ldflags` word, `-ldflags=` included where it is one word; the span is in the Dockerfile. */
  readonly ldflags: { readonly raw: string; readonly span: Span } | undefined;
  /** The value of `-ldflags`, wherever it is written; empty without one, undefined when computed. */
  readonly ldflagsValue: string | undefined;
  readonly tags: readonly string[];
  readonly race: boolean;
  /** Undefined for the default. */
  readonly buildmode: string | undefined;
  /** The words that ask for `-race` or `-buildmode`, where they stand in the Dockerfile. */
  readonly flagSpans: { readonly race: Span | undefined; readonly buildmode: Span | undefined };
  /** GOOS and GOARCH as set; undefined when they are not set, `unknown` when the value can't be known. */
  readonly goos: string | undefined;
  readonly goarch: string | undefined;
  /** What a build without cgo needs besides `CGO_ENABLED=0`: flags with a blank before them, or nothing. */
  readonly flagsWithoutCgo: string;
  readonly cgo: CgoSwitch["state"];
  readonly cgoSwitch: CgoSwitch;
  /** True when something sets `CGO_ENABLED=1`: the author wants cgo. */
  readonly cgoSetOn: boolean;
  /** True when the flags link even a program that uses cgo statically (`-extldflags -static`). */
  readonly static: boolean;
  /** Whether the program does not compile, or does not work, without cgo. */
  readonly needsCgo: Evidence;
  /** True when C++ is compiled or linked, so that the program needs libstdc++ as well. */
  readonly cxx: boolean;
  /** What the program uses that decides how it is linked. Reads sources: costs more than the rest. */
  readonly uses: GoUses;
  readonly linkage: GoLinkage;
}

/**
 * The Go builds of one stage's RUN instructions, in order, those reached through readable Makefile targets and
 * shell scripts of the project included. Stages it is FROM are not looked at for builds, but their variables count.
 */
export function goBuilds(file: RuleFile, stage: Stage): readonly GoBuild[] {
  const known = cache.get(stage);
  if (known !== undefined) return known;
  const found: GoBuild[] = [];
  for (const call of calledCommands(file, stage)) {
    const command = readGoCommand(stage, call.inner);
    if (command === undefined) continue;
    found.push(makeBuild(file, stage, call, command));
    if (found.length > mostGoBuilds) break;
  }
  cache.set(stage, found);
  return found;
}

/**
 * Builds behind this many in one stage are not looked at, but for one that tells of them. What is known of a build
 * is compared with other commands and copies, so a file of nothing else would take long. The file with the most among
 * 16,000 has 123.
 */
export const mostGoBuilds = 200;

/** Stages are made anew for every analysis, so what was found for one never outlives its snapshot. */
const cache = new Memory<Stage, readonly GoBuild[]>("stage");

/** The Dockerfile itself holds the command, in a form that takes variables. */
export function isWritten(build: GoBuild): boolean {
  return build.via === "command" && build.run.instruction.exec === undefined;
}

function makeBuild(file: RuleFile, stage: Stage, call: CalledCommand, command: GoCommand): GoBuild {
  const { run } = call;
  const own = call.file === undefined;
  const outputs = goOutputs(file, stage, call, command);
  const switched = cgoSwitch(file, stage, call, command);
  let uses: GoUses | undefined;
  let linkage: GoLinkage | undefined;
  const usesOf = (): GoUses => {
    uses ??= goUses(file, stage, outputs.moduleFolder ?? command.cwd, command);
    return uses;
  };
  const isStatic = linksStatically(command);
  return {
    run,
    kind: command.kind,
    via: own ? "command" : run.program === "make" || run.program === "gmake" ? "make" : "script",
    file: call.file,
    label: own ? command.label : callLabel(run),
    span: own ? command.span : callSpan(run),
    prefixAt: prefixOffset(run),
    packages: command.packages,
    cwd: command.cwd,
    moduleFolder: outputs.moduleFolder,
    outputs: outputs.paths,
    outputFolder: outputs.folder,
    ldflags:
      own && command.ldflagsWord !== undefined
        ? { raw: command.ldflagsWord.raw, span: command.ldflagsWord.span }
        : undefined,
    ldflagsValue: command.ldflags,
    tags: command.tags,
    race: command.race,
    buildmode: command.buildmode,
    flagSpans: own ? command.flagSpans : { race: undefined, buildmode: undefined },
    goos: command.goos,
    goarch: command.goarch,
    flagsWithoutCgo: command.recompiles || !comesCompiledWithCgo(stage) ? "" : " -a -installsuffix cgo",
    cgo: switched.state,
    cgoSwitch: switched,
    cgoSetOn: switched.why === "set" && switched.state === "on",
    static: isStatic,
    get needsCgo() {
      return usesOf().c;
    },
    get cxx() {
      return usesOf().cxx;
    },
    get uses() {
      return usesOf();
    },
    get linkage() {
      linkage ??= linkageOf(command, switched, isStatic, usesOf);
      return linkage;
    },
  };
}

/**
 * `-extldflags "-static"` is obeyed by an external linker only. Go calls one for `-linkmode external` and where
 * packages outside the standard library use cgo. With netgo and osusergo nothing of the standard library uses cgo.
 * Tried with Go 1.22: with `net` alone and `-extldflags "-static"` the program is linked dynamically all the same.
 */
function linksStatically(command: GoCommand): boolean {
  const { ldflags, tags } = command;
  if (ldflags === undefined || command.race || command.buildmode === "pie") return false;
  if (!/-static\b/.test(ldflags)) return false;
  return /-linkmode[= ]+['"]?external/.test(ldflags) || (tags.includes("netgo") && tags.includes("osusergo"));
}

function linkageOf(command: GoCommand, cgo: CgoSwitch, isStatic: boolean, usesOf: () => GoUses): GoLinkage {
  if (command.race) return { kind: "dynamic", because: "`-race` builds with cgo and needs the C library" };
  if (command.buildmode === "pie" && !/-static-pie\b/.test(command.ldflags ?? ""))
    return { kind: "dynamic", because: "`-buildmode=pie` makes a program that needs the dynamic loader" };
  if (cgo.state === "off") return { kind: "static", because: cgo.reason };
  if (isStatic) return { kind: "static", because: "its flags link it statically" };
  const uses = usesOf();
  const asked = /-static\b/.test(command.ldflags ?? "");
  // With C of its own Go calls the external linker, which obeys -static.
  if (uses.c.answer === "yes")
    return asked
      ? { kind: "static", because: '`-extldflags "-static"` links it statically' }
      : { kind: "dynamic", because: `${cgo.reason}, and ${uses.c.evidence}` };
  const { tags } = command;
  const nets = tags.includes("netgo") ? no : uses.net;
  const users = tags.includes("osusergo") ? no : uses.user;
  const found = [nets, users].find((use) => use.answer === "yes");
  if (found !== undefined) return { kind: "dynamic", because: `${cgo.reason}, and ${found.evidence}` };
  const open = [uses.c, nets, users].find((use) => use.answer === "unknown");
  if (open === undefined) return { kind: "static", because: "no package that it imports uses cgo" };
  // With netgo only the rare `os/user` is left, and -static tells of an author who has tried the program.
  if (tags.includes("netgo") || asked) return { kind: "unknown", because: cgo.reason };
  return { kind: "likely-dynamic", because: cgo.reason };
}

const no: Evidence = { answer: "no", evidence: "" };

/** The words that call a build: the program and its target or script. */
function calledWord(run: RunCommand): ShellWord | undefined {
  const make = /^g?make$/.test(run.program);
  if (!make && !/^(?:sh|bash|dash|ash|source|\.)$/.test(run.program)) return undefined;
  return run.args.find((word, at) => {
    const isValue = make && /^-[CfjIoW]$/.test(run.args[at - 1]?.value ?? "");
    return !isValue && /^[\w./][\w./-]*$/.test(word.value);
  });
}

function callLabel(run: RunCommand): string {
  const word = calledWord(run);
  return word === undefined ? run.command.program : `${run.command.program} ${word.value}`;
}

function callSpan(run: RunCommand): Span {
  const { programSpan } = run.command;
  return { start: programSpan.start, end: calledWord(run)?.span.end ?? programSpan.end };
}

/**
 * Before the variables that are set for the program, which keep their order; after `sudo`, which would drop what
 * stands before it, and after `env`, `exec` and `time`, which take no `NAME=value` behind them but `env`.
 */
function prefixOffset(run: RunCommand): number {
  const { command } = run;
  const first = command.words[0];
  if (first === undefined || first.span.start === command.programSpan.start) return command.span.start;
  const wrapper = first.value.replace(/^.*\//, "");
  if (wrapper !== "sudo" && wrapper !== "env") return command.span.start;
  const assigned = command.assignments.find((each) => each.span.start > first.span.start);
  return assigned?.span.start ?? command.programSpan.start;
}
