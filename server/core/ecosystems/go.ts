// Go: images, builds, dependencies and the split into a builder and a runtime stage.

import { foldersOf, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { parseGoMod } from "../project/manifests/go-mod.ts";
import { pinnedBuilder } from "../split/builder-pin.ts";
import { builtAtStart } from "../split/built-at-start.ts";
import { dependencyOrder } from "../split/dependency-order.ts";
import { declined, type Note, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { BuilderChanges, ProgramBuild } from "../split/program-needs.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { insertion, type TextEdit } from "../text/edits.ts";
import { ContextPaths } from "./called-commands.ts";
import { contextFilesOf } from "./context-copies.ts";
import { defineEcosystem, type SplitRequest } from "./ecosystem.ts";
import { type GoBuild, goBuilds, isWritten, mostGoBuilds } from "./go-build.ts";
import { goDependencyStep } from "./go-dependencies.ts";
import { embeddedPaths, goProgramNeeds, isGoSource } from "./go-needs.ts";
import { goRunRemedy } from "./go-run-remedy.ts";
import { goVersion, isNewestGo } from "./go-version.ts";

/** A stripped server of the standard library; what the articles that the product grew from measure: 7.5 to 8 MB. */
const typicalBinary = 8_000_000;

/** PATH of the golang images. Source: their Dockerfiles in docker-library/golang. */
const golangPath = "/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

const buildVariables = /^(?:GO[A-Z0-9_]*|CGO_[A-Z_]+|DEBIAN_FRONTEND|PKG_CONFIG_PATH|CC|CXX)$/;
/** Variables with Go's prefix that the program itself reads. */
const runtimeVariables = new Set(["GOMAXPROCS", "GOMEMLIMIT", "GOGC", "GODEBUG", "GOTRACEBACK"]);

export const go = defineEcosystem({
  id: "go",
  title: "Go",
  images: ["golang", "chainguard/go"],
  packages: ["golang", "golang-go", "go"],
  manifests: ["go.mod", "go.sum", "go.work", "**/*.go"],
  builds: (run) => run.program === "go" && ["build", "install"].includes(run.args[0]?.value ?? ""),
  buildsThroughFiles: (file, stage) => goBuilds(file, stage).length > 0,
  runsToolchain: (program, args) =>
    (/(?:^|\/)go$/.test(program) && /^(?:run|test|build|install|vet|generate|tool)$/.test(args[0] ?? "")) ||
    // Programs that build anew when a source changes, or that start a framework's program by building it.
    /(?:^|\/)(?:air|realize|fresh|reflex|gin|CompileDaemon|gowatch|modd|dlv|bee|buffalo|revel)$/.test(
      program,
    ),
  words: { carries: "its compiler and build cache", needs: "the built program" },
  dependencyStep: goDependencyStep,
  plan: planGo,
  docs: {
    split: [
      "Recognises `go build` and `go install`, also through a readable Makefile target or script.",
      "A program that needs no cgo is built with `CGO_ENABLED=0` and moves to distroless static, `scratch`,",
      "alpine or a slim Debian; one that needs cgo moves to an image with the C library of its builder's release.",
      "Templates, static files and configuration that the program opens by name go along; embedded ones need not.",
    ].join("\n"),
  },
});

function planGo(request: SplitRequest): SplitOutcome {
  const { file, stage } = request;
  if (go.runsToolchain(...startWords(request)))
    return declined(
      "go",
      startCommandReason(...startWords(request)),
      startSpan(request),
      goRunRemedy(request),
    );
  const { dockerfile } = file;
  const atStart = builtAtStart({ ecosystem: "go", dockerfile, stage, builds: go.runsToolchain });
  if (atStart !== undefined) return atStart;
  const all = goBuilds(file, stage);
  if (all.length > mostGoBuilds)
    return declined("go", `The stage builds more than ${mostGoBuilds} times`, all[0]?.span);
  const isOwn = ownBuilds(request);
  const own = all.filter(isOwn);
  // Tools that are fetched for the build say nothing about the program.
  const builds = own.length > 0 ? own : all;
  const first = builds[0];
  if (first === undefined) return declined("go", "No `go build` or `go install` was found", stage.base.span);
  const homeless = withoutModule(request, all);
  if (homeless !== undefined) return declined("go", homeless.message, homeless.at);
  for (const build of builds) {
    const reason = cannotMove(build);
    if (reason !== undefined) return declined("go", reason, build.span);
  }
  const linkage = linkageOf(request, builds);
  if (typeof linkage === "string") return declined("go", linkage, first.span);
  const sourceRoot = sourceRootOf(builds);
  if (sourceRoot === undefined)
    return declined("go", "The folder in which the program is built isn't known", first.span);
  const build: ProgramBuild = {
    ecosystem: "go",
    outputs: all.flatMap((each) =>
      (each.outputs ?? []).map((path) => ({ path, at: each.run.command.span, own: isOwn(each) })),
    ),
    linkage: linkage.kind,
    cxx: linkage.cxx,
    sourceRoot,
    isBuildVariable: (name) => buildVariables.test(name) && !runtimeVariables.has(name),
    isSource: (path) => isGoSource(file.project, path),
    isToolchainProgram: (program) => toolchainPrograms.has(program),
    traced: all.map((each) => each.run.command.span),
    needs: goProgramNeeds(file, stage, builds),
    embedded: embeddedPaths(file, stage),
    typicalBytes: typicalBinary,
    searchPath: golangPath,
  };
  return planProgram(request, build, changesOf(request, builds, linkage));
}

/**
 * A build that finds no go.mod fails, unless it names single files.
 * Source: the release notes of Go 1.16 ("Module-aware mode is enabled by default").
 */
function withoutModule({ file, stage }: SplitRequest, builds: readonly GoBuild[]): Note | undefined {
  if ((goVersion(stage) ?? 0) < 16 && !isNewestGo(stage)) return undefined;
  if (stage.chain.some((each) => each.instructionsOf("RUN").some(({ text }) => makesModule.test(text))))
    return undefined;
  const paths = new ContextPaths(file, stage);
  const isMissing = (build: GoBuild): boolean => {
    const { cwd } = build;
    if (cwd === undefined || typeof build.run.variable("GO111MODULE") === "string") return false;
    if (build.packages.every((name) => name === undefined || /\.go$|@/.test(name))) return false;
    const context = paths.toContext(cwd);
    if (context === undefined || (context !== "." && file.project.exists(context) !== true)) return false;
    const files = contextFilesOf(file.dockerfile, stage, file.project);
    return [...foldersOf(cwd)].every((folder) =>
      ["go.mod", "go.work"].every((name) => files.at(resolvePath(folder, name)) === null),
    );
  };
  const build = builds.find(isMissing);
  return build === undefined
    ? undefined
    : {
        message: `\`${build.label}\` fails already: Go needs a \`go.mod\` since version 1.16, and no copy brings one to \`${build.cwd}\``,
        at: build.span,
      };
}

/** What brings modules that no copy does. */
const makesModule = /\bgo\s+(?:mod\s+init|work\s+init)\b|\bgit\s+clone\b|\bGO111MODULE\b|\bgo\.mod\b/;

function startCommandReason(program: string, args: readonly string[]): string {
  const command = [program, ...args.slice(0, 1)].join(" ");
  return args[0] === "run"
    ? "The start command compiles: `go run` needs the toolchain at run time"
    : `The start command needs the toolchain at run time: \`${command}\``;
}

/**
 * `go install example.com/tool@latest` and `go get github.com/x/library` fetch what may be a tool or no program at all;
 * everything else is the project's own, packages under its import path included.
 */
function ownBuilds({ file, stage }: SplitRequest): (build: GoBuild) => boolean {
  const paths = new ContextPaths(file, stage);
  const exists = (path: string): boolean => {
    const context = paths.toContext(path);
    return context !== undefined && file.project.exists(context) !== false;
  };
  const isOwnImport = (build: GoBuild, name: string): boolean => {
    if (!/^[\w-]+(?:\.[\w-]+)+\//.test(name)) return true;
    const gopath = build.run.variable("GOPATH") ?? "/go";
    if (exists(`${gopath}/src/${name.replace(/\/\.{3}$/, "")}`)) return true;
    const context = paths.toContext(resolvePath(build.run.cwd ?? "/", "go.mod"));
    const text = context === undefined ? null : file.project.text(context);
    const module = text == null ? undefined : parseGoMod(text).module;
    return module !== undefined && (name === module || name.startsWith(`${module}/`));
  };
  return (build) =>
    build.packages.every((name) => name !== undefined && !name.includes("@") && isOwnImport(build, name));
}

/** Programs that come with Go or that generate its sources: they leave nothing that the program needs. */
const toolchainPrograms = new Set([
  "go",
  "gofmt",
  "protoc",
  "buf",
  "sqlc",
  "swag",
  "templ",
  "wire",
  "mockgen",
  "stringer",
  "goimports",
  "golangci-lint",
  "dep",
  "glide",
  "govendor",
  "packr",
  "packr2",
]);

const oldGo = "Go before 1.10 may link a standard library that came compiled with cgo";

interface Linkage {
  readonly kind: ProgramBuild["linkage"];
  readonly cxx: boolean;
  readonly notes: readonly Note[];
  /** Builds that get `CGO_ENABLED=0`. */
  readonly makeStatic: readonly GoBuild[];
}

/** What the programs are linked to, or why that can't be told. */
function linkageOf(request: SplitRequest, builds: readonly GoBuild[]): Linkage | string {
  const notes: Note[] = [];
  const { libc, release } = request.stage.imageFacts ?? {};
  const makeStatic = builds.filter(
    (build) => !build.static && (build.cgo !== "off" || build.flagsWithoutCgo !== ""),
  );
  const open = makeStatic.filter((build) => build.cgo !== "off" && build.needsCgo.answer === "unknown");
  // With the C library of the builder's release the program starts whether it needs it or not.
  const keepsLibc = libc !== undefined && release !== undefined && open.every(isSeen);
  const dynamic = builds.filter((build) => needsLibc(build) || (keepsLibc && open.includes(build)));
  if (dynamic.length === 0) {
    if (open[0] !== undefined)
      return `Whether the program needs cgo isn't known: ${open[0].needsCgo.evidence}`;
    const first = makeStatic.find((build) => build.cgo !== "off");
    if (first !== undefined)
      notes.push({
        message: "No package of the project uses cgo, so `CGO_ENABLED=0` gives a static binary",
        at: first.span,
      });
    const anew = makeStatic.find((build) => build.flagsWithoutCgo !== "");
    if (anew !== undefined)
      notes.push({
        message: `${oldGo}, so all packages are compiled anew (\`${anew.flagsWithoutCgo.trim()}\`)`,
        at: anew.span,
      });
    return { kind: "static", cxx: false, notes, makeStatic };
  }
  if (libc !== "glibc" && libc !== "musl")
    return "The program needs cgo, and the C library of the base image isn't known";
  if (release === undefined) return "The program needs cgo, and the release of the base image isn't known";
  const evidence = dynamic[0]?.flagsWithoutCgo === "" ? dynamic[0].linkage.because : oldGo;
  const because = dynamic.every((build) => open.includes(build))
    ? `may need the C library (${open[0]?.needsCgo.evidence})`
    : `needs the C library${evidence === "" ? "" : ` (${evidence})`}`;
  notes.push({
    message: `The program ${because}, so it moves to an image of the builder's own release, ${release}`,
    ...(dynamic[0] === undefined ? {} : { at: dynamic[0].span }),
  });
  return { kind: libc, cxx: dynamic.some((build) => build.cxx), notes, makeStatic: [] };
}

/** Its sources are at hand, so what else it needs can be told. */
function isSeen(build: GoBuild): boolean {
  return build.needsCgo.unseen !== true;
}

function needsLibc(build: GoBuild): boolean {
  if (build.static) return false;
  if (build.race) return true;
  // Nothing tells a Makefile or a script to compile the standard library anew.
  if (build.flagsWithoutCgo !== "" && !isWritten(build)) return true;
  if (build.cgo === "off") return build.buildmode === "pie";
  return build.needsCgo.answer === "yes" || build.cgoSetOn;
}

function cannotMove(build: GoBuild): string | undefined {
  if (build.outputs === undefined) return `Where \`${build.label}\` puts its result isn't known`;
  if (build.buildmode !== undefined && !["exe", "pie", "default"].includes(build.buildmode))
    return `\`-buildmode=${build.buildmode}\` makes no program that starts by itself`;
  if (build.goos !== undefined && build.goos !== "linux") return `The program is built for ${build.goos}`;
  return undefined;
}

/** The sources' folder: where the builds run, up to the module they belong to. */
function sourceRootOf(builds: readonly GoBuild[]): string | undefined {
  const folders = builds
    .map((build) => build.moduleFolder ?? build.run.cwd)
    .filter((folder) => folder !== undefined);
  return folders.sort((a, b) => a.length - b.length)[0];
}

function changesOf(request: SplitRequest, builds: readonly GoBuild[], linkage: Linkage): BuilderChanges {
  const { file, stage } = request;
  const edits: TextEdit[] = [];
  const assumptions: Note[] = [...linkage.notes];
  const environment = new Map<Instruction, readonly string[]>();
  for (const build of builds) {
    const makeStatic = linkage.makeStatic.includes(build);
    const written = isWritten(build);
    if (makeStatic && written && build.cgo !== "off")
      edits.push(insertion(build.run.command.span.start, "CGO_ENABLED=0 "));
    if (makeStatic && written && build.flagsWithoutCgo !== "")
      edits.push(insertion(build.span.end, build.flagsWithoutCgo));
    if (!written && !environment.has(build.run.instruction))
      environment.set(build.run.instruction, environmentOf(stage, build, makeStatic));
    if (written) edits.push(...stripEdits(build));
  }
  for (const [instruction, pairs] of environment)
    if (pairs.length > 0)
      edits.push(insertion(instruction.span.start, `ENV ${pairs.join(" ")}${file.dockerfile.syntax.eol}`));
  if (edits.some((edit) => /-s -w|-ldflags=-s/.test(edit.newText)))
    assumptions.push({
      message: "Symbols and debug information are left out (`-s -w`); stack traces stay readable",
      ...at(builds[0]),
    });
  if (linkage.kind !== "static") {
    const pin = pinnedBuilder(request);
    edits.push(...pin.edits);
    assumptions.push(...pin.assumptions);
  }
  const order = dependencyOrder(file, stage, go);
  if (order !== undefined) edits.push(...order.edits);
  return { edits, assumptions };
}

/** What a build that is reached through make or a script is told by variables: no cgo, no symbols. */
function environmentOf(stage: Stage, build: GoBuild, makeStatic: boolean): readonly string[] {
  const pairs = makeStatic ? ["CGO_ENABLED=0"] : [];
  // Flags of the command itself win over GOFLAGS, so this only counts where it says nothing of `-ldflags`.
  // No golang image sets it, so what the file does not set is not set.
  const isSet = stage.variableChange("GOFLAGS") !== undefined || build.run.variable("GOFLAGS") != null;
  // Go reads it since 1.11.
  const isRead = (goVersion(stage) ?? 11) >= 11;
  if (build.ldflagsValue === "" && !isSet && isRead) pairs.push("GOFLAGS=-ldflags=-s");
  return pairs;
}

/** `-s -w` in a `-ldflags` that is there, or a new one behind `go build`. */
function stripEdits(build: GoBuild): readonly TextEdit[] {
  const { ldflags } = build;
  if (ldflags === undefined) return [insertion(build.span.end, ' -ldflags="-s -w"')];
  if (/(?:^|[\s"'=])-s(?:[\s"']|$)/.test(ldflags.raw)) return [];
  const quote = ldflags.raw.search(/["']/);
  return quote === -1 ? [] : [insertion(ldflags.span.start + quote + 1, "-s -w ")];
}

function startWords(request: SplitRequest): [string, readonly string[]] {
  const { stage } = request;
  const words = [
    ...(stage.entrypoint?.value.words ?? []),
    ...(stage.cmd?.by === undefined ? [] : stage.cmd.value.words),
  ];
  const command = (stage.entrypoint?.by ?? stage.cmd?.by)?.script?.commands.at(-1);
  return words.length > 0
    ? [words[0] ?? "", words.slice(1)]
    : [command?.program ?? "", command?.args.map((arg) => arg.value) ?? []];
}

function startSpan(request: SplitRequest): Note["at"] {
  return (request.stage.entrypoint?.by ?? request.stage.cmd?.by)?.textSpan;
}

function at(build: GoBuild | undefined): { readonly at?: GoBuild["span"] } {
  return build === undefined ? {} : { at: build.span };
}
