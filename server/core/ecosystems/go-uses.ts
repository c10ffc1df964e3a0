// What a Go program uses that decides how it is linked: C of its own or of its modules, `net`, `os/user`, `plugin`.

import { Memory } from "../memory.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { parseGoMod } from "../project/manifests/go-mod.ts";
import { readGoSource } from "../project/manifests/go-source.ts";
import { type FileState, normalPath, type Project } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import { ContextPaths } from "./called-commands.ts";
import { cgoModules } from "./data/cgo-modules.ts";
import type { GoCommand } from "./go-command.ts";

/** An answer with what it rests on, as a clause for messages: "`db.go` imports `github.com/mattn/go-sqlite3`". */
export interface Evidence {
  readonly answer: "yes" | "no" | "unknown";
  readonly evidence: string;
  /** The sources are not at hand. */
  readonly unseen?: true;
}

export interface GoUses {
  /** C outside the standard library, or `plugin`: the program does not work without cgo. */
  readonly c: Evidence;
  /** `net`, also through another package of the standard library. */
  readonly net: Evidence;
  /** `os/user`, also through another package of the standard library. */
  readonly user: Evidence;
  readonly cxx: boolean;
}

/**
 * Packages of the standard library that import `net`, and those that import `os/user`, found with `go list -deps` of
 * Go 1.22. `net` itself does not import `os/user`.
 */
const importsNet = new Set([
  "crypto/tls",
  "crypto/x509",
  "expvar",
  "log/syslog",
  "mime/multipart",
  "net",
  "net/http",
  "net/http/cgi",
  "net/http/cookiejar",
  "net/http/fcgi",
  "net/http/httptest",
  "net/http/httptrace",
  "net/http/httputil",
  "net/http/pprof",
  "net/mail",
  "net/rpc",
  "net/rpc/jsonrpc",
  "net/smtp",
  "net/textproto",
]);
const importsUser = new Set(["archive/tar", "os/user"]);

/** More files than this are not read: the answer is then "unknown". */
const mostFiles = 400;

/**
 * Looks through the sources of the packages that the command builds, as far as they belong to the module, and its
 * go.mod. `folder` is the module's absolute image path.
 */
export function goUses(file: RuleFile, stage: Stage, folder: string | undefined, command: GoCommand): GoUses {
  const { project } = file;
  if (!project.known) return unknown("the build context isn't known");
  if (command.packages.some((each) => each?.includes("@") === true))
    return unknown("another module is built");
  const paths = new ContextPaths(file, stage);
  const context = folder === undefined ? undefined : paths.toContext(folder);
  if (context === undefined) return unknown("the sources aren't in the build context");
  const roots = rootPackages(command, paths);
  // Many builds build the same packages.
  const key = [context, ...(roots ?? ["..."])].join("\n");
  const known = usesCache.get(project)?.get(key);
  if (known !== undefined) return known;
  const uses = usesOf(project, context, roots);
  usesCache.set(project, (usesCache.get(project) ?? new Map<string, GoUses>()).set(key, uses));
  return uses;
}

/** By the module's folder and the packages. A project answers the same as long as it lives. */
const usesCache = new Memory<Project, Map<string, GoUses>>("project");

/** What the packages in the context folders `roots` use, or all of the module in the folder `context`. */
function usesOf(project: Project, context: string, roots: readonly string[] | undefined): GoUses {
  const prefix = context === "." ? "" : `${context}/`;
  const modText = project.text(`${prefix}go.mod`);
  const found = project.find(`${prefix}**/*.go`);
  if (found === undefined || modText === undefined) return unknown("the sources were not read yet");
  const own = found.filter((path) => isBuilt(path.slice(prefix.length)));
  if (own.length === 0) return unknown("no Go file is in the build context");
  if (own.length > mostFiles) return unknown(`the project has more than ${mostFiles} Go files`);
  const packages = new Map<string, SourceFile[]>();
  let complete = true;
  for (const path of own) {
    const state = project.file(path);
    if (state?.kind !== "text") {
      complete = false;
      continue;
    }
    const at = path.lastIndexOf("/");
    const name = at === -1 ? "." : path.slice(0, at);
    const files = packages.get(name) ?? [];
    files.push({ path, ...importsOf(state) });
    packages.set(name, files);
  }
  const mod = parseGoMod(modText ?? "");
  const reached =
    roots === undefined || mod.module === undefined
      ? [...packages.values()].flat()
      : reachable(roots, packages, mod.module, context);
  return new UsesFinder(
    reached,
    mod.requires.map((each) => each.path),
  ).uses(complete);
}

function unknown(evidence: string): GoUses {
  const answer: Evidence = { answer: "unknown", evidence, unseen: true };
  return { c: answer, net: answer, user: answer, cxx: false };
}

/** Tests, other platforms and folders that the go command passes over. */
function isBuilt(path: string): boolean {
  if (path.endsWith("_test.go") || /(?:^|\/)(?:testdata|vendor|_[^/]*|\.[^/]+)\//.test(path)) return false;
  return !/_(?:windows|darwin|freebsd|netbsd|openbsd|solaris|plan9|js|wasm|aix|android|ios)(?:_\w+)?\.go$/.test(
    path,
  );
}

interface Imports {
  readonly imports: readonly string[];
  /** Built with cgo only, so another file may stand in without it. */
  readonly cgoOnly: boolean;
  readonly cxx: boolean;
}

interface SourceFile extends Imports {
  readonly path: string;
}

/** Files are read once for each snapshot that holds them. */
const cache = new WeakMap<FileState, Imports>();

function importsOf(state: FileState & { kind: "text" }): Imports {
  const known = cache.get(state);
  if (known !== undefined) return known;
  const constraint = /^\/\/(?:go:build| \+build)\s+(.*)$/m.exec(state.text.slice(0, 4000))?.[1] ?? "";
  const source = readGoSource(state.text);
  const imports: Imports = {
    imports: source.excluded ? [] : source.imports,
    cgoOnly: /(?:^|[^!\w])cgo\b/.test(constraint),
    cxx: /#cgo[^\n]*(?:-lstdc\+\+|CXXFLAGS)/.test(state.text),
  };
  cache.set(state, imports);
  return imports;
}

/** Context folders of the packages that the command names; undefined when one is a pattern or can't be known. */
function rootPackages(command: GoCommand, paths: ContextPaths): readonly string[] | undefined {
  const folders: string[] = [];
  for (const each of command.packages) {
    if (each === undefined || each.includes("...") || command.cwd === undefined) return undefined;
    if (!/^\.{0,2}(?:\/|$)/.test(each) && !each.endsWith(".go")) return undefined;
    const place = resolvePath(command.cwd, each.endsWith(".go") ? `${each}/..` : each);
    const folder = paths.toContext(place);
    if (folder === undefined) return undefined;
    folders.push(folder);
  }
  return folders;
}

/** Files of the packages and of what they import of their own module. */
function reachable(
  roots: readonly string[],
  packages: ReadonlyMap<string, readonly SourceFile[]>,
  module: string,
  context: string,
): readonly SourceFile[] {
  const seen = new Set<string>();
  const waiting = [...roots];
  const files: SourceFile[] = [];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    for (const file of packages.get(folder) ?? []) {
      files.push(file);
      for (const each of file.imports)
        if (each === module || each.startsWith(`${module}/`))
          waiting.push(normalPath(`${context}/${each.slice(module.length + 1)}`) ?? ".");
    }
  }
  return files;
}

class UsesFinder {
  private readonly requires: readonly string[];
  private c: Evidence = no;
  private net: Evidence = no;
  private user: Evidence = no;
  private cxx = false;

  constructor(files: readonly SourceFile[], requires: readonly string[]) {
    this.requires = requires;
    for (const file of files) this.add(file);
  }

  private add(file: SourceFile): void {
    const { path } = file;
    this.cxx ||= file.cxx;
    for (const each of file.imports) {
      if (each === "C")
        this.c = stronger(this.c, file.cgoOnly ? "unknown" : "yes", `\`${path}\` imports \`C\``);
      else if (each === "plugin") this.c = stronger(this.c, "yes", `\`${path}\` imports \`plugin\``);
      else if (importsNet.has(each)) this.net = stronger(this.net, "yes", `\`${path}\` imports \`${each}\``);
      else if (importsUser.has(each))
        this.user = stronger(this.user, "yes", `\`${path}\` imports \`${each}\``);
      const module = cgoModules.find(({ path: known }) => each === known || each.startsWith(`${known}/`));
      if (module === undefined) continue;
      this.c = stronger(this.c, "yes", `\`${path}\` imports \`${module.path}\`, which needs cgo`);
      this.cxx ||= module.cxx === true;
    }
  }

  uses(complete: boolean): GoUses {
    // A required module may be used by no program of this project, or only by its tests.
    const module = cgoModules.find(({ path }) =>
      this.requires.some((each) => each.replace(/\/v\d+$/, "") === path),
    );
    this.cxx ||= module?.cxx === true;
    if (module !== undefined)
      this.c = stronger(this.c, "unknown", `\`go.mod\` requires \`${module.path}\`, which needs cgo`);
    const why = complete ? "its modules were not read" : "not all of its sources were read";
    const settle = (use: Evidence, open: boolean): Evidence =>
      use.answer === "no" && open ? { answer: "unknown", evidence: why } : use;
    const open = !complete || this.requires.length > 0;
    // Which modules need cgo is known well enough to say no; what they import of the standard library is not.
    return {
      c: settle(this.c, !complete),
      net: settle(this.net, open),
      user: settle(this.user, open),
      cxx: this.cxx,
    };
  }
}

const no: Evidence = { answer: "no", evidence: "no package of the project uses cgo" };

function stronger(before: Evidence, answer: "yes" | "unknown", evidence: string): Evidence {
  if (before.answer === "yes" || (before.answer === "unknown" && answer === "unknown")) return before;
  return { answer, evidence };
}
