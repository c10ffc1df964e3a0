// What a Go program uses that decides how it is linked: C of its own or of its modules, `net`, `os/user`, `plugin`.

import type { Stage } from "../model/stage.ts";
import { readGoSource } from "../project/manifests/go-source.ts";
import type { FileState } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import { ContextPaths } from "./called-commands.ts";
import { cgoModules } from "./data/cgo-modules.ts";
import type { Evidence } from "./go-build.ts";
import type { GoCommand } from "./go-command.ts";

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
 * Packages of the standard library that import `net`. Found with `go list -deps` of Go 1.22; what `net` itself
 * imports does not include `os/user`.
 */
const importsNet = new Set(
  "crypto/tls crypto/x509 expvar log/syslog mime/multipart net net/http net/http/cgi net/http/cookiejar net/http/fcgi net/http/httptest net/http/httptrace net/http/httputil net/http/pprof net/mail net/rpc net/rpc/jsonrpc net/smtp net/textproto".split(
    " ",
  ),
);
const importsUser = new Set(["archive/tar", "os/user"]);

/** More files than this are not read: the answer is then "unknown". */
const mostFiles = 400;

/** Looks through the sources below the module's folder, and its go.mod. `folder` is an absolute image path. */
export function goUses(file: RuleFile, stage: Stage, folder: string | undefined, command: GoCommand): GoUses {
  const { project } = file;
  if (!project.known) return unknown("the build context isn't known");
  // `go install example.com/tool@latest` builds another module.
  if (command.packages.some((each) => each?.includes("@") === true))
    return unknown("another module is built");
  const context = folder === undefined ? undefined : new ContextPaths(file, stage).toContext(folder);
  if (context === undefined) return unknown("the sources aren't in the build context");
  const prefix = context === "." ? "" : `${context}/`;
  const modText = project.text(`${prefix}go.mod`);
  const paths = project.find(`${prefix}**/*.go`);
  if (paths === undefined || modText === undefined) return unknown("the sources were not read yet");
  const own = paths.filter((path) => isBuilt(path.slice(prefix.length)));
  if (own.length === 0) return unknown("no Go file is in the build context");
  if (own.length > mostFiles) return unknown(`the project has more than ${mostFiles} Go files`);
  const read = own.map((path) => ({ path, state: project.file(path) }));
  const found = new UsesFinder(modText ?? "");
  let complete = true;
  for (const { path, state } of read) {
    if (state?.kind === "text") found.add(path, importsOf(state));
    else complete = false;
  }
  return found.uses(complete);
}

function unknown(evidence: string): GoUses {
  const answer: Evidence = { answer: "unknown", evidence };
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
  readonly paths: readonly string[];
  /** Built with cgo only, so another file may stand in without it. */
  readonly cgoOnly: boolean;
  readonly cxx: boolean;
}

/** Files are read once for each snapshot that holds them. */
const cache = new WeakMap<FileState, Imports>();

function importsOf(state: FileState & { kind: "text" }): Imports {
  const known = cache.get(state);
  if (known !== undefined) return known;
  const constraint = /^\/\/(?:go:build| \+build)\s+(.*)$/m.exec(state.text.slice(0, 4000))?.[1] ?? "";
  const source = readGoSource(state.text);
  const imports: Imports = {
    paths: source.excluded ? [] : source.imports,
    cgoOnly: /(?:^|[^!\w])cgo\b/.test(constraint),
    cxx: /#cgo[^\n]*(?:-lstdc\+\+|CXXFLAGS)/.test(state.text),
  };
  cache.set(state, imports);
  return imports;
}

class UsesFinder {
  private readonly requires: readonly string[];
  private c: Evidence = no;
  private net: Evidence = no;
  private user: Evidence = no;
  private cxx = false;

  constructor(modText: string) {
    this.requires = requiredModules(modText);
  }

  add(path: string, imports: Imports): void {
    this.cxx ||= imports.cxx;
    for (const each of imports.paths) {
      if (each === "C")
        this.c = stronger(this.c, imports.cgoOnly ? "unknown" : "yes", `\`${path}\` imports \`C\``);
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
    const module = cgoModules.find(({ path }) =>
      this.requires.some((each) => path === each || (path.startsWith(`${each}/`) && path === each)),
    );
    // A required module may be used by no program of this project, or only by its tests.
    if (module !== undefined)
      this.c = stronger(this.c, "unknown", `\`go.mod\` requires \`${module.path}\`, which needs cgo`);
    const why = complete
      ? `\`go.mod\` requires other modules, which were not read`
      : "not all sources were read";
    const open = !complete || this.requires.length > 0;
    const settle = (use: Evidence): Evidence =>
      use.answer === "no" && open ? { answer: "unknown", evidence: why } : use;
    return {
      c: module === undefined && complete ? this.c : settle(this.c),
      net: settle(this.net),
      user: settle(this.user),
      cxx: this.cxx,
    };
  }
}

const no: Evidence = { answer: "no", evidence: "no package of the project uses cgo" };

function stronger(before: Evidence, answer: "yes" | "unknown", evidence: string): Evidence {
  if (before.answer === "yes" || (before.answer === "unknown" && answer === "unknown")) return before;
  return { answer, evidence };
}

/** Modules that go.mod requires, indirect ones too. */
function requiredModules(text: string): readonly string[] {
  const found: string[] = [];
  for (const block of text.matchAll(/^require[ \t]*\(([^)]*)\)/gm))
    for (const line of (block[1] ?? "").split("\n")) {
      const path = /^\s*([^\s/][^\s]*)\s+v/.exec(line)?.[1];
      if (path !== undefined) found.push(path);
    }
  for (const line of text.matchAll(/^require[ \t]+([^\s(]\S*)[ \t]+v/gm))
    if (line[1] !== undefined) found.push(line[1]);
  return found;
}
