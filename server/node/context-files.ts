// What a project's own files say of a Dockerfile's context: compose files, bake files and `docker-build` tasks.

import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";

/** Larger files are no configuration that people write. */
const mostBytes = 1024 * 1024;

/** The context that a file gives the Dockerfile, absolute; undefined when it says nothing of it. Never rejects. */
export async function contextFromFile(file: string, dockerfile: string): Promise<string | undefined> {
  const name = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  if (/^(?:docker-)?compose(?:[.-].+)?\.ya?ml$/.test(name))
    return fromBuilds(file, dockerfile, await composeBuilds(file));
  if (/^docker-bake(?:\..+)?\.json$/.test(name)) return fromBuilds(file, dockerfile, await bakeTargets(file));
  if (/^docker-bake(?:\..+)?\.hcl$/.test(name)) return fromBuilds(file, dockerfile, await hclTargets(file));
  return undefined;
}

/** True for files that `contextFromFile` reads. */
export function mayNameContext(name: string): boolean {
  return /^(?:docker-)?compose(?:[.-].+)?\.ya?ml$|^docker-bake(?:\..+)?\.(?:json|hcl)$/.test(name);
}

/** One build as a file describes it; what it leaves out has docker's default. */
interface Build {
  readonly context: string;
  readonly dockerfile: string;
}

function fromBuilds(file: string, dockerfile: string, builds: readonly Build[]): string | undefined {
  for (const build of builds) {
    if (/^(?:[a-z][\w+.-]*:\/\/|git@)/i.test(build.context)) continue;
    const context = resolve(dirname(file), build.context);
    if (resolve(context, build.dockerfile) === dockerfile) return context;
  }
  return undefined;
}

async function composeBuilds(file: string): Promise<readonly Build[]> {
  const services = field(await readYaml(file), "services");
  return values(services).flatMap((service): readonly Build[] => {
    const build = field(service, "build");
    const context = substituted(typeof build === "string" ? build : (field(build, "context") ?? "."));
    const dockerfile = substituted(field(build, "dockerfile") ?? "Dockerfile");
    if (build === undefined || context === undefined || dockerfile === undefined) return [];
    return [{ context, dockerfile }];
  });
}

/** `${NAME:-default}` and `${NAME-default}` as their default; undefined where a value is needed to know. */
function substituted(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.replace(/\$\{\w+:?-([^${}]*)\}/g, "$1").replaceAll("$$", "\0");
  return text.includes("$") ? undefined : text.replaceAll("\0", "$");
}

async function bakeTargets(file: string): Promise<readonly Build[]> {
  return values(field(await readJson(file), "target")).flatMap((target) =>
    buildOf(text(field(target, "context")), text(field(target, "dockerfile"))),
  );
}

function buildOf(context: string | undefined, dockerfile: string | undefined): readonly Build[] {
  return [{ context: context ?? ".", dockerfile: dockerfile ?? "Dockerfile" }];
}

/** The targets of an HCL file whose context and Dockerfile are plain strings; what they inherit included. */
async function hclTargets(file: string): Promise<readonly Build[]> {
  const targets = readHclTargets((await readSmall(file)) ?? "");
  const value = (name: string, key: string, depth: number): string | null | undefined => {
    const target = targets.get(name);
    const raw = target?.get(key);
    // An expression is a value that is not known.
    if (raw !== undefined) return /^"([^"$%]*)"$/.exec(raw)?.[1] ?? null;
    if (depth === 0) return undefined;
    const parents = [...(target?.get("inherits") ?? "").matchAll(/"([^"]*)"/g)].map(
      (match) => match[1] ?? "",
    );
    // The last one that sets it wins.
    return parents
      .reverse()
      .map((parent) => value(parent, key, depth - 1))
      .find((each) => each !== undefined);
  };
  return [...targets.keys()].flatMap((name) => {
    const context = value(name, "context", mostParents);
    const dockerfile = value(name, "dockerfile", mostParents);
    return context === null || dockerfile === null ? [] : buildOf(context, dockerfile);
  });
}

/** Targets inherit from targets at most this deep. */
const mostParents = 4;

/** Attributes of `target "name" {` blocks, as written; blocks end with a brace at the start of a line. */
function readHclTargets(source: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const targets = new Map<string, Map<string, string>>();
  let open: Map<string, string> | undefined;
  for (const line of source.split(/\r?\n/)) {
    const name = /^target\s+"?([\w.-]+)"?\s*\{/.exec(line)?.[1];
    if (name !== undefined) {
      open = new Map();
      targets.set(name, open);
    } else if (line.startsWith("}")) open = undefined;
    else {
      const attribute = /^\s*(context|dockerfile|inherits)\s*=\s*(\S.*)$/.exec(line);
      if (attribute !== null)
        open?.set(attribute[1] ?? "", (attribute[2] ?? "").replace(/\s+(?:#|\/\/)[^"]*$/, "").trim());
    }
  }
  return targets;
}

/** What the `docker-build` tasks of a workspace folder say. */
export async function contextFromTasks(folder: string, dockerfile: string): Promise<string | undefined> {
  const tasks = field(await readJson(join(folder, ".vscode", "tasks.json")), "tasks");
  const place = (path: string): string | undefined => {
    const replaced = path.replace(/\$\{workspace(?:Folder|Root)\}/g, () => folder);
    return replaced.includes("${") ? undefined : resolve(folder, replaced);
  };
  for (const task of values(tasks)) {
    const build = field(task, "dockerBuild");
    if (text(field(task, "type")) !== "docker-build") continue;
    if (place(text(field(build, "dockerfile")) ?? "Dockerfile") === dockerfile)
      return place(text(field(build, "context")) ?? ".");
  }
  return undefined;
}

async function readYaml(file: string): Promise<unknown> {
  const source = await readSmall(file);
  try {
    // Compose files merge maps with `<<`.
    return source === undefined
      ? undefined
      : parse(source, { maxAliasCount: 100, merge: true, logLevel: "silent" });
  } catch {
    return undefined;
  }
}

/** JSON as VS Code takes it: with comments and commas at the end. */
async function readJson(file: string): Promise<unknown> {
  const source = await readSmall(file);
  try {
    return source === undefined ? undefined : JSON.parse(withoutComments(source));
  } catch {
    return undefined;
  }
}

function withoutComments(source: string): string {
  let kept = "";
  for (let at = source.startsWith("\ufeff") ? 1 : 0; at < source.length; ) {
    const end = jsonPieceEnd(source, at);
    const piece = source.slice(at, end);
    if (!piece.startsWith("//") && !piece.startsWith("/*")) kept += piece;
    at = end;
  }
  return kept.replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g, (match) => (match === "," ? "" : match));
}

/** The end of the string, comment or character that starts here. */
function jsonPieceEnd(source: string, at: number): number {
  if (source.startsWith("//", at)) return endAfter(source, source.indexOf("\n", at), 0);
  if (source.startsWith("/*", at)) return endAfter(source, source.indexOf("*/", at + 2), 2);
  if (source[at] !== '"') return at + 1;
  let end = at + 1;
  while (end < source.length && source[end] !== '"' && source[end] !== "\n")
    end += source[end] === "\\" ? 2 : 1;
  return Math.min(end + 1, source.length);
}

function endAfter(source: string, found: number, length: number): number {
  return found === -1 ? source.length : found + length;
}

async function readSmall(file: string): Promise<string | undefined> {
  const content = await readFile(file).catch(() => undefined);
  return content === undefined || content.length > mostBytes ? undefined : content.toString("utf8");
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function values(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
