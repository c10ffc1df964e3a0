// What the commands of a builder leave behind, followed in their order: programs, other files, packages, users.

import type { SplitRequest } from "../ecosystems/ecosystem.ts";
import { type RunCommand, runCommands } from "../model/commands.ts";
import { packageName } from "../model/packages.ts";
import { baseName, isWithin, resolvePath } from "../model/paths.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { firstLine } from "../text/first-line.ts";
import { contains, type Span } from "../text/span.ts";
import { Declined } from "./declined.ts";
import { type Effect, effectOf } from "./effects.ts";
import type { BuildOutput, ProgramBuild } from "./program-needs.ts";

/** Folders that are there in every image and that `cp x DIR` means as a folder. */
const knownFolders = new Set([
  "/",
  "/bin",
  "/sbin",
  "/usr/bin",
  "/usr/sbin",
  "/usr/local/bin",
  "/usr/local/sbin",
  "/etc",
  "/opt",
  "/tmp",
  "/root",
  "/home",
  "/var",
  "/srv",
  "/usr/lib",
  "/usr/local/lib",
  // Where application servers look for archives.
  "/usr/local/tomcat/webapps",
  "/usr/local/tomee/webapps",
  "/var/lib/jetty/webapps",
  "/opt/jboss/wildfly/standalone/deployments",
  "/opt/payara/deployments",
  "/config/dropins",
  "/config/apps",
]);

/** An output that is there after the last instruction. */
export interface TracedOutput {
  readonly kind: "file" | "folder";
  /** Absolute path in the runtime image. */
  readonly to: string;
  readonly own: boolean;
  readonly writable: boolean;
  /** The path that it was copied from and that is still there. */
  readonly copyOf?: string;
}

/** The state after the last instruction of the stage. */
export class BuildTrace {
  /** What the build made and is still there, by its path. */
  readonly outputs = new Map<string, TracedOutput>();
  /** Other files and folders that commands made. */
  readonly made = new Map<string, { readonly what: "file" | "folder"; readonly by: Instruction }>();
  readonly packages = new Map<string, Span>();
  readonly createdUsers = new Map<string, number | undefined>();
  /** The instruction that made the last program; undefined when none did. */
  lastOutput: Instruction | undefined;
  private readonly changed = new Set<string>();
  private readonly owned = new Set<string>();
  private readonly gone: string[] = [];
  private readonly request: SplitRequest;
  private readonly build: ProgramBuild;

  /** Throws `Declined` where a command can't be followed. */
  constructor(request: SplitRequest, build: ProgramBuild, repeats: (instruction: Instruction) => boolean) {
    this.request = request;
    this.build = build;
    for (const instruction of request.stage.instructions)
      if (instruction.keyword === "RUN" && !repeats(instruction)) this.follow(instruction);
  }

  /** True for an output and for what lies in a folder of outputs. */
  hasOutput(path: string): boolean {
    if (this.outputs.has(path)) return true;
    for (const [output, { kind }] of this.outputs)
      if (kind === "folder" && isWithin(output, path)) return true;
    return false;
  }

  /** A command changed mode, owner or content of what lies at the path, or of something in it. */
  touched(path: string): boolean {
    for (const each of this.changed) if (isWithin(path, each) || isWithin(each, path)) return true;
    return false;
  }

  /** Absolute paths that commands changed. */
  get changedPaths(): readonly string[] {
    return [...this.changed];
  }

  /** A command gave what lies at the path to another user. */
  reowned(path: string): boolean {
    for (const each of this.owned) if (isWithin(each, path)) return true;
    return false;
  }

  /** A command removed what lies at the path. */
  removed(path: string): boolean {
    return this.gone.some((each) => lies(each, path));
  }

  /** Goes through the commands of a RUN and keeps what they leave behind. */
  private follow(instruction: Instruction): void {
    const commands = runCommands(this.request.stage, instruction);
    for (const [index, run] of commands.entries()) {
      if (setsUpRepository(run, commands[index - 1])) continue;
      const isTraced = this.build.traced.some(
        (at) => contains(at, run.command.span) || contains(run.command.span, at),
      );
      if (isTraced || this.build.isToolchainProgram(run.program)) {
        for (const output of this.build.outputs)
          if (contains(run.command.span, output.at) || contains(output.at, run.command.span)) {
            this.outputs.set(output.path, traced(output));
            this.lastOutput = instruction;
          }
        for (const { path, at } of this.build.changes ?? [])
          if (contains(run.command.span, at) || contains(at, run.command.span)) {
            this.changed.add(path);
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
        for (const path of effect.paths) {
          this.changed.add(path);
          if (effect.what === "owner") this.owned.add(path);
        }
        return;
      case "user":
        this.createdUsers.set(effect.name, effect.id);
        return;
      case "removes":
        for (const path of effect.paths) this.forget(path);
        return;
      case "moves":
        this.move(effect, instruction);
        if (effect.how === "move") for (const path of effect.from) this.forget(path);
        return;
    }
  }

  private forget(path: string): void {
    for (const known of [...this.outputs.keys()]) if (lies(path, known)) this.outputs.delete(known);
    for (const known of [...this.made.keys()]) if (lies(path, known)) this.made.delete(known);
    this.gone.push(path);
  }

  private move(effect: Extract<Effect, { kind: "moves" }>, instruction: Instruction): void {
    const { from, to, how } = effect;
    const { stage } = this.request;
    const folder =
      from.length > 1 ||
      effect.into === "folder" ||
      stage.workdir(instruction).value === to ||
      this.outputs.get(to)?.kind === "folder" ||
      knownFolders.has(to) ||
      this.made.get(to)?.what === "folder" ||
      to === this.build.sourceRoot ||
      isSearched(this.build, to);
    for (const path of from) {
      const target = folder ? resolvePath(to, baseName(path)) : to;
      const output = this.outputs.get(path);
      if (output !== undefined) {
        const { copyOf: _before, ...moved } = output;
        const copied = how === "copy" ? { copyOf: path } : {};
        this.outputs.set(target, { ...moved, to: target, ...copied });
        this.lastOutput = instruction;
      } else this.made.set(target, { what: "file", by: instruction });
    }
  }
}

/** True at and below a path that was removed, which may be a pattern of the shell: `/app/*`. */
function lies(removed: string, path: string): boolean {
  if (!/[*?]/.test(removed)) return isWithin(removed, path);
  const pattern = removed
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("/*", "/[^/.][^/]*")
    .replaceAll(/(?<!\])\*/g, "[^/]*")
    .replaceAll("?", "[^/]");
  return new RegExp(`^${pattern}(?:/|$)`).test(path);
}

function traced({ path, to, kind, own, writable }: BuildOutput): TracedOutput {
  return { kind: kind ?? "file", to: to ?? path, own, writable: writable === true };
}

/** `curl https://deb.nodesource.com/setup_20.x | bash -`: it names a repository to the package manager. */
function setsUpRepository(run: RunCommand, before: RunCommand | undefined): boolean {
  return (
    /^(?:ba|da)?sh$/.test(run.program) &&
    run.command.joined === "|" &&
    /^(?:curl|wget)$/.test(before?.program ?? "") &&
    before?.args.some(({ value }) => /\/\/(?:deb|rpm)\.nodesource\.com\/setup/.test(value)) === true
  );
}

function isSearched(build: ProgramBuild, folder: string): boolean {
  return build.searchPath?.split(":").includes(folder) === true;
}
