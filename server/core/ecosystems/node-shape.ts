// What the runtime stage of a Node.js server takes of its builder: the sources as copied, the outputs and the files that
// are read, or the whole folder where that isn't known.

import { dirName, isWithin, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { declined, type Note, type SplitOutcome } from "../split/plan.ts";
import type { ReplacedStart } from "../split/program-needs.ts";
import { familyVariant } from "../split/runtime-variants.ts";
import { type DevelopmentPackages, developmentPackages } from "./node-development.ts";
import { addsPackages, installsFolder, type NodeInstall, packageNames } from "./node-install.ts";
import { nextConfiguration } from "./node-outputs.ts";
import { option } from "./node-results.ts";
import { installsCompilers, isFullImage } from "./node-runtimes.ts";
import type { NodeServer } from "./node-server.ts";
import { type Shipped, shippedFiles } from "./node-shipped.ts";

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
          message: `Nothing is installed or built, so ${smallerImage(stage)} needs no builder`,
          at: stage.base.span,
        },
      ],
    };
  const adds = builds.steps.some(({ command }) => command.folder === folder && addsPackages(command));
  // What a command of its own added is no part of `package.json` where that is copied again.
  const prunes = development.kind === "removed" && install?.production === false && !adds;
  const notes: Note[] = development.note === undefined ? [] : [development.note];
  const modules = resolvePath(install?.folder ?? folder, "node_modules");
  const manifest = install?.manifest ?? project.manifest(folder);
  const dependencies =
    manifest == null
      ? []
      : packageNames(manifest, ["dependencies", "optionalDependencies", "peerDependencies"]);
  const vendored = server.installs.length === 0 && project.has(resolvePath(folder, "node_modules")) === true;
  const foreign = builds.steps.find(({ command }) => installsFolder(command));
  if (foreign !== undefined && server.installs.length === 0 && !vendored)
    return declined(
      "node",
      `What \`${[foreign.command.program, ...foreign.command.args].join(" ")}\` installs isn't known: no copy from the build context brings a \`package.json\` to \`${foreign.command.folder}\``,
      foreign.outer.command.span,
    );
  if (made.length === 0 && server.installs.length === 0 && !vendored && !adds && dependencies.length === 0)
    return {
      kind: "not-needed",
      reasons: [
        {
          message:
            "Nothing of the project is installed or built, so there is nothing to leave behind in a builder",
          at: stage.base.span,
        },
      ],
    };
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
  const elsewhere = server.installs.flatMap((each): Shipped[] => {
    const path = resolvePath(each.folder, "node_modules");
    const names = packageNames(each.manifest, ["dependencies", "devDependencies", "optionalDependencies"]);
    return path === modules || names.length === 0
      ? []
      : [{ path, kind: "folder", at: each.outer.command.span }];
  });
  const pnp = install?.manager === "berry" && !linksModules(server, install.folder);
  if (pnp && !keepsCache(server, install))
    return declined(
      "node",
      "Yarn keeps the packages in the home folder of the user that installs them (Plug'n'Play with a global cache)",
      install.outer.command.span,
    );
  const workspace = server.installs.find(
    (each) =>
      each.manifest.workspaces.length > 0 ||
      project.has(resolvePath(each.folder, "pnpm-workspace.yaml")) === true,
  );
  const root = workspace?.folder ?? commonFolder(server);
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
        `${note?.message ?? `All of \`${root}\` would go along`}: nothing would stay behind`,
        note?.at,
      );
    return wholeFolder(note);
  };
  const wholeFolder = (note: Note | undefined): Shape => ({
    kind: "split",
    carries: "whole",
    outputs: [
      { path: root, kind: "folder" },
      ...[...node, ...builtElsewhere(server)].filter(({ path }) => !isWithin(root, path)),
    ],
    prunes,
    builds: made.length > 0,
    notes: note === undefined ? notes : [...notes, note],
  });
  if (workspace !== undefined) {
    const settings = project.text(resolvePath(workspace.folder, "pnpm-workspace.yaml")) ?? "packages:";
    const linked = workspace.manifest.workspaces.length > 0 || /^packages:/m.test(settings);
    return whole({
      message: linked
        ? `The packages of a workspace are linked to one another, so all of \`${root}\` goes along`
        : `\`pnpm-workspace.yaml\` tells pnpm how the packages lie, so all of \`${root}\` goes along`,
    });
  }
  if (made.length === 0) {
    if (pnp)
      return whole({
        message: "Yarn's packages lie in its cache (Plug'n'Play), so all of the folder goes along",
      });
    // Packages of the repository that a command changed would come twice: as copied, and out of the builder.
    if (hasModules && !vendored)
      return {
        kind: "split",
        carries: "sources",
        outputs: [...node, ...elsewhere],
        prunes,
        builds: false,
        notes,
      };
    return whole(undefined);
  }
  if (pnp)
    return whole({
      message: "Yarn's packages lie in its cache (Plug'n'Play), so all of the folder goes along",
    });
  const unknown = made.find(({ result }) => result.kind === "unknown");
  if (unknown !== undefined)
    return whole({
      message: `What \`${[unknown.command.program, ...unknown.command.args].join(" ")}\` makes isn't known, so all of \`${root}\` goes along`,
      at: unknown.outer.command.span,
    });
  if (development.kind === "used")
    return whole({
      message: `${development.note?.message ?? "Development packages stay"}; all of \`${root}\` goes along`,
    });
  const files = shippedFiles(server);
  if (typeof files === "string") return whole({ message: `${files}, so all of \`${root}\` goes along` });
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
  const usesNext = builds.steps.some(
    ({ command, result }) => command.program === "next" && result.kind === "makes",
  );
  if (usesNext && hasStandalone(server))
    notes.push({
      message:
        'All packages go along: with `output: "standalone"` in its configuration, Next would pick those that the server needs',
    });
  return { kind: "split", carries: "outputs", outputs: [...node, ...files], prunes, builds: true, notes };
}

/** Next.js has the output since version 12. Source: nextjs.org/docs, "output". */
function hasStandalone({ install }: NodeServer): boolean {
  const version = install?.manifest.dependencies.dependencies.next ?? "";
  return Number(/\d+/.exec(version)?.[0] ?? 12) >= 12;
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
  if (output !== "standalone" || traced || name === undefined) return undefined;
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
          instruction: {
            keyword: "ENV",
            variables: { HOSTNAME: "0.0.0.0", ...(port === undefined ? {} : { PORT: port }) },
          },
        },
        { where: "end", instruction: { keyword: "CMD", words: ["node", "server.js"] } },
      ],
      runs: "program",
      why: `Next builds a server of its own (\`output: "standalone"\`), so \`node server.js\` starts it and \`node_modules\` stays behind`,
    },
    notes: [],
  };
}

/** Yarn's `.yarnrc.yml` asks for a `node_modules` folder. */
function linksModules({ project }: NodeServer, folder: string): boolean {
  const text = project.text(resolvePath(folder, ".yarnrc.yml"));
  return text != null && /^nodeLinker:\s*["']?(?:node-modules|pnpm)/m.test(text);
}

/** The packages lie in the project: Yarn's setting up to version 3, and where the file asks for it. */
function keepsCache({ project }: NodeServer, { folder, manifest }: NodeInstall): boolean {
  const text = project.text(resolvePath(folder, ".yarnrc.yml")) ?? "";
  const said = /^enableGlobalCache:\s*(true|false)/m.exec(text)?.[1];
  return said === "false" || (said === undefined && /^yarn@[23]\./.test(manifest.packageManager ?? ""));
}

/** The program's folder, or the one above it that also holds what else is built where it isn't known what that makes. */
function commonFolder({ folder, builds }: NodeServer): string {
  const unknown = builds.steps.flatMap(({ command, result }) =>
    result.kind === "unknown" ? [command.folder] : [],
  );
  let root = folder;
  while (root !== "/" && !unknown.every((each) => isWithin(root, each))) root = dirName(root);
  return root;
}

/** What known builds make outside the program's folder. */
function builtElsewhere({ builds }: NodeServer): readonly Shipped[] {
  return builds.steps.flatMap(({ result, outer }) =>
    result.kind === "makes"
      ? result.paths.map((path) => ({ path, kind: "folder" as const, at: outer.command.span }))
      : [],
  );
}

/** The image that could take the base's place. */
function smallerImage(stage: Stage): string {
  const base = stage.base.kind === "image" ? stage.base.reference : undefined;
  const slim = base === undefined ? undefined : familyVariant(base, "slim");
  return slim === undefined ? "a smaller image" : `\`${slim.text}\``;
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
