// Plans the split of a program: what the builder keeps, what the runtime stage needs, and where it runs.

import type { SplitRequest } from "../ecosystems/ecosystem.ts";
import { imageFacts } from "../images/lookup.ts";
import { isWithin } from "../model/paths.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { Span } from "../text/span.ts";
import { servesOthers } from "./archived-installs.ts";
import { BuildTrace } from "./build-trace.ts";
import { pinnedBuilder, pinnedRuntime } from "./builder-pin.ts";
import { withBuiltFolders } from "./built-folders.ts";
import { Carried, minimal } from "./carried.ts";
import { type ContextMap, contextMapOf } from "./context-map.ts";
import { Declined } from "./declined.ts";
import { leftBehind, mayBeCopied } from "./environment-file.ts";
import { givesTo } from "./instruction-text.ts";
import { Partition } from "./partition.ts";
import {
  type AddedLine,
  type Artifact,
  declined,
  type Note,
  type Placement,
  type SplitOutcome,
  type SplitPlan,
} from "./plan.ts";
import type { BuilderChanges, ProgramBuild } from "./program-needs.ts";
import { ProgramStart } from "./program-start.ts";
import { type RepeatedRun, repeatedRuns } from "./repeated-runs.ts";
import { releaseOf } from "./run-time-halves.ts";
import { mirrorOf } from "./runtime.ts";
import { chooseRuntime } from "./runtime-choice.ts";
import { demandOf, type FollowedProgram } from "./runtime-demand.ts";
import { isDevelopmentPackage, packageUse } from "./system-packages.ts";
import { planUser } from "./user.ts";

/** Plans the split, or says why not. Does not throw. */
export function planProgram(
  request: SplitRequest,
  build: ProgramBuild,
  changes: BuilderChanges,
): SplitOutcome {
  try {
    return { kind: "plan", plan: new Planner(request, withBuiltFolders(build, request), changes).run() };
  } catch (reason) {
    if (reason instanceof Declined)
      return declined(build.ecosystem, reason.note.message, reason.note.at, reason.remedy);
    throw reason;
  }
}

class Planner implements FollowedProgram {
  readonly request: SplitRequest;
  readonly build: ProgramBuild;
  private readonly changes: BuilderChanges;
  readonly map: ContextMap;
  readonly trace: BuildTrace;
  /** Undefined where the start command gives way to another one. */
  readonly start: ProgramStart | undefined;
  private readonly carried: Carried;
  readonly repeated: ReadonlyMap<Instruction, RepeatedRun>;
  private readonly notes: Note[] = [];

  constructor(request: SplitRequest, build: ProgramBuild, changes: BuilderChanges) {
    this.request = request;
    this.build = build;
    this.changes = changes;
    this.map = contextMapOf(request.file.dockerfile, request.stage, request.file.project);
    const followed = this.follow();
    this.repeated = followed.repeated;
    this.trace = followed.trace;
    if (build.start === undefined) this.start = new ProgramStart(request, build, this.trace, this.map);
    else this.note(build.start.why);
    const { map, trace, start } = this;
    this.carried = new Carried({ request, build, map, trace, start });
    for (const { from, instruction } of map.expected)
      this.note(
        `\`${from}\` is not in the build context at hand, and \`.gitignore\` names it: the build needs it, as before`,
        instruction.textSpan,
      );
    this.notes.push(...changes.assumptions);
    for (const path of build.needs.privateFiles ?? [])
      if (mayBeCopied(request.file, request.stage, path)) this.note(leftBehind(path));
  }

  run(): SplitPlan {
    const { stage, file } = this.request;
    const { command, script } = this.start ?? {};
    const madeAt = this.trace.lastOutput ?? this.lastCommand();
    if (madeAt === undefined) throw new Declined("No command was found that builds the program");
    const demand = demandOf(this);
    const user = planUser({
      stage,
      writes: this.build.needs.writes || command?.writes === true || script?.writes === true,
      volumes: stage.instructionsOf("VOLUME"),
      mounts: stage.service?.mounts ?? [],
      inRootsHome: [...this.carried.paths.values()].find(({ to }) => isWithin("/root", to))?.to,
      createdUsers: this.trace.createdUsers,
      rootBecause: this.build.needs.rootBecause,
      startsIn: this.build.needs.unseenLibraries === true ? stage.workdir().value : undefined,
    });
    const choice = chooseRuntime(this.request.runtime, { ...demand, keepsUser: user.keepsUser });
    if (choice.kind === "none") throw new Declined(choice.reason, command?.span);
    // Packages that the next release calls differently hold both stages to this one.
    const pin = demand.namesRelease ? pinnedBuilder(this.request) : undefined;
    const runtime = pin === undefined ? choice.runtime : pinnedRuntime(choice.runtime);
    if (demand.base !== undefined && runtime.image.startsWith(mirrorOf(demand.base) ?? "\0"))
      this.note(
        `\`${runtime.image}\` is taken to be in the registry of the builder, which was not asked`,
        stage.base.span,
      );
    if (this.build.setUp !== undefined) this.refuseLostChanges(choice.installed);
    const partition = new Partition({
      file,
      stage,
      map: this.map,
      isBuildVariable: this.build.isBuildVariable,
      isToolchainProgram: this.build.isToolchainProgram,
      readsEnvironment: (program) => this.build.readsEnvironment?.(program) === true,
      repeats: (instruction) => this.repeats(instruction, this.repeated),
      builderIsStarted: this.request.builderIsStarted,
      readsInBuild: this.build.readsInBuild ?? (() => false),
      placementOf: (instruction) => this.carried.placementOf(instruction),
      runtimePackages: demand.packages,
      runtimeWorkdir: imageFacts(runtime.image)?.workdir || "/",
    });
    const finalUser = user.finish(runtime);
    const starting = this.start?.editsFor(runtime) ?? {
      edits: [],
      added: this.build.start?.lines ?? [],
      notes: [],
    };
    const artifacts = [...this.carried.paths.values(), ...choice.artifacts].filter(
      ({ from }) => this.trace.outputs.has(from) || this.trace.made.has(from) || !partition.provides(from),
    );
    const shipped = minimal(artifacts).map((artifact) => finalUser.own(artifact, this.isWritable(artifact)));
    if (this.build.setUp !== undefined) this.refuseLostOwner(shipped);
    for (const { from } of minimal(artifacts)) {
      const reason = this.carried.reasons.get(from);
      if (reason !== undefined && !this.trace.hasOutput(from)) this.note(reason);
    }
    const placements = new Map([
      ...partition.placements,
      ...finalUser.placements(partition.placements, stage),
      ...this.droppedStart(partition.placements),
    ]);
    return {
      ecosystem: this.build.ecosystem,
      builderNames: this.build.builderNames ?? [],
      stage,
      runtime,
      alternatives: choice.alternatives,
      placements,
      buildEdits: [...this.changes.edits, ...(pin?.edits ?? [])],
      runtimeEdits: [...partition.runtimeEdits, ...starting.edits, ...(this.changes.runtimeEdits ?? [])],
      artifactsAt: this.artifactsPlace(madeAt, artifacts, partition),
      artifacts: shipped,
      added: [
        ...choice.added,
        ...partition.added,
        ...(this.changes.runtime ?? []),
        ...this.ownedFolders(shipped, finalUser.owns),
        ...(this.build.start?.runs === "server" ? [] : finalUser.added),
        ...starting.added,
      ],
      assumptions: [
        ...this.notes,
        ...starting.notes,
        ...partition.notes,
        ...choice.notes,
        ...(pin?.assumptions ?? []),
        ...(this.build.start?.runs === "server" && runtime.rootBecause === undefined ? [] : finalUser.notes),
      ],
      estimate: {
        // What is installed on a distribution's bare image is most of what the image weighs, and isn't known.
        before: stage.imageFacts?.role === "os" ? undefined : stage.imageFacts?.bytes,
        after:
          runtime.bytes === undefined || this.build.typicalBytes === undefined
            ? undefined
            : runtime.bytes + this.build.typicalBytes,
      },
    };
  }

  /**
   * Sources that are copied before the dependencies are installed come behind them in the runtime stage, so that a
   * change of theirs leaves the layer of the dependencies alone.
   */
  private artifactsPlace(
    madeAt: Instruction,
    artifacts: readonly Artifact[],
    partition: Partition,
  ): Instruction {
    const { stage } = this.request;
    if (this.build.carries !== "sources") return madeAt;
    const copied = this.map.landings.filter(({ instruction }) =>
      /^(?:runtime|both)$/.test(partition.placements.get(instruction) ?? ""),
    );
    const first = copied[0]?.instruction;
    const before = first === undefined ? undefined : stage.instructions[stage.positionOf(first) - 1];
    if (before === undefined || stage.positionOf(before) >= stage.positionOf(madeAt)) return madeAt;
    const overlaps = copied.some(({ to }) =>
      artifacts.some((artifact) => isWithin(to, artifact.to) || isWithin(artifact.to, to)),
    );
    return overlaps ? madeAt : before;
  }

  /** A copy leaves the owner of a working directory that is there already: it is given away as in the builder. */
  private ownedFolders(shipped: readonly Artifact[], given: string | undefined): readonly AddedLine[] {
    if (this.build.setUp === undefined) return [];
    const { stage } = this.request;
    const folders = new Set(
      stage.instructionsOf("WORKDIR").map((each) => stage.expand(each.argsText, each)?.replace(/\/+$/, "")),
    );
    return shipped.flatMap(({ to, chown, kind }): AddedLine[] =>
      kind === "folder" && chown !== undefined && folders.has(to) && to !== given
        ? [{ where: "artifacts", instruction: givesTo(chown, to) }]
        : [],
    );
  }

  /** Throws `Declined` where files that another user owns in the builder would be root's behind their copy. */
  private refuseLostOwner(shipped: readonly Artifact[]): void {
    const lost = shipped.find(({ from, chown }) => chown === undefined && this.trace.reowned(from));
    if (lost === undefined) return;
    const by = this.request.stage.instructions.find(
      ({ keyword, text }) => keyword === "RUN" && /\bchown\b/.test(text),
    );
    throw new Declined(
      `\`${lost.from}\` belongs to another user, and commands behind that fill it, so its copy would belong to root`,
      by?.textSpan,
    );
  }

  /** Throws `Declined` where a command of the builder changes files of the system that the runtime image has, too. */
  private refuseLostChanges(installed: readonly string[]): void {
    const installs = installed.length > 0;
    const { stage } = this.request;
    for (const path of this.trace.changedPaths) {
      const isOwn =
        this.trace.hasOutput(path) ||
        [...this.trace.made.keys()].some((made) => isWithin(made, path) || isWithin(path, made)) ||
        this.map.landings.some(({ to }) => isWithin(to, path) || isWithin(path, to));
      if (isOwn || /^\/(?:tmp|root|var\/(?:cache|tmp))(?:\/|$)/.test(path)) continue;
      if (/^\/etc\/ap[tk](?:\/|$)/.test(path) && !installs) continue;
      // What is generated from it comes out of the builder.
      if (path === "/etc/locale.gen") continue;
      throw new Declined(
        `A command of the builder changes \`${path}\`, which the runtime image has unchanged`,
        stage.instructions.find(({ keyword, text }) => keyword === "RUN" && text.includes(path))?.textSpan ??
          stage.from.textSpan,
      );
    }
    const sources = stage.instructions.find(
      ({ keyword, text }) =>
        /^(?:RUN|COPY|ADD)$/.test(keyword) &&
        /\/etc\/apt\/(?:sources|preferences|apt\.conf)/.test(text) &&
        !servesOthers(text, installed),
    );
    if (sources !== undefined && installs)
      throw new Declined(
        "The runtime stage would install packages without the package sources that this sets up",
        sources.textSpan,
      );
  }

  /** Where nothing is built, the sources are all there is: what the last command left is what ships. */
  private lastCommand(): Instruction | undefined {
    if (this.build.carries !== "sources") return undefined;
    return this.request.stage.instructions.findLast(({ keyword }) => /^(?:RUN|COPY|ADD)$/.test(keyword));
  }

  /** What belongs to a start command that is replaced: CMD and ENTRYPOINT, its user and its folder. */
  private droppedStart(
    others: ReadonlyMap<Instruction, Placement>,
  ): readonly (readonly [Instruction, Placement])[] {
    const { start } = this.build;
    if (start === undefined) return [];
    const { instructions } = this.request.stage;
    const isServer = start.runs === "server";
    const ships = instructions.some(
      (each) => /^(?:RUN|COPY|ADD)$/.test(each.keyword) && /runtime|both/.test(others.get(each) ?? ""),
    );
    return instructions.flatMap((instruction, index): (readonly [Instruction, Placement])[] => {
      const counts = instructions.slice(index + 1).some(({ keyword }) => /^(?:RUN|COPY|ADD)$/.test(keyword));
      switch (instruction.keyword) {
        case "CMD":
        case "ENTRYPOINT":
          return [[instruction, "drop"]];
        case "USER":
          return isServer ? [[instruction, counts ? "build" : "drop"]] : [];
        case "WORKDIR":
          return ships || !isServer ? [] : [[instruction, counts ? "build" : "drop"]];
        default:
          return [];
      }
    });
  }

  private repeats(instruction: Instruction, runs: ReadonlyMap<Instruction, RepeatedRun>): boolean {
    return runs.has(instruction) || this.build.repeats?.(instruction) === true;
  }

  /** What a command of the builder changes comes out of the builder, so that it can't be changed again before. */
  private follow(): { readonly repeated: ReadonlyMap<Instruction, RepeatedRun>; readonly trace: BuildTrace } {
    const { request, build } = this;
    let repeated = this.repeatedRuns(undefined);
    const traceOf = (runs: ReadonlyMap<Instruction, RepeatedRun>): BuildTrace =>
      new BuildTrace(request, build, (instruction) => this.repeats(instruction, runs));
    let trace = traceOf(repeated);
    for (let size = -1; size !== repeated.size; ) {
      size = repeated.size;
      repeated = this.repeatedRuns(trace);
      if (size !== repeated.size) trace = traceOf(repeated);
    }
    return { repeated, trace };
  }

  private repeatedRuns(trace: BuildTrace | undefined): ReadonlyMap<Instruction, RepeatedRun> {
    const { request, build, map } = this;
    if (build.setUp === undefined) return new Map();
    return repeatedRuns({
      stage: request.stage,
      map,
      ships: (landing) =>
        !build.isSource(landing.from) &&
        trace?.touched(landing.to) !== true &&
        !map.broughtAgain(landing, (later) => !build.isSource(later.from)),
      madeLater: (path, instruction) =>
        [...build.outputs.filter(({ kind }) => kind === "folder"), ...(build.changes ?? [])].some(
          (each) =>
            each.at.start > instruction.span.start &&
            (isWithin(path, each.path) || isWithin(each.path, path)),
        ),
      system: build.setUp === "repeated-on-same" ? "same" : "other",
      isRuntimePackage: (name) =>
        build.isBuildPackage?.(name) !== true &&
        /^(?:runtime|present)$/.test(packageUse(name, releaseOf(request.stage.imageFacts), new Set()).kind) &&
        !isDevelopmentPackage(name),
    });
  }

  private isWritable(artifact: Artifact): boolean {
    return (
      (this.trace.made.get(artifact.from)?.what === "folder" && !this.trace.outputs.has(artifact.from)) ||
      this.trace.outputs.get(artifact.from)?.writable === true ||
      this.trace.reowned(artifact.from)
    );
  }

  private note(message: string, at?: Span): void {
    this.notes.push(at === undefined ? { message } : { message, at });
  }
}
