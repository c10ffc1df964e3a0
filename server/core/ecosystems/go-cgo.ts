// Whether cgo is on for a Go build, and what decides it.
//
// Source of the rules: `go help environment`, cmd/cgo's documentation and the release notes of Go 1.20 ("The go
// command now disables cgo by default on systems without a C toolchain").

import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { Span } from "../text/span.ts";
import type { CalledCommand } from "./called-commands.ts";
import type { GoCommand } from "./go-command.ts";
import { GoSurroundings } from "./go-surroundings.ts";
import { goVersion } from "./go-version.ts";
import { variableSource } from "./variable-source.ts";

export interface CgoSwitch {
  readonly state: "on" | "off" | "unknown";
  /**
   * `set`: CGO_ENABLED says so. `default`: nothing says anything. `no-compiler`, `cross-compiling`: off, until the
   * builder gets a C compiler or the platform of the program. `version`: on, as in every Go before 1.20.
   */
  readonly why: "set" | "default" | "no-compiler" | "cross-compiling" | "unclear";
  /** A clause for messages: "cgo is on by default". */
  readonly reason: string;
  /** Where it was set; undefined where it wasn't, or not in the Dockerfile. */
  readonly setAt: Span | undefined;
}

/** Decides as the go command does: CGO_ENABLED, then `go env -w`, then the platform, then the C compiler. */
export function cgoSwitch(file: RuleFile, stage: Stage, call: CalledCommand, command: GoCommand): CgoSwitch {
  const surroundings = new GoSurroundings(stage, call.run);
  return (
    switchOfVariable(stage, call, command) ??
    switchOfGoEnv(surroundings) ??
    switchOfPlatform(stage, command) ??
    switchOfCompiler(file, stage, command, surroundings)
  );
}

function switchOfVariable(stage: Stage, call: CalledCommand, command: GoCommand): CgoSwitch | undefined {
  const value = command.run.variable("CGO_ENABLED");
  const source =
    variableSource(stage, call.inner, "CGO_ENABLED") ??
    (call.inner === call.run ? undefined : variableSource(stage, call.run, "CGO_ENABLED"));
  if (value === "0" || value === "1") {
    const state = value === "1" ? "on" : "off";
    return { state, why: "set", reason: `\`CGO_ENABLED=${value}\` is set`, setAt: source?.span };
  }
  if (typeof value === "string" || value === null || source === undefined) return undefined;
  if (source.withoutDefault)
    return {
      state: "unknown",
      why: "unclear",
      reason: "`ARG CGO_ENABLED` has no default, so cgo is on unless the build is told otherwise",
      setAt: source.span,
    };
  return {
    state: "unknown",
    why: "unclear",
    reason: "the value of `CGO_ENABLED` isn't known",
    setAt: source.span,
  };
}

/** `go env -w CGO_ENABLED=0` holds for all later commands of the same user. */
function switchOfGoEnv(surroundings: GoSurroundings): CgoSwitch | undefined {
  const found = surroundings.cgoSwitch;
  if (found === undefined) return undefined;
  const reason = `\`go env -w CGO_ENABLED=${found.value}\` sets it`;
  return { state: found.value === "1" ? "on" : "off", why: "set", reason, setAt: found.span };
}

/** The architectures that the engine's `--platform` names, as GOARCH has them. */
const goArchitectures: Readonly<Record<string, string>> = {
  "arm64/v8": "arm64",
  "arm/v7": "arm",
  "arm/v6": "arm",
};

/** Cross-compiling switches cgo off. */
function switchOfPlatform(stage: Stage, command: GoCommand): CgoSwitch | undefined {
  const { goos, goarch } = command;
  if (goos !== undefined && goos !== "linux" && goos !== "unknown")
    return crossCompiling(`GOOS=${goos}`, `it is built for ${goos}`);
  if (goarch === undefined || goarch === "unknown") return undefined;
  const platform = stage.chain.at(-1)?.from.flag("platform")?.value;
  const builder = /^linux\/(\S+)$/.exec(platform ?? "")?.[1];
  if (builder !== undefined) {
    const architecture = goArchitectures[builder] ?? builder;
    // `--platform=$BUILDPLATFORM` and the like: the builder's architecture is not known.
    if (architecture.includes("$") || architecture === goarch) return undefined;
    return crossCompiling(`GOARCH=${goarch}`, `the builder is ${architecture}`);
  }
  // Most builders are amd64 or arm64 machines; for those two it depends on which, for the others it is certain.
  if (goarch === "amd64") return undefined;
  if (goarch !== "arm64") return crossCompiling(`GOARCH=${goarch}`, "the builder has another architecture");
  return {
    state: "unknown",
    why: "cross-compiling",
    reason: "`GOARCH=arm64` switches cgo off only on builders of another architecture",
    setAt: undefined,
  };
}

function crossCompiling(what: string, why: string): CgoSwitch {
  const reason = `\`${what}\` cross-compiles and so switches cgo off (${why})`;
  return { state: "off", why: "cross-compiling", reason, setAt: undefined };
}

function switchOfCompiler(
  file: RuleFile,
  stage: Stage,
  command: GoCommand,
  surroundings: GoSurroundings,
): CgoSwitch {
  const on: CgoSwitch = { state: "on", why: "default", reason: "cgo is on by default", setAt: undefined };
  const compiler = compilerAt(stage, surroundings);
  if (compiler.has === true || typeof command.run.variable("CC") === "string") return on;
  const version = goVersion(stage);
  // Before 1.20 the packages of the standard library came compiled with cgo, for which no compiler is needed.
  if (version !== undefined && version < 20)
    return {
      ...on,
      reason: `cgo is on by default before Go 1.20 (here 1.${version}), with or without a C compiler`,
    };
  if (compiler.has === undefined)
    return file.dockerfile.stages.length === 0
      ? on
      : {
          state: "unknown",
          why: "default",
          reason: "cgo is on wherever a C compiler is installed",
          setAt: undefined,
        };
  const where = compiler.image === undefined ? "the builder" : `\`${compiler.image}\``;
  return {
    state: "off",
    why: "no-compiler",
    reason: `cgo is off only because ${where} has no C compiler`,
    setAt: undefined,
  };
}

/** Whether a C compiler is there when a command runs; undefined when it can't be told. */
function compilerAt(
  stage: Stage,
  surroundings: GoSurroundings,
): { readonly has: boolean | undefined; readonly image: string | undefined } {
  const base = stage.rootBase;
  const image = base.kind === "image" ? base.reference.text : undefined;
  const { compiler } = surroundings;
  if (compiler !== undefined) return { has: compiler === "installed" ? true : undefined, image };
  const known = stage.imageFacts?.hasCompiler;
  if (known !== undefined) return { has: known, image };
  if (base.kind !== "image" || !/(?:^|\/)golang$/.test(base.reference.repository))
    return { has: undefined, image };
  return { has: !/alpine/.test(base.reference.tag ?? ""), image };
}

/**
 * True for a Go that may link `net` and `os/user` as they come with it, compiled with cgo, whatever CGO_ENABLED says.
 * Source: the release notes of Go 1.10 ("The go build command now detects out-of-date packages purely based on the
 * content of source files, specified build flags, and metadata").
 */
export function comesCompiledWithCgo(stage: Stage): boolean {
  const version = goVersion(stage);
  return version !== undefined && version < 10;
}
