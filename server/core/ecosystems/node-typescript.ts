// Where TypeScript compilers put their results: tsconfig.json with `extends`, Nest's and Angular's configuration.

import { dirName, resolvePath } from "../model/paths.ts";
import type { NodeProject } from "./node-project.ts";
import { has, made, nothing, option, type ToolResult, unknown } from "./node-results.ts";
import type { ToolCommand } from "./node-scripts.ts";

/** Configurations that extend one another are followed this deep. */
const deepest = 6;

interface CompilerOptions {
  /** Absolute. */
  readonly outDir: string | undefined;
  readonly noEmit: boolean;
  /** Absolute paths of the projects that `tsc -b` builds first. */
  readonly references: readonly string[];
}

/** The results of `tsc`, by its options or its configuration. */
export function tscOutputs(command: ToolCommand, project: NodeProject): ToolResult {
  if (has(command, /^(?:--noEmit|--version|-v|--showConfig|--init|--listFiles|--emitDeclarationOnly)$/))
    return nothing;
  if (has(command, /^(?:-w|--watch)$/)) return unknown;
  const given = option(command, /^--outDir$/i);
  if (given !== undefined) return made(command, [given], "typescript");
  const builds = has(command, /^(?:-b|--build)$/);
  const named = option(command, /^(?:-p|--project|-b|--build)$/i);
  const folder = named === undefined || named.startsWith("-") ? "tsconfig.json" : named;
  const outputs = projectOutputs(resolvePath(command.folder, folder), project, builds ? 0 : deepest - 1);
  if (outputs === undefined) return unknown;
  return outputs.length === 0 ? nothing : made(command, outputs, "typescript");
}

/** Output folders of a project and of those it refers to; undefined where one isn't known. */
function projectOutputs(path: string, project: NodeProject, depth: number): readonly string[] | undefined {
  const options = compilerOptions(path, project);
  if (options === undefined) return undefined;
  const found = new Set<string>();
  if (options.outDir !== undefined) found.add(options.outDir);
  else if (!options.noEmit && (depth > 0 || options.references.length === 0)) return undefined;
  if (depth < deepest - 1)
    for (const each of options.references) {
      const inner = projectOutputs(each, project, depth + 1);
      if (inner === undefined) return undefined;
      for (const folder of inner) found.add(folder);
    }
  return [...found];
}

/** The options of a tsconfig.json, those of what it extends included; undefined when it can't be read. */
function compilerOptions(path: string, project: NodeProject, depth = 0): CompilerOptions | undefined {
  const file = path.endsWith(".json") ? path : `${path}/tsconfig.json`;
  const root = readJsonc(project.text(file));
  if (root === undefined || depth > deepest) return undefined;
  const folder = dirName(file);
  const own = objectOf(root.compilerOptions) ?? {};
  let outDir: string | undefined;
  let noEmit = false;
  const parents = Array.isArray(root.extends) ? root.extends : [root.extends];
  for (const parent of parents) {
    // What comes with a package sets how strict the compiler is, not where it writes.
    if (typeof parent !== "string" || !/^\.{1,2}\//.test(parent)) continue;
    const base = resolvePath(folder, parent);
    const inherited = compilerOptions(base.endsWith(".json") ? base : `${base}.json`, project, depth + 1);
    if (inherited === undefined) return undefined;
    outDir = inherited.outDir ?? outDir;
    noEmit = inherited.noEmit || noEmit;
  }
  if (typeof own.outDir === "string")
    outDir = resolvePath(folder, own.outDir.replace(/^\$\{configDir\}\/?/, "./"));
  else if (typeof own.outFile === "string") outDir = dirName(resolvePath(folder, own.outFile));
  if (typeof own.noEmit === "boolean") noEmit = own.noEmit;
  if (own.emitDeclarationOnly === true) noEmit = true;
  const references = Array.isArray(root.references) ? root.references : [];
  return {
    outDir: noEmit ? undefined : outDir,
    noEmit,
    references: references.flatMap((each) => {
      const target = objectOf(each)?.path;
      return typeof target === "string" ? [resolvePath(folder, target)] : [];
    }),
  };
}

/** The results of `nest build`: webpack and tsc alike write to `outDir`, and assets go there too. */
export function nestOutput(command: ToolCommand, project: NodeProject): ToolResult {
  const cli = readJsonc(project.text(resolvePath(command.folder, "nest-cli.json"))) ?? {};
  // A monorepo of Nest's builds each app by its own configuration.
  if (objectOf(cli.projects) !== undefined && Object.keys(objectOf(cli.projects) ?? {}).length > 0)
    return unknown;
  const options = objectOf(cli.compilerOptions) ?? {};
  const named =
    option(command, /^(?:-p|--path)$/) ??
    (typeof options.tsConfigPath === "string" ? options.tsConfigPath : undefined);
  const names = named === undefined ? ["tsconfig.build.json", "tsconfig.json"] : [named];
  const found = project.first(command.folder, names);
  if (found === undefined) return made(command, ["dist"], "typescript");
  const compiler = compilerOptions(found.path, project);
  return compiler === undefined
    ? unknown
    : made(command, [compiler.outDir ?? resolvePath(command.folder, "dist")], "typescript");
}

/** The results of `ng build`, by angular.json. */
export function angularOutput(command: ToolCommand, project: NodeProject): ToolResult {
  const given = option(command, /^--output-path$/);
  if (given !== undefined) return made(command, [given], "all");
  const site = angularSite(command, project);
  return site === undefined ? unknown : made(command, [site.folder], "all");
}

/** The output folder of an Angular application and the part of it that browsers get; relative to the project. */
export function angularSite(
  command: Pick<ToolCommand, "args" | "folder">,
  project: NodeProject,
): { readonly folder: string; readonly browser: string } | undefined {
  const root = readJsonc(project.text(resolvePath(command.folder, "angular.json")));
  const projects = objectOf(root?.projects);
  if (root === undefined || projects === undefined) return undefined;
  const names = Object.keys(projects).filter((name) => !name.endsWith("-e2e"));
  const named = command.args.slice(1).find((arg) => names.includes(arg));
  const preset = typeof root.defaultProject === "string" ? root.defaultProject : undefined;
  const name = named ?? preset ?? (names.length === 1 ? names[0] : undefined);
  if (name === undefined) return undefined;
  const own = objectOf(projects[name]);
  const build = objectOf(objectOf(own?.architect ?? own?.targets)?.build);
  const output = objectOf(build?.options)?.outputPath;
  // The application builder puts what browsers get into a folder of its own.
  const nested = /:application$/.test(String(build?.builder ?? ""));
  const base =
    typeof output === "string" ? output : (objectOf(output)?.base ?? (nested ? `dist/${name}` : undefined));
  if (typeof base !== "string") return undefined;
  const browser = typeof output === "string" ? "browser" : (objectOf(output)?.browser ?? "browser");
  return {
    folder: base,
    browser: nested && typeof browser === "string" && browser !== "" ? `${base}/${browser}` : base,
  };
}

/** JSON with comments and trailing commas; undefined when it is no object. */
function readJsonc(text: string | null | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text == null) return undefined;
  const bare = text
    .replace(/^\ufeff/, "")
    .replace(
      /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
      (_, string: string | undefined) => string ?? "",
    )
    .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, string: string | undefined) => string ?? "");
  try {
    return objectOf(JSON.parse(bare));
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
