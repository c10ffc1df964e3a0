// Plans the split of a Python program: its packages in an environment, and the slim image of the same Python.

import type { ImageReference } from "../images/reference.ts";
import { isWithin } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { type ContextMap, contextMapOf } from "../split/context-map.ts";
import { dependencyOrder } from "../split/dependency-order.ts";
import { instructionText, keywordCase, prependsPath, runs } from "../split/instruction-text.ts";
import { buildPackages, installsPrograms, isForeign, isSlim, written } from "../split/interpreter-images.ts";
import { type AddedLine, declined, type Note, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { BuilderChanges, BuildOutput, ProgramBuild } from "../split/program-needs.ts";
import type { RuntimeImage } from "../split/runtime.ts";
import { familyVariant, imageOf } from "../split/runtime-variants.ts";
import { startCommand } from "../split/start-command.ts";
import { toolsRemoved } from "../split/without-build.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { anyConflict, insertion, type TextEdit } from "../text/edits.ts";
import { type Span, sliceOf } from "../text/span.ts";
import type { Ecosystem, SplitRequest } from "./ecosystem.ts";
import { leanCopies } from "./python-copies.ts";
import { inPython, isServer } from "./python-image.ts";
import { pythonNeeds } from "./python-needs.ts";
import { pythonPackages, withoutManifest } from "./python-packages.ts";
import { isInstallManifest, staticFolders } from "./python-project-files.ts";
import { type PythonSetup, type PythonStep, pythonSetup } from "./python-setup.ts";
import { pythonStart, scriptNeedsTools } from "./python-start.ts";
import { isConsoleScript, startedPrograms, systemNeeds } from "./python-system-needs.ts";

/** Programs that come with Python beside the interpreter. */
const pythonPrograms = /^(?:idle|2to3|pydoc)/;

const buildVariables =
  /^(?:PIP_\w+|POETRY_\w+|UV_\w+|PIPENV_\w+|PDM_\w+|DEBIAN_FRONTEND|CFLAGS|CXXFLAGS|LDFLAGS|CPPFLAGS|CC|CXX|SETUPTOOLS_\w+|CRYPTOGRAPHY_DONT_BUILD_RUST|CARGO_\w+|RUSTUP_\w+)$/;

/** True for a stage on an image of Python that installs packages. */
export function installsPackages(file: SplitRequest["file"], stage: Stage): boolean {
  if (stage.imageFacts?.family !== "python") return false;
  return pythonSetup(file, stage).kind !== "nothing";
}

/** Plans the split, or says why not. */
export function planPython(request: SplitRequest, python: Ecosystem): SplitOutcome {
  const { file, stage } = request;
  const facts = stage.imageFacts;
  const base = stage.base;
  if (facts === undefined || facts.family !== "python" || base.kind !== "image")
    return declined(
      "python",
      "Only the official Python images are known to have one Python in two sizes",
      stage.base.span,
    );
  const answer = pythonSetup(file, stage);
  if (answer.kind === "refused") return { kind: "declined", ecosystem: "python", reasons: [answer.reason] };
  if (answer.kind === "nothing") return notNeeded("No command installs packages", stage.base.span);
  const isFull = facts.role === "toolchain";
  if (!isFull && buildPackages(stage).length === 0)
    return {
      kind: "not-needed",
      reasons: [
        toolsRemoved(stage) ?? {
          message: "The image carries no compiler and no headers",
          at: stage.base.span,
        },
      ],
    };
  const { setup } = answer;
  if (setup.environment.kind === "new" && /^(?:2|3\.[0-3])(?:\.|$)/.test(facts.version ?? ""))
    return declined(
      "python",
      `The split moves packages in a virtual environment of \`python -m venv\`, which Python ${facts.version} does not have`,
      base.span,
    );
  const reference = isFull ? familyVariant(base.reference, "slim") : base.reference;
  const image = reference === undefined ? undefined : written(request, base.reference, reference);
  if (reference === undefined || image === undefined)
    return declined("python", `Which slim image goes with \`${base.reference.text}\` isn't known`, base.span);
  return new PythonPlanner(request, setup, { reference, image, isFull, python }).plan();
}

interface Target {
  readonly reference: ImageReference;
  /** As FROM names it, variables of the file kept. */
  readonly image: string;
  readonly isFull: boolean;
  readonly python: Ecosystem;
}

class PythonPlanner {
  private readonly request: SplitRequest;
  private readonly setup: PythonSetup;
  private readonly target: Target;
  private readonly map: ContextMap;

  constructor(request: SplitRequest, setup: PythonSetup, target: Target) {
    this.request = request;
    this.setup = setup;
    this.target = target;
    this.map = contextMapOf(request.file.dockerfile, request.stage, request.file.project);
  }

  plan(): SplitOutcome {
    const { file, stage } = this.request;
    const { environment, steps } = this.setup;
    const failing = withoutManifest(file, stage, steps);
    if (failing !== undefined) return { kind: "declined", ecosystem: "python", reasons: [failing] };
    const packages = pythonPackages(file, stage, steps);
    if (this.target.isFull && packages.unread !== undefined)
      return declined(
        "python",
        `${capital(packages.unread.what)} can't be read, so it isn't known which libraries of the full image its packages need`,
        packages.unread.at,
      );
    const { wantedPython } = packages;
    const version = stage.imageFacts?.version ?? "";
    if (
      wantedPython !== undefined &&
      !`${version}.`.startsWith(`${wantedPython.split(".").slice(0, 2).join(".")}.`)
    )
      return declined(
        "python",
        `\`.python-version\` asks for ${wantedPython}, so uv brings a Python of its own that the runtime image does not have`,
        stage.base.span,
      );
    const needs = pythonNeeds(file.project);
    const system = systemNeeds(packages.names);
    if (this.target.isFull && needs.against?.why.includes("tkinter") === true)
      return declined("python", needs.against.why, stage.base.span);
    if (environment.kind === "new" && needs.against !== undefined)
      return declined("python", needs.against.why, stage.base.span);
    const start = pythonStart({
      stage,
      moved: environment.kind === "new" ? environment.path : undefined,
      managed: this.managedScripts(packages.scripts),
    });
    if (start.kind === "refused") return { kind: "declined", ecosystem: "python", reasons: [start.reason] };
    const script = this.scriptProblem();
    if (script !== undefined) return { kind: "declined", ecosystem: "python", reasons: [script] };
    const changes = this.changes(steps, needs.staticRoots);
    if (changes.kind === "refused")
      return { kind: "declined", ecosystem: "python", reasons: [changes.reason] };
    const hasPrograms = installsPrograms(stage);
    const provides = (program: string): boolean => {
      const name = program.replace(/^\/usr\/local\/bin\//, "");
      return (
        /^(?:python|pip)[\d.]*$/.test(name) ||
        start.launchers.has(name) ||
        isConsoleScript(name, packages.names, packages.scripts) ||
        (!hasPrograms && isForeign(name, pythonPrograms))
      );
    };
    const home = this.homeReason(changes.outputs);
    const build: ProgramBuild = {
      ecosystem: "python",
      outputs: changes.outputs,
      linkage: stage.imageFacts?.libc === "musl" ? "musl" : "glibc",
      cxx: false,
      sourceRoot: stage.workdir().value ?? "/",
      isBuildVariable: (name) => buildVariables.test(name) && !this.isReferenced(name),
      isSource: (path) =>
        (isInstallManifest(path) && !(needs.readsPyproject && path.endsWith("pyproject.toml"))) ||
        this.isInstalledFrom(path) ||
        /(?:^|\/)(?:Dockerfile[^/]*|\.dockerignore)$/.test(path),
      isToolchainProgram: () => false,
      traced: steps.map(({ run }) => run.command.span),
      needs: {
        assets: [],
        imagePaths: [],
        opensMore: false,
        writes:
          needs.writes !== undefined ||
          system.writes !== undefined ||
          !start.programs.some((each) => isServer(each) || packages.scripts.includes(each)),
        certificates: true,
        timeZones: false,
        users: false,
        temporaryFolder: false,
        programs: [
          ...new Set([
            ...startedPrograms(stage, needs, this.target.isFull ? "full" : "slim"),
            ...system.programs,
          ]),
        ],
        unseenLibraries: true,
        ...system.user,
      },
      typicalBytes: undefined,
      carries: "sources",
      provides,
      runtimes: () => [this.runtimeImage(home)],
      changes: changes.changes,
      ...(this.target.isFull ? { packages: system.libraries } : { packages: this.libstdcxx() }),
      isBuildPackage: (name) =>
        inPython.test(name) ||
        // Debian's images of Python have these installed.
        (stage.imageFacts?.distribution === "debian" && /^(?:ca-certificates|netbase|tzdata)$/.test(name)),
      setUp: "repeated",
    };
    return planProgram(this.request, build, this.builderChanges(start.edits, start.notes));
  }

  /** The environment, what commands download, and where commands write among the sources. */
  private changes(
    steps: readonly PythonStep[],
    staticRoots: readonly string[],
  ):
    | {
        readonly kind: "known";
        readonly outputs: readonly BuildOutput[];
        readonly changes: readonly { readonly path: string; readonly at: Span }[];
      }
    | { readonly kind: "refused"; readonly reason: Note } {
    const outputs: BuildOutput[] = [];
    const changes: { readonly path: string; readonly at: Span }[] = [];
    const folder = (path: string, at: Span): void => {
      outputs.push({ path, at, own: true, kind: "folder" });
    };
    for (const { run, command } of steps) {
      const at = run.command.span;
      switch (command.kind) {
        case "install":
          folder(this.setup.environment.path, at);
          for (const path of this.setup.targets) folder(path, at);
          // An editable install of a compiled project leaves its extensions among the sources.
          if (command.project === "linked" && command.pip !== undefined)
            for (const path of command.pip.folders)
              if (path === undefined) return refused("Which folder is installed in place isn't known", at);
              else changes.push({ path, at });
          if (command.project === "linked" && command.tool === "setup.py" && run.cwd !== undefined)
            changes.push({ path: run.cwd, at });
          break;
        case "environment":
          if (this.setup.environment.kind === "own") folder(this.setup.environment.path, at);
          break;
        case "downloads":
          for (const path of command.folders) folder(path, at);
          break;
        case "changes":
          for (const path of command.folders) {
            if (path === "/") return refused("It writes among the sources, which lie in `/`", at);
            changes.push({ path, at });
          }
          if (/\bcollectstatic\b/.test(run.command.words.map(({ value }) => value).join(" "))) {
            const roots = staticFolders(staticRoots);
            if (typeof roots === "string") return refused(roots, at);
            for (const path of roots) folder(path, at);
          }
          break;
      }
    }
    return { kind: "known", outputs, changes };
  }

  private builderChanges(runtimeEdits: readonly TextEdit[], notes: readonly Note[]): BuilderChanges {
    const { file, stage } = this.request;
    const { environment, before, edits, named, seesSystem } = this.setup;
    const { eol } = file.dockerfile.syntax;
    const assumptions: Note[] = [...notes];
    const buildEdits: TextEdit[] = [...edits];
    const runtime: AddedLine[] = [];
    const { path } = environment;
    if (environment.kind === "new" && before !== undefined) {
      const option = seesSystem ? ["--system-site-packages"] : [];
      const name = named ? { VIRTUAL_ENV: path } : {};
      const letters = keywordCase(sliceOf(file.text, stage.from.keywordSpan));
      const lines = [
        runs("python", "-m", "venv", ...option, path),
        { keyword: "ENV", variables: { ...name, PATH: `${path}/bin:$PATH` } } as const,
      ].map((each) => `${instructionText(each, letters)}${eol}`);
      buildEdits.push(insertion(startOf(file, before), lines.join("")));
      runtime.push({ where: "start", instruction: prependsPath(`${path}/bin`) });
      assumptions.push({
        message: `The packages go into the virtual environment \`${path}\`, which moves to the runtime image as a whole`,
        at: before.textSpan,
      });
    } else if (environment.kind === "own" && runtimeEdits.length > 0 && !this.isInPath(path))
      runtime.push({ where: "start", instruction: prependsPath(`${path}/bin`) });
    const lean = leanCopies(file, stage, this.setup);
    const order = lean.length > 0 ? lean : (dependencyOrder(file, stage, this.target.python)?.edits ?? []);
    if (!anyConflict([...buildEdits, ...order])) buildEdits.push(...order);
    return { edits: buildEdits, runtime, runtimeEdits, assumptions };
  }

  private isInPath(path: string): boolean {
    return this.request.stage.variable("PATH")?.split(":").includes(`${path}/bin`) === true;
  }

  private runtimeImage(rootBecause: string | undefined): RuntimeImage {
    const image = imageOf(
      this.target.isFull || isSlim(this.target.reference) ? "slim" : "same",
      this.target.reference,
    );
    const named = { ...image, image: this.target.image };
    return rootBecause === undefined ? named : { ...named, rootBecause };
  }

  /** Only root can read what lies in its home. */
  private homeReason(outputs: readonly BuildOutput[]): string | undefined {
    const output = outputs.find(({ path }) => path === "/root" || path.startsWith("/root/"));
    return output === undefined
      ? undefined
      : `The user stays root, because what the program needs lies in its home, \`${output.path}\``;
  }

  /** Extensions in C++ that alpine's compiler makes need its library. */
  private libstdcxx(): readonly string[] {
    const { stage } = this.request;
    if (stage.imageFacts?.distribution !== "alpine") return [];
    return buildPackages(stage).some((name) => /^(?:g\+\+|build-base|alpine-sdk)$/.test(name))
      ? ["libstdc++"]
      : [];
  }

  /** Archives that only an installation looks for. */
  private isInstalledFrom(path: string): boolean {
    const image = this.map.toImage(path);
    return (
      image !== undefined &&
      this.setup.steps.some(
        ({ command }) =>
          command.kind === "install" && command.pip?.links.some((folder) => isWithin(folder, image)),
      )
    );
  }

  private isReferenced(name: string): boolean {
    const reference = new RegExp(`\\$(?:${name}\\b|\\{${name}\\b)`);
    return this.request.stage.instructions.some(
      ({ keyword, text }) =>
        /^(?:ENV|CMD|ENTRYPOINT|HEALTHCHECK|LABEL|EXPOSE|VOLUME|WORKDIR)$/.test(keyword) &&
        reference.test(text),
    );
  }

  /** Scripts of poetry, pdm and pipenv that no console command answers to. */
  private managedScripts(scripts: readonly string[]): ReadonlySet<string> {
    const { project } = this.request.file;
    const names = new Set<string>();
    const pipfile = project.text("Pipfile") ?? "";
    const own = /^\[scripts\]\s*$([\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(pipfile)?.[1] ?? "";
    const pyproject = project.text("pyproject.toml") ?? "";
    const pdm = /^\[tool\.pdm\.scripts\]\s*$([\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(pyproject)?.[1] ?? "";
    for (const [, name] of `${own}\n${pdm}`.matchAll(/^\s*["']?([\w.-]+)["']?\s*=/gm))
      if (name !== undefined) names.add(name);
    // Without the project itself its console commands are not there.
    const left = this.setup.steps.some(({ run }) =>
      run.args.some(({ value }) => /^--no-(?:root|self|install-project)$/.test(value)),
    );
    if (left) for (const name of scripts) names.add(name);
    return names;
  }

  /** Why the start script of the project can't run in the runtime image. */
  private scriptProblem(): Note | undefined {
    const { stage, file } = this.request;
    const answer = startCommand(stage);
    if (answer.kind !== "start") return undefined;
    const workdir = stage.workdir().value ?? "/";
    for (const word of [answer.start.program, ...answer.start.args]) {
      if (!/^[\w./-]*[\w-]\.(?:sh|bash)$|^[\w./-]*(?:entrypoint|start|run)[\w.-]*$/.test(word)) continue;
      const image = word.startsWith("/")
        ? word
        : `${workdir === "/" ? "" : workdir}/${word.replace(/^\.\//, "")}`;
      const path = this.map.toContext(image);
      const text = path === undefined ? null : file.project.text(path);
      if (typeof text !== "string") continue;
      const problem = scriptNeedsTools(text, this.setup.environment.kind === "new" ? "moved" : "own");
      if (problem !== undefined) return { message: `\`${path}\` ${problem}`, at: answer.start.span };
    }
    return undefined;
  }
}

/** In front of the comments that belong to an instruction. */
function startOf(file: SplitRequest["file"], instruction: Instruction): number {
  const { nodes } = file.dockerfile.syntax;
  let at = nodes.indexOf(instruction);
  while (nodes[at - 1]?.kind === "comment") at--;
  return nodes[at]?.span.start ?? instruction.span.start;
}

function refused(message: string, at: Span): { readonly kind: "refused"; readonly reason: Note } {
  return { kind: "refused", reason: { message, at } };
}

function notNeeded(message: string, at: Span): SplitOutcome {
  return { kind: "not-needed", reasons: [{ message, at }] };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
