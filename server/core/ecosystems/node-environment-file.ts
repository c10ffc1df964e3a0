// Which files of variables a Node.js server loads from its folder: an `.env` that a split leaves behind, and those that
// packages read whatever else is set.

import { isWithin, resolvePath } from "../model/paths.ts";
import type { PackageJson } from "../project/manifests/package-json.ts";
import { leftBehind } from "../split/environment-file.ts";
import type { Note } from "../split/plan.ts";
import { serverSources } from "./node-development.ts";
import { packageNames } from "./node-install.ts";
import type { NodeServer } from "./node-server.ts";
import type { Shipped } from "./node-shipped.ts";

/** Packages that load `.env` from the working directory. Sources: their own documentation. */
const loaders = /^(?:dotenv(?:-.+)?|@nestjs\/config|prisma|@prisma\/client)$/;

/**
 * Files that packages read from the working directory as the program starts, though their names say that they are for
 * people. Sources: their own documentation.
 */
const readByPackages: Readonly<Record<string, readonly string[]>> = {
  "dotenv-safe": [".env.example"],
  "dotenv-extended": [".env.schema", ".env.defaults"],
  "dotenv-defaults": [".env.defaults"],
};

/** Names of files in the program's folder that the packages of a manifest read as the program starts. */
export function readAtStart(manifest: PackageJson | null | undefined): ReadonlySet<string> {
  const packages = manifest == null ? [] : packageNames(manifest, ["dependencies", "optionalDependencies"]);
  return new Set(
    packages.flatMap((name) => (Object.hasOwn(readByPackages, name) ? (readByPackages[name] ?? []) : [])),
  );
}

/** What to do about an `.env` that the outputs don't carry; nothing where no copy brings one, or nothing loads it. */
export function environmentFileNotes(server: NodeServer, outputs: readonly Shipped[]): readonly Note[] {
  const { folder, project, start } = server;
  const path = resolvePath(folder, ".env");
  if (project.toContext(path) === undefined) return [];
  // What goes to the program's folder from elsewhere is a server of a framework's own making, with its `.env`.
  if (outputs.some((each) => isWithin(each.path, path) || each.to === folder)) return [];
  const manifest = server.install?.manifest ?? project.manifest(folder);
  const packages = manifest == null ? [] : packageNames(manifest, ["dependencies", "optionalDependencies"]);
  if (
    !packages.some((name) => loaders.test(name)) &&
    serverSources(server)?.sources.some((source) => source.environmentFile !== undefined) !== true
  )
    return [];
  return [
    {
      message: leftBehind(path),
      at: start.at,
    },
  ];
}

/**
 * Why the program does not start without a file of variables that none of `shipped` (paths relative to its folder) is,
 * as a sentence to go on with: variables of the container are no help there.
 */
export function requiredEnvironmentFile(
  server: NodeServer,
  shipped: ReadonlySet<string>,
): string | undefined {
  const { start } = server.start;
  const programs = start.kind === "program" ? start.commands : [];
  for (const { program, args } of programs) {
    if (program !== "node") continue;
    for (const [at, word] of args.entries()) {
      const [, given] = /^--env-file(?:=(.*))?$/.exec(word) ?? [];
      const name = (word === "--env-file" ? args[at + 1] : given)?.replace(/^\.\//, "");
      if (name !== undefined && !shipped.has(name))
        return `\`node\` reads \`${name}\` as it starts, and that file may not be in the repository`;
    }
  }
  const loading = serverSources(server)?.sources.find((each) => each.environmentFile === "required");
  return loading === undefined || shipped.has(".env")
    ? undefined
    : `\`${loading.path}\` has node load an \`.env\`, and that file may not be in the repository`;
}
