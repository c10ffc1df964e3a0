// Plans the split of a Node.js server: what its builder installs and builds, what the runtime stage takes of it.

import { type RunCommand, stageCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import { baseName, dirName, isWithin, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { DependencyOrder } from "../split/dependency-order.ts";
import { declined, type Note, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { ProgramBuild } from "../split/program-needs.ts";
import { familyVariant } from "../split/runtime-variants.ts";
import { startCommand } from "../split/start-command.ts";
import type { TextEdit } from "../text/edits.ts";
import type { SplitRequest } from "./ecosystem.ts";
import { isNodeProgram, nodeBuilds } from "./node-builds.ts";
import { nodeChanges } from "./node-changes.ts";
import { startsPrisma } from "./node-development.ts";
import { readAtStart } from "./node-environment-file.ts";
import { isBesides } from "./node-files.ts";
import { nodeInstalls, vendoredInstall } from "./node-install.ts";
import { nodeNeeds } from "./node-needs.ts";
import { type NodeProject, nodeProject } from "./node-project.ts";
import { repeatedRuns } from "./node-repeats.ts";
import { isFullImage, nativeCode, nodeRuntimes } from "./node-runtimes.ts";
import type { NodeServer } from "./node-server.ts";
import { shapeOf } from "./node-shape.ts";
import type { NodeStartCommand } from "./node-start.ts";

/** Plans the split of a server, or says why not. `order` puts the installation before the copy of the sources. */
export function planServer(
  request: SplitRequest,
  start: NodeStartCommand,
  order: DependencyOrder | undefined,
): SplitOutcome {
  const { file, stage } = request;
  const project = nodeProject(file, stage);
  const folder = packageFolder(stage, project, start) ?? stage.workdir().value ?? "/";
  const installs = nodeInstalls(file, stage);
  const builds = nodeBuilds(file, stage);
  const install = installs.findLast((each) => isWithin(each.folder, folder));
  const vendored = install === undefined && project.has(resolvePath(folder, "node_modules")) === true;
  const server: NodeServer = {
    request,
    project,
    start,
    builds,
    installs,
    folder,
    install: vendored ? vendoredInstall(project, builds, folder) : install,
  };
  if (project.manifest(folder) == null && installs.length > 0)
    return declined("node", `No copy brings a \`package.json\` to \`${folder}\``, start.at);
  const base = stage.rootBase.kind === "image" ? stage.rootBase.reference : undefined;
  if (isFullImage(stage) && base !== undefined && familyVariant(base, "slim") === undefined)
    return declined("node", `Which slim image goes with \`${base.text}\` isn't known`, stage.base.span);
  const shape = shapeOf(server);
  if (shape.kind !== "split") return shape;
  const needed = nodeNeeds(server);
  if (needed.kind === "declined") return declined("node", needed.message, start.at);
  const repeated = repeatedRuns(server);
  if (repeated.kind === "declined") return declined("node", repeated.message, repeated.at);
  const changed = nodeChanges(server, shape, order);
  const changes = {
    ...changed,
    runtimeEdits: repeated.edits,
    assumptions: [...changed.assumptions, ...repeated.edits.map(managerNote)],
  };
  const at = lastCommand(server);
  // What another user than root installed was that user's.
  const owner = at === undefined ? undefined : stage.user(at.instruction).value;
  const writable = (owner !== undefined && !/^(?:root|0)(?::|$)/.test(owner)) || startsPrisma(server);
  const apart = packagesElsewhere(server);
  const launchers = installedLaunchers(stage);
  const atStart = readAtStart(project.manifest(folder));
  const build: ProgramBuild = {
    ecosystem: "node",
    outputs:
      at === undefined
        ? []
        : shape.outputs.map((each) => ({ writable, at: at.command.span, ...each, own: true })),
    linkage: stage.imageFacts?.libc === "musl" ? "musl" : "glibc",
    cxx: false,
    sourceRoot: folder,
    isBuildVariable: (name) => buildVariables.test(name),
    isSource: (path) =>
      (isBesides(path) && !atStart.has(baseName(path))) ||
      apart.some((each) => path === each || path.startsWith(`${each}/`)),
    isToolchainProgram: isNodeProgram,
    readsEnvironment: isNodeProgram,
    isBuildPackage: (name) => buildPackages.test(name),
    repeats: (instruction) => repeated.instructions.has(instruction),
    traced: server.builds.traced,
    needs: needed.needs,
    packages: needed.packages,
    typicalBytes: isFullImage(stage) ? 0 : undefined,
    carries: shape.carries === "sources" ? "sources" : "needed",
    ...(shape.start === undefined ? {} : { start: shape.start }),
    provides: (program) =>
      repeated.programs.has(program) ||
      provided[stage.imageFacts?.family ?? "node"]?.test(program) === true ||
      launchers.has(baseName(program)),
    runtimes: nodeRuntimes({
      stage,
      native: install === undefined && shape.outputs.length > 0 ? "some" : nativeCode(install, project),
      plainStart:
        start.script === undefined && start.start.kind === "program" && start.start.commands.length === 1,
      repeats: repeated.instructions.size > 0,
      rootBecause: needed.rootBecause ?? repeated.rootBecause,
    }),
  };
  return planProgram(request, build, changes);
}

function managerNote({ span, newText }: TextEdit): Note {
  return {
    message: `The runtime stage installs \`${newText}\`, as \`package.json\` asks: another version fetches it at every start`,
    at: span,
  };
}

/** Variables that installs and bundlers read. */
const buildVariables =
  /^(?:npm_config_.*|yarn_cache_folder|cypress_install_binary|husky|husky_skip_install|debian_frontend|generate_sourcemap|disable_eslint_plugin|skip_preflight_check)$/i;

/** What node-gyp and installs from git ask for. */
const buildPackages =
  /^(?:python|python2|python2\.7|python3|python3-minimal|python-is-python3|py3-setuptools|python3-setuptools|python3-pip|py3-pip|make|g\+\+|gcc|build-essential|build-base)$/;

/** What the images bring themselves; bun's have no npm. */
const provided: Readonly<Record<string, RegExp>> = {
  node: /^(?:node|nodejs|npm|npx|yarn|yarnpkg|docker-entrypoint\.sh)$/,
  "oven/bun": /^(?:bun|bunx|docker-entrypoint\.sh)$/,
};

/** Context folders of other packages that are installed or built outside the program's folder. */
function packagesElsewhere({ builds, installs, folder, project }: NodeServer): readonly string[] {
  const folders = [
    ...builds.steps.map(({ command }) => command.folder),
    ...installs.map((each) => each.folder),
  ];
  return [...new Set(folders)]
    .filter((each) => !isWithin(folder, each) && !isWithin(each, folder))
    .map((each) => project.toContext(each))
    .filter((path): path is string => path !== undefined && path !== ".");
}

/** Small init programs that a package of the system brings: the runtime stage installs it as well. */
function installedLaunchers(stage: Stage): ReadonlySet<string> {
  return new Set(
    stageCommands(stage).flatMap((run) => {
      const packages = packageCommand(run);
      return packages?.action === "install"
        ? packages.packages.map(packageName).filter((name) => /^(?:tini|dumb-init)$/.test(name))
        : [];
    }),
  );
}

/** The folder of the package that starts: the nearest one with a manifest above what is started. */
function packageFolder(stage: Stage, project: NodeProject, { start }: NodeStartCommand): string | undefined {
  const commands = start.kind === "program" || start.kind === "other" ? start.commands : [];
  const entry = start.kind === "program" ? start.entries[0] : undefined;
  const [command] = commands;
  // A script of the project that is started by its path: `/opt/app/bin/server`, with the data's folder as the working one.
  const answer = startCommand(stage);
  const path = answer.kind === "start" ? answer.start.runs[0]?.path : undefined;
  const script = path !== undefined && project.has(path) === true ? path : undefined;
  const program = entry ?? script;
  const first = program === undefined ? command?.folder : dirName(program);
  for (let folder = first; folder !== undefined; folder = folder === "/" ? undefined : dirName(folder))
    if (project.manifest(folder) != null) return folder;
  return undefined;
}

/** The last command of the Dockerfile that installs or builds: what ships is what it left. */
function lastCommand({ builds, installs }: NodeServer): RunCommand | undefined {
  const outers = [...builds.steps.map(({ outer }) => outer), ...installs.map(({ outer }) => outer)];
  return outers.sort((a, b) => a.command.span.start - b.command.span.start).at(-1);
}
