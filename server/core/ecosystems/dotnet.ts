// .NET: the SDK's images, its builds, dependencies and the split into the SDK and the runtime of the same version.

import { stageCommands } from "../model/commands.ts";
import { isWithin, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { dependencyOrder } from "../split/dependency-order.ts";
import { runs } from "../split/instruction-text.ts";
import { type AddedLine, type DeclinedSplit, declined, type Note, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { ProgramBuild } from "../split/program-needs.ts";
import { type StartCommand, scriptBehindShell, startCommand } from "../split/start-command.ts";
import { scriptNeeds } from "../split/start-script.ts";
import type { Span } from "../text/span.ts";
import { ContextPaths } from "./called-commands.ts";
import { type DotnetBuild, dotnetBuilds } from "./dotnet-build.ts";
import { dotnetDependencyStep } from "./dotnet-dependencies.ts";
import { dotnetRuntimes } from "./dotnet-images.ts";
import { type DotnetProgram, dotnetProgram, isDotnetSource } from "./dotnet-needs.ts";
import { listening } from "./dotnet-ports.ts";
import { DotnetProjects } from "./dotnet-project.ts";
import { dotnetRunRemedy } from "./dotnet-run-remedy.ts";
import { defineEcosystem, type SplitRequest } from "./ecosystem.ts";

const buildVariables =
  /^(?:NUGET_\w+|MSBUILD\w*|DOTNET_(?:CLI_\w+|NOLOGO|SKIP_FIRST_TIME_EXPERIENCE|GENERATE_ASPNET_CERTIFICATE|SDK_VERSION)|VSS_NUGET_\w+|DEBIAN_FRONTEND|BUILD_?CONFIG(?:URATION)?)$/i;

/** Programs that build for .NET, and those of Node, whose results end up in what is published. */
const toolchainPrograms = new Set([
  "dotnet",
  "npm",
  "npx",
  "node",
  "yarn",
  "pnpm",
  "bower",
  "gulp",
  "libman",
  "ng",
]);

export const dotnet = defineEcosystem({
  id: "dotnet",
  title: ".NET",
  images: ["dotnet/sdk", "mono", "chainguard/dotnet-sdk"],
  packages: [
    "dotnet-sdk",
    ...["2.1", "2.2", "3.0", "3.1", "5.0", "6.0", "7.0", "8.0", "9.0", "10.0"].map(
      (version) => `dotnet-sdk-${version}`,
    ),
    ...[6, 7, 8, 9, 10].map((version) => `dotnet${version}-sdk`),
    "mono-devel",
  ],
  manifests: ["**/*.csproj", "**/*.fsproj", "**/*.sln", "Directory.*.props", "nuget.config", "global.json"],
  builds: (run) =>
    (run.program === "dotnet" &&
      ["build", "publish", "msbuild", "pack"].includes(run.args[0]?.value ?? "")) ||
    ["msbuild", "xbuild", "mcs"].includes(run.program),
  buildsThroughFiles: (file, stage) => dotnetBuilds(file, stage).builds.length > 0,
  // A published program is started by `dotnet App.dll`, which needs the runtime only.
  runsToolchain: (program, args) =>
    /(?:^|\/)dotnet$/.test(program) &&
    /^(?:run|watch|test|ef|build|publish|restore|fsi|tool|script|format)$/.test(args[0] ?? ""),
  words: { carries: "the SDK and its package cache", needs: "the published program and the .NET runtime" },
  alsoStarts: /^(?:dotnet|mcs)$/,
  dependencyStep: dotnetDependencyStep,
  plan: planDotnet,
  docs: {
    split: [
      "Recognises `dotnet publish` and `dotnet build`, their options and what the project files say, also through a readable script.",
      "A program that shares the framework moves to `dotnet/aspnet` or `dotnet/runtime`, one that brings its own or is compiled",
      "to machine code to `dotnet/runtime-deps`, each with the builder's version and release; images without a shell are offered",
      "where the program does not need one. The start command stays, and since version 8 the program runs as the images' own user.",
    ].join("\n"),
  },
});

function planDotnet(request: SplitRequest): SplitOutcome {
  const { file, stage } = request;
  const answer = startCommand(stage);
  const start = answer.kind === "start" ? answer.start : undefined;
  const words = start === undefined ? [] : startWords(request, start);
  const tool = words.findIndex((word, at) => dotnet.runsToolchain(word, words.slice(at + 1)));
  if (start !== undefined && tool !== -1)
    return declined(
      "dotnet",
      `The start command needs the SDK at run time: \`dotnet ${words[tool + 1]}\``,
      start.span,
      dotnetRunRemedy(request),
    );
  if (stage.imageFacts?.family === "mono")
    return declined("dotnet", "Programs that mono runs are not split", stage.base.span);
  const { builds, unclear } = dotnetBuilds(file, stage);
  const first = builds[0];
  const [unknown] = unclear;
  if (first === undefined)
    return unknown === undefined
      ? declined("dotnet", "No `dotnet publish` or `dotnet build` was found", stage.base.span)
      : declined("dotnet", unclearMessage(unknown.command.verb, unknown.why), unknown.call.run.command.span);
  if (start === undefined) return withoutStart(request, builds);
  const found = startedBuild(request, start, words, builds);
  if (found === undefined)
    return declined(
      "dotnet",
      unknown === undefined
        ? `The start command names none of the programs that are built: ${list(builds.map(({ assembly }) => `${assembly}.dll`))}`
        : unclearMessage(unknown.command.verb, unknown.why),
      unknown === undefined ? start.span : unknown.call.run.command.span,
    );
  const refused = refusal(request, found.build);
  if (refused !== undefined) return refused;
  return planned(request, found, builds);
}

/** The planner says what is unclear about the start command, or that there is none. */
function withoutStart(request: SplitRequest, builds: readonly DotnetBuild[]): SplitOutcome {
  const [build] = builds;
  const program =
    build === undefined ? undefined : dotnetProgram(request.file, request.stage, build, undefined);
  if (build === undefined || program === undefined)
    return declined("dotnet", "No CMD or ENTRYPOINT says what to start", request.stage.from.textSpan);
  return planProgram(request, programBuild(request, build, program, builds), { edits: [], assumptions: [] });
}

function unclearMessage(verb: string, why: string): string {
  return `Where \`dotnet ${verb}\` puts its result isn't known: ${why}`;
}

/** The words of the start command and of the script that it starts. */
function startWords(request: SplitRequest, start: StartCommand): readonly string[] {
  const words = [start.program, ...start.args];
  const path = scriptBehindShell(request.stage, start) ?? start.path;
  const context =
    path === undefined ? undefined : new ContextPaths(request.file, request.stage).toContext(path);
  const text = context === undefined || context === "." ? null : request.file.project.text(context);
  if (text == null) return words;
  // A script that can't be followed still says what it runs: `run_cmd="dotnet run"`.
  const read = scriptNeeds(text)?.words ?? /\bdotnet\s+[a-z]+/.exec(text)?.[0].split(/\s+/) ?? [];
  return [...words, ...read];
}

interface StartedProgram {
  readonly build: DotnetBuild;
  /** Absolute path of the assembly or program that is started. */
  readonly path: string;
  /** Through `dotnet`; otherwise the program's own file starts. */
  readonly how: "assembly" | "program";
}

/** The last build of the program that is started. */
function startedBuild(
  request: SplitRequest,
  start: StartCommand,
  words: readonly string[],
  builds: readonly DotnetBuild[],
): StartedProgram | undefined {
  const workdir = request.stage.workdir().value;
  for (const word of words) {
    const isAssembly = /\.dll$/i.test(word);
    if (!isAssembly && !word.includes("/")) continue;
    const path =
      workdir === undefined && !word.startsWith("/") ? undefined : resolvePath(workdir ?? "/", word);
    if (path === undefined) continue;
    const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.dll$/i, "");
    const same = builds.filter((build) => build.assembly === name);
    const build = same.findLast(({ folder }) => isWithin(folder, path)) ?? same.at(-1);
    if (build !== undefined) return { build, path, how: isAssembly ? "assembly" : "program" };
  }
  // `cd out && ./App`: the folder is the shell's.
  for (const { path } of start.runs) {
    const build = builds.findLast(({ folder, assembly }) => path === `${folder}/${assembly}`);
    if (build !== undefined && path !== undefined) return { build, path, how: "program" };
  }
  return undefined;
}

function refusal({ stage }: SplitRequest, build: DotnetBuild): DeclinedSplit | undefined {
  const at = build.call.run.command.span;
  const certificate = stageCommands(stage).find(
    ({ program, args }) => program === "dotnet" && args[0]?.value === "dev-certs",
  );
  if (certificate !== undefined)
    return declined(
      "dotnet",
      "`dotnet dev-certs` puts a certificate into root's home, where the program looks for it",
      certificate.command.span,
    );
  const [templates, ...uses] = stageCommands(stage).filter(
    ({ program, args }) => program === "dotnet" && args[0]?.value === "new",
  );
  const puts = /^(?:-i|--install|install)$/;
  if (templates !== undefined && [templates, ...uses].every(({ args }) => puts.test(args[1]?.value ?? "")))
    return declined(
      "dotnet",
      "The templates that `dotnet new` installs are read by the SDK alone, which the program may start for them",
      templates.command.span,
    );
  if (build.command.verb === "build" && Number(build.framework) < 3)
    return declined("dotnet", "`dotnet build` leaves the packages in NuGet's cache before version 3.0", at);
  if (build.command.verb === "build" && stage.variable("ASPNETCORE_ENVIRONMENT") === "Development")
    return declined(
      "dotnet",
      "In the Development environment a program that is built, not published, reads files of its packages in NuGet's cache",
      at,
    );
  return undefined;
}

function planned(
  request: SplitRequest,
  { build, path, how }: StartedProgram,
  builds: readonly DotnetBuild[],
): SplitOutcome {
  const { file, stage } = request;
  const projects = new DotnetProjects(file, stage).withReferences(build.project);
  const program = dotnetProgram(file, stage, build, projects);
  if (program.startsSdk)
    return declined(
      "dotnet",
      "The program starts `dotnet` itself, and what it does with it may need the SDK",
      build.call.run.command.span,
    );
  const listens = listening(file, stage, build.framework, program.isWeb);
  const base = stage.rootBase;
  const runtimes =
    base.kind !== "image" || stage.imageFacts?.family !== "dotnet/sdk"
      ? undefined
      : dotnetRuntimes(base.reference, {
          runtime: program.runtime,
          framework: build.framework,
          invariant: program.invariant,
          // A program's own file is linked to the C library that it was made for.
          portable: program.portable && how === "assembly",
          lowPort: listens.low,
        });
  if (runtimes === undefined)
    return declined(
      "dotnet",
      `Which runtime image of .NET ${build.framework} belongs to the base image isn't known`,
      stage.base.span,
    );
  const order = dependencyOrder(file, stage, dotnet);
  const musl = stage.imageFacts?.libc === "musl";
  const outcome = planProgram(
    request,
    { ...programBuild(request, build, program, builds), runtimes },
    {
      edits: order?.edits ?? [],
      runtime: [
        ...(musl && !program.invariant ? cultureLines(stage, build.framework) : []),
        ...listens.added,
      ],
      assumptions: [frameworkNote(build, program), ...listens.notes, ...cultureNotes(musl, program)],
    },
  );
  if (outcome.kind !== "plan") return outcome;
  const ships = outcome.plan.artifacts.some(({ to }) => isWithin(to, path));
  return ships
    ? outcome
    : declined(
        "dotnet",
        `\`${path}\` is started, but the program is written to \`${build.folder}\``,
        startSpan(request),
      );
}

/**
 * What the SDK's image on alpine has and the runtime's has not.
 * Source: dotnet/dotnet-docker, src/sdk/<version>/alpine*: the data of all cultures is a package of its own since
 * alpine 3.16, time zones are there since version 8.
 */
function cultureLines(stage: Stage, framework: string): readonly AddedLine[] {
  const base = stage.rootBase;
  const tag = base.kind === "image" ? (base.reference.tag ?? "") : "";
  const release = /alpine3\.(\d+)/.exec(tag)?.[1];
  const version = Number(framework);
  const full = release === undefined ? version > 5 || version === 3.1 : Number(release) >= 16;
  const packages = [...(full ? ["icu-data-full"] : []), "icu-libs", ...(version >= 8 ? ["tzdata"] : [])];
  return [
    { where: "start", instruction: runs("apk", "add", "--no-cache", ...packages) },
    {
      where: "start",
      instruction: { keyword: "ENV", variables: { DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "false" } },
    },
  ];
}

function cultureNotes(musl: boolean, program: DotnetProgram): readonly Note[] {
  return musl && !program.invariant
    ? [
        {
          message:
            "The runtime image on alpine has no cultures, which the SDK's image has, so the runtime stage installs them",
        },
      ]
    : [];
}

function frameworkNote(build: DotnetBuild, { runtime }: DotnetProgram): Note {
  const because: Readonly<Record<DotnetProgram["runtime"], string>> = {
    aspnet: "runs on the shared framework of ASP.NET Core",
    runtime: "runs on the shared framework and does not use ASP.NET Core",
    "runtime-deps": "brings its own framework and needs only its system libraries",
  };
  return {
    message: `\`${build.assembly}\` targets .NET ${build.framework} and ${because[runtime]}`,
    at: build.call.run.command.span,
  };
}

function programBuild(
  { file, stage }: SplitRequest,
  build: DotnetBuild,
  program: DotnetProgram,
  builds: readonly DotnetBuild[],
): ProgramBuild {
  const spans = (each: DotnetBuild): Span => each.call.run.command.span;
  return {
    ecosystem: "dotnet",
    outputs: builds.map((each) => ({
      path: each.folder,
      at: spans(each),
      // Of what is built on the way only what is started ships, and what is published for its own sake.
      own:
        each.folder === build.folder || (each.command.verb === "publish" && each.assembly !== build.assembly),
      kind: "folder",
    })),
    linkage: stage.imageFacts?.libc === "musl" ? "musl" : "glibc",
    cxx: true,
    sourceRoot: build.project.folder,
    isBuildVariable: (name) => buildVariables.test(name),
    isSource: (path) => isDotnetSource(file.project, path),
    isToolchainProgram: (name) => toolchainPrograms.has(name),
    readsEnvironment: (name) => name === "dotnet" && readsVariables(stage, builds),
    traced: builds.map(spans),
    needs: program.needs,
    typicalBytes: undefined,
    provides: (name) => name === "dotnet",
    // What is built in the project's folder before it is published is in the published folder.
    embedded: [build.project.folder],
  };
}

/** A project file names a variable that the Dockerfile sets: MSBuild takes all of them for properties. */
function readsVariables(stage: Stage, builds: readonly DotnetBuild[]): boolean {
  const texts = builds.flatMap(({ project }) => [project.text, project.sharedText ?? ""]);
  return [...stage.variableChanges.keys()].some((name) => texts.some((text) => text.includes(`$(${name})`)));
}

function startSpan({ stage }: SplitRequest): Span | undefined {
  return (stage.entrypoint?.by ?? stage.cmd?.by)?.textSpan;
}

function list(names: readonly string[]): string {
  return [...new Set(names)]
    .slice(0, 3)
    .map((name) => `\`${name}\``)
    .join(", ");
}
