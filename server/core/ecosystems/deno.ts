// Deno: `deno compile` to a program that stands alone, and programs that move with their cache to a smaller image.
//
// Sources: docs.deno.com "deno compile", "deno install", "Modules and dependencies"; denoland/deno_docker (the Dockerfiles
// of each variant, `_entry.sh`, the tags).

import { type ImageReference, parseImageReference } from "../images/reference.ts";
import { argumentValue, type RunCommand, stageCommands } from "../model/commands.ts";
import { baseName, dirName, isWithin, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { contextMapOf } from "../split/context-map.ts";
import { customaryAssets } from "../split/customary-folders.ts";
import { declined, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { BuildOutput, ProgramBuild, ProgramNeeds, ReplacedStart } from "../split/program-needs.ts";
import type { RuntimeImage, RuntimeNeeds } from "../split/runtime.ts";
import { imageOf } from "../split/runtime-variants.ts";
import { type StartCommand, startCommand } from "../split/start-command.ts";
import { type CalledCommand, ContextPaths, calledCommands } from "./called-commands.ts";
import { defineEcosystem, type SplitRequest } from "./ecosystem.ts";

/** Tasks of Deno that its images' entrypoint takes for one when CMD begins with it. Source: deno_docker, `_entry.sh`. */
const tasks = /^(?:run|serve|task|eval|repl)$/;

/** What fills the cache or the project's folder before the program starts. */
const fetching = /^(?:cache|install|add|task)$/;

export const deno = defineEcosystem({
  id: "deno",
  title: "Deno",
  images: ["denoland/deno"],
  packages: [],
  interpreted: true,
  alsoStarts: /^deno$/,
  manifests: ["deno.json", "deno.jsonc", "deno.lock", "package.json"],
  builds: (run) => run.program === "deno" && taskOf(run) === "compile",
  gains: (_file, stage) =>
    isFull(stage) &&
    calledIn(stage).some((run) => run.program === "deno" && fetching.test(taskOf(run) ?? "")),
  runsToolchain: (program, args) =>
    /(?:^|\/)deno$/.test(program) && /^(?:compile|check|test|lint|fmt|bench|repl|lsp)$/.test(args[0] ?? ""),
  words: { carries: "Deno and its cache", needs: "the compiled program" },
  plan: planDeno,
  docs: {
    split: [
      "Recognises `deno compile`, whose program needs the C library and moves to distroless cc or a slim Debian, and programs",
      "that `deno run`, `deno serve` or `deno task` starts after `deno cache` or `deno install`: their cache moves with them to",
      "the distroless image of the same version, or to its image on alpine where they need a shell.",
    ].join("\n"),
  },
});

function planDeno(request: SplitRequest): SplitOutcome {
  const { file, stage } = request;
  const calls = calledCommands(file, stage);
  const compiled = calls.filter(({ inner }) => deno.builds(inner));
  const answer = startCommand(stage);
  const start = answer.kind === "start" ? answer.start : undefined;
  const named = start === undefined ? undefined : startedTask(start);
  if (start !== undefined && named !== undefined && !tasks.test(named))
    return declined(
      "deno",
      `The start command needs Deno and the sources at run time: \`deno ${named}\``,
      start.span,
    );
  if (start !== undefined && startsDeno(start)) return planCached(request, calls, start);
  return planCompiled(request, compiled);
}

/** Deno itself starts, by name or as a task that the image's entrypoint hands to it. */
function startsDeno({ programs, args, by }: StartCommand): boolean {
  const words = by === undefined ? [] : [...programs, ...args];
  return words.some((word) => /(?:^|\/)deno$/.test(word)) || programs.some((program) => tasks.test(program));
}

/** `serve` of `deno serve main.ts`; undefined where a file follows at once, or something else starts. */
function startedTask({ program, args }: StartCommand): string | undefined {
  const name = args.find((word) => !word.startsWith("-"));
  return /(?:^|\/)deno$/.test(program) && name !== undefined && /^[a-z]+$/.test(name) ? name : undefined;
}

function planCompiled(request: SplitRequest, calls: readonly CalledCommand[]): SplitOutcome {
  const { stage } = request;
  const [first] = calls;
  if (first === undefined) return declined("deno", "No `deno compile` was found", stage.base.span);
  const outputs: BuildOutput[] = [];
  for (const { inner, run } of calls) {
    const at = run.command.span;
    const target = optionOf(inner, "--target");
    if (target !== undefined && !/-unknown-linux-gnu$/.test(target))
      return declined("deno", `The program is compiled for \`${target}\``, at);
    const path = programOf(inner);
    if (path === undefined) return declined("deno", "Where `deno compile` puts the program isn't known", at);
    outputs.push({ path, at, own: true });
  }
  const build: ProgramBuild = {
    ...sharedParts(request, first.inner.cwd ?? "/"),
    outputs,
    linkage: "glibc",
    cxx: true,
    isSource: (path) => isDenoSource(path),
    traced: calls.map(({ run }) => run.command.span),
    needs: denoNeeds(request, first.inner.cwd ?? "/"),
    typicalBytes: undefined,
    runtimes: glibcImages,
  };
  return planProgram(request, build, {
    edits: [],
    assumptions: [
      {
        message:
          "The program holds Deno's own run-time system, which is built for older C libraries than that of the runtime image",
        at: first.run.command.span,
      },
    ],
  });
}

/** The run-time system is made elsewhere, so the C library only has to be recent enough. */
function glibcImages({ keepsUser, mirror, shell, packages }: RuntimeNeeds): readonly RuntimeImage[] {
  const slim = imageOf("slim", `${mirror ?? ""}debian:bookworm-slim`);
  if (shell !== "none" || packages.length > 0 || mirror !== undefined) return [slim];
  return [imageOf("distroless", `gcr.io/distroless/cc-debian12${keepsUser ? "" : ":nonroot"}`), slim];
}

/** A program that Deno starts: its folder, or the sources as they are copied, and the cache. */
function planCached(
  request: SplitRequest,
  calls: readonly CalledCommand[],
  start: StartCommand,
): SplitOutcome {
  const { file, stage } = request;
  const { base } = stage;
  if (stage.imageFacts?.family !== "denoland/deno" || base.kind !== "image")
    return declined("deno", "Which image has Deno alone isn't known", base.span);
  if (!isFull(stage))
    return {
      kind: "not-needed",
      reasons: [{ message: "The image is one of Deno's small ones already", at: base.span }],
    };
  const runtimes = variantsOf(base.reference);
  if (runtimes.length === 0)
    return declined("deno", `Which small image goes with \`${base.reference.text}\` isn't known`, base.span);
  const folder = stage.workdir().value;
  if (folder === undefined || folder === "/")
    return declined("deno", "The program has no folder of its own", start.span);
  const fetches = calls.filter(({ inner }) => inner.program === "deno" && fetching.test(taskOf(inner) ?? ""));
  const [first] = fetches;
  if (first === undefined)
    return { kind: "not-needed", reasons: [{ message: "Nothing is fetched or built", at: base.span }] };
  const cache = cacheFolder(stage);
  if (cache === undefined) return declined("deno", "Where Deno keeps its cache isn't known", start.span);
  const outside = fetches.find(({ inner }) => !isWithin(folder, inner.cwd ?? "/"));
  if (outside !== undefined)
    return declined(
      "deno",
      "A command fetches for another folder than the program starts in",
      outside.run.command.span,
    );
  const outputs = fetches.flatMap(({ run }): BuildOutput[] => [
    { path: cache, at: run.command.span, own: true, kind: "folder", writable: true },
  ]);
  const whole = fetches.filter(({ inner }) => changesFolder(request, folder, inner));
  for (const { run } of whole)
    outputs.push({ path: folder, at: run.command.span, own: true, kind: "folder" });
  const map = contextMapOf(file.dockerfile, stage, file.project);
  const { changed, edit } = startOf(stage, start);
  const build: ProgramBuild = {
    ...sharedParts(request, folder),
    outputs,
    linkage: "glibc",
    cxx: true,
    isSource: (path) => {
      const place = whole.length === 0 ? undefined : map.toImage(path);
      return place === undefined ? isPaper(path) : isWithin(folder, place);
    },
    carries: "sources",
    traced: fetches.map(({ run }) => run.command.span),
    needs: { ...denoNeeds(request, folder), assets: [], unseenLibraries: true },
    typicalBytes: undefined,
    provides: (program) => program === "deno" || tasks.test(program),
    runtimes: () => runtimes.filter(({ hasShell }) => hasShell || !changed || edit !== undefined),
    ...(edit === undefined ? {} : { start: edit }),
  };
  return planProgram(request, build, { edits: [], assumptions: [] });
}

/**
 * The distroless image starts Deno itself, so CMD must not name it again. `changed` is true where it does.
 * What an ENTRYPOINT of the file starts stays as it is.
 */
function startOf(
  stage: Stage,
  start: StartCommand,
): { readonly changed: boolean; readonly edit: ReplacedStart | undefined } {
  if (stage.entrypoint?.by !== undefined) return { changed: false, edit: undefined };
  if (start.shell === "none" && !/(?:^|\/)deno$/.test(start.program))
    return { changed: false, edit: undefined };
  if (start.shell === "needed" || !/(?:^|\/)deno$/.test(start.program))
    return { changed: true, edit: undefined };
  return {
    changed: true,
    edit: {
      lines: [{ where: "before-start-command", instruction: { keyword: "CMD", words: start.args } }],
      runs: "program",
      why: "Deno is what the runtime image starts, so the start command leaves its name out",
    },
  };
}

/** `denoland/deno:distroless-2.3.1` and `denoland/deno:alpine-2.3.1` for `denoland/deno:2.3.1`. */
function variantsOf({ name, tag, digest }: ImageReference): readonly RuntimeImage[] {
  const version = /^(?:(?:debian|ubuntu)-)?(\d+\.\d+\.\d+)$/.exec(tag ?? "")?.[1];
  if (digest !== undefined) return [];
  if (version === undefined && !/^(?:latest|debian|ubuntu)?$/.test(tag ?? "")) return [];
  const end = version === undefined ? "" : `-${version}`;
  return (["distroless", "alpine"] as const).map((variant) => {
    const { entrypoint: _own, ...image } = imageOf(variant, parseImageReference(`${name}:${variant}${end}`));
    return { ...image, hasShell: variant === "alpine" };
  });
}

/** The image with a distribution around Deno, as opposed to the distroless one and that on alpine. */
function isFull(stage: Stage): boolean {
  const base = stage.rootBase;
  return (
    stage.imageFacts?.family === "denoland/deno" &&
    base.kind === "image" &&
    !/(?:^|-)(?:alpine|distroless|bin)/.test(base.reference.tag ?? "")
  );
}

/** DENO_DIR; null-like values and those that can't be known give undefined. */
function cacheFolder(stage: Stage): string | undefined {
  if (stage.variableChange("DENO_DIR") === undefined) return "/deno-dir";
  const value = stage.variable("DENO_DIR");
  return value?.startsWith("/") === true ? value.replace(/\/+$/, "") : undefined;
}

/** The command writes among the sources: a lock file, `node_modules`, `vendor`, what a task builds. */
function changesFolder({ file, stage }: SplitRequest, folder: string, run: RunCommand): boolean {
  if (taskOf(run) === "task" || taskOf(run) === "add") return true;
  const paths = new ContextPaths(file, stage);
  const has = (name: string): boolean => {
    const context = paths.toContext(resolvePath(folder, name));
    return context !== undefined && file.project.exists(context) === true;
  };
  if (has("package.json")) return true;
  const text = ["deno.json", "deno.jsonc"].map((name) => {
    const context = paths.toContext(resolvePath(folder, name));
    return (context === undefined ? null : file.project.text(context)) ?? "";
  });
  if (/"(?:nodeModulesDir|vendor|workspace)"\s*:/.test(text.join(""))) return true;
  return text.some((each) => each !== "") && !has("deno.lock") && !/"lock"\s*:\s*false/.test(text.join(""));
}

function sharedParts({ stage }: SplitRequest, sourceRoot: string) {
  const toolchain = (program: string): boolean => program === "deno";
  return {
    ecosystem: "deno",
    sourceRoot,
    isBuildVariable: (name: string) =>
      /^(?:DEBIAN_FRONTEND|DENO_AUTH_TOKENS|NPM_CONFIG_REGISTRY)$/.test(name),
    isToolchainProgram: toolchain,
    // Tasks and plugins of a build may read any variable.
    readsEnvironment: (program: string) =>
      toolchain(program) && calledIn(stage).some((run) => taskOf(run) === "task"),
  } satisfies Partial<ProgramBuild>;
}

const writing =
  /\bDeno\.(?:write\w*|mkdir\w*|makeTemp\w*|create|remove\w*|rename\w*|copyFile\w*|truncate\w*|symlink\w*|chmod\w*|openKv)\b|\b(?:write|append|create):\s*true|\blocalStorage\b|\bcaches\.open\b|\bfrom\s+["']node:fs/;

function denoNeeds({ file, stage }: SplitRequest, folder: string): ProgramNeeds {
  const { project } = file;
  const texts = ["**/*.ts", "**/*.tsx", "**/*.js", "**/*.mjs"]
    .flatMap((glob) => project.find(glob) ?? [])
    .filter((path) => !/(?:^|\/)(?:node_modules|vendor)\/|[._]test\.\w+$/.test(path))
    .map((path) => project.text(path) ?? "");
  const code = texts.join("\n");
  return {
    assets: customaryAssets(project, new ContextPaths(file, stage).toContext(folder), [
      "static",
      "public",
      "assets",
      "templates",
      "views",
      "locales",
      "data",
      "config",
    ]),
    imagePaths: [],
    opensMore: false,
    writes: writing.test(code),
    certificates: true,
    timeZones: false,
    users: false,
    temporaryFolder: /\bmakeTemp/.test(code),
    programs: [...code.matchAll(/\bnew Deno\.Command\(\s*["']([\w./-]+)["']/g)].flatMap(([, name]) =>
      name === undefined || name === "deno" ? [] : [name],
    ),
  };
}

function isDenoSource(path: string): boolean {
  return (
    path === "." ||
    isPaper(path) ||
    /\.(?:[cm]?[jt]sx?)$|^(?:deno\.jsonc?|deno\.lock|import_map\.json|package(?:-lock)?\.json|src|lib|routes|islands|components|tests?)$/.test(
      baseName(path),
    )
  );
}

/** Files beside the program that it has no use for. */
function isPaper(path: string): boolean {
  return /^(?:\.git\w*|\.dockerignore|Dockerfile.*|.*\.[Dd]ockerfile|README\.md|LICENSE|(?:docker-)?compose.*\.ya?ml|\.github|\.vscode)$/.test(
    baseName(path),
  );
}

function calledIn(stage: Stage): readonly RunCommand[] {
  return stage.chain.flatMap((each) => stageCommands(each));
}

/** `compile` of `deno --quiet compile -A main.ts`. */
function taskOf(run: RunCommand): string | undefined {
  return run.args.find(({ value }) => !value.startsWith("-"))?.value;
}

/** Options of `deno compile` that take the next word as their value. */
const valued =
  /^(?:-o|--output|--target|--include|--exclude|--icon|-c|--config|--import-map|--location|--seed|-L|--log-level|--ext|--app-name|--cert|--preload|--env-file)$/;

/** Absolute path of the program that a `deno compile` makes; undefined when computed. */
function programOf(run: RunCommand): string | undefined {
  if (run.cwd === undefined) return undefined;
  const given = optionOf(run, "--output") ?? optionOf(run, "-o");
  if (given !== undefined) return /^[\w./-]+$/.test(given) ? resolvePath(run.cwd, given) : undefined;
  const words = run.args.map((word) => argumentValue(run, word));
  const at = words.indexOf("compile");
  for (let next = at + 1; next < words.length; next++) {
    const word = words[next];
    if (word === undefined) return undefined;
    if (valued.test(word)) next++;
    else if (!word.startsWith("-")) return resolvePath(run.cwd, nameOf(word, run.cwd));
  }
  return undefined;
}

/** A program without a name is called as its source, or as that one's folder where it is a `main` or `mod`. */
function nameOf(source: string, cwd: string): string {
  const stem = baseName(source).replace(/\.\w+$/, "");
  const folder = baseName(dirName(resolvePath(cwd, source)));
  return /^(?:main|mod|index|cli)$/.test(stem) && folder !== "" ? folder : stem;
}

/** The value of an option, `--output x` or `--output=x`; undefined without it. */
function optionOf(run: RunCommand, name: string): string | undefined {
  for (const [at, word] of run.args.entries()) {
    if (word.value === name) {
      const next = run.args[at + 1];
      return next === undefined ? undefined : (argumentValue(run, next) ?? "$");
    }
    if (word.value.startsWith(`${name}=`)) return (argumentValue(run, word) ?? "=$").slice(name.length + 1);
  }
  return undefined;
}
