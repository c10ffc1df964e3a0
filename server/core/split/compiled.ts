// Plans the split of a compiled program: what the builder keeps, what the runtime stage needs, and where it runs.

import type { SplitRequest } from "../ecosystems/ecosystem.ts";
import { runCommands } from "../model/commands.ts";
import { packageName } from "../model/packages.ts";
import { baseName, dirName, isWithin, resolvePath } from "../model/paths.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import { contains, type Span } from "../text/span.ts";
import { ContextMap } from "./context-map.ts";
import { type Effect, effectOf } from "./effects.ts";
import { Partition } from "./partition.ts";
import type { AddedLine, Artifact, Note, SplitOutcome, SplitPlan } from "./plan.ts";
import type { CompiledBuild } from "./program-needs.ts";
import { firstLine } from "./refusals.ts";
import { chooseRuntime, type RuntimeDemand } from "./runtime-choice.ts";
import { builtins, type StartCommand, type StartedProgram, startCommand } from "./start-command.ts";
import { type ScriptNeeds, scriptNeeds } from "./start-script.ts";
import { packageUse } from "./system-packages.ts";
import { planUser } from "./user.ts";

/** Edits and notes that the ecosystem itself adds to the builder. */
export interface BuilderChanges {
  readonly edits: readonly TextEdit[];
  readonly assumptions: readonly Note[];
}

/** What is started, and the program of the start command that names it where one does. */
interface Started {
  readonly program: StartedProgram | undefined;
  readonly path: string;
}

/** Thrown inside this file to leave the plan with a reason; `planCompiled` catches it. */
class Declined {
  readonly note: Note;
  constructor(message: string, at?: Span) {
    this.note = at === undefined ? { message } : { message, at };
  }
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

/** Folders that are there in every image and that `cp x DIR` means as a folder. */
const knownFolders = new Set([
  "/",
  "/bin",
  "/sbin",
  "/usr/bin",
  "/usr/sbin",
  "/usr/local/bin",
  "/usr/local/sbin",
  "/go/bin",
  "/etc",
  "/opt",
  "/tmp",
  "/root",
  "/home",
  "/var",
  "/srv",
  "/usr/lib",
  "/usr/local/lib",
]);

class Planner {
  private readonly request: SplitRequest;
  private readonly build: CompiledBuild;
  private readonly changes: BuilderChanges;
  private readonly map: ContextMap;
  /** What the build and other commands have made so far: path and the instruction that made it. */
  private readonly outputs = new Map<string, Instruction>();
  private readonly made = new Map<string, { readonly what: "file" | "folder"; readonly by: Instruction }>();
  private readonly changed = new Set<string>();
  private readonly packages = new Map<string, Span>();
  /** Paths that a command removed again; what was copied there is gone too. */
  private readonly gone: string[] = [];
  private readonly createdUsers = new Map<string, number | undefined>();
  private readonly notes: Note[] = [];
  /** Why a path goes along, said only where it is copied out of the builder. */
  private readonly reasons = new Map<string, string>();
  private lastOutput: Instruction | undefined;

  constructor(request: SplitRequest, build: CompiledBuild, changes: BuilderChanges) {
    this.request = request;
    this.build = build;
    this.changes = changes;
    this.map = new ContextMap(request.file.dockerfile, request.stage, request.file.project);
    this.notes.push(...changes.assumptions);
  }

  run(): SplitPlan {
    const { stage, file } = this.request;
    for (const instruction of stage.instructions) if (instruction.keyword === "RUN") this.follow(instruction);
    const start = this.start();
    const script = this.startScript(start);
    const started = this.started(start, script);
    const artifactsAt = this.lastOutput;
    if (artifactsAt === undefined) throw new Declined("No command was found that builds the program");
    const paths = this.runtimePaths(started.path, start, script);
    const demand = this.demand(start, script);
    const user = planUser({
      stage,
      writes: this.build.needs.writes || start.writes || script?.writes === true,
      volumes: stage.instructionsOf("VOLUME"),
      createdUsers: this.createdUsers,
    });
    const choice = chooseRuntime(this.request.runtime, { ...demand, keepsUser: user.keepsUser });
    if (choice.kind === "none") throw new Declined(choice.reason, start.span);
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
    const starting = this.startEdits(start, started, runtime.hasShell);
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
      assumptions: [...this.notes, ...partition.notes, ...choice.notes, ...finalUser.notes],
      estimate: {
        before: stage.imageFacts?.bytes,
        after:
          runtime.bytes === undefined || this.build.typicalBytes === undefined
            ? undefined
            : runtime.bytes + this.build.typicalBytes,
      },
    };
  }

  /** Goes through the commands of a RUN and keeps what they leave behind. */
  private follow(instruction: Instruction): void {
    for (const run of runCommands(this.request.stage, instruction)) {
      const traced = this.build.traced.some(
        (at) => contains(at, run.command.span) || contains(run.command.span, at),
      );
      if (traced || this.build.isToolchainProgram(run.program)) {
        for (const output of this.build.outputs)
          if (contains(run.command.span, output.at) || contains(output.at, run.command.span)) {
            this.outputs.set(output.path, instruction);
            this.lastOutput = instruction;
          }
        continue;
      }
      this.apply(effectOf(run), instruction, run.command.span);
    }
  }

  private apply(effect: Effect, instruction: Instruction, at: Span): void {
    switch (effect.kind) {
      case "build":
        return;
      case "unknown":
        throw new Declined(
          `What \`${firstLine(this.request.file.text.slice(at.start, at.end))}\` leaves behind isn't known, and the program may need it`,
          at,
        );
      case "packages":
        if (effect.command.action === "install")
          for (const word of effect.command.packages) this.packages.set(packageName(word), word.span);
        return;
      case "makes":
        for (const path of effect.paths) this.made.set(path, { what: effect.what, by: instruction });
        return;
      case "changes":
        for (const path of effect.paths) this.changed.add(path);
        return;
      case "user":
        this.createdUsers.set(effect.name, effect.id);
        return;
      case "removes":
        for (const path of effect.paths) this.forget(path);
        return;
      case "moves":
        this.move(effect.from, effect.to, instruction);
        if (effect.how === "move") for (const path of effect.from) this.forget(path);
        return;
    }
  }

  private forget(path: string): void {
    for (const known of [...this.outputs.keys()]) if (isWithin(path, known)) this.outputs.delete(known);
    for (const known of [...this.made.keys()]) if (isWithin(path, known)) this.made.delete(known);
    this.gone.push(path);
  }

  private move(from: readonly string[], to: string, instruction: Instruction): void {
    const folder =
      from.length > 1 ||
      knownFolders.has(to) ||
      this.made.get(to)?.what === "folder" ||
      to === this.build.sourceRoot;
    for (const path of from) {
      const target = folder ? resolvePath(to, baseName(path)) : to;
      if (this.outputs.has(path)) {
        this.outputs.set(target, instruction);
        this.lastOutput = instruction;
      } else this.made.set(target, { what: "file", by: instruction });
    }
  }

  private start(): StartCommand {
    const answer = startCommand(this.request.stage);
    if (answer.kind === "none")
      throw new Declined("No CMD or ENTRYPOINT says what to start", this.request.stage.from.textSpan);
    if (answer.kind === "unclear") throw new Declined(answer.message, answer.at);
    return answer.start;
  }

  /** The entrypoint script's needs, where the image starts a script of the project. */
  private startScript(start: StartCommand): ScriptNeeds | undefined {
    const path = this.pathOf(start.runs[0]);
    if (path === undefined || this.outputs.has(path)) return undefined;
    const contextPath = this.map.toContext(path);
    const text = contextPath === undefined ? null : this.request.file.project.text(contextPath);
    if (contextPath === undefined || text === null) return undefined;
    if (text === undefined) throw new Declined(`\`${contextPath}\` was not read`, start.span);
    const needs = scriptNeeds(text);
    if (needs === undefined)
      throw new Declined(`\`${contextPath}\` can't be followed, so what it needs isn't known`, start.span);
    return needs;
  }

  /** The program of the start command that the build makes, or the script that starts it. */
  private started(start: StartCommand, script: ScriptNeeds | undefined): Started {
    for (const program of start.runs) {
      const path = this.pathOf(program);
      if (path !== undefined && this.outputs.has(path)) return { program, path };
    }
    const [first] = start.runs;
    const scriptPath = this.pathOf(first);
    if (script !== undefined && scriptPath !== undefined) return { program: first, path: scriptPath };
    // `tini -- ./server`: the program is among the words of another one.
    const among = start.args
      .map((word) => this.resolve(word))
      .find((path) => path !== undefined && this.outputs.has(path));
    if (among !== undefined && !first.name.includes("/")) return { program: undefined, path: among };
    throw new Declined(
      `\`${first.name}\` is started, but ${this.outputs.size === 0 ? "no command makes it" : `the build makes ${list([...this.outputs.keys()])}`}`,
      start.span,
    );
  }

  private pathOf(program: StartedProgram): string | undefined {
    return program.path ?? (program.name.includes("/") ? undefined : this.onPath(program.name));
  }

  private resolve(word: string): string | undefined {
    if (!word.includes("/")) return this.onPath(word);
    const workdir = this.request.stage.workdir().value;
    return workdir === undefined && !word.startsWith("/") ? undefined : resolvePath(workdir ?? "/", word);
  }

  /** The path of a bare name: an output in a folder of PATH. */
  private onPath(name: string): string | undefined {
    const path =
      this.request.stage.variable("PATH") ??
      "/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    for (const folder of path.split(":")) {
      const candidate = resolvePath(folder, name);
      if (this.outputs.has(candidate) || this.map.toContext(candidate) !== undefined) return candidate;
    }
    return undefined;
  }

  /** Everything that must be copied out of the builder, by path. */
  private runtimePaths(
    started: string,
    start: StartCommand,
    script: ScriptNeeds | undefined,
  ): Map<string, Artifact> {
    const paths = new Map<string, Artifact>();
    const add = (path: string, kind: Artifact["kind"]): void => {
      paths.set(path, { from: path, to: path, kind });
    };
    add(started, "file");
    for (const word of [...start.args, ...(script?.words ?? [])]) {
      const path = this.resolve(word);
      if (path !== undefined && this.outputs.has(path)) add(path, "file");
    }
    // Other programs that the build makes of the project's own sources are there to be started too.
    const own = new Set(this.build.outputs.flatMap((output) => (output.own ? [baseName(output.path)] : [])));
    for (const path of this.outputs.keys())
      if (own.has(baseName(path)) && !this.isCopyOf(path, started)) add(path, "file");
    for (const asset of this.build.needs.assets) this.addContextPath(add, asset.path, asset.why);
    for (const word of this.namedFiles(start, script)) {
      const contextPath = this.map.toContext(word);
      if (contextPath !== undefined && contextPath !== "." && !this.build.isSource(contextPath))
        this.addContextPath(add, contextPath, "the start command names it");
    }
    for (const [path, { what }] of this.made) {
      const inSources = isWithin(this.build.sourceRoot, path) && this.build.sourceRoot !== "/";
      const holdsOutput =
        [...this.outputs.keys()].some((output) => isWithin(path, output)) ||
        isWithin(path, this.build.sourceRoot);
      if (ignorable.test(path) || this.outputs.has(path) || holdsOutput || (inSources && what === "file"))
        continue;
      add(path, what);
    }
    for (const landing of this.map.landings) {
      const outside =
        !isWithin(this.build.sourceRoot, landing.to) && !isWithin(landing.to, this.build.sourceRoot);
      if (outside && !this.build.isSource(landing.from) && this.touched(landing.to))
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
    if (this.gone.some((path) => isWithin(path, image))) return;
    add(image, state.kind === "folder" ? "folder" : "file");
    this.reasons.set(image, `\`${contextPath}\` goes along: ${why}`);
  }

  /** Absolute paths that the start command, scripts and run-time variables name. */
  private namedFiles(start: StartCommand, script: ScriptNeeds | undefined): readonly string[] {
    const { stage } = this.request;
    const words = [...start.args, ...(script?.words ?? [])].map((word) => word.replace(/^--?[\w-]+=/, ""));
    for (const [name, changes] of stage.variableChanges)
      if (!this.build.isBuildVariable(name)) words.push(changes.at(-1)?.value ?? "");
    const found = words
      .filter((word) => /^[./]?[\w./-]+$/.test(word) && !word.startsWith("-") && /[./]/.test(word))
      .map((word) => this.resolve(word.includes("/") ? word : `./${word}`))
      .filter((path) => path !== undefined);
    return [...found, ...this.build.needs.imagePaths];
  }

  /** A command changed what this copy brought, so it is taken from the builder. */
  private touched(path: string): boolean {
    for (const each of this.changed) if (isWithin(path, each) || isWithin(each, path)) return true;
    return false;
  }

  /** True for a copy that the build needs, or that commands change afterwards. */
  private staysInBuilder(instruction: Instruction): boolean {
    const own = this.map.landings.filter((landing) => landing.instruction === instruction);
    return own.every(
      (landing) =>
        isWithin(this.build.sourceRoot, landing.to) ||
        isWithin(landing.to, this.build.sourceRoot) ||
        this.build.isSource(landing.from) ||
        this.touched(landing.to),
    );
  }

  private demand(start: StartCommand, script: ScriptNeeds | undefined): RuntimeDemand {
    const { stage } = this.request;
    const health = stage.instructions.findLast((each) => each.keyword === "HEALTHCHECK");
    const healthPrograms = (health?.script?.commands ?? []).map((command) => command.program);
    const healthExec = health?.healthCheck?.exec?.elements[0]?.value;
    const programs = new Set<string>(this.build.needs.programs);
    if (start.shell === "needed" || this.outputPath(start) === undefined)
      for (const program of start.runs) {
        const path = this.pathOf(program);
        if (path === undefined || !this.outputs.has(path)) programs.add(program.name);
      }
    for (const program of [
      ...(script?.programs ?? []),
      ...healthPrograms,
      ...(healthExec === undefined ? [] : [healthExec]),
    ])
      programs.add(program);
    for (const program of [...programs]) {
      const path = this.resolve(program);
      if (path !== undefined && this.outputs.has(path)) programs.delete(program);
      if (program === "" || program.startsWith("$") || builtins.has(program)) programs.delete(program);
      if (path !== undefined && script !== undefined && this.map.toContext(path) !== undefined)
        programs.delete(program);
    }
    const used = new Set([...programs].map(baseName));
    const facts = stage.imageFacts;
    const packages: string[] = [];
    for (const [name, at] of this.packages) {
      const use = packageUse(name, facts?.release, used);
      if (use.kind === "runtime") packages.push(use.name);
      // A program that is linked to nothing needs no shared library either.
      else if (use.kind === "unknown-half" && this.build.linkage !== "static")
        throw new Declined(`Which package holds the run-time half of \`${name}\` isn't known`, at);
    }
    const shell = start.shell === "needed" || healthPrograms.length > 0 ? "sh" : "none";
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
      certificatesInBuilder: facts?.ecosystem !== undefined || this.packages.has("ca-certificates"),
      timeZones: cases.timeZones,
      users: cases.users,
      temporaryFolder: cases.temporaryFolder,
    };
  }

  /**
   * The start command in the runtime image: exec form where there is no shell, and a path in place of a bare
   * name that the builder's PATH found.
   */
  private startEdits(
    start: StartCommand,
    { program, path }: Started,
    hasShell: boolean,
  ): { readonly edits: readonly TextEdit[]; readonly added: readonly AddedLine[] } {
    const moved = program !== undefined && !program.name.includes("/") && !standardPath.has(dirName(path));
    if (moved)
      this.note(
        `\`${program.name}\` is found by its path, because the runtime image has another PATH`,
        start.span,
      );
    if (start.shell === "removable" && !hasShell && start.by !== undefined) {
      this.note("The start command runs without a shell, so the program gets signals itself", start.span);
      const words = [moved ? path : start.program, ...start.args];
      return {
        edits: [replacement(start.by.args, `[${words.map((word) => JSON.stringify(word)).join(", ")}]`)],
        added: [],
      };
    }
    if (!moved) return { edits: [], added: [] };
    return program.span === undefined
      ? { edits: [], added: [{ where: "artifacts", text: `ENV PATH=${dirName(path)}:$PATH` }] }
      : { edits: [replacement(program.span, path)], added: [] };
  }

  private outputPath(start: StartCommand): string | undefined {
    const path = this.pathOf(start.runs[0]);
    return path !== undefined && this.outputs.has(path) ? path : undefined;
  }

  private isWritable(artifact: Artifact): boolean {
    return this.made.get(artifact.from)?.what === "folder";
  }

  private note(message: string, at?: Span): void {
    this.notes.push(at === undefined ? { message } : { message, at });
  }
}

/** Folders that every runtime image has in its PATH. */
const standardPath = new Set(["/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin"]);

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

function list(paths: readonly string[]): string {
  return paths
    .slice(0, 3)
    .map((path) => `\`${path}\``)
    .join(", ");
}
