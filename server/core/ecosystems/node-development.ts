// Whether a Node.js server runs without its development packages: what its start command and its sources name.

import { isWithin, resolvePath } from "../model/paths.ts";
import { normalPath } from "../project/project.ts";
import type { Note } from "../split/plan.ts";
import { packageOfProgram } from "./data/node-packages.ts";
import { reachedSources } from "./node-reach.ts";
import type { NodeServer } from "./node-server.ts";
import { nodeSources } from "./node-sources.ts";

export interface DevelopmentPackages {
  readonly kind: "none" | "removed" | "stay" | "used";
  readonly note?: Note;
}

/** Whether development packages can be left out: nothing that runs loads or starts one. */
export function developmentPackages(server: NodeServer): DevelopmentPackages {
  const { install, start } = server;
  if (install === undefined || install.production) return { kind: "none" };
  const { dependencies } = install.manifest;
  const own = new Set(
    Object.keys(dependencies.devDependencies).filter(
      (name) => !Object.hasOwn(dependencies.dependencies, name),
    ),
  );
  if (own.size === 0) return { kind: "none" };
  const used = usedPackage(server, own);
  if (used === "unknown")
    return {
      kind: "stay",
      note: {
        message: "Development packages stay, because not all sources were read and one may load them",
        at: install.outer.command.span,
      },
    };
  if (used !== undefined)
    return {
      kind: "used",
      note: { message: `Development packages stay, because ${used}`, at: start.at },
    };
  return { kind: "removed" };
}

const managers = new Set(["npm", "yarn", "pnpm", "bun", "npx"]);

/** Who uses a development package, as a clause; undefined when nobody is known to. */
function usedPackage(server: NodeServer, own: ReadonlySet<string>): string | "unknown" | undefined {
  const { start } = server.start;
  const commands = start.kind === "program" || start.kind === "other" ? start.commands : [];
  if (commands.some(({ program, unclear }) => program.includes("$") || (unclear && managers.has(program))))
    return "the start command is computed";
  const words = startWords(server);
  for (const word of words) {
    const name = packageOfProgram(word);
    if (own.has(name)) return `the start command runs \`${word}\``;
    for (const each of own) if (word.startsWith(`${each}/`)) return `the start command loads \`${word}\``;
  }
  const next = server.project.first(server.folder, ["next.config.js", "next.config.mjs", "next.config.ts"]);
  if (
    next?.path.endsWith(".ts") === true &&
    own.has("typescript") &&
    words.some((word) => /^next$|\/next$/.test(word))
  )
    return "Next.js reads `next.config.ts` with `typescript` when it starts";
  for (const each of own)
    if (next?.text.includes(`"${each}"`) === true || next?.text.includes(`'${each}'`) === true)
      return `\`${next.path.slice(server.folder.length + 1)}\` loads \`${each}\``;
  const read = serverSources(server);
  const reached = startedSources(server);
  for (const { path, packages } of read?.sources ?? [])
    if (reached === undefined || reached.has(path))
      for (const each of packages) if (own.has(each)) return `\`${path}\` loads \`${each}\``;
  return read?.complete === false ? "unknown" : undefined;
}

/** The sources that the started files load; undefined where that can't be told. */
function startedSources(server: NodeServer): ReadonlySet<string> | undefined {
  const { start } = server.start;
  const folder = server.project.toContext(server.folder);
  if (start.kind !== "program" || start.entries.length !== start.commands.length || folder === undefined)
    return undefined;
  const read = nodeSources(server.request.file.project, folder, "all");
  // What the build makes is not in the context, but its path there says which source it is made of.
  const entries = start.entries.map((entry) =>
    isWithin(server.folder, entry) ? normalPath(`${folder}/${entry.slice(server.folder.length)}`) : undefined,
  );
  const manifest = server.install?.manifest;
  if (read?.complete !== true || manifest === undefined || !entries.every((each) => each !== undefined))
    return undefined;
  return reachedSources({
    folder,
    entries,
    sources: new Map(read.sources.map((source) => [source.path, source])),
    hasAliases: /"paths"\s*:/.test(server.project.text(resolvePath(server.folder, "tsconfig.json")) ?? ""),
    packages: new Set(Object.values(manifest.dependencies).flatMap((each) => Object.keys(each))),
  });
}

/** The sources of the package that starts, without those of other packages below it. */
export function serverSources(server: NodeServer): ReturnType<typeof nodeSources> {
  const { project } = server.request.file;
  const folder = server.project.toContext(server.folder);
  const read = folder === undefined ? undefined : nodeSources(project, folder);
  const packages = project.find("**/package.json");
  if (folder === undefined || read === undefined || packages === undefined) return undefined;
  const prefix = folder === "." ? "" : `${folder}/`;
  const below = packages
    .map((path) => path.slice(0, -"package.json".length))
    .filter((path) => path !== prefix && path.startsWith(prefix));
  return {
    ...read,
    sources: read.sources.filter(({ path }) => !below.some((each) => path.startsWith(each))),
  };
}

/** True where the start command runs Prisma, which asks whether it may write beside its engines. */
export function startsPrisma(server: NodeServer): boolean {
  return startWords(server).includes("prisma");
}

/** Programs and modules that the start command names, in the scripts of package.json and in a start script. */
function startWords({ project, start, folder, request }: NodeServer): readonly string[] {
  const texts: string[] = [];
  const commands = start.start.kind === "program" || start.start.kind === "other" ? start.start.commands : [];
  const manifest = project.manifest(folder);
  for (const { program, args, scripts, folder: at } of commands) {
    texts.push([program, ...args].join(" "));
    for (const name of scripts) {
      const text = manifest?.scripts[name];
      if (text !== undefined) texts.push(text);
    }
    const script = [program, ...args].find((word) => /\.(?:sh|bash)$/.test(word));
    if (script !== undefined) texts.push(project.text(resolvePath(at, script)) ?? "");
  }
  const entrypoint = request.stage.entrypoint?.value.words[0];
  if (entrypoint?.includes("/") === true) texts.push(project.text(resolvePath(folder, entrypoint)) ?? "");
  return texts.flatMap((text) =>
    text.split(/[\s;&|"'`=()]+/).map((word) => word.replace(/^.*node_modules\/\.bin\//, "")),
  );
}
