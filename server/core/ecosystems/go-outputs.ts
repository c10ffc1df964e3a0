// Where a Go build puts its programs and what they are called.
//
// Source of the rules: `go help build`, `go help install`, `go help gopath` and cmd/go's DefaultExecName.

import { baseName, dirName, isWithin, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { parseGoMod } from "../project/manifests/go-mod.ts";
import type { RuleFile } from "../rules/rule.ts";
import { type CalledCommand, ContextPaths } from "./called-commands.ts";
import type { GoCommand } from "./go-command.ts";
import { GoSurroundings } from "./go-surroundings.ts";

export interface GoOutputs {
  readonly paths: readonly string[] | undefined;
  readonly folder: string | undefined;
  readonly moduleFolder: string | undefined;
}

/** Follows the command's `-o`, packages, GOBIN and GOPATH; what depends on unread files stays undefined. */
export function goOutputs(file: RuleFile, stage: Stage, call: CalledCommand, command: GoCommand): GoOutputs {
  const tracer = new OutputTracer(file, stage, call, command);
  return tracer.trace();
}

/** Folders that every Linux image has, so that `-o /usr/local/bin` means a file in it. */
const commonFolders = new Set([
  "/",
  "/bin",
  "/usr/bin",
  "/usr/local/bin",
  "/sbin",
  "/usr/sbin",
  "/tmp",
  "/opt",
  "/root",
  "/go/bin",
  "/go",
]);

/** More files than this are not read for the names of their programs. */
const mostFiles = 400;

class OutputTracer {
  private readonly file: RuleFile;
  private readonly stage: Stage;
  private readonly command: GoCommand;
  private readonly paths: ContextPaths;
  private readonly surroundings: GoSurroundings;

  constructor(file: RuleFile, stage: Stage, call: CalledCommand, command: GoCommand) {
    this.file = file;
    this.stage = stage;
    this.command = command;
    this.paths = new ContextPaths(file, stage);
    this.surroundings = new GoSurroundings(stage, call.run);
  }

  trace(): GoOutputs {
    const { command } = this;
    const first = command.packages[0];
    const moduleFolder =
      command.cwd === undefined || first === undefined
        ? undefined
        : this.moduleOf(this.packageFolder(first) ?? command.cwd)?.folder;
    return { ...(command.kind === "install" ? this.install() : this.build()), moduleFolder };
  }

  private build(): Omit<GoOutputs, "moduleFolder"> {
    const { cwd, output, packages } = this.command;
    if (output === undefined) return { paths: undefined, folder: undefined };
    if (output !== null) {
      if (cwd === undefined && !output.startsWith("/")) return { paths: undefined, folder: undefined };
      const target = resolvePath(cwd ?? "/", output);
      if (!output.endsWith("/") && !this.isFolder(target))
        return { paths: [target], folder: dirName(target) };
      return { paths: this.inFolder(target, this.names()), folder: target };
    }
    // Several packages are compiled and thrown away; `./...` may be one package.
    if (packages.length > 1 && !packages.every((each) => each?.endsWith(".go") ?? false))
      return { paths: [], folder: undefined };
    return { paths: cwd === undefined ? undefined : this.inFolder(cwd, this.names()), folder: cwd };
  }

  private install(): Omit<GoOutputs, "moduleFolder"> {
    const { run, goos, goarch } = this.command;
    const gobin = run.variable("GOBIN");
    let folder: string | undefined;
    if (typeof gobin === "string" && gobin !== "") folder = gobin;
    else {
      const gopath = run.variable("GOPATH");
      const first = typeof gopath === "string" && gopath !== "" ? gopath.split(":")[0] : this.defaultGopath();
      // Programs for another platform get a folder of their own; which one is the builder's isn't known.
      const foreign = goos !== undefined && goos !== "linux" && goos !== "unknown";
      folder =
        first === undefined ? undefined : `${first}/bin${foreign ? `/${goos}_${goarch ?? "amd64"}` : ""}`;
    }
    if (folder?.startsWith("/") !== true) return { paths: undefined, folder: undefined };
    const target = resolvePath("/", folder);
    return { paths: this.inFolder(target, this.names()), folder: target };
  }

  private defaultGopath(): string | undefined {
    const base = this.stage.rootBase;
    if (base.kind !== "image") return undefined;
    return /(?:^|\/)golang$/.test(base.reference.repository) ? "/go" : "/root/go";
  }

  private inFolder(folder: string, names: readonly string[] | undefined): readonly string[] | undefined {
    const suffix = this.command.goos === "windows" ? ".exe" : "";
    return names?.map((name) => resolvePath(folder, `${name}${suffix}`));
  }

  /** The name of each package's program; undefined when one can't be known. */
  private names(): readonly string[] | undefined {
    const { packages } = this.command;
    const first = packages[0];
    if (first?.endsWith(".go") === true) return [baseName(first).replace(/\.go$/, "")];
    const names: string[] = [];
    for (const each of packages) {
      const found = each === undefined ? undefined : this.packageNames(each);
      if (found === undefined) return undefined;
      names.push(...found);
    }
    return names;
  }

  private packageNames(path: string): readonly string[] | undefined {
    if (path.includes("...")) return this.patternNames(path);
    if (!/^\.{0,2}(?:\/|$)/.test(path)) return [lastElement(path.replace(/@.*$/, ""))];
    const folder = this.packageFolder(path);
    const importPath = folder === undefined ? undefined : this.importPath(folder);
    return importPath === undefined ? undefined : [lastElement(importPath)];
  }

  /** `./...` and `./cmd/...`: the programs are the folders with a `package main`. */
  private patternNames(pattern: string): readonly string[] | undefined {
    const folder = this.packageFolder(pattern.replace(/\/?\.\.\.$/, "") || ".");
    const context = folder === undefined ? undefined : this.paths.toContext(folder);
    if (folder === undefined || context === undefined || !pattern.startsWith(".")) return undefined;
    const files = this.file.project.find(context === "." ? "**/*.go" : `${context}/**/*.go`);
    if (files === undefined) return undefined;
    const built = files.filter(
      (path) => !path.endsWith("_test.go") && !/(?:^|\/)(?:vendor|testdata|_[^/]*|\.[^/]+)\//.test(path),
    );
    if (built.length > mostFiles) return undefined;
    // Everything is asked for before anything is decided, so that loading takes few rounds.
    const texts = built.map((path) => ({ path, text: this.file.project.text(path) }));
    if (texts.some(({ text }) => text === undefined)) return undefined;
    const folders = new Set<string>();
    for (const { path, text } of texts) {
      if (text == null || !/^package main\b/m.test(text) || /^\/\/(?:go:build| \+build) ignore\b/m.test(text))
        continue;
      const slash = path.lastIndexOf("/");
      const below = slash === -1 ? "" : path.slice(context === "." ? 0 : context.length + 1, slash);
      folders.add(resolvePath(folder, below));
    }
    const names = [...folders].map((each) => this.importPath(each));
    return names.some((name) => name === undefined)
      ? undefined
      : [...new Set(names.flatMap((name) => (name === undefined ? [] : [lastElement(name)])))];
  }

  private packageFolder(path: string): string | undefined {
    const { cwd } = this.command;
    if (path.endsWith(".go"))
      return path.startsWith("/")
        ? dirName(path)
        : cwd === undefined
          ? undefined
          : dirName(resolvePath(cwd, path));
    if (!/^\.{0,2}(?:\/|$)/.test(path)) return undefined;
    return path.startsWith("/") ? path : cwd === undefined ? undefined : resolvePath(cwd, path);
  }

  /** A package's import path, of which the last element names its program. */
  private importPath(folder: string): string | undefined {
    const module = this.moduleOf(folder);
    if (module !== undefined)
      return module.path + folder.slice(module.folder === "/" ? 0 : module.folder.length);
    // Below GOPATH without modules the folder is the import path.
    const gopath = this.command.run.variable("GOPATH") ?? this.defaultGopath();
    const source = gopath === undefined ? undefined : `${gopath.split(":")[0]}/src`;
    if (source !== undefined && folder !== source && isWithin(source, folder) && this.file.project.known)
      return folder.slice(source.length + 1);
    return undefined;
  }

  /** The module that a folder belongs to: its go.mod in the context, or the one that `go mod init` makes. */
  private moduleOf(folder: string): { readonly folder: string; readonly path: string } | undefined {
    const folders: string[] = [];
    for (let at = folder; at !== "/"; at = dirName(at)) folders.push(at);
    folders.push("/");
    // All of them are asked for at once: one at a time would take a round of loading each.
    const found = folders.map((at) => ({ at, text: this.goModOf(at) }));
    for (const { at, text } of found) {
      // Not loaded yet: a folder further up would be a guess.
      if (text === undefined) return undefined;
      const path = text === null ? undefined : parseGoMod(text).module;
      const made = path ?? this.surroundings.moduleIn(at);
      if (made !== undefined) return { folder: at, path: made };
    }
    return undefined;
  }

  private goModOf(folder: string): string | null | undefined {
    const context = this.paths.toContext(folder);
    if (context === undefined) return null;
    return this.file.project.text(context === "." ? "go.mod" : `${context}/go.mod`);
  }

  /** Whether `-o` names a folder that is there already. */
  private isFolder(path: string): boolean {
    if (commonFolders.has(path) || path === this.command.cwd) return true;
    if (this.surroundings.makesFolder(path)) return true;
    const context = this.paths.toContext(path);
    return context !== undefined && context !== "." && this.file.project.file(context)?.kind === "folder";
  }
}

/** The last element of an import path, without a major version: `example.com/app/v2` makes `app`. */
function lastElement(path: string): string {
  const parts = path.split("/").filter(Boolean);
  const last = parts.at(-1) ?? path;
  return /^v(?:[2-9]|[1-9]\d+)$/.test(last) && parts.length > 1 ? (parts.at(-2) ?? last) : last;
}
