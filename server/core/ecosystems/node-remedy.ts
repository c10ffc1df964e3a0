// The edit that lets an image be split which starts a development tool: build when the image is built, and start that.

import { isWithin, resolvePath } from "../model/paths.ts";
import { insertedBefore, spelledKeyword } from "../model/writing.ts";
import type { PackageJson } from "../project/manifests/package-json.ts";
import type { Remedy } from "../split/plan.ts";
import { replacement } from "../text/edits.ts";
import type { SplitRequest } from "./ecosystem.ts";
import { nodeBuilds } from "./node-builds.ts";
import { nodeInstalls } from "./node-install.ts";
import { toolResult } from "./node-outputs.ts";
import { type NodeProject, nodeProject } from "./node-project.ts";
import { followScripts, type ToolCommand } from "./node-scripts.ts";
import { entryOf, isDevelopment } from "./node-start.ts";
import { angularSite } from "./node-typescript.ts";

/** Ports that development servers of front ends listen on where nothing else is said. */
const frontEnds: Readonly<Record<string, number>> = {
  vite: 5173,
  "react-scripts": 3000,
  craco: 3000,
  "react-app-rewired": 3000,
  "vue-cli-service": 8080,
  ng: 4200,
  parcel: 1234,
  webpack: 8080,
  "webpack-dev-server": 8080,
};

/** Undefined where no script of the project says how to build, or nothing built could be started. */
export function developmentRemedy(request: SplitRequest, command: ToolCommand): Remedy | undefined {
  const { file, stage } = request;
  const by = (stage.entrypoint?.by === undefined ? stage.cmd : stage.entrypoint)?.by;
  const project = nodeProject(file, stage);
  const manifest = project.manifest(command.folder);
  if (by === undefined || manifest == null || stage.workdir().value !== command.folder) return undefined;
  if (stage.entrypoint?.by !== undefined && stage.cmd?.by !== undefined) return undefined;
  const runner = nodeInstalls(file, stage).at(-1)?.manager ?? "npm";
  const program = runner === "berry" ? "yarn" : runner;
  const build = buildOf(request, project, manifest, command, program);
  const port = frontEnds[command.program];
  const exec = (words: readonly string[]): string =>
    `[${words.map((word) => JSON.stringify(word)).join(", ")}]`;
  const { dockerfile } = file;
  const lines =
    build === undefined || build.done ? [] : [`${spelledKeyword(dockerfile, "RUN")} ${program} run build`];
  if (port !== undefined) {
    if (build?.site === undefined) return undefined;
    const exposed = stage
      .instructionsOf("EXPOSE")
      .flatMap((each) => each.words.map((word) => Number.parseInt(word.text, 10)));
    const given = /^\d+$/.test(command.environment.get("PORT") ?? "")
      ? Number(command.environment.get("PORT"))
      : undefined;
    const serve = ["npx", "--yes", "serve", "-s", build.site, "-l", String(given ?? exposed[0] ?? port)];
    return {
      title: "Build the site and serve its files",
      why: "The site is built when the image is built: it does not change with its sources, and what the development server adds is gone",
      edits: [
        ...(lines.length === 0 ? [] : [insertedBefore(dockerfile, by, lines)]),
        replacement(by.args, exec(serve)),
      ],
    };
  }
  const start = startOf(request, project, manifest, command, build?.outputs ?? []);
  if (start === undefined) return undefined;
  const needed = start.built ? lines : [];
  return {
    title:
      needed.length > 0
        ? `Build the program and start \`${start.words.join(" ")}\``
        : `Start \`${start.words.join(" ")}\``,
    why: "The program starts once and as it was built: changed sources need a new build of the image",
    edits: [
      ...(needed.length === 0 ? [] : [insertedBefore(dockerfile, by, needed)]),
      replacement(by.args, exec(start.words)),
    ],
  };
}

interface Build {
  readonly outputs: readonly string[];
  /** The folder of a site, relative to the project. */
  readonly site: string | undefined;
  /** A RUN of the file builds already. */
  readonly done: boolean;
}

/** What the script `build` makes. */
function buildOf(
  { file, stage }: SplitRequest,
  project: NodeProject,
  manifest: PackageJson,
  command: ToolCommand,
  program: string,
): Build | undefined {
  if (!Object.hasOwn(manifest.scripts, "build")) return undefined;
  const steps = followScripts((at) => project.manifest(at), {
    program,
    args: ["run", "build"],
    folder: command.folder,
    environment: new Map(),
    unclear: false,
  });
  const results = steps.map((step) => ({ step, result: toolResult(step, project) }));
  if (results.some(({ result }) => result.kind === "unknown")) return undefined;
  const outputs = results.flatMap(({ result }) => (result.kind === "makes" ? result.paths : []));
  const [only, ...others] = outputs;
  const angular = results.find(({ step }) => step.program === "ng");
  const site = angular === undefined ? undefined : angularSite(angular.step, project)?.browser;
  const folder =
    only?.startsWith(`${command.folder}/`) === true ? only.slice(command.folder.length + 1) : undefined;
  const done = nodeBuilds(file, stage).steps.some(
    ({ result }) => result.kind === "makes" && result.paths.some((path) => outputs.includes(path)),
  );
  return { outputs, site: site ?? (others.length === 0 ? folder : undefined), done };
}

/** A start command of the project that runs what is there, or its main file among the outputs. */
function startOf(
  { stage }: SplitRequest,
  project: NodeProject,
  manifest: PackageJson,
  command: ToolCommand,
  outputs: readonly string[],
): { readonly words: readonly string[]; readonly built: boolean } | undefined {
  const folder = stage.workdir().value ?? "/";
  for (const name of ["start:prod", "start:production", "serve:prod", "prod", "start"]) {
    if (!Object.hasOwn(manifest.scripts, name)) continue;
    const commands = followScripts((at) => project.manifest(at), {
      program: "npm",
      args: ["run", name],
      folder: command.folder,
      environment: new Map(),
      unclear: false,
    });
    const [only, ...others] = commands;
    if (only === undefined || others.length > 0 || isDevelopment(only, project) || only.unclear) continue;
    const entry = entryOf(only);
    const built = entry !== undefined && outputs.some((path) => isWithin(path, entry));
    const there =
      entry !== undefined &&
      [entry, `${entry}.js`, `${entry}/index.js`].some((path) => project.has(path) === true);
    if (only.program === "next" ? outputs.length === 0 : !built && !there) continue;
    return { words: name === "start" ? ["npm", "start"] : ["npm", "run", name], built: !there };
  }
  // `nodemon server.js` watches what node can start.
  const file = command.program === "nodemon" ? command.args.find((arg) => /\.[cm]?js$/.test(arg)) : undefined;
  if (file !== undefined && command.args.length === 1) return { words: ["node", file], built: false };
  const main = manifest.main === undefined ? undefined : resolvePath(folder, manifest.main);
  return main !== undefined && outputs.some((path) => isWithin(path, main))
    ? { words: ["node", main.slice(folder === "/" ? 1 : folder.length + 1)], built: true }
    : undefined;
}
