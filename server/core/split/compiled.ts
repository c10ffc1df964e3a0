// Plans the split of a compiled program: what the builder keeps, what the runtime stage needs, and where it runs.

import type { SplitRequest } from "../ecosystems/ecosystem.ts";
import { baseName, isWithin } from "../model/paths.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { BuildTrace } from "./build-trace.ts";
import { ContextMap } from "./context-map.ts";
import { Declined } from "./declined.ts";
import { Partition } from "./partition.ts";
import type { Artifact, Note, SplitOutcome, SplitPlan } from "./plan.ts";
import type { CompiledBuild } from "./program-needs.ts";
import { ProgramStart } from "./program-start.ts";
import { chooseRuntime, type RuntimeDemand } from "./runtime-choice.ts";
import { builtins } from "./start-command.ts";
import { isDevelopmentPackage, packageUse } from "./system-packages.ts";
import { planUser } from "./user.ts";

/** Edits and notes that the ecosystem itself adds to the builder. */
export interface BuilderChanges {
  readonly edits: readonly TextEdit[];
  readonly assumptions: readonly Note[];
}

/** Plans the split, or says why not. Does not throw. */
export function planCompiled(
  request: SplitRequest,
  build: CompiledBuild,
  changes: BuilderChanges,
): SplitOutcome {
  try {
    return { kind: "plan", plan: new Planner(request, build, changes).run() };
  } catch (reason) {
    if (reason instanceof Declined)
      return { kind: "declined", ecosystem: build.ecosystem, reasons: [reason.note] };
    throw reason;
  }
}

/** Folders that a build fills and no program needs. */
const ignorable =
  /^\/(?:tmp|var\/(?:cache|lib\/apt|tmp|log)|root\/\.(?:cache|config|ssh|gitconfig|netrc)|usr\/(?:local\/go|share\/(?:doc|man|keyrings))|go\/(?:pkg|src)|etc\/apt|dev|proc)(?:\/|$)/;

class Planner {
  private readonly request: SplitRequest;
  private readonly build: CompiledBuild;
  private readonly changes: BuilderChanges;
  private readonly map: ContextMap;
  private readonly trace: BuildTrace;
  private readonly start: ProgramStart;
  private readonly notes: Note[] = [];
  /** Why a path goes along, said only where it is copied out of the builder. */
  private readonly reasons = new Map<string, string>();

  constructor(request: SplitRequest, build: CompiledBuild, changes: BuilderChanges) {
    this.request = request;
    this.build = build;
    this.changes = changes;
    this.map = new ContextMap(request.file.dockerfile, request.stage, request.file.project);
    this.trace = new BuildTrace(request, build);
    this.start = new ProgramStart(request, this.trace, this.map);
    this.notes.push(...changes.assumptions);
  }

  run(): SplitPlan {
    const { stage, file } = this.request;
    const { command, script } = this.start;
    const artifactsAt = this.trace.lastOutput;
    if (artifactsAt === undefined) throw new Declined("No command was found that builds the program");
    const paths = this.runtimePaths();
    const demand = this.demand();
    const user = planUser({
      stage,
      writes: this.build.needs.writes || command.writes || script?.writes === true,
      volumes: stage.instructionsOf("VOLUME"),
      createdUsers: this.trace.createdUsers,
    });
    const choice = chooseRuntime(this.request.runtime, { ...demand, keepsUser: user.keepsUser });
    if (choice.kind === "none") throw new Declined(choice.reason, command.span);
    const { runtime } = choice;
    const partition = new Partition({
      file,
      stage,
      map: this.map,
      isBuildVariable: this.build.isBuildVariable,
      isToolchainProgram: this.build.isToolchainProgram,
      staysInBuilder: (instruction) => this.staysInBuilder(instruction),
      runtimePackages: demand.packages,
    });
    const finalUser = user.finish(runtime);
    const starting = this.start.editsFor(runtime.hasShell ? "shell" : "no-shell");
    const artifacts = [...paths.values(), ...choice.artifacts].filter(
      (artifact) => !partition.provides(artifact.from),
    );
    for (const { from } of artifacts) {
      const reason = this.reasons.get(from);
      if (reason !== undefined) this.note(reason);
    }
    const placements = new Map([
      ...partition.placements,
      ...finalUser.placements(partition.placements, stage),
    ]);
    return {
      ecosystem: this.build.ecosystem,
      stage,
      runtime,
      alternatives: choice.alternatives,
      placements,
      buildEdits: this.changes.edits,
      runtimeEdits: [...partition.runtimeEdits, ...starting.edits],
      artifactsAt,
      artifacts: minimal(artifacts).map((artifact) => finalUser.own(artifact, this.isWritable(artifact))),
      added: [...choice.added, ...partition.added, ...starting.added, ...finalUser.added],
      assumptions: [
        ...this.notes,
        ...starting.notes,
        ...partition.notes,
        ...choice.notes,
        ...finalUser.notes,
      ],
      estimate: {
        before: stage.imageFacts?.bytes,
        after:
          runtime.bytes === undefined || this.build.typicalBytes === undefined
            ? undefined
            : runtime.bytes + this.build.typicalBytes,
      },
    };
  }

  /** Everything that must be copied out of the builder, by path. */
  private runtimePaths(): Map<string, Artifact> {
    const started = this.start.started.path;
    const paths = new Map<string, Artifact>();
    const add = (path: string, kind: Artifact["kind"]): void => {
      paths.set(path, { from: path, to: path, kind });
    };
    add(started, "file");
    for (const word of this.start.words) {
      const path = this.start.resolve(word);
      if (path !== undefined && this.trace.outputs.has(path)) add(path, "file");
    }
    // Other programs that the build makes of the project's own sources are there to be started too.
    const own = new Set(this.build.outputs.flatMap((output) => (output.own ? [baseName(output.path)] : [])));
    for (const path of this.trace.outputs.keys())
      if (own.has(baseName(path)) && !this.isCopyOf(path, started)) add(path, "file");
    for (const asset of this.build.needs.assets) this.addContextPath(add, asset.path, asset.why);
    for (const word of this.namedFiles()) {
      const contextPath = this.map.toContext(word);
      if (contextPath !== undefined && contextPath !== "." && !this.build.isSource(contextPath))
        this.addContextPath(add, contextPath, "the start command names it");
    }
    for (const [path, { what }] of this.trace.made) {
      const inSources = isWithin(this.build.sourceRoot, path) && this.build.sourceRoot !== "/";
      const holdsOutput =
        [...this.trace.outputs.keys()].some((output) => isWithin(path, output)) ||
        isWithin(path, this.build.sourceRoot);
      if (
        ignorable.test(path) ||
        this.trace.outputs.has(path) ||
        holdsOutput ||
        (inSources && what === "file")
      )
        continue;
      add(path, what);
    }
    for (const landing of this.map.landings) {
      const outside =
        !isWithin(this.build.sourceRoot, landing.to) && !isWithin(landing.to, this.build.sourceRoot);
      if (outside && !this.build.isSource(landing.from) && this.trace.touched(landing.to))
        add(landing.to, landing.isFile === true ? "file" : "folder");
    }
    return paths;
  }

  /** `cp server /usr/local/bin/` leaves the program twice; one is enough. */
  private isCopyOf(path: string, started: string): boolean {
    return path !== started && baseName(path) === baseName(started);
  }

  private addContextPath(
    add: (path: string, kind: Artifact["kind"]) => void,
    contextPath: string,
    why: string,
  ): void {
    const image = this.map.toImage(contextPath);
    const state = this.request.file.project.file(contextPath);
    if (image === undefined || state === undefined || state.kind === "absent") return;
    if (this.trace.removed(image)) return;
    add(image, state.kind === "folder" ? "folder" : "file");
    this.reasons.set(image, `\`${contextPath}\` goes along: ${why}`);
  }

  /** Absolute paths that the start command, scripts and run-time variables name. */
  private namedFiles(): readonly string[] {
    const { stage } = this.request;
    const words = this.start.words.map((word) => word.replace(/^--?[\w-]+=/, ""));
    for (const [name, changes] of stage.variableChanges)
      if (!this.build.isBuildVariable(name)) words.push(changes.at(-1)?.value ?? "");
    const found = words
      .filter((word) => /^[./]?[\w./-]+$/.test(word) && !word.startsWith("-") && /[./]/.test(word))
      .map((word) => this.start.resolve(word.includes("/") ? word : `./${word}`))
      .filter((path) => path !== undefined);
    return [...found, ...this.build.needs.imagePaths];
  }

  /** True for a copy that the build needs, or that commands change afterwards. */
  private staysInBuilder(instruction: Instruction): boolean {
    const own = this.map.landings.filter((landing) => landing.instruction === instruction);
    return own.every(
      (landing) =>
        isWithin(this.build.sourceRoot, landing.to) ||
        isWithin(landing.to, this.build.sourceRoot) ||
        this.build.isSource(landing.from) ||
        this.trace.touched(landing.to),
    );
  }

  private demand(): RuntimeDemand {
    const { command, script } = this.start;
    const { stage } = this.request;
    const health = stage.instructions.findLast((each) => each.keyword === "HEALTHCHECK");
    const healthPrograms = (health?.script?.commands ?? []).map((command) => command.program);
    const healthExec = health?.healthCheck?.exec?.elements[0]?.value;
    const programs = new Set<string>(this.build.needs.programs);
    for (const program of command.runs) {
      const path = this.start.pathOf(program);
      if (path === undefined || !this.trace.outputs.has(path)) programs.add(program.name);
    }
    for (const program of [
      ...(script?.programs ?? []),
      ...healthPrograms,
      ...(healthExec === undefined ? [] : [healthExec]),
    ])
      programs.add(program);
    for (const program of [...programs]) {
      const path = this.start.resolve(program);
      if (path !== undefined && this.trace.outputs.has(path)) programs.delete(program);
      if (program === "" || program.startsWith("$") || builtins.has(program)) programs.delete(program);
      if (path !== undefined && script !== undefined && this.map.toContext(path) !== undefined)
        programs.delete(program);
    }
    const used = new Set([...programs].map(baseName));
    const facts = stage.imageFacts;
    const packages: string[] = [];
    for (const [name, at] of this.trace.packages) {
      // A program that is linked to nothing needs no shared library either.
      if (this.build.linkage === "static" && isDevelopmentPackage(name)) continue;
      const use = packageUse(name, facts?.release, used);
      if (use.kind === "runtime") packages.push(use.name);
      else if (use.kind === "unknown-half")
        throw new Declined(`Which package holds the run-time half of \`${name}\` isn't known`, at);
    }
    const shell = command.shell === "needed" || healthPrograms.length > 0 ? "sh" : "none";
    const cases = this.build.needs;
    return {
      linkage: this.build.linkage,
      cxx: this.build.cxx,
      shell: script?.shell ?? shell,
      programs: [...used],
      packages,
      base: stage.rootBase.kind === "image" ? stage.rootBase.reference : undefined,
      distribution: facts?.distribution,
      release: facts?.release,
      certificates: cases.certificates,
      // Images of languages are made from buildpack-deps or alpine with `ca-certificates`; bare distributions are not.
      certificatesInBuilder: facts?.ecosystem !== undefined || this.trace.packages.has("ca-certificates"),
      timeZones: cases.timeZones,
      users: cases.users,
      temporaryFolder: cases.temporaryFolder,
    };
  }

  private isWritable(artifact: Artifact): boolean {
    return this.trace.made.get(artifact.from)?.what === "folder";
  }

  private note(message: string, at?: Span): void {
    this.notes.push(at === undefined ? { message } : { message, at });
  }
}

/** Without paths that lie inside a folder that is copied anyway. */
function minimal(artifacts: readonly Artifact[]): readonly Artifact[] {
  return artifacts.filter(
    (artifact) =>
      !artifacts.some(
        (other) =>
          other !== artifact &&
          other.kind === "folder" &&
          other.from !== artifact.from &&
          isWithin(other.from, artifact.from),
      ),
  );
}
