// Erlang and Elixir: images with mix and rebar3, and the split into the builder of a release and a plain distribution.

import { stageCommands } from "../model/commands.ts";
import { isWithin } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { Project } from "../project/project.ts";
import { contextMapOf } from "../split/context-map.ts";
import { dependencyOrder } from "../split/dependency-order.ts";
import { isSlim } from "../split/interpreter-images.ts";
import { type AddedLine, declined, type Note, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { ProgramBuild, ProgramNeeds } from "../split/program-needs.ts";
import type { Span } from "../text/span.ts";
import { ContextPaths } from "./called-commands.ts";
import { defineEcosystem, type SplitRequest } from "./ecosystem.ts";
import { mixDependencyStep } from "./erlang-dependencies.ts";
import { erlangRuntimes, hasCurrentLibraries, releaseImageOf, releasePackages } from "./erlang-images.ts";
import { type InPlace, startedInPlace } from "./erlang-in-place.ts";
import { type ErlangRelease, erlangReleases } from "./erlang-release.ts";
import { mixRemedy, tagRemedy } from "./erlang-remedy.ts";

const buildVariables =
  /^(?:HEX_\w+|MIX_(?:HOME|ARCHIVES|DEBUG|INSTALL_\w+)|REBAR_\w+|DEBIAN_FRONTEND|NODE_VERSION)$/;

/** Programs that build, or that make what ends up in the release. */
const toolchainPrograms = new Set(["mix", "rebar", "rebar3", "erlc", "npm", "npx", "node", "yarn", "pnpm"]);

export const erlang = defineEcosystem({
  id: "erlang",
  title: "Elixir and Erlang",
  images: ["elixir", "erlang", "hexpm/elixir", "hexpm/erlang"],
  packages: ["elixir", "esl-erlang", "erlang-dev"],
  manifests: ["mix.exs", "mix.lock", "rebar.config", "rebar.lock"],
  // Only a release runs without mix; `mix compile` alone leaves a program that mix has to start.
  builds: (run) =>
    (run.program === "mix" &&
      run.args.some(({ value }) => /^(?:release|distillery\.release)(?:,|$)/.test(value))) ||
    (/^rebar3?$/.test(run.program) &&
      run.args.some(({ value }) => value === "release" || value === "tar" || value === "compile")) ||
    (run.program === "make" && run.args.some(({ value }) => value === "rel")),
  buildsThroughFiles: (file, stage) => erlangReleases(file, stage).releases.length > 0,
  runsToolchain: (program, args) =>
    /(?:^|\/)(?:mix|iex|erl|rebar3?)$/.test(program) ||
    (/(?:^|\/)elixir$/.test(program) && args.includes("-S")),
  words: {
    carries: "mix, the compilers and the built dependencies",
    needs: "the release, which brings its own runtime",
  },
  dependencyStep: mixDependencyStep,
  plan: planErlang,
  docs: {
    split: [
      "Recognises `mix release` (Distillery's too) and `rebar3 release` of a release that brings its run-time system.",
      "The release moves to the slim image of the distribution that the builder is made of, with the libraries that Erlang links,",
      "where that release is known. It runs as `nobody`, who may write into its folder.",
      "A program that `mix phx.server`, `mix run` or `erl` starts from its folder, compiled for production before, moves with",
      "that folder to the slim image of the same version.",
    ].join("\n"),
  },
});

function planErlang(request: SplitRequest): SplitOutcome {
  const { file, stage } = request;
  const start = startWords(stage);
  const { releases, unclear } = erlangReleases(file, stage);
  if (erlang.runsToolchain(...start)) {
    if (isBuiltElsewhere(request))
      return {
        kind: "not-needed",
        reasons: [{ message: "The slim image runs what another stage built", at: stage.from.textSpan }],
      };
    const inPlace = startedInPlace(request);
    if (typeof inPlace !== "string") return planInPlace(request, inPlace);
    return declined(
      "erlang",
      `The start command needs ${toolOf(start[0])} and the program's folder at run time: \`${[start[0], ...start[1]].slice(0, 4).join(" ")}\`; ${uncapitalised(inPlace)}`,
      startSpan(stage),
      mixRemedy(request),
    );
  }
  const first = releases[0];
  const [unknown] = unclear;
  if (unknown !== undefined) return declined("erlang", unknown.why, unknown.call.run.command.span);
  if (first === undefined) {
    const make = stageCommands(stage).find((run) => erlang.builds(run));
    return make === undefined
      ? declined("erlang", "No `mix release` or `rebar3 release` was found", stage.base.span)
      : declined("erlang", `Where \`${make.program}\` puts the release isn't known`, make.command.span);
  }
  const base = stage.rootBase;
  if (base.kind !== "image") return declined("erlang", "The base image isn't known", stage.base.span);
  const image = releaseImageOf(base.reference);
  if (image === undefined)
    return declined(
      "erlang",
      `Which release of its distribution \`${base.reference.text}\` is made of isn't known, and the run-time system is linked to it`,
      stage.base.span,
      tagRemedy(request),
    );
  if (!hasCurrentLibraries(image.image))
    return declined(
      "erlang",
      `\`${image.image}\` is too old to install what the run-time system is linked to`,
      stage.base.span,
    );
  const musl = image.kind === "alpine";
  const build: ProgramBuild = {
    ...programBuild(request, releases, first),
    linkage: musl ? "musl" : "glibc",
    packages: releasePackages(image.kind),
    runtimes: erlangRuntimes(image, rootReason(stage, first)),
  };
  const order = dependencyOrder(file, stage, erlang);
  return planProgram(request, build, {
    edits: order?.edits ?? [],
    runtime: languageLines(stage),
    assumptions: [
      {
        message: `The release brings its own run-time system, which is linked to the libraries of \`${image.image}\``,
        at: stage.base.span,
      },
      ...languageNotes(stage),
    ],
  });
}

/** The stage on the slim image gets a program that is built already. */
function isBuiltElsewhere({ file, stage }: SplitRequest): boolean {
  const { base } = stage;
  const copies = stage.instructions.some((each) => file.dockerfile.copy(each)?.origin.kind === "stage");
  return base.kind === "image" && isSlim(base.reference) && copies && !builds(stage);
}

function builds(stage: Stage): boolean {
  return stageCommands(stage).some(({ program }) => toolchainPrograms.has(program));
}

function toolOf(program: string): string {
  return /(?:^|\/)(rebar3?|erl)$/.exec(program)?.[1] ?? "mix";
}

/** A sentence as a part of another one; names in backquotes have no capital. */
function uncapitalised(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** The program's folder goes along whole, to the slim image of the same version. */
function planInPlace(request: SplitRequest, found: InPlace): SplitOutcome {
  const { file, stage } = request;
  const map = contextMapOf(file.dockerfile, stage, file.project);
  const order = dependencyOrder(file, stage, erlang);
  const build: ProgramBuild = {
    ...sharedParts(),
    outputs: found.outputs,
    linkage: "glibc",
    sourceRoot: found.folder,
    // What lies in the program's folder comes out of the builder with it.
    isSource: (path) => {
      const place = map.toImage(path);
      return place !== undefined && isWithin(found.folder, place);
    },
    carries: "sources",
    traced: found.traced,
    needs: {
      ...noNeeds,
      writes: writesFiles(file.project, new ContextPaths(file, stage), found.folder) || found.keepsRoot,
      certificates: found.certificates,
      temporaryFolder: true,
      programs: found.programs,
      unseenLibraries: true,
    },
    provides: (program) => /^(?:mix|elixir|iex|erl)$/.test(program),
    runtimes: () => [found.runtime],
  };
  return planProgram(request, build, {
    edits: order?.edits ?? [],
    assumptions: [
      {
        message: `\`${found.folder}\` goes along whole: the start command finds the compiled modules and their sources in it`,
        at: stage.base.span,
      },
    ],
  });
}

/** A release writes its configuration into its folder when it starts, and WORKDIR before it makes folders for root. */
function rootReason(stage: Stage, { folder, call }: ErlangRelease): string | undefined {
  const before = stage.workdir(call.run.instruction).value;
  return before === folder
    ? "The user stays root, because the release writes into its own folder, which `WORKDIR` makes for root"
    : undefined;
}

const noNeeds: ProgramNeeds = {
  assets: [],
  imagePaths: [],
  opensMore: false,
  writes: false,
  certificates: false,
  timeZones: false,
  users: false,
  temporaryFolder: true,
  programs: [],
};

/** What builds of releases and of programs in their folder have in common. */
function sharedParts() {
  return {
    ecosystem: "erlang",
    cxx: true,
    isBuildVariable: (name: string) => buildVariables.test(name),
    isToolchainProgram: (program: string) => toolchainPrograms.has(program),
    // Configuration is a program that may read any variable when the release is made.
    readsEnvironment: (program: string) => toolchainPrograms.has(program),
    isBuildPackage: (name: string) => /^(?:nodejs|npm|yarn|inotify-tools)$/.test(name),
    typicalBytes: undefined,
  } satisfies Partial<ProgramBuild>;
}

function programBuild(
  { file, stage }: SplitRequest,
  releases: readonly ErlangRelease[],
  first: ErlangRelease,
): Omit<ProgramBuild, "linkage"> {
  return {
    ...sharedParts(),
    outputs: releases.map(({ folder, call }) => ({
      path: folder,
      at: call.run.command.span,
      own: true,
      kind: "folder",
      writable: true,
    })),
    sourceRoot: first.project,
    isSource: (path) => isErlangSource(file.project, path),
    traced: releases.map(({ call }) => call.run.command.span),
    needs: {
      ...noNeeds,
      writes: writesFiles(file.project, new ContextPaths(file, stage), first.project),
      certificates: true,
    },
    // `priv` is a part of the release, and assets are built into it.
    embedded: [first.project],
  };
}

/** Releases print and compare text in the encoding that LANG says; the builder's image sets it, distributions don't. */
function languageLines(stage: Stage): readonly AddedLine[] {
  return needsLanguage(stage)
    ? [{ where: "start", instruction: { keyword: "ENV", variables: { LANG: "C.UTF-8" } } }]
    : [];
}

function languageNotes(stage: Stage): readonly Note[] {
  return needsLanguage(stage)
    ? [{ message: "`LANG=C.UTF-8` stays set, as the builder's image sets it" }]
    : [];
}

function needsLanguage(stage: Stage): boolean {
  const base = stage.rootBase;
  const elixir = base.kind === "image" && /(?:^|\/)elixir$/.test(base.reference.repository);
  return elixir && !["LANG", "LC_ALL"].some((name) => stage.variableChange(name)?.kind === "ENV");
}

const writing =
  /\bFile\.(?:write|open!?\([^)]*:(?:write|append)|mkdir|cp|rm|rename|touch|stream!?\([^)]*\[:)|\bfile:(?:write|make_dir|delete)|\bExqlite|\becto_sqlite3|\bdets:|\b:mnesia\b/;

/** The sources make or change files, or keep a database in one. */
function writesFiles(project: Project, paths: ContextPaths, folder: string): boolean {
  const context = paths.toContext(folder);
  if (context === undefined) return false;
  const prefix = context === "." ? "" : `${context}/`;
  const sources = ["lib/**/*.ex", "src/**/*.erl", "apps/*/lib/**/*.ex"].flatMap(
    (glob) => project.find(prefix + glob) ?? [],
  );
  return [...sources, `${prefix}mix.exs`].some((path) => writing.test(project.text(path) ?? ""));
}

/** Context paths that only the build reads: the release has its own copies. */
function isErlangSource(project: Project, path: string): boolean {
  if (path === ".") return true;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (
    /\.(?:exs?|erl|hrl|lock|md|eex|heex|app\.src)$|^(?:rebar\.config|rebar3?|Makefile|LICENSE|Dockerfile.*|.*\.[Dd]ockerfile|dockerfile|\.git.*|\.dockerignore|\.formatter\.exs|package(?:-lock)?\.json|yarn\.lock)$/.test(
      name,
    )
  )
    return true;
  if (/^(?:lib|config|priv|rel|assets|apps|src|include|test|deps|_build)$/.test(path)) return true;
  if (project.file(path)?.kind !== "folder") return false;
  return ["ex", "exs", "erl"].some((end) => (project.find(`${path}/**/*.${end}`) ?? []).length > 0);
}

function startWords(stage: Stage): [string, readonly string[]] {
  const words = [
    ...(stage.entrypoint?.by === undefined ? [] : stage.entrypoint.value.words),
    ...(stage.cmd?.by === undefined ? [] : stage.cmd.value.words),
  ];
  if (words.length > 0) return [words[0] ?? "", words.slice(1)];
  const script = (stage.entrypoint?.by ?? stage.cmd?.by)?.script;
  const command =
    script?.commands.find((each) =>
      erlang.runsToolchain(
        each.program,
        each.args.map(({ value }) => value),
      ),
    ) ?? script?.commands.at(-1);
  return [command?.program ?? "", command?.args.map((arg) => arg.value) ?? []];
}

function startSpan(stage: Stage): Span | undefined {
  return (stage.entrypoint?.by ?? stage.cmd?.by)?.textSpan;
}
