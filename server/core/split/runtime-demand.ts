// What a program demands of its runtime image: programs, packages, shell, and what it expects to find.

import type { SplitRequest } from "../ecosystems/ecosystem.ts";
import { baseName } from "../model/paths.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { BuildTrace } from "./build-trace.ts";
import type { ContextMap } from "./context-map.ts";
import { Declined } from "./declined.ts";
import { programsOf } from "./package-programs.ts";
import type { ProgramBuild } from "./program-needs.ts";
import type { ProgramStart } from "./program-start.ts";
import type { RepeatedRun } from "./repeated-runs.ts";
import { releaseOf } from "./run-time-halves.ts";
import type { RuntimeDemand } from "./runtime-choice.ts";
import { builtins, commandsOfWords } from "./start-command.ts";
import { isDevelopmentPackage, type PackageUse, packageUse } from "./system-packages.ts";
import { unknownHalf } from "./unknown-half.ts";

/** A program whose build and start were followed. */
export interface FollowedProgram {
  readonly request: SplitRequest;
  readonly build: ProgramBuild;
  readonly map: ContextMap;
  readonly trace: BuildTrace;
  /** Undefined where the start command gives way to another one. */
  readonly start: ProgramStart | undefined;
  readonly repeated: ReadonlyMap<Instruction, RepeatedRun>;
}

/** What the runtime image must bring; throws `Declined` where a package's run-time half is not known. */
export function demandOf(followed: FollowedProgram): RuntimeDemand {
  const { command, script } = followed.start ?? {};
  const { stage } = followed.request;
  const health = stage.instructions.findLast((each) => each.keyword === "HEALTHCHECK");
  const healthPrograms = (health?.script?.commands ?? []).map((command) => command.program);
  const healthExec = health?.healthCheck?.exec?.elements[0]?.value;
  const checks = (stage.service?.checks ?? []).map(commandsOfWords);
  const programs = new Set<string>([
    ...followed.build.needs.programs,
    ...checks.flatMap(({ commands }) => commands.map(({ program }) => program)),
  ]);
  for (const program of command?.runs ?? []) {
    const path = followed.start?.pathOf(program);
    if (path === undefined || !followed.trace.hasOutput(path)) programs.add(program.name);
  }
  for (const program of [
    ...(script?.programs ?? []),
    ...healthPrograms,
    ...(healthExec === undefined ? [] : [healthExec]),
  ])
    programs.add(program);
  for (const program of [...programs]) {
    const path = followed.start?.resolve(program);
    if (path !== undefined && followed.trace.hasOutput(path)) programs.delete(program);
    if (followed.build.provides?.(program) === true) programs.delete(program);
    if (program === "" || program.startsWith("$") || builtins.has(program)) programs.delete(program);
    if (path !== undefined && script !== undefined && followed.map.toContext(path) !== undefined)
      programs.delete(program);
  }
  const repeated = new Set([...followed.repeated.values()].flatMap(({ packages }) => packages));
  const shipped = new Set([...repeated].flatMap(programsOf));
  const used = new Set([...programs].map(baseName).filter((name) => !shipped.has(name)));
  const facts = stage.imageFacts;
  const packages: string[] = [];
  const naming = new PackageNaming(followed);
  for (const name of followed.build.packages ?? []) packages.push(...naming.runtimeNames(name));
  for (const [name, at] of followed.trace.packages) {
    // A program that is linked to nothing needs no shared library either.
    if (
      isDevelopmentPackage(name) &&
      (followed.build.linkage === "static" || followed.build.links?.(name) === false)
    )
      continue;
    if (repeated.has(name)) continue;
    if (followed.build.isBuildPackage?.(name) === true && !used.has(name)) continue;
    const use = naming.use(name, used);
    if (use.kind === "runtime") {
      packages.push(...use.names);
      for (const program of use.names.flatMap(programsOf))
        if (!packages.includes(program)) used.delete(program);
    } else if (use.kind === "present" && followed.build.setUp !== undefined) packages.push(name);
    else if (use.kind === "unknown-half") {
      const { message, remedy } = unknownHalf(followed.request, name);
      throw new Declined(message, at, remedy);
    }
  }
  const needsShell =
    command?.shell === "needed" || healthPrograms.length > 0 || checks.some((each) => each.isScript);
  const shell = needsShell ? "sh" : "none";
  const cases = followed.build.needs;
  return {
    linkage: followed.build.linkage,
    cxx: followed.build.cxx,
    shell: script?.shell ?? shell,
    programs: [...used],
    packages: [...new Set(packages)],
    base: stage.rootBase.kind === "image" ? stage.rootBase.reference : undefined,
    namesRelease: naming.namesRelease,
    distribution: facts?.distribution,
    release: facts?.release,
    certificates: cases.certificates,
    // Images of languages are made from buildpack-deps or alpine with `ca-certificates`; bare distributions are not.
    certificatesInBuilder: facts?.ecosystem !== undefined || followed.trace.packages.has("ca-certificates"),
    timeZones: cases.timeZones,
    users: cases.users,
    temporaryFolder: cases.temporaryFolder,
    ...(followed.build.runtimes === undefined ? {} : { candidates: followed.build.runtimes }),
  };
}

/** What packages are called in the runtime image. */
class PackageNaming {
  /** Some name holds in the release alone that the base image's floating tag stands for today. */
  namesRelease = false;
  private readonly request: SplitRequest;
  private readonly floats: boolean;

  constructor({ request, build }: FollowedProgram) {
    const facts = request.stage.imageFacts;
    this.request = request;
    // The builder of a compiled program is pinned to its release as it is.
    this.floats =
      build.carries === "sources" &&
      facts?.distribution === "debian" &&
      facts.release !== undefined &&
      !facts.releaseNamed;
  }

  /** Sorts a package by when it is needed; under a floating tag by the name that all releases share, if there is one. */
  use(name: string, used: ReadonlySet<string>): PackageUse {
    const release = releaseOf(this.request.stage.imageFacts);
    if (!this.floats) return packageUse(name, release, used);
    const shared = packageUse(name, "debian", used);
    if (shared.kind !== "unknown-half") return shared;
    this.namesRelease = true;
    return packageUse(name, release, used);
  }

  /** The names to install for a package that the program needs: the libraries of a development package. */
  runtimeNames(name: string): readonly string[] {
    if (!isDevelopmentPackage(name)) return [name];
    const use = this.use(name, new Set());
    if (use.kind === "runtime") return use.names;
    if (use.kind === "unknown-half") {
      const { message, remedy } = unknownHalf(this.request, name);
      throw new Declined(
        `The program needs a library: ${message[0]?.toLowerCase()}${message.slice(1)}`,
        this.request.stage.base.span,
        remedy,
      );
    }
    return [];
  }
}
