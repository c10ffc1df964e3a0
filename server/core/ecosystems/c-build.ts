// C and C++ builds: what the compilers, make, CMake, Meson and configure scripts of a stage make, and where it lands.

import { Memory } from "../memory.ts";
import type { RunCommand } from "../model/commands.ts";
import { baseName, dirName, isWithin, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { effectOf } from "../split/effects.ts";
import type { BuildOutput } from "../split/program-needs.ts";
import type { Span } from "../text/span.ts";
import { autotoolsProject } from "./c-autotools.ts";
import { cmakeProject } from "./c-cmake.ts";
import { type CompilerCall, readCompilerCall } from "./c-command.ts";
import { type BuildCall, readBuildCall } from "./c-tools.ts";
import { type CalledCommand, ContextPaths, calledCommands } from "./called-commands.ts";

export interface CBuild {
  readonly outputs: readonly BuildOutput[];
  readonly traced: readonly Span[];
  /** Absolute folders in which something is configured, compiled or made. */
  readonly folders: readonly string[];
  /** Absolute; undefined when no build's folder is known. */
  readonly sourceRoot: string | undefined;
  readonly cxx: boolean;
  /** Every program is linked statically. */
  readonly static: boolean;
  readonly openmp: boolean;
  /** Names of libraries and packages that are linked. */
  readonly libraries: ReadonlySet<string>;
  /** Libraries that the build makes itself. */
  readonly own: ReadonlySet<string>;
  /** Absolute folders with shared libraries that were built in another source tree, which go along whole. */
  readonly libraryFolders: ReadonlySet<string>;
  /** More may be linked than the names say. */
  readonly open: boolean;
  /** Calls of a compiler that the Dockerfile itself has and that link; empty where anything else links too. */
  readonly direct: readonly CompilerCall[];
  /** A prefix that was filled with files that aren't known, libraries perhaps. */
  readonly installs: string | undefined;
  readonly unknown: Unknown | undefined;
  /** A build that can't be followed, which does no harm where another one makes what is started. */
  readonly aside: Unknown | undefined;
}

interface Unknown {
  /** A clause. */
  readonly why: string;
  readonly at: Span;
}

/** Follows the builds of a stage; undefined where it has none. */
export function cBuild(file: RuleFile, stage: Stage): CBuild | undefined {
  const known = cache.get(stage);
  if (known !== undefined) return known ?? undefined;
  const calls = calledCommands(file, stage);
  const reader = new BuildReader(file, stage, calls);
  for (const call of calls) reader.take(call);
  const found = reader.result();
  cache.set(stage, found ?? null);
  return found;
}

/** Stages are made anew for every analysis, so what was found for one never outlives its snapshot. */
const cache = new Memory<Stage, CBuild | null>("stage");

/** Scripts that only find out about the machine: what they compile is thrown away. */
const probing =
  /(?:^|\/)(?:configure|autogen\.sh|bootstrap(?:\.sh)?|buildconf|libtool|config\.(?:guess|sub))$/;

/** Places of manuals and headers, which no program opens. */
const papers = /\/(?:share\/(?:man|doc|info|bash-completion)|include|lib\/pkgconfig|man)(?:\/|$)/;

interface Configured {
  readonly tool: "cmake" | "autotools" | "meson";
  readonly source: string;
  readonly build: string;
  readonly prefix: string | undefined;
  readonly definitions: ReadonlyMap<string, string>;
}

class BuildReader {
  private readonly file: RuleFile;
  private readonly stage: Stage;
  private readonly paths: ContextPaths;
  /** Commands whose Makefile or script was read. */
  private readonly followed: ReadonlySet<RunCommand>;
  private readonly outputs: BuildOutput[] = [];
  private readonly programs = new Set<string>();
  private readonly traced: Span[] = [];
  private readonly folders: string[] = [];
  private readonly known = new Set<string>();
  private readonly unpacked: RunCommand[] = [];
  private readonly configured = new Map<string, Configured>();
  private readonly libraries = new Set<string>();
  private readonly own = new Set<string>();
  private readonly direct: CompilerCall[] = [];
  private readonly libraryFolders = new Set<string>();
  private links = 0;
  private staticLinks = 0;
  private cxx = false;
  private openmp = false;
  private open = false;
  private builds = 0;
  private installs: string | undefined;
  private unknown: Unknown | undefined;
  private aside: Unknown | undefined;

  constructor(file: RuleFile, stage: Stage, calls: readonly CalledCommand[]) {
    this.file = file;
    this.stage = stage;
    this.paths = new ContextPaths(file, stage);
    this.followed = new Set(calls.flatMap((call) => (call.file === undefined ? [] : [call.run])));
  }

  result(): CBuild | undefined {
    if (this.builds === 0) return undefined;
    const folders = this.folders.filter((folder) => this.paths.toContext(folder) !== undefined);
    const [sourceRoot] = (folders.length > 0 ? folders : this.folders).sort((a, b) => a.length - b.length);
    return {
      outputs: this.outputs,
      traced: [...this.traced, ...this.archives()],
      folders: this.folders,
      sourceRoot,
      cxx: this.cxx,
      static: this.links > 0 && this.staticLinks === this.links,
      openmp: this.openmp,
      libraries: this.libraries,
      own: this.own,
      libraryFolders: this.libraryFolders,
      open: this.open,
      direct: this.direct.length === this.links ? this.direct : [],
      installs: this.installs,
      unknown: this.unknown,
      aside: this.aside,
    };
  }

  take(call: CalledCommand): void {
    const { inner, file } = call;
    if (file !== undefined && probing.test(file)) return;
    const compiled = readCompilerCall(inner);
    if (compiled !== undefined) this.compile(call, compiled);
    else if (inner.program === "ar") this.archive(inner);
    else if (file !== undefined && /^(?:cp|mv|install|ln)$/.test(inner.program)) this.move(call);
    else if (/^(?:tar|unzip)$/.test(inner.program)) this.unpacked.push(inner);
    const tool = readBuildCall(inner);
    if (tool !== undefined) this.tool(call, tool);
  }

  /** Archives of sources: unpacked where something is built afterwards. */
  private archives(): readonly Span[] {
    return this.unpacked.flatMap((run) => {
      const option = run.program === "unzip" ? /^-d$/ : /^(?:-C|--directory)$/;
      const at = run.args.findIndex((word) => option.test(word.value));
      const given = at === -1 ? "." : (run.args[at + 1]?.value ?? ".");
      if (run.cwd === undefined || given.includes("$")) return [];
      const folder = resolvePath(run.cwd, given);
      const serves = this.folders.some((each) => isWithin(folder, each));
      return serves ? [run.command.span] : [];
    });
  }

  private compile(call: CalledCommand, compiled: CompilerCall): void {
    this.builds++;
    this.traced.push(call.run.command.span);
    if (call.inner.cwd !== undefined) this.addFolder(call.inner.cwd);
    if (compiled.openmp) this.openmp = true;
    if (compiled.cxx) this.cxx = true;
    if (compiled.kind === "compile") return;
    if (compiled.kind === "shared") {
      this.refuse(
        "the project makes a shared library of its own, and where the loader finds it isn't followed",
        call,
      );
      return;
    }
    this.links++;
    if (compiled.static) this.staticLinks++;
    for (const name of compiled.libraries) this.libraries.add(name);
    for (const folder of compiled.searched)
      if (this.isBuiltElsewhere(folder)) {
        this.add(folder, call, "folder");
        this.libraryFolders.add(folder);
      }
    if (compiled.open) this.open = true;
    if (call.file === undefined) this.direct.push(compiled);
    if (compiled.output === undefined) this.refuse("where the compiler puts the program isn't known", call);
    else this.add(compiled.output, call);
  }

  /** A folder of libraries in a source tree that is not the project's, in which the loader finds them. */
  private isBuiltElsewhere(folder: string): boolean {
    const path = this.stage.variable("LD_LIBRARY_PATH") ?? "";
    return (
      path.split(":").includes(folder) &&
      this.folders.some((each) => isWithin(each, folder)) &&
      this.paths.toContext(folder) === undefined
    );
  }

  /** `ar rcs libboard.a ...`: a library that is linked along. */
  private archive(run: RunCommand): void {
    for (const word of run.args) {
      const name = /(?:^|\/)lib([\w+.-]+)\.a$/.exec(word.value)?.[1];
      if (name !== undefined) this.own.add(name);
    }
  }

  /** A Makefile or script puts a program, or a file of the project, somewhere else. */
  private move(call: CalledCommand): void {
    const effect = effectOf(call.inner);
    if (effect.kind !== "moves") return;
    const isFolder = call.inner.args.at(-1)?.value.endsWith("/") === true || knownFolder.test(effect.to);
    for (const from of effect.from) {
      const to = isFolder || effect.from.length > 1 ? resolvePath(effect.to, baseName(from)) : effect.to;
      const program = this.programs.has(from);
      const fromContext = this.paths.toContext(from) !== undefined;
      const leaves = !this.isInBuild(to);
      if (!papers.test(to) && (program || (fromContext && leaves))) this.add(to, call);
    }
  }

  /** In a folder that something is built in, or below one. */
  private isInBuild(path: string): boolean {
    for (let at = dirName(path); at !== "/"; at = dirName(at)) if (this.known.has(at)) return true;
    return false;
  }

  private addFolder(folder: string): void {
    if (this.known.has(folder)) return;
    this.known.add(folder);
    this.folders.push(folder);
  }

  private tool(call: CalledCommand, tool: BuildCall): void {
    const { cwd } = call.inner;
    switch (tool.kind) {
      case "configure": {
        if (tool.source === undefined || tool.build === undefined) {
          this.refuse(`the folders of \`${call.inner.program}\` aren't known`, call);
          return;
        }
        this.builds++;
        this.traced.push(call.run.command.span);
        this.addFolder(tool.source);
        this.configured.set(tool.build, { ...tool, source: tool.source, build: tool.build });
        return;
      }
      case "build": {
        this.builds++;
        this.traced.push(call.run.command.span);
        const folder = tool.folder ?? cwd;
        const configured = folder === undefined ? undefined : this.configured.get(folder);
        if (configured === undefined) {
          if (folder !== undefined) this.addFolder(folder);
          if (/^g?make$/.test(call.inner.program)) this.plainMake(call, folder, tool);
          else this.refuse(`what \`${call.inner.program}\` builds isn't known`, call);
        } else this.project(call, configured, tool);
      }
    }
  }

  /** make without a configuration before it: its recipes were followed, or it can't be read. */
  private plainMake(
    call: CalledCommand,
    folder: string | undefined,
    tool: BuildCall & { kind: "build" },
  ): void {
    if (this.followed.has(call.run) || this.unknown !== undefined || tool.idle) return;
    if (tool.installs) this.installInto(call, "/usr/local");
    else if (folder === undefined || this.paths.toContext(folder) !== undefined)
      this.refuse("what `make` runs can't be read from a Makefile of the project", call);
  }

  private project(call: CalledCommand, configured: Configured, tool: BuildCall & { kind: "build" }): void {
    const prefix = tool.prefix ?? configured.prefix;
    if (prefix === undefined) {
      this.refuse("the folder that it is installed into isn't known", call);
      return;
    }
    const text = (path: string): string | null | undefined => {
      const context = this.paths.toContext(path);
      return context === undefined ? null : this.file.project.text(context);
    };
    const request = { ...configured, prefix, text };
    const project =
      configured.tool === "cmake" ? cmakeProject(request) : autotoolsProject(configured.tool, request);
    // The next round knows more.
    if (project === undefined) return;
    this.links++;
    if (project.static) this.staticLinks++;
    if (project.cxx) this.cxx = true;
    if (configured.tool !== "cmake") this.open = true;
    for (const name of project.libraries) this.libraries.add(name);
    for (const name of project.own) this.own.add(name);
    if (project.libraries.length > 0) this.open = true;
    for (const path of project.programs) this.add(path, call);
    if (!tool.installs) {
      if (project.unknown !== undefined && project.found) this.refuse(project.unknown, call);
      else if (project.unknown !== undefined)
        this.aside ??= { why: project.unknown, at: call.run.command.span };
      return;
    }
    for (const path of project.installed)
      if (!papers.test(path)) this.add(path.replace(/\/$/, ""), call, path.endsWith("/") ? "folder" : "file");
    if (project.installsMore || project.unknown !== undefined) this.installInto(call, prefix);
  }

  /** A whole prefix goes along where nothing else is in it. */
  private installInto(call: CalledCommand, prefix: string): void {
    const shared =
      prefix === "/usr" ||
      prefix === "/" ||
      (prefix === "/usr/local" && this.stage.imageFacts?.role !== "os");
    if (shared) {
      this.refuse(`what is installed into \`${prefix}\` isn't known`, call);
      return;
    }
    this.add(prefix, call, "folder");
    this.installs = prefix;
    this.open = true;
    this.cxx = true;
    this.links++;
  }

  private add(path: string, call: CalledCommand, kind: "file" | "folder" = "file"): void {
    const name = baseName(path);
    // Objects and tests that a Makefile links along are not what ships.
    const own =
      !/(?:^|[_-])(?:tests?|bench(?:mark)?s?|examples?)$/i.test(name) && !/\.(?:o|a|so)$/.test(name);
    this.programs.add(path);
    this.outputs.push({ path, at: call.run.command.span, own, kind });
  }

  private refuse(why: string, call: CalledCommand): void {
    this.unknown ??= { why, at: call.run.command.span };
  }
}

const knownFolder = /^\/(?:usr\/(?:local\/)?)?s?bin$|^\/(?:etc|opt|srv|app)$/;
