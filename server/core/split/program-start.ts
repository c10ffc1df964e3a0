// How the image starts the program: the start command, an entrypoint script before it, and the program's path.

import type { SplitRequest } from "../ecosystems/ecosystem.ts";
import { baseName, dirName, resolvePath } from "../model/paths.ts";
import { isShell } from "../syntax/shell.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import type { BuildTrace } from "./build-trace.ts";
import type { ContextMap } from "./context-map.ts";
import { Declined } from "./declined.ts";
import { prependsPath } from "./instruction-text.ts";
import type { AddedLine, Note } from "./plan.ts";
import type { ProgramBuild } from "./program-needs.ts";
import type { RuntimeImage } from "./runtime.ts";
import { type StartCommand, type StartedProgram, scriptBehindShell, startCommand } from "./start-command.ts";
import { type ScriptNeeds, scriptNeeds } from "./start-script.ts";

/** What is started, and the program of the start command that names it where one does. */
interface Started {
  readonly program: StartedProgram | undefined;
  /** Undefined for a program that every runtime image has: an interpreter. */
  readonly path: string | undefined;
}

/** How the start command changes for the runtime stage. */
export interface StartEdits {
  readonly edits: readonly TextEdit[];
  readonly added: readonly AddedLine[];
  readonly notes: readonly Note[];
}

/** Folders that every runtime image has in its PATH. */
const standardPath = new Set(["/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin"]);

/** Programs that start another one, named behind them. */
const launchers = /(?:^|\/)(?:tini|dumb-init|catatonit|gosu|su-exec|env|nice|chrt|stdbuf)$/;

/** Programs that make documents out of sources. */
const sourceReaders = new Set(["doxygen", "sphinx-build", "mkdocs", "mdbook", "javadoc", "godoc"]);

/** What engines set where no image says otherwise. */
const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

export class ProgramStart {
  readonly command: StartCommand;
  /** The entrypoint script of the project, where the image starts one. */
  readonly script: ScriptNeeds | undefined;
  readonly started: Started;
  private readonly request: SplitRequest;
  private readonly build: ProgramBuild;
  private readonly trace: BuildTrace;
  private readonly map: ContextMap;

  /** Throws `Declined` where it can't be told what starts. */
  constructor(request: SplitRequest, build: ProgramBuild, trace: BuildTrace, map: ContextMap) {
    this.request = request;
    this.build = build;
    this.trace = trace;
    this.map = map;
    this.command = this.read();
    this.script = this.readScript(this.command);
    this.started = this.find(this.command, this.script);
  }

  /** The words of the start command and of its script: each may name a file. */
  get words(): readonly string[] {
    return [...this.command.args, ...(this.script?.words ?? [])];
  }

  /**
   * The start command in the runtime image: exec form where there is no shell, and a path in place of a bare
   * name that the builder's PATH found.
   */
  editsFor(runtime: RuntimeImage): StartEdits {
    const { command } = this;
    const { program, path } = this.started;
    const notes: Note[] = [];
    if (path === undefined) return this.editsForInterpreter(runtime);
    const moved =
      program !== undefined &&
      !program.name.includes("/") &&
      !standardPath.has(dirName(path)) &&
      !this.shipsPath(path);
    if (moved)
      notes.push({
        message: `\`${program.name}\` is found by its path, because the runtime image has another PATH`,
        at: command.span,
      });
    if (command.shell === "removable" && !runtime.hasShell && command.by !== undefined) {
      notes.push(this.withoutShell());
      const words = [moved ? path : command.program, ...command.args];
      return { edits: [replacement(command.by.args, execForm(words))], added: [], notes };
    }
    if (!moved) return { edits: [], added: [], notes };
    return program.span === undefined
      ? { edits: [], added: [{ where: "artifacts", instruction: prependsPath(dirName(path)) }], notes }
      : { edits: [replacement(program.span, path)], added: [], notes };
  }

  /** An interpreter that the runtime image starts by itself is left out; one that is not in its PATH is named by path. */
  private editsForInterpreter(runtime: RuntimeImage): StartEdits {
    const { command } = this;
    const [first, ...rest] = runtime.entrypoint ?? [];
    const { by } = command;
    const notes: Note[] = [];
    if (first === undefined || by === undefined || baseName(first) !== baseName(command.program)) {
      if (command.shell !== "removable" || runtime.hasShell || by === undefined)
        return { edits: [], added: [], notes };
      notes.push(this.withoutShell());
      const words = [command.program, ...command.args];
      return { edits: [replacement(by.args, execForm(words))], added: [], notes };
    }
    if (command.shell === "removable") notes.push(this.withoutShell());
    // CMD alone: the image's own ENTRYPOINT puts the interpreter in front of the words.
    const { cmd, entrypoint } = this.request.stage;
    const fixed = command.args.slice(0, rest.length).every((word, index) => word === rest[index]);
    if (entrypoint?.by === undefined && cmd?.by === by && fixed) {
      notes.push({
        message: `\`${[first, ...rest].join(" ")}\` is the entrypoint of the runtime image, so the start command leaves it out`,
        at: command.span,
      });
      const words = command.args.slice(rest.length);
      return { edits: [replacement(by.args, execForm(words))], added: [], notes };
    }
    const words = [first, ...command.args];
    if (by.keyword === "ENTRYPOINT" && cmd?.by === undefined)
      return { edits: [replacement(by.args, execForm(words))], added: [], notes };
    if (by.keyword === "ENTRYPOINT") {
      const own = [first, ...(entrypoint?.value.words ?? []).slice(1)];
      return { edits: [replacement(by.args, execForm(own))], added: [], notes };
    }
    return {
      edits: [replacement(by.args, execForm(words))],
      added: [{ where: "before-start-command", instruction: { keyword: "ENTRYPOINT", words: [] } }],
      notes,
    };
  }

  /** The file sets PATH itself, and so will the runtime stage. */
  private shipsPath(path: string): boolean {
    const { stage } = this.request;
    return (
      this.build.carries === "sources" &&
      stage.variableChange("PATH")?.kind === "ENV" &&
      stage.variable("PATH")?.split(":").includes(dirName(path)) === true
    );
  }

  private withoutShell(): Note {
    return {
      message: "The start command runs without a shell, so the program gets signals itself",
      at: this.command.span,
    };
  }

  private read(): StartCommand {
    const answer = startCommand(this.request.stage);
    if (answer.kind === "none")
      throw new Declined("No CMD or ENTRYPOINT says what to start", this.request.stage.from.textSpan);
    if (answer.kind === "unclear") throw new Declined(answer.message, answer.at);
    const reader = answer.start.programs.find((program) => sourceReaders.has(baseName(program)));
    if (reader !== undefined && this.build.carries !== "sources")
      throw new Declined(`\`${reader}\` reads the sources when the container starts`, answer.start.span);
    return answer.start;
  }

  /** The entrypoint script's needs, where the image starts a script of the project. */
  private readScript(start: StartCommand): ScriptNeeds | undefined {
    const path = this.scriptOf(start) ?? this.pathOf(start.runs[0]);
    if (path === undefined || this.trace.hasOutput(path)) return undefined;
    const contextPath = this.map.toContext(path);
    const text = contextPath === undefined ? null : this.request.file.project.text(contextPath);
    if (contextPath === undefined || text === null) return undefined;
    if (text === undefined) throw new Declined(`\`${contextPath}\` was not read`, start.span);
    const needs = scriptNeeds(text);
    if (needs === undefined)
      throw new Declined(`\`${contextPath}\` can't be followed, so what it needs isn't known`, start.span);
    if (needs.installs !== undefined)
      throw new Declined(
        `\`${contextPath}\` runs \`${needs.installs}\` each time the container starts, which needs what the image is built with`,
        start.span,
      );
    return needs;
  }

  private scriptOf(start: StartCommand): string | undefined {
    return scriptBehindShell(this.request.stage, start);
  }

  /** The program of the start command that the build makes, or the script that starts it. */
  private find(start: StartCommand, script: ScriptNeeds | undefined): Started {
    for (const program of start.runs) {
      const path = this.pathOf(program);
      // What lies in a folder of outputs is known by its name alone where that is said to be there.
      const isNamed = !program.name.includes("/") && this.build.provides?.(program.name) === true;
      if (path !== undefined && (isNamed ? this.trace.outputs.has(path) : this.trace.hasOutput(path)))
        return { program, path };
    }
    const provided = start.runs.find(({ name }) => this.build.provides?.(name) === true);
    if (provided !== undefined) return { program: provided, path: undefined };
    const [first] = start.runs;
    const ofShell = this.scriptOf(start);
    if (script !== undefined && ofShell !== undefined) return { program: undefined, path: ofShell };
    if (launchers.test(first.name) && start.args.some((word) => this.build.provides?.(word) === true))
      return { program: undefined, path: undefined };
    const scriptPath = this.pathOf(first);
    if (script !== undefined && scriptPath !== undefined) return { program: first, path: scriptPath };
    // `tini -- ./server`: the program is among the words of another one.
    const among = start.args
      .map((word) => this.resolve(word))
      .find((path) => path !== undefined && this.trace.hasOutput(path));
    if (among !== undefined && !first.name.includes("/")) return { program: undefined, path: among };
    if (isShell(first.name) && start.args.every((word) => word.startsWith("-")))
      throw new Declined(
        `Only \`${first.name}\` is started, so which program the image is for isn't known`,
        start.span,
      );
    throw new Declined(`\`${first.name}\` is started, but ${this.madeInstead()}`, start.span);
  }

  /** What the build makes in place of the program that is started. */
  private madeInstead(): string {
    const { outputs } = this.trace;
    if (outputs.size === 0) return "no command makes it";
    return this.build.provides === undefined
      ? `the build makes ${list([...outputs.keys()])}`
      : "no command, package or file of the project is known to bring it";
  }

  pathOf(program: StartedProgram): string | undefined {
    return program.path ?? (program.name.includes("/") ? undefined : this.onPath(program.name));
  }

  /** The path that a word means where the program starts; undefined for a bare name that nothing provides. */
  resolve(word: string): string | undefined {
    if (!word.includes("/")) return this.onPath(word);
    const workdir = this.request.stage.workdir().value;
    return workdir === undefined && !word.startsWith("/") ? undefined : resolvePath(workdir ?? "/", word);
  }

  /** The path of a bare name: an output in a folder of PATH. */
  private onPath(name: string): string | undefined {
    const path = this.request.stage.variable("PATH") ?? this.build.searchPath ?? defaultPath;
    for (const folder of path.split(":")) {
      const candidate = resolvePath(folder, name);
      // Whether a folder of outputs holds a program of that name isn't known.
      if (this.trace.outputs.has(candidate) || this.map.toContext(candidate) !== undefined) return candidate;
    }
    return undefined;
  }
}

function list(paths: readonly string[]): string {
  return paths
    .slice(0, 3)
    .map((path) => `\`${path}\``)
    .join(", ");
}

function execForm(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(", ")}]`;
}
