// Reads pyproject.toml: who builds the project, what it depends on, and which files of it an install needs.

import { isTable, parseToml, type TomlTable, tableAt, textAt, textsAt } from "./toml.ts";

export interface Pyproject {
  readonly name: string | undefined;
  readonly requiresPython: string | undefined;
  /** `hatchling.build`, `poetry.core.masonry.api`; undefined without a build system. */
  readonly buildBackend: string | undefined;
  readonly buildRequires: readonly string[];
  /** Requirements as written, `flask>=3`. */
  readonly dependencies: readonly string[];
  readonly optionalDependencies: readonly string[];
  /** Groups of development requirements. */
  readonly groups: readonly string[];
  /** Fields that the build backend computes, `version`. */
  readonly dynamic: readonly string[];
  /** Files that building the project's metadata reads: the readme and the licence. */
  readonly metadataFiles: readonly string[];
  /** Console commands, by name. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Tools that have a section: `poetry`, `uv`, `pdm`, `setuptools`. */
  readonly tools: readonly string[];
  /** Folders of other projects that it depends on, relative to the file. */
  readonly localPaths: readonly string[];
  /** Globs of uv's workspace members; empty without a workspace. */
  readonly workspaceMembers: readonly string[];
  /** It takes a dependency from the workspace it belongs to. */
  readonly usesWorkspace: boolean;
  /** False for an application that is never installed itself (`package-mode = false`, `package = false`). */
  readonly isPackage: boolean;
}

/** Reads any text; undefined when it is no TOML. */
export function parsePyproject(text: string): Pyproject | undefined {
  const root = parseToml(text);
  if (root === undefined) return undefined;
  const project = tableAt(root, "project");
  const poetry = tableAt(root, "tool", "poetry");
  const uv = tableAt(root, "tool", "uv");
  const build = tableAt(root, "build-system");
  const sources = Object.values(tableAt(uv, "sources") ?? {}).flatMap((each) =>
    Array.isArray(each) ? each : [each],
  );
  const uvSources = sources.filter(isTable);
  return {
    name: textAt(project, "name") ?? textAt(poetry, "name"),
    requiresPython: textAt(project, "requires-python") ?? textAt(tableAt(poetry, "dependencies"), "python"),
    buildBackend: textAt(build, "build-backend"),
    buildRequires: textsAt(build, "requires"),
    dependencies: [...textsAt(project, "dependencies"), ...poetryNames(tableAt(poetry, "dependencies"))],
    optionalDependencies: Object.keys(tableAt(project, "optional-dependencies") ?? {}),
    groups: [
      ...Object.keys(tableAt(root, "dependency-groups") ?? {}),
      ...Object.keys(tableAt(poetry, "group") ?? {}),
      ...(tableAt(poetry, "dev-dependencies") === undefined ? [] : ["dev"]),
    ],
    dynamic: textsAt(project, "dynamic"),
    metadataFiles: [...fileOf(project, "readme"), ...fileOf(poetry, "readme"), ...fileOf(project, "license")],
    scripts: scriptsOf(tableAt(project, "scripts"), tableAt(poetry, "scripts")),
    tools: Object.keys(tableAt(root, "tool") ?? {}),
    localPaths: [...poetryPaths(poetry), ...uvSources.flatMap((each) => textAt(each, "path") ?? [])],
    workspaceMembers: textsAt(tableAt(uv, "workspace"), "members"),
    usesWorkspace: uvSources.some((each) => each.workspace === true),
    isPackage: poetry?.["package-mode"] !== false && uv?.package !== false,
  };
}

/** Poetry's own table also names Python itself. */
function poetryNames(dependencies: TomlTable | undefined): readonly string[] {
  return Object.keys(dependencies ?? {}).filter((name) => name !== "python");
}

function poetryPaths(poetry: TomlTable | undefined): readonly string[] {
  const groups = Object.values(tableAt(poetry, "group") ?? {}).map((group) =>
    isTable(group) ? tableAt(group, "dependencies") : undefined,
  );
  return [tableAt(poetry, "dependencies"), tableAt(poetry, "dev-dependencies"), ...groups].flatMap((table) =>
    Object.values(table ?? {}).flatMap((each) => (isTable(each) ? (textAt(each, "path") ?? []) : [])),
  );
}

/** `readme = "README.md"` and `readme = { file = "README.md" }`. */
function fileOf(table: TomlTable | undefined, key: string): readonly string[] {
  const file = textAt(tableAt(table, key), "file");
  if (file !== undefined) return [file];
  const text = textAt(table, key);
  // A licence as text is an expression, not a file.
  if (text !== undefined) return key === "readme" ? [text] : [];
  return key === "readme" ? textsAt(table, key) : [];
}

function scriptsOf(...tables: readonly (TomlTable | undefined)[]): Readonly<Record<string, string>> {
  const found = tables.flatMap((table) =>
    Object.entries(table ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  return Object.fromEntries(found);
}
