// Dart: the SDK's images, `dart compile exe`, dependencies and the split into the SDK and an empty image.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { insertedBefore, spelledKeyword } from "../model/writing.ts";
import type { Project } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import { customaryAssets } from "../split/customary-folders.ts";
import { dependencyOrder } from "../split/dependency-order.ts";
import { declined, type Remedy, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { AssetUse, BuildOutput, ProgramBuild } from "../split/program-needs.ts";
import type { RuntimeImage } from "../split/runtime.ts";
import { imageOf } from "../split/runtime-variants.ts";
import { startCommand } from "../split/start-command.ts";
import { replacement } from "../text/edits.ts";
import { type CalledCommand, ContextPaths, calledCommands } from "./called-commands.ts";
import {
  type DependencyNeeds,
  type DependencyStep,
  defineEcosystem,
  type SplitRequest,
} from "./ecosystem.ts";
import {
  bindsContext,
  cacheMounts,
  ManifestFolder,
  operands,
  optionValue,
  unknownContext,
} from "./manifests.ts";

/** A compiled server with its run-time system. Source: hub.docker.com, "dart", on the size of its example. */
const typicalBytes = 10_000_000;

export const dart = defineEcosystem({
  id: "dart",
  title: "Dart",
  images: ["dart"],
  packages: ["dart"],
  manifests: ["pubspec.yaml", "pubspec.lock", "**/*.dart"],
  builds: isCompile,
  runsToolchain: (program, args) =>
    /(?:^|\/)(?:dart|pub)$/.test(program) &&
    args[0] !== "--version" &&
    !/\.(?:aot|snapshot|dill)$/.test(args[0] ?? ""),
  words: { carries: "the SDK and its package cache", needs: "the compiled program" },
  dependencyStep: pubStep,
  plan: planDart,
  docs: {
    split: [
      "Recognises `dart compile exe`. The program moves to an empty image with the few system files that the official image",
      "keeps for it in `/runtime/`, or to the slim image of the builder's Debian release.",
    ].join("\n"),
  },
});

function isCompile(run: RunCommand): boolean {
  return (
    (run.program === "dart" && run.args[0]?.value === "compile" && run.args[1]?.value === "exe") ||
    run.program === "dart2native"
  );
}

/** Absolute path of the program; undefined when computed. */
function outputOf(run: RunCommand): string | undefined {
  const given = optionValue(run, /^(?:-o|--output)$/);
  const [source] = operands(run, /^(?:-o|--output|-D|--define|-p|--packages)$/).filter(({ value }) =>
    value.endsWith(".dart"),
  );
  const path = source === undefined ? undefined : argumentValue(run, source);
  if (given === undefined || path === undefined || run.cwd === undefined) return undefined;
  // Without a name the program takes that of its source, `.exe` on every system.
  return resolvePath(run.cwd, given ?? path.replace(/\.dart$/, ".exe"));
}

function planDart(request: SplitRequest): SplitOutcome {
  const { file, stage } = request;
  const answer = startCommand(stage);
  const start = answer.kind === "start" ? answer.start : undefined;
  if (start?.runs.some(({ name }) => dart.runsToolchain(name, start.args)))
    return declined(
      "dart",
      `The start command needs the SDK at run time: \`${[start.program, ...start.args].slice(0, 3).join(" ")}\``,
      start.span,
      runRemedy(request),
    );
  const calls = calledCommands(file, stage).filter(({ inner }) => isCompile(inner));
  const [first] = calls;
  if (first === undefined) return declined("dart", "No `dart compile exe` was found", stage.base.span);
  const outputs = calls.map(({ inner, run }) => ({ path: outputOf(inner), at: run.command.span }));
  const unknown = outputs.find(({ path }) => path === undefined);
  if (unknown !== undefined)
    return declined("dart", "Where `dart compile exe` puts the program isn't known", unknown.at);
  const programs = outputs.flatMap(({ path, at }): BuildOutput[] =>
    path === undefined ? [] : [{ path, at, own: true }],
  );
  const build = programBuild(request, calls, programs);
  const order = dependencyOrder(file, stage, dart);
  const edits = order?.edits ?? [];
  const images = runtimesOf(stage);
  if (images.length === 0)
    return declined("dart", "Which files the program needs of the base image isn't known", stage.base.span);
  const runtimes = (): readonly RuntimeImage[] => images;
  const outcome = planProgram(request, { ...build, runtimes }, { edits, assumptions: [] });
  // The system files come along only to the empty image.
  if (outcome.kind !== "plan" || outcome.plan.runtime.name !== "scratch") return outcome;
  return planProgram(
    request,
    { ...build, outputs: [...programs, systemFiles(first)], runtimes },
    {
      edits,
      assumptions: [
        {
          message:
            "The official image keeps the libraries and certificates that a program needs in `/runtime/`",
          at: stage.base.span,
        },
      ],
    },
  );
}

/** Source: hub.docker.com, "dart": `COPY --from=build /runtime/ /`. */
function systemFiles({ run }: CalledCommand): BuildOutput {
  return { path: "/runtime/", at: run.command.span, own: true, kind: "folder", to: "/" };
}

/** The empty image for the official SDK since 2.12, then Debian's slim image where the release is known. */
function runtimesOf(stage: Stage): readonly RuntimeImage[] {
  const base = stage.rootBase;
  const facts = stage.imageFacts;
  if (base.kind !== "image" || facts?.family !== "dart") return [];
  const found: RuntimeImage[] = [];
  if (!base.reference.repository.endsWith("google/dart")) {
    const scratch = imageOf("scratch", "scratch");
    found.push({ ...scratch, has: new Set(["certificates"] as const) });
  }
  if (facts.release !== undefined) found.push(imageOf("slim", `debian:${facts.release}-slim`));
  return found;
}

function programBuild(
  { file, stage }: SplitRequest,
  calls: readonly CalledCommand[],
  programs: readonly BuildOutput[],
): Omit<ProgramBuild, "runtimes"> {
  const root = calls[0]?.inner.cwd ?? "/";
  const { project } = file;
  const sources = (project.find("**/*.dart") ?? []).flatMap((path) => project.text(path) ?? []);
  return {
    ecosystem: "dart",
    outputs: programs,
    linkage: "glibc",
    cxx: false,
    sourceRoot: root,
    isBuildVariable: (name) => /^(?:PUB_\w+|DART_SDK|DEBIAN_FRONTEND)$/.test(name),
    isSource: (path) => isDartSource(project, path),
    isToolchainProgram: (program) => program === "dart" || program === "pub" || program === "dart2native",
    traced: calls.map(({ run }) => run.command.span),
    needs: {
      assets: assetsOf(file, stage, root),
      imagePaths: [],
      opensMore: false,
      writes: sources.some((text) =>
        /\.writeAs\w+\(|\.openWrite\(|\.create\(|\bFileMode\.|\bsqlite3\b/.test(text),
      ),
      certificates: true,
      timeZones: false,
      users: false,
      temporaryFolder: sources.some((text) => text.includes("systemTemp")),
      programs: sources.flatMap((text) =>
        [...text.matchAll(/\bProcess\.(?:run|start|runSync)\(\s*'([\w./-]+)'/g)].flatMap(
          ([, name]) => name ?? [],
        ),
      ),
    },
    typicalBytes,
  };
}

const customaryFolders = [
  "public",
  "static",
  "web",
  "assets",
  "views",
  "templates",
  "config",
  "migrations",
  "data",
];

function assetsOf(file: RuleFile, stage: Stage, root: string): readonly AssetUse[] {
  return customaryAssets(file.project, new ContextPaths(file, stage).toContext(root), customaryFolders);
}

function isDartSource(project: Project, path: string): boolean {
  if (path === ".") return true;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (
    /\.(?:dart|md)$|^(?:pubspec\.(?:yaml|lock)|analysis_options\.yaml|Makefile|LICENSE|Dockerfile.*|.*\.[Dd]ockerfile|\.git.*|\.dockerignore|\.dart_tool|bin|lib|test)$/.test(
      name,
    )
  )
    return true;
  if (project.file(path)?.kind !== "folder") return false;
  return (project.find(`${path}/**/*.dart`) ?? []).length > 0;
}

function pubStep(file: RuleFile, stage: Stage, run: RunCommand): DependencyStep | undefined {
  const words = run.args.map(({ value }) => value);
  const gets =
    (run.program === "dart" && words[0] === "pub" && words[1] === "get") ||
    (run.program === "pub" && words[0] === "get");
  if (!gets || words.includes("--offline") || bindsContext(run.instruction)) return undefined;
  return {
    at: run.command.span,
    label: run.program === "dart" ? "dart pub get" : "pub get",
    consequence: "downloads every package again",
    folder: run.cwd,
    reads: [],
    scope: "tree",
    examine: () => examine(file, stage, run),
  };
}

function examine(file: RuleFile, stage: Stage, run: RunCommand): DependencyNeeds {
  const weight = "full";
  if (cacheMounts(run.instruction).some((target) => /\.pub-cache/.test(target))) return { kind: "nothing" };
  if (!file.project.known) return { ...unknownContext, weight };
  const place = new ManifestFolder(file, stage, run.cwd);
  const text = place.text("pubspec.yaml");
  const manifests = place.present(["pubspec.yaml", "pubspec.lock"]);
  if (text === undefined || manifests === undefined) return { ...unknownContext, weight };
  if (text === null)
    return { kind: "none", why: "No copy from the build context brings its `pubspec.yaml`", weight };
  if (/^\s+path:|^workspace:|^resolution:\s*workspace/m.test(text))
    return { kind: "none", why: "`pubspec.yaml` depends on packages of the project", weight };
  return {
    kind: "reorder",
    manifests,
    command: undefined,
    safety: "safe",
    weight: /^dependencies:\s*\n\s+\S/m.test(text) ? weight : "empty",
  };
}

/** `dart run bin/server.dart` and `dart bin/server.dart` become a compiled program. */
function runRemedy({ file, stage }: SplitRequest): Remedy | undefined {
  const answer = startCommand(stage);
  if (answer.kind !== "start" || answer.start.shell === "needed") return undefined;
  const { start } = answer;
  const { by } = start;
  const words = start.args[0] === "run" ? start.args.slice(1) : start.args;
  const [source = "", ...args] = words;
  const workdir = stage.workdir().value;
  if (by === undefined || workdir === undefined || start.program !== "dart") return undefined;
  if (!/^[\w./-]+\.dart$/.test(source) || file.project.text(source) == null) return undefined;
  const fetched = calledCommands(file, stage).some(({ inner }) => /^(?:dart|pub)$/.test(inner.program));
  if (!fetched) return undefined;
  const program = resolvePath(workdir, source.replace(/\.dart$/, ""));
  const { dockerfile } = file;
  return {
    title: `Compile the program with \`dart compile exe\` and start \`${program}\``,
    why: "The program is compiled when the image is built, and compiled programs have no mirrors and no hot reload",
    edits: [
      insertedBefore(dockerfile, by, [
        `${spelledKeyword(dockerfile, "RUN")} dart compile exe ${source} -o ${program}`,
      ]),
      replacement(by.args, `[${[program, ...args].map((word) => JSON.stringify(word)).join(", ")}]`),
    ],
  };
}
