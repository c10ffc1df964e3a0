// What a built Node.js program ships: the outputs of its build, and the files that it may read beside them.

import { isWithin, resolvePath } from "../model/paths.ts";
import { contextMapOf } from "../split/context-map.ts";
import type { BuildOutput } from "../split/program-needs.ts";
import type { SplitRequest } from "./ecosystem.ts";
import { readAtStart, requiredEnvironmentFile } from "./node-environment-file.ts";
import { type RuntimeFile, runtimeFiles } from "./node-files.ts";
import { packageNames } from "./node-install.ts";
import type { NodeProject } from "./node-project.ts";
import type { NodeServer } from "./node-server.ts";

/** What is copied out of the builder; made by the last command unless it says which. */
export type Shipped = Omit<BuildOutput, "at" | "own"> & Partial<Pick<BuildOutput, "at">>;

/**
 * Outputs of the builds, and the files that the program may read beside them; or, as a sentence to go on with, why that
 * can't be told.
 */
export function shippedFiles(server: NodeServer): readonly Shipped[] | string {
  const { request, builds, folder, start, project, installs } = server;
  // These read the sources, or the configuration of the compiler, when the program runs.
  const manifest = project.manifest(folder);
  const reader =
    manifest == null
      ? undefined
      : packageNames(manifest, ["dependencies"]).find((name) => readsSources.has(name));
  if (reader !== undefined) return `\`${reader}\` reads the sources when the program runs`;
  const outputs = new Set<string>();
  let takes: "typescript" | "all" = "typescript";
  let next = false;
  let vite = false;
  for (const { result, command } of builds.steps) {
    if (result.kind !== "makes") continue;
    for (const path of result.paths) {
      // Nuxt 2 reads its configuration and middleware from the sources.
      if (path.endsWith("/.nuxt")) return "Nuxt 2 reads its configuration and middleware from the sources";
      if (!isWithin(folder, path) || path === folder) return unclear;
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
    if (!isWithin(folder, each)) return unclear;
    if (![...outputs].some((path) => isWithin(each, path))) return unclear;
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
    return unclear;
  if (entries.some((entry) => /\.[cm]?tsx?$/.test(entry))) return "The program is started from its sources";
  const relative = (path: string): string => path.slice(folder === "/" ? 1 : folder.length + 1);
  const files = imageFiles(request, folder);
  if (files === undefined) return unclear;
  const found = runtimeFiles({
    files,
    apart: [...outputs, ...others].map(relative),
    takes,
    sources: next ? nextSources : vite ? /^index\.html$/ : undefined,
    startsSource: entries.length > 0 && !built,
    known: readAtStart(manifest),
  });
  if (found === "all") return "The program may read many files of the project";
  const required = requiredEnvironmentFile(server, new Set(found.map(({ path }) => path)));
  if (required !== undefined) return required;
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

const readsSources = new Set(["tsconfig-paths", "swagger-jsdoc", "express-jsdoc-swagger", "ts-node", "tsx"]);

const nextSources = /^(?:src|app|pages|components?|styles|lib|hooks|utils|types|middleware|instrumentation)$/;

/** `node dist/main` and `node .`: the file that node finds. */
function withExtension(project: NodeProject, path: string): string {
  const candidates = [path, `${path}.js`, `${path}/index.js`, `${path}.mjs`, `${path}.cjs`];
  return candidates.find((each) => project.has(each) === true) ?? path;
}

const unclear = "How the parts of the project belong together isn't known";

/** The files of the context that copies bring into a folder, relative to it. */
function imageFiles({ file, stage }: SplitRequest, folder: string): readonly string[] | undefined {
  const paths = file.project.find("**/*");
  if (paths === undefined) return undefined;
  const map = contextMapOf(file.dockerfile, stage, file.project);
  const prefix = folder === "/" ? "/" : `${folder}/`;
  return paths.flatMap((path) => {
    const image = map.toImage(path);
    return image?.startsWith(prefix) === true ? [image.slice(prefix.length)] : [];
  });
}
