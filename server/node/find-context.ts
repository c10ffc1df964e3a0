// Finds the build context of a Dockerfile: what is given, what the project says, or where its COPY sources exist.

import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve, sep } from "node:path";
import { parse } from "yaml";
import { globMatcher } from "../core/project/glob.ts";

export interface ContextRequest {
  /** Absolute path. */
  readonly dockerfile: string;
  /** Given by the user, absolute or relative to the root; empty when not given. */
  readonly given: string;
  /** The folder in which the search ends, absolute; the Dockerfile lies in it. */
  readonly root: string;
  /** The sources of its COPY and ADD from the context, as written; those with variables left out. */
  readonly sources: readonly string[];
}

/** The absolute path of the context's folder, or undefined when it can't be known. Never rejects. */
export async function findContext(request: ContextRequest): Promise<string | undefined> {
  if (request.given !== "") {
    const given = isAbsolute(request.given) ? request.given : resolve(request.root, request.given);
    return (await isFolder(given)) ? given : undefined;
  }
  const said = await contextFromProject(request);
  if (said !== undefined) return said;
  for (const folder of upwards(dirname(request.dockerfile), request.root))
    if (await holdsSources(folder, request.sources)) return folder;
  return undefined;
}

/** Every folder from `from` up to `root`, both included; only `from` when it does not lie in `root`. */
function upwards(from: string, root: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = from; ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === root || !folder.startsWith(root.endsWith(sep) ? root : root + sep)) return folders;
  }
}

async function holdsSources(folder: string, sources: readonly string[]): Promise<boolean> {
  for (const source of sources) {
    if (/^(?:https?|git|ssh):\/\/|^git@/.test(source)) continue;
    const path = source.replace(/^\/+/, "");
    const wild = path.search(/[*?[]/);
    // A pattern is looked up as far as it is fixed: whether something matches is the build's matter.
    const fixed = wild === -1 ? path : path.slice(0, path.lastIndexOf("/", wild) + 1);
    if (wild !== -1 && fixed === "" && !(await anyMatch(folder, path))) return false;
    if (!(await exists(join(folder, fixed)))) return false;
  }
  return true;
}

/** For a pattern in the context's own folder: whether one of its entries matches. */
async function anyMatch(folder: string, pattern: string): Promise<boolean> {
  const matches = globMatcher(pattern.split("/")[0] ?? pattern);
  const names = await readdir(folder).catch(() => []);
  return names.some((name) => matches(name));
}

/** What a compose file, a bake file or a `docker-build` task says of this Dockerfile; the nearest file counts. */
async function contextFromProject(request: ContextRequest): Promise<string | undefined> {
  for (const folder of upwards(dirname(request.dockerfile), request.root)) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.sort()) {
      const found = /^(?:docker-)?compose(?:\..+)?\.ya?ml$/.test(name)
        ? await fromCompose(join(folder, name), request.dockerfile)
        : /^docker-bake(?:\..+)?\.json$/.test(name)
          ? await fromBake(join(folder, name), request.dockerfile)
          : undefined;
      if (found !== undefined && (await isFolder(found))) return found;
    }
    const task = await fromTasks(folder, request.dockerfile);
    if (task !== undefined && (await isFolder(task))) return task;
  }
  return undefined;
}

async function fromCompose(file: string, dockerfile: string): Promise<string | undefined> {
  const services = field(await readYaml(file), "services");
  for (const service of values(services)) {
    const build = field(service, "build");
    if (typeof build === "string") {
      const context = resolve(dirname(file), build);
      if (join(context, "Dockerfile") === dockerfile) return context;
    } else if (build !== undefined) {
      const context = resolve(dirname(file), text(field(build, "context")) ?? ".");
      if (resolve(context, text(field(build, "dockerfile")) ?? "Dockerfile") === dockerfile) return context;
    }
  }
  return undefined;
}

async function fromBake(file: string, dockerfile: string): Promise<string | undefined> {
  const targets = field(await readJson(file), "target");
  for (const target of values(targets)) {
    const context = resolve(dirname(file), text(field(target, "context")) ?? ".");
    if (resolve(context, text(field(target, "dockerfile")) ?? "Dockerfile") === dockerfile) return context;
  }
  return undefined;
}

async function fromTasks(folder: string, dockerfile: string): Promise<string | undefined> {
  const tasks = field(await readJson(join(folder, ".vscode", "tasks.json")), "tasks");
  const place = (path: string): string => resolve(folder, path.replaceAll("${workspaceFolder}", folder));
  for (const task of values(tasks)) {
    const build = field(task, "dockerBuild");
    const file = text(field(build, "dockerfile"));
    if (text(field(task, "type")) !== "docker-build" || file === undefined) continue;
    if (place(file) === dockerfile) return place(text(field(build, "context")) ?? ".");
  }
  return undefined;
}

async function readYaml(file: string): Promise<unknown> {
  try {
    return parse(await readFile(file, "utf8"), { maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    // VS Code's files may hold comments, which YAML's superset of JSON reads apart from `//`.
    const source = (await readFile(file, "utf8")).replace(/^\s*\/\/.*$/gm, "");
    return parse(source, { maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function values(value: unknown): readonly unknown[] {
  return Array.isArray(value)
    ? value
    : typeof value === "object" && value !== null
      ? Object.values(value)
      : [];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}
