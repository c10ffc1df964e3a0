// What the runtime stage of a Node.js server takes of its builder: the sources as copied, the outputs and the files that
// are read, or the whole folder where that isn't known.

import { stageCommands } from "../model/commands.ts";
import { isWithin, resolvePath } from "../model/paths.ts";
import { ContextMap } from "../split/context-map.ts";
import { declined, type Note, type SplitOutcome } from "../split/plan.ts";
import type { BuildOutput, ReplacedStart } from "../split/program-needs.ts";
import { packageOfProgram } from "./data/node-packages.ts";
import type { SplitRequest } from "./ecosystem.ts";
import { type DevelopmentPackages, developmentPackages } from "./node-development.ts";
import { type RuntimeFile, runtimeFiles } from "./node-files.ts";
import { addsPackages, installedGlobally, packageNames } from "./node-install.ts";
import { nextConfiguration } from "./node-outputs.ts";
import type { NodeProject } from "./node-project.ts";
import { option } from "./node-results.ts";
import { installsCompilers, isFullImage } from "./node-runtimes.ts";
import type { NodeServer } from "./node-server.ts";

/** What is copied out of the builder. */
type Shipped = Omit<BuildOutput, "at" | "own">;

export type Shape =
  | {
      readonly kind: "split";
      readonly carries: "sources" | "outputs" | "whole";
      readonly outputs: readonly Shipped[];
      /** Development packages are removed. */
      readonly prunes: boolean;
      /** Something is built after the installation. */
      readonly builds: boolean;
      readonly notes: readonly Note[];
      /** The start command gives way to another one. */
      readonly start?: ReplacedStart;
    }
  | Exclude<SplitOutcome, { kind: "plan" }>;

/** What the runtime stage takes of the builder. */
export function shapeOf(server: NodeServer): Shape {
  const { request, builds, install, folder, project } = server;
  const { stage } = request;
  const full = isFullImage(stage);
  const made = builds.steps.filter(({ result }) => result.kind === "makes" || result.kind === "unknown");
  const development = developmentPackages(server);
  if (made.length === 0 && !full && !installsCompilers(stage)) return notNeeded(server, development);
  if (full && stage.instructionsOf("RUN").length === 0)
    return {
      kind: "not-needed",
      reasons: [
        {
          message: `Nothing is installed or built, so \`${stage.base.kind === "image" ? stage.base.reference.text : "node"}\` can give way to its slim variant without a builder`,
          at: stage.base.span,
        },
      ],
    };
  const started = globallyInstalled(server);
  if (started !== undefined && server.installs.length === 0 && made.length === 0)
    return {
      kind: "not-needed",
      reasons: [
        {
          message: `Nothing of the project is built: \`${started}\` is installed from npm, and the slim variant of the image can run it without a builder`,
          at: stage.base.span,
        },
      ],
    };
  const adds = builds.steps.some(({ command }) => command.folder === folder && addsPackages(command));
  // What a command of its own added is no part of `package.json` where that is copied again.
  const prunes = development.kind === "removed" && install?.production === false && !adds;
  const notes = development.note === undefined ? [] : [development.note];
  const modules = resolvePath(install?.folder ?? folder, "node_modules");
  const manifest = install?.manifest ?? project.manifest(folder);
  const dependencies =
    manifest == null
      ? []
      : packageNames(manifest, ["dependencies", "optionalDependencies", "peerDependencies"]);
  const vendored = project.has(resolvePath(folder, "node_modules")) === true;
  if (install === undefined && !vendored && !adds && dependencies.length > 0)
    return declined(
      "node",
      `No command is known to install the packages of \`${resolvePath(folder, "package.json")}\``,
      server.start.at,
    );
  const hasModules =
    vendored ||
    adds ||
    (install !== undefined &&
      (dependencies.length > 0 ||
        (!prunes && packageNames(install.manifest, ["devDependencies"]).length > 0 && !install.production)));
  const node: readonly Shipped[] = hasModules ? [{ path: modules, kind: "folder" }] : [];
  const workspace = server.installs.find(
    (each) =>
      each.manifest.workspaces.length > 0 ||
      project.has(resolvePath(each.folder, "pnpm-workspace.yaml")) === true,
  );
  const root = workspace?.folder ?? folder;
  const whole = (note: Note | undefined): Shape => {
    if (root === "/")
      return declined(
        "node",
        "The program lies in the root folder of the image, so it can't be told apart from the system",
        server.start.at,
      );
    if (!full && !prunes && !installsCompilers(stage))
      return declined(
        "node",
        `${note?.message ?? `All of \`${folder}\` would go along`}: nothing would stay behind`,
        note?.at,
      );
    return wholeFolder(note);
  };
  const wholeFolder = (note: Note | undefined): Shape => ({
    kind: "split",
    carries: "whole",
    outputs: [{ path: root, kind: "folder" }, ...(isWithin(root, modules) ? [] : node)],
    prunes,
    builds: made.length > 0,
    notes: note === undefined ? notes : [...notes, note],
  });
  if (workspace !== undefined)
    return whole({
      message: `The packages of a workspace are linked to one another, so all of \`${root}\` goes along`,
    });
  if (made.length === 0) {
    if (hasModules)
      return {
        kind: "split",
        carries: "sources",
        outputs: vendored && server.installs.length === 0 && !adds && !prunes ? [] : node,
        prunes,
        builds: false,
        notes,
      };
    return whole(undefined);
  }
  const unknown = made.find(({ result }) => result.kind === "unknown");
  if (unknown !== undefined)
    return whole({
      message: `What \`${[unknown.command.program, ...unknown.command.args].join(" ")}\` makes isn't known, so all of \`${folder}\` goes along`,
      at: unknown.outer.command.span,
    });
  if (development.kind === "used")
    return whole({ message: `The program loads development packages, so all of \`${folder}\` goes along` });
  const files = filesOf(server);
  if (files === undefined)
    return whole({
      message: `How the parts of \`${folder}\` belong together isn't known, so all of it goes along`,
    });
  if (files === "all")
    return whole({
      message: `The program may read many files of the project, so all of \`${folder}\` goes along`,
    });
  const alone = standalone(server, files);
  if (alone !== undefined)
    return {
      kind: "split",
      carries: "outputs",
      prunes: false,
      builds: true,
      ...alone,
      notes: [...alone.notes],
    };
  return { kind: "split", carries: "outputs", outputs: [...node, ...files], prunes, builds: true, notes };
}

/** Frameworks that put the packages that a program needs beside it. */
function standalone(
  { start, builds, folder, project }: NodeServer,
  files: readonly Shipped[],
): Pick<Extract<Shape, { kind: "split" }>, "outputs" | "start" | "notes"> | undefined {
  const server = start.start.kind === "program" ? start.start : undefined;
  const nitro = resolvePath(folder, ".output");
  if (
    server !== undefined &&
    server.entries.length > 0 &&
    server.entries.every((entry) => isWithin(nitro, entry))
  )
    return {
      outputs: [{ path: nitro, kind: "folder" }],
      notes: [
        {
          message:
            "Nuxt puts the packages that its server needs into `.output`, so `node_modules` stays behind",
        },
      ],
    };
  const [only, ...others] = server?.commands ?? [];
  const next = builds.steps.some(
    ({ command, result }) => command.program === "next" && result.kind === "makes",
  );
  if (!next || only?.program !== "next" || only.args[0] !== "start" || others.length > 0) return undefined;
  const { folder: name, output, traced } = nextConfiguration(folder, project);
  if (output !== "standalone" || traced) return undefined;
  const built = resolvePath(folder, name);
  const port = option(only, /^(?:-p|--port)$/);
  if (port !== undefined && !/^\d+$/.test(port)) return undefined;
  const rest = files.filter(
    ({ path }) => path !== built && !/\/(?:package\.json|next\.config\.[cm]?[jt]s)$/.test(path),
  );
  return {
    outputs: [
      { path: `${built}/standalone`, kind: "folder", to: folder, writable: true },
      { path: `${built}/static`, kind: "folder" },
      ...rest,
    ],
    start: {
      lines: [
        {
          where: "before-start-command",
          text: `ENV HOSTNAME=0.0.0.0${port === undefined ? "" : ` PORT=${port}`}`,
        },
        { where: "end", text: 'CMD ["node", "server.js"]' },
      ],
      runs: "program",
      why: `Next builds a server of its own (\`output: "standalone"\`), so \`node server.js\` starts it and \`node_modules\` stays behind`,
    },
    notes: [],
  };
}

/** Outputs of the builds, and the files that the program may read beside them. */
function filesOf(server: NodeServer): readonly Shipped[] | "all" | undefined {
  const { request, builds, folder, start, project, installs } = server;
  const outputs = new Set<string>();
  let takes: "typescript" | "all" = "typescript";
  let next = false;
  let vite = false;
  for (const { result, command } of builds.steps) {
    if (result.kind !== "makes") continue;
    for (const path of result.paths) {
      if (!isWithin(folder, path) || path === folder) return undefined;
      outputs.add(path);
    }
    if (result.takes === "all" && command.folder === folder) takes = "all";
    if (command.program === "next") next = true;
    if (command.program === "vite" || command.program === "parcel") vite = true;
  }
  // A front end in a folder of its own ships by what it built; any other package ships whole.
  const others = new Set<string>();
  for (const each of [
    ...installs.map((install) => install.folder),
    ...builds.steps.map(({ command }) => command.folder),
  ]) {
    if (each === folder || isWithin(each, folder)) continue;
    if (!isWithin(folder, each)) return undefined;
    if (![...outputs].some((path) => isWithin(each, path))) return undefined;
    others.add(each);
  }
  const entries = start.start.kind === "program" ? start.start.entries : [];
  const built = entries.every((entry) => [...outputs].some((path) => isWithin(path, entry)));
  if (
    entries.length > 0 &&
    !built &&
    entries.some(
      (entry) =>
        project.has(withExtension(project, entry)) !== true &&
        ![...outputs].some((path) => isWithin(path, entry)),
    )
  )
    return undefined;
  const relative = (path: string): string => path.slice(folder === "/" ? 1 : folder.length + 1);
  const files = imageFiles(request, folder);
  if (files === undefined) return undefined;
  const found = runtimeFiles({
    files,
    apart: [...outputs, ...others].map(relative),
    takes,
    sources: next ? nextSources : vite ? /^index\.html$/ : undefined,
    startsSource: entries.length > 0 && !built,
  });
  if (found === "all") return "all";
  const standing = [...outputs].filter(
    (path) => ![...outputs].some((other) => other !== path && isWithin(other, path)),
  );
  return [
    ...standing.map((path) => ({
      path,
      kind: /\.[cm]?js$/.test(path) ? ("file" as const) : ("folder" as const),
      // Next keeps what it renders and optimizes beside what it built.
      writable: next,
    })),
    ...found
      .filter(({ path }) => path !== "node_modules")
      .map(({ path, kind }: RuntimeFile) => ({ path: resolvePath(folder, path), kind })),
  ];
}

const nextSources = /^(?:src|app|pages|components?|styles|lib|hooks|utils|types|middleware|instrumentation)$/;

/** `node dist/main` and `node .`: the file that node finds. */
function withExtension(project: NodeProject, path: string): string {
  const candidates = [path, `${path}.js`, `${path}/index.js`, `${path}.mjs`, `${path}.cjs`];
  return candidates.find((each) => project.has(each) === true) ?? path;
}

/** The files of the context that copies bring into a folder, relative to it. */
function imageFiles({ file, stage }: SplitRequest, folder: string): readonly string[] | undefined {
  const paths = file.project.find("**/*");
  if (paths === undefined) return undefined;
  const map = new ContextMap(file.dockerfile, stage, file.project);
  const prefix = folder === "/" ? "/" : `${folder}/`;
  return paths.flatMap((path) => {
    const image = map.toImage(path);
    return image?.startsWith(prefix) === true ? [image.slice(prefix.length)] : [];
  });
}

/** The program that starts, where a command installs it for every user. */
function globallyInstalled({ request, start }: NodeServer): string | undefined {
  const names = new Set(stageCommands(request.stage).flatMap(installedGlobally));
  const commands = start.start.kind === "program" || start.start.kind === "other" ? start.start.commands : [];
  return commands
    .map(({ program }) => program)
    .find((program) => names.has(program) || names.has(packageOfProgram(program)));
}

/** Why nothing is gained: the image is small already, and nothing is built in it. */
function notNeeded(server: NodeServer, development: DevelopmentPackages): Shape {
  const { stage } = server.request;
  const image = stage.base.kind === "image" ? stage.base.reference.text : "The image";
  const tail =
    development.kind === "removed" ? ", and leaving development packages out takes no second stage" : "";
  return {
    kind: "not-needed",
    reasons: [
      { message: `\`${image}\` carries no toolchain, and nothing is built${tail}`, at: stage.base.span },
    ],
  };
}
