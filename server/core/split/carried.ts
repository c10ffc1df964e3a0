// What is copied out of the builder into the runtime stage, and where the context's own files are copied instead.

import type { SplitRequest } from "../ecosystems/ecosystem.ts";
import { runCommands } from "../model/commands.ts";
import { baseName, dirName, isWithin } from "../model/paths.ts";
import { hasWildcard, matchPath } from "../project/glob.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { BuildTrace } from "./build-trace.ts";
import type { ContextMap, Landing } from "./context-map.ts";
import { Declined } from "./declined.ts";
import type { Artifact, Placement } from "./plan.ts";
import type { ProgramBuild } from "./program-needs.ts";
import type { ProgramStart } from "./program-start.ts";

/** Folders that a build fills and no program needs. */
const ignorable =
  /^\/(?:tmp|var\/(?:cache|lib\/apt|tmp|log)|root\/\.(?:cache|config|ssh|gitconfig|netrc|bowerrc|npmrc|yarnrc|npm|m2|gradle|sbt|ivy2)|usr\/(?:local\/go|share\/(?:doc|man|keyrings))|go\/(?:pkg|src)|etc\/(?:apt|locale\.gen|default\/locale)|dev|proc)(?:\/|$)/;

/** Files that programs load, which are kept even where other files only pass through. */
const loaded = /\.(?:jar|so|pem|crt|onnx|pth?|h5|pkl|joblib|gguf|model)$/;

export interface CarriedFacts {
  readonly request: SplitRequest;
  readonly build: ProgramBuild;
  readonly map: ContextMap;
  readonly trace: BuildTrace;
  /** Undefined where the start command gives way to another one. */
  readonly start: ProgramStart | undefined;
}

export class Carried {
  /** Everything that must be copied out of the builder, by its path there. */
  readonly paths = new Map<string, Artifact>();
  /** Why a path goes along, to be said only where it is copied out of the builder. */
  readonly reasons = new Map<string, string>();
  private readonly facts: CarriedFacts;

  constructor(facts: CarriedFacts) {
    this.facts = facts;
    this.addOutputs();
    for (const path of facts.build.opens ?? []) this.addOpened(path);
    for (const path of facts.build.needs.imagePaths)
      if (facts.trace.outputs.has(path) || facts.trace.made.has(path)) this.addOpened(path);
    for (const path of facts.build.programFiles ?? []) this.add(path, "file");
    this.addContextFiles();
    this.addMade();
    this.addLandings();
  }

  /** Where a copy from the context belongs. */
  placementOf(instruction: Instruction): Placement {
    const { map, build, trace } = this.facts;
    const own = map.landings.filter((landing) => landing.instruction === instruction);
    if (build.carries === "sources") {
      if (!own.some((landing) => this.shipsAsCopied(landing))) return "build";
      return this.readByBuild(instruction) ? "both" : "runtime";
    }
    const stays = own.every(
      (landing) =>
        build.isSource(landing.from) ||
        this.isChanged(landing) ||
        (this.inSources(landing) && (trace.hasOutput(landing.to) || !this.isBehindBuild(instruction))),
    );
    if (stays) return "build";
    // Programs that read what they like may read this copy too.
    return build.readsEnvironment !== undefined && this.readByBuild(instruction) ? "both" : "runtime";
  }

  /** Nothing is built after the copy, and no other command runs: what it brings is for the program. */
  private isBehindBuild(instruction: Instruction): boolean {
    const { request, trace } = this.facts;
    if (trace.lastOutput === undefined) return false;
    const { stage } = request;
    const at = stage.positionOf(instruction);
    return (
      at > stage.positionOf(trace.lastOutput) &&
      !stage.instructions.slice(at + 1).some(({ keyword }) => keyword === "RUN")
    );
  }

  private add(path: string, kind: Artifact["kind"], to = path): void {
    if (this.paths.get(path)?.kind === "folder") return;
    // A pattern is copied into the folder that it looks into.
    const target = to === path && hasWildcard(path) ? `${dirName(path)}/`.replace("//", "/") : to;
    this.paths.set(path, { from: path, to: target, kind });
  }

  private addOutputs(): void {
    const { build, trace, start } = this.facts;
    const started = start?.started.path;
    if (started !== undefined) this.add(started, "file");
    for (const word of start?.words ?? []) {
      const path = start?.resolve(word);
      const output = path === undefined ? undefined : trace.outputs.get(path);
      if (path !== undefined && output !== undefined) this.add(path, output.kind, output.to);
    }
    // Other things that the build makes of the project's own sources are there to be used too.
    const own = new Set(build.outputs.flatMap((output) => (output.own ? [baseName(output.path)] : [])));
    const left = this.leftBehind();
    for (const [path, { kind, to, own: isOwn }] of trace.outputs) {
      if (kind === "folder" ? isOwn && !left.has(path) : own.has(baseName(path)) && !isCopyOf(path, started))
        this.add(path, kind, to);
    }
  }

  /** Folders whose copy is what starts: `cp -r _build/prod/rel/shop /srv/shop`. */
  private leftBehind(): ReadonlySet<string> {
    const { trace, start, request } = this.facts;
    const words = (start?.words ?? []).map((word) => (word.includes("/") ? start?.resolve(word) : undefined));
    const used = [start?.started.path, request.stage.workdir().value, ...words];
    const isUsed = (folder: string): boolean =>
      used.some((path) => path !== undefined && isWithin(folder, path));
    const left = new Set<string>();
    for (const [path, { kind, copyOf }] of trace.outputs)
      if (kind === "folder" && copyOf !== undefined && isUsed(path) && !isUsed(copyOf)) left.add(copyOf);
    return left;
  }

  /** What the program does not start without, by whatever brings it. */
  private addOpened(path: string): void {
    const { trace, map, request, start } = this.facts;
    const held = [...trace.outputs].filter(
      ([output, { kind }]) =>
        output === path ||
        (kind === "folder" && isWithin(output, path)) ||
        isWithin(path, output) ||
        matchPath(output, path) === true ||
        matchPath(path, output) === true,
    );
    for (const [output, { kind, to }] of held) {
      if (output !== path && hasWildcard(output) && !isWithin(path, output)) this.add(path, "file");
      else this.add(output, kind, to);
    }
    const made = trace.made.get(path);
    if (made !== undefined) this.add(path, made.what);
    const context = map.toContext(path);
    const state = context === undefined ? undefined : request.file.project.file(context);
    const isThere = state !== undefined && state.kind !== "absent";
    if (held.length > 0 || made !== undefined) return;
    if (context === undefined || !isThere)
      throw new Declined(
        `\`${path}\` is needed to start the program, and no command or copy is known to bring it`,
        start?.command.span,
      );
    this.addContextPath(context, "the start command names it");
  }

  private addContextFiles(): void {
    const { build, map } = this.facts;
    for (const asset of build.needs.assets) this.addContextPath(asset.path, asset.why);
    for (const word of this.namedFiles()) {
      const contextPath = map.toContext(word);
      if (contextPath !== undefined && contextPath !== "." && !build.isSource(contextPath))
        this.addContextPath(contextPath, "the start command names it");
    }
  }

  /** Files and folders that other commands made. */
  private addMade(): void {
    const { build, trace } = this.facts;
    const outputs = [...trace.outputs.keys()];
    for (const [path, { what }] of trace.made) {
      const inSources =
        build.carries !== "sources" && build.sourceRoot !== "/" && isWithin(build.sourceRoot, path);
      const holdsOutput =
        outputs.some((output) => isWithin(path, output)) || isWithin(path, build.sourceRoot);
      const covered = outputs.some((output) => isWithin(output, path));
      const passing = ignorable.test(path) && !(path.startsWith("/tmp/") && loaded.test(path));
      if (passing || covered || holdsOutput || (inSources && what === "file")) continue;
      if (build.fills?.(path) === true && (inSources || what === "file")) continue;
      this.add(path, what);
    }
  }

  /** Copies from the context that commands changed afterwards come out of the builder. */
  private addLandings(): void {
    const { build, map } = this.facts;
    for (const landing of map.landings) {
      if (build.isSource(landing.from) || !this.isChanged(landing)) continue;
      if (build.carries !== "sources" && this.inSources(landing)) continue;
      this.add(landing.to, landing.isFile === true ? "file" : "folder");
    }
  }

  private inSources(landing: Landing): boolean {
    const { sourceRoot } = this.facts.build;
    return isWithin(sourceRoot, landing.to) || isWithin(landing.to, sourceRoot);
  }

  private isChanged(landing: Landing): boolean {
    return this.facts.trace.touched(landing.to);
  }

  /** The landing's files go into the runtime stage by the same copy, unless a later copy brings them as well. */
  private shipsAsCopied(landing: Landing): boolean {
    const { build, map } = this.facts;
    if (build.isSource(landing.from) || this.isChanged(landing)) return false;
    return !map.broughtAgain(landing, (later) => !build.isSource(later.from));
  }

  /** A command of the toolchain runs after the copy: it may read what was copied. */
  private readByBuild(instruction: Instruction): boolean {
    const { request, build } = this.facts;
    const { stage } = request;
    return stage.instructions
      .slice(stage.positionOf(instruction) + 1)
      .some(
        (each) =>
          each.keyword === "RUN" &&
          runCommands(stage, each).some(
            (run) =>
              build.isToolchainProgram(run.program) ||
              build.traced.some(({ start }) => start >= each.span.start && start < each.span.end),
          ),
      );
  }

  private addContextPath(contextPath: string, why: string): void {
    const { map, trace, request } = this.facts;
    const image = map.toImage(contextPath);
    const state = request.file.project.file(contextPath);
    if (image === undefined || state === undefined) return;
    if (state.kind === "absent" && !map.expects(contextPath)) return;
    if (trace.removed(image)) return;
    this.add(image, state.kind === "folder" ? "folder" : "file");
    this.reasons.set(image, `\`${contextPath}\` goes along: ${why}`);
  }

  /** Absolute paths that the start command, scripts and run-time variables name. */
  private namedFiles(): readonly string[] {
    const { request, build, start } = this.facts;
    const words = (start?.words ?? []).map((word) => word.replace(/^--?[\w-]+=/, ""));
    for (const [name, changes] of request.stage.variableChanges)
      if (!build.isBuildVariable(name)) words.push(changes.at(-1)?.value ?? "");
    const found = words
      .filter((word) => /^[./]?[\w./-]+$/.test(word) && !word.startsWith("-") && /[./]/.test(word))
      .map((word) => start?.resolve(word.includes("/") ? word : `./${word}`))
      .filter((path) => path !== undefined);
    return [...found, ...build.needs.imagePaths];
  }
}

/** `cp server /usr/local/bin/` leaves the program twice; one is enough. */
function isCopyOf(path: string, started: string | undefined): boolean {
  return started !== undefined && path !== started && baseName(path) === baseName(started);
}

/** Without paths that lie inside a folder that is copied to the same place anyway. */
export function minimal(artifacts: readonly Artifact[]): readonly Artifact[] {
  return artifacts.filter(
    (artifact) =>
      !artifacts.some(
        (other) =>
          other !== artifact &&
          other.kind === "folder" &&
          other.from !== artifact.from &&
          other.from === other.to &&
          artifact.from === artifact.to &&
          isWithin(other.from, artifact.from),
      ),
  );
}
