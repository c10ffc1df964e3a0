// Swift: the toolchain's images, its builds, dependencies and the split into the toolchain and its slim variant.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { parsePackageSwift, type SwiftPackage } from "../project/manifests/package-swift.ts";
import type { Project } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import { customaryAssets } from "../split/customary-folders.ts";
import { dependencyOrder } from "../split/dependency-order.ts";
import { declined, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { AssetUse, BuildOutput } from "../split/program-needs.ts";
import { startCommand } from "../split/start-command.ts";
import { type CalledCommand, ContextPaths, calledCommands } from "./called-commands.ts";
import {
  type DependencyNeeds,
  type DependencyStep,
  defineEcosystem,
  type SplitRequest,
} from "./ecosystem.ts";
import { bindsContext, cacheMounts, ManifestFolder, optionValue, unknownContext } from "./manifests.ts";
import { swiftRuntime } from "./swift-images.ts";

/** A server of the usual frameworks, without the standard library. Source: vapor/template's own images. */
const typicalBytes = 30_000_000;

export const swift = defineEcosystem({
  id: "swift",
  title: "Swift",
  images: ["swift"],
  packages: ["swiftlang"],
  manifests: ["Package.swift", "Package.resolved", "**/*.swift"],
  builds: (run) => (run.program === "swift" && run.args[0]?.value === "build") || run.program === "swiftc",
  buildsThroughFiles: (file, stage) =>
    calledCommands(file, stage).some(({ inner, file: through }) => through !== undefined && isBuild(inner)),
  runsToolchain: (program, args) =>
    /(?:^|\/)swift$/.test(program) &&
    (args.length === 0 || /^(?:run|test|package|repl|build)$/.test(args[0] ?? "")),
  words: { carries: "its compiler and build folder", needs: "the built program and Swift's libraries" },
  dependencyStep: swiftDependencyStep,
  plan: planSwift,
  docs: {
    split: [
      "Recognises `swift build`, its configuration and folders, and the programs that `Package.swift` declares.",
      "The program moves to the slim variant of the same image, which has Swift's libraries; one of Swift 4.2, which has no",
      "slim variant, moves to the distribution with those libraries beside it, and one with a static standard library to the",
      "distribution alone. `Public`, `Resources` and the program's own resource bundles go along.",
    ].join("\n"),
  },
});

function isBuild(run: RunCommand): boolean {
  return run.program === "swift" && run.args[0]?.value === "build";
}

interface SwiftBuild {
  readonly call: CalledCommand;
  /** Absolute path of the package's folder. */
  readonly folder: string;
  /** Absolute paths of the folders in which the programs lie, by all their names. */
  readonly bins: readonly string[];
  readonly manifest: SwiftPackage;
  readonly isStatic: boolean;
}

/** Undefined while something was not read; a sentence when the build can't be followed. */
function readBuild(file: RuleFile, paths: ContextPaths, call: CalledCommand): SwiftBuild | string {
  const { inner } = call;
  const { cwd } = inner;
  const at = optionValue(inner, /^--package-path$/);
  if (cwd === undefined || at === undefined) return "The folder in which the program is built isn't known";
  const folder = at === null ? cwd : resolvePath(cwd, at);
  const context = paths.toContext(resolvePath(folder, "Package.swift"));
  const text = context === undefined ? null : file.project.text(context);
  if (text == null) return `\`${resolvePath(folder, "Package.swift")}\` is not in the build context`;
  const configuration = optionValue(inner, /^(?:-c|--configuration)$/);
  const scratch = optionValue(inner, /^(?:--build-path|--scratch-path)$/);
  if (configuration === undefined || scratch === undefined)
    return "The folder that `swift build` writes to is computed";
  const values = inner.args.map((word) => argumentValue(inner, word) ?? "");
  if (values.some((value) => /^(?:--triple|--destination|--swift-sdk|--sdk)$/.test(value)))
    return "The program is built for another system";
  const root = scratch === null ? resolvePath(folder, ".build") : resolvePath(cwd, scratch);
  const name = configuration ?? "debug";
  return {
    call,
    folder,
    bins: [
      `${root}/${name}`,
      `${root}/x86_64-unknown-linux-gnu/${name}`,
      `${root}/aarch64-unknown-linux-gnu/${name}`,
    ],
    manifest: parsePackageSwift(text),
    isStatic: values.some((value) => /^(?:--static-swift-stdlib|-static-stdlib)$/.test(value)),
  };
}

function planSwift(request: SplitRequest): SplitOutcome {
  const { file, stage } = request;
  const answer = startCommand(stage);
  const start = answer.kind === "start" ? answer.start : undefined;
  if (start?.runs.some(({ name }) => swift.runsToolchain(name, start.args)))
    return declined(
      "swift",
      `The start command needs the toolchain at run time: \`swift ${start.args[0] ?? ""}\``,
      start.span,
    );
  const calls = calledCommands(file, stage).filter(({ inner }) => isBuild(inner));
  const call = calls.at(-1);
  if (call === undefined) return declined("swift", "No `swift build` was found", stage.base.span);
  const build = readBuild(file, new ContextPaths(file, stage), call);
  if (typeof build === "string") return declined("swift", build, call.run.command.span);
  const runtime = swiftRuntime(stage, build.isStatic ? "static" : "shared");
  if (runtime === undefined)
    return declined(
      "swift",
      "No slim variant of the base image is known: there are none before Swift 5.0",
      stage.base.span,
    );
  const at = call.run.command.span;
  const { project } = file;
  const sources = sourcesOf(project, contextFolder(file, stage, build.folder));
  const order = dependencyOrder(file, stage, swift);
  return planProgram(
    request,
    {
      ecosystem: "swift",
      outputs: [
        ...outputsOf(build),
        ...runtime.folders.map((path): BuildOutput => ({ path, at, own: true, kind: "folder" })),
      ],
      linkage: "glibc",
      cxx: true,
      sourceRoot: build.folder,
      isBuildVariable: (name) => /^(?:SWIFT_BUILD_\w+|SWIFTPM_\w+|DEBIAN_FRONTEND)$/.test(name),
      isSource: (path) => isSwiftSource(project, path),
      isToolchainProgram: (program) => program === "swift" || program === "swiftc",
      traced: calls.map((each) => each.run.command.span),
      needs: {
        assets: assetsOf(file, stage, build.folder),
        imagePaths: [],
        opensMore: false,
        writes: sources.some((text) => writing.test(text)),
        certificates: true,
        timeZones: true,
        users: false,
        temporaryFolder: true,
        programs: [],
      },
      packages: runtime.packages,
      typicalBytes,
      runtimes: runtime.images,
    },
    {
      edits: order?.edits ?? [],
      assumptions: [{ message: runtime.because, at }],
    },
  );
}

/** Programs by all their paths; only what is started or named goes along. */
function outputsOf({ call, bins, manifest }: SwiftBuild): readonly BuildOutput[] {
  const at = call.run.command.span;
  const executables = manifest.targets.filter(({ kind }) => kind === "executable").map(({ name }) => name);
  // Before the tools version 5.4 a program is a plain target with a `main.swift`.
  const plain = manifest.targets.filter(({ kind }) => kind === "plain").map(({ name }) => name);
  const names = new Set([...manifest.products, ...executables, ...(executables.length === 0 ? plain : [])]);
  const programs = bins.flatMap((bin) =>
    [...names].map((name): BuildOutput => ({ path: `${bin}/${name}`, at, own: false })),
  );
  const [first = ""] = bins;
  const bundles = new Set(
    manifest.targets.flatMap(({ name, hasResources }) =>
      hasResources && manifest.name !== undefined ? [`${first}/${manifest.name}_${name}.resources`] : [],
    ),
  );
  return [...programs, ...[...bundles].map((path): BuildOutput => ({ path, at, own: true, kind: "folder" }))];
}

function contextFolder(file: RuleFile, stage: Stage, folder: string): string | undefined {
  return new ContextPaths(file, stage).toContext(folder);
}

/** Folders that servers read in their working directory. */
const customaryFolders = [
  "Public",
  "Resources",
  "public",
  "views",
  "templates",
  "webroot",
  "Config",
  "config",
];

function assetsOf(file: RuleFile, stage: Stage, folder: string): readonly AssetUse[] {
  if (stage.workdir().value !== folder) return [];
  return customaryAssets(file.project, contextFolder(file, stage, folder), customaryFolders);
}

const writing =
  /\bcreateFile\(|\bcreateDirectory\(|\.write\(to(?:File)?:|\bFileHandle\(for(?:Writing|Updating)|\bremoveItem\(|\bFluentSQLite|\.sqlite\(/;

function sourcesOf(project: Project, folder: string | undefined): readonly string[] {
  if (folder === undefined) return [];
  const prefix = folder === "." ? "" : `${folder}/`;
  return (project.find(`${prefix}Sources/**/*.swift`) ?? []).flatMap((path) => project.text(path) ?? []);
}

function isSwiftSource(project: Project, path: string): boolean {
  if (path === ".") return true;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (
    /\.(?:swift|md|h|c|cpp)$|^(?:Package\.resolved|Makefile|LICENSE|Dockerfile.*|.*\.[Dd]ockerfile|\.git.*|\.dockerignore|\.swift-version|Sources|Tests|\.build)$/.test(
      name,
    )
  )
    return true;
  if (project.file(path)?.kind !== "folder") return false;
  return (project.find(`${path}/**/*.swift`) ?? []).length > 0;
}

function swiftDependencyStep(file: RuleFile, stage: Stage, run: RunCommand): DependencyStep | undefined {
  const fetches =
    run.program === "swift" && run.args[0]?.value === "package" && run.args[1]?.value === "resolve";
  if ((!isBuild(run) && !fetches) || bindsContext(run.instruction)) return undefined;
  return {
    at: run.command.span,
    label: fetches ? "swift package resolve" : "swift build",
    consequence: "fetches every package again",
    folder: run.cwd,
    reads: [],
    scope: "tree",
    examine: () => examine(file, stage, run, fetches),
  };
}

function examine(file: RuleFile, stage: Stage, run: RunCommand, fetches: boolean): DependencyNeeds {
  const weight = "full";
  if (cacheMounts(run.instruction).some((target) => /\.build$|\.cache\/org\.swift/.test(target)))
    return { kind: "nothing" };
  if (!file.project.known) return { ...unknownContext, weight };
  if (run.args.some(({ value }) => /^--(?:package-path|build-path|scratch-path)/.test(value)))
    return { kind: "none", why: "The build has a folder of its own", weight };
  const place = new ManifestFolder(file, stage, run.cwd);
  const text = place.text("Package.swift");
  const manifests = place.present(["Package.swift", "Package.resolved"]);
  if (text === undefined || manifests === undefined) return { ...unknownContext, weight };
  if (text === null)
    return { kind: "none", why: "No copy from the build context brings its `Package.swift`", weight };
  if (/\.package\((?:name:\s*"[^"]*",\s*)?path:/.test(text))
    return { kind: "none", why: "`Package.swift` depends on packages of the project", weight };
  return {
    kind: "reorder",
    manifests,
    command: fetches ? undefined : "swift package resolve",
    safety: "safe",
    weight: parsePackageSwift(text).dependencies.length === 0 ? "empty" : weight,
  };
}
