// Reads compose files: which images their services build, and how they start them.

import { parseShell } from "../../syntax/shell.ts";
import { contains } from "../../text/span.ts";
import { isTable, type TomlTable, tableAt, textAt } from "../manifests/toml.ts";
import { parseYaml } from "../manifests/yaml.ts";
import type { DescribedBuild, ServiceStart } from "./build.ts";
import { argumentsIn, inputsOf } from "./build-inputs.ts";
import { type ComposeVariables, noVariables, withVariables } from "./compose-variables.ts";
import { folderOf, isAddress, joined } from "./places.ts";

/** A service may extend another one, which extends another one; real files stay below three. */
const deepest = 8;

/** What a compose file is read with. */
export interface ComposeSurroundings {
  /** The file that it is laid over, as compose lays `compose.override.yaml` over `compose.yaml`. */
  readonly base?: string | undefined;
  /** What the `.env` of the project sets. */
  readonly variables?: ComposeVariables;
  /** The text of a file by its path from the compose file's folder; undefined where it was not read. */
  readonly read?: (path: string) => string | undefined;
}

/** The services of one file. */
interface Services {
  readonly table: TomlTable | undefined;
  /** Seen from the folder of the file that is asked about. */
  readonly folder: string;
}

/** The builds that a compose file describes; of one that is laid over another only those that it changes. */
export function composeBuilds(
  text: string,
  { base, variables = noVariables, read = () => undefined }: ComposeSurroundings = {},
): readonly DescribedBuild[] {
  const from = (source: string, folder: string): Services => {
    const root = withVariables(parseYaml(source), variables);
    return { table: isTable(root) ? tableAt(root, "services") : undefined, folder };
  };
  const open = (path: string): Services | undefined => {
    const found = read(path);
    return found === undefined ? undefined : from(found, folderOf(path));
  };
  const own = from(text, ".");
  const below = base === undefined ? undefined : from(base, ".");
  return Object.keys(own.table ?? {}).flatMap((name): readonly DescribedBuild[] => {
    const service = serviceOf(own, name, open, deepest);
    if (service === undefined || (base !== undefined && service.build === undefined)) return [];
    const merged = mergedService(
      below === undefined ? undefined : serviceOf(below, name, open, deepest),
      service,
    );
    const build = buildOf(merged.build);
    // What can't be followed is not taken for the default, and a Dockerfile in the compose file is none of ours.
    if (build === undefined || Object.hasOwn(build, "dockerfile_inline")) return [];
    const context = valueOf(build, "context", ".");
    const dockerfile = valueOf(build, "dockerfile", "Dockerfile");
    if (context === undefined || dockerfile === undefined) return [];
    const target = textAt(build, "target");
    const stage = target === undefined ? undefined : substituted(target);
    const start = startOf(merged);
    const inputs = inputsOf(argumentsIn(build.args, substituted), platformOf(build, merged));
    return [{ name, context, dockerfile, dockerfileFrom: "context", target: stage, start, inputs }];
  });
}

/** The one platform that the image is built for, or else that the service runs on. */
function platformOf(build: TomlTable, service: TomlTable): string | undefined {
  const [only, ...others] = listOf(build.platforms);
  if (typeof only === "string" && others.length === 0) return substituted(only);
  const platform = only === undefined ? textAt(service, "platform") : undefined;
  return platform === undefined ? undefined : substituted(platform);
}

/** The files that services of this one extend, by their paths from its folder. */
export function extendedFiles(text: string): readonly string[] {
  const root = parseYaml(text);
  const services = isTable(root) ? tableAt(root, "services") : undefined;
  const paths = Object.values(services ?? {}).flatMap((service) => {
    const extended = isTable(service) ? service.extends : undefined;
    const path = isTable(extended) ? textAt(extended, "file") : undefined;
    return path === undefined || path.includes("$") ? [] : [path];
  });
  return [...new Set(paths)];
}

/** A service with what it extends, in the same file or in another one. */
function serviceOf(
  services: Services,
  name: string,
  open: (path: string) => Services | undefined,
  depth: number,
): TomlTable | undefined {
  const service = tableAt(services.table, name);
  if (service === undefined || depth === 0) return service;
  const placed = inFolder(service, services.folder);
  const { extends: extended } = service;
  const file = isTable(extended) ? textAt(extended, "file") : undefined;
  const from = isTable(extended) ? textAt(extended, "service") : extended;
  if (typeof from !== "string" || (file === undefined && from === name)) return placed;
  const other = file === undefined ? services : open(joined(services.folder, file));
  const below = other === undefined ? undefined : serviceOf(other, from, open, depth - 1);
  return below === undefined ? placed : mergedService(below, placed);
}

/** With its context seen from the file that is asked about: paths are relative to the file they stand in. */
function inFolder(service: TomlTable, folder: string): TomlTable {
  const build = buildOf(service.build);
  if (folder === "." || build === undefined) return service;
  const context = valueOf(build, "context", ".");
  if (context === undefined || isAddress(context)) return service;
  return { ...service, build: { ...build, context: joined(folder, context) } };
}

/** Compose merges maps and lets the later value win elsewhere; volumes are joined. */
function mergedService(below: TomlTable | undefined, above: TomlTable): TomlTable {
  if (below === undefined) return above;
  const build = { ...buildOf(below.build), ...buildOf(above.build) };
  const volumes = [...listOf(below.volumes), ...listOf(above.volumes)];
  const merged: Record<string, unknown> = { ...below, ...above, volumes };
  if (below.build !== undefined || above.build !== undefined) merged.build = build;
  return merged;
}

/** `build: ./folder` is short for its context. */
function buildOf(value: unknown): TomlTable | undefined {
  if (typeof value === "string") return { context: value };
  return isTable(value) ? value : undefined;
}

/** A text of the build; the default where it is not set, undefined where it can't be known. */
function valueOf(build: TomlTable, key: string, byDefault: string): string | undefined {
  if (!Object.hasOwn(build, key) || build[key] === null) return byDefault;
  const value = build[key];
  return typeof value === "string" ? substituted(value) : undefined;
}

/** `${NAME:-default}` and `${NAME-default}` as their default; undefined where a value is needed to know. */
function substituted(value: string): string | undefined {
  const text = value.replaceAll("$$", "\0").replace(/\$\{\w+:?-([^${}]*)\}/g, "$1");
  return text.includes("$") ? undefined : text.replaceAll("\0", "$");
}

function startOf(service: TomlTable): ServiceStart {
  const command = wordsOf(service.command);
  const entrypoint = wordsOf(service.entrypoint);
  const user = typeof service.user === "number" ? String(service.user) : textAt(service, "user");
  const known = user === undefined ? undefined : substituted(user);
  const check = checkOf(service);
  return {
    ...(check === undefined ? {} : { checks: [check] }),
    ...(command === undefined ? {} : { command }),
    ...(entrypoint === undefined ? {} : { entrypoint }),
    ...(known === undefined ? {} : { user: known }),
    mounts: listOf(service.volumes).flatMap(mountOf),
  };
}

/** `["CMD", "curl", ...]`, `["CMD-SHELL", "curl ..."]`, or a line for the shell; undefined without a check. */
function checkOf(service: TomlTable): readonly string[] | undefined {
  const { test } = tableAt(service, "healthcheck") ?? {};
  if (typeof test === "string") return ["sh", "-c", test];
  if (!Array.isArray(test)) return undefined;
  const [kind, ...words] = test.map(String);
  if (kind === "CMD-SHELL") return ["sh", "-c", words.join(" ")];
  return kind === "CMD" && words.length > 0 ? words : undefined;
}

/** The words of a command, as a list or as a line that compose takes apart as a shell would. */
function wordsOf(value: unknown): readonly string[] | undefined {
  if (typeof value === "string") {
    const line = substituted(value);
    if (line === undefined) return undefined;
    const { commands, broken } = parseShell(line, 0);
    const [only, ...others] = commands;
    // The commands of a script in its words, `sh -c "a && b"`, lie within it.
    return broken || only === undefined || !others.every(({ span }) => contains(only.span, span))
      ? undefined
      : only.words.map((word) => word.value);
  }
  if (!Array.isArray(value)) return undefined;
  const words = value.map((word) => (typeof word === "string" ? substituted(word) : String(word)));
  return words.every((word) => word !== undefined) ? words : undefined;
}

/** `source:target:mode`, `target`, or a map with `target`. */
function mountOf(value: unknown): readonly string[] {
  if (isTable(value)) {
    const target = value.read_only === true ? undefined : textAt(value, "target");
    return target?.startsWith("/") === true ? [target] : [];
  }
  if (typeof value !== "string") return [];
  const text = substituted(value.replace(/\$\{\w+\}/g, "x")) ?? "";
  const parts = text.split(":");
  if (/(?:^|,)ro(?:$|,)/.test(parts[2] ?? "")) return [];
  const target = parts.length === 1 ? parts[0] : parts[1];
  return target?.startsWith("/") === true ? [target] : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
