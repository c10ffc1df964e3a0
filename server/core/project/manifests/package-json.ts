// Reads package.json and what decides on a Node project's package manager.

import type { Project } from "../project.ts";

export type DependencyKind = "dependencies" | "devDependencies" | "optionalDependencies" | "peerDependencies";

export interface PackageJson {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly scripts: Readonly<Record<string, string>>;
  /** Version ranges by name, for each kind. */
  readonly dependencies: Readonly<Record<DependencyKind, Readonly<Record<string, string>>>>;
  /** Globs of workspace folders; empty when it has none. */
  readonly workspaces: readonly string[];
  readonly main: string | undefined;
  readonly module: string | undefined;
  /** Files of `bin`, by command. */
  readonly bin: Readonly<Record<string, string>>;
  readonly type: "module" | "commonjs";
  /** `pnpm@9.1.0`. */
  readonly packageManager: string | undefined;
  readonly engines: Readonly<Record<string, string>>;
  readonly private: boolean;
}

/** A dependency whose sources must be there when it is installed. */
export interface LocalDependency {
  readonly name: string;
  readonly kind: DependencyKind;
  /** `workspace`: a member of this project's workspaces; `path`: the folder or archive in `path`. */
  readonly source: "workspace" | "path";
  readonly path: string | undefined;
}

const kinds: readonly DependencyKind[] = [
  "dependencies",
  "devDependencies",
  "optionalDependencies",
  "peerDependencies",
];

/** Reads any text; undefined when it is no JSON object. Fields of another type than expected are left out. */
export function parsePackageJson(text: string): PackageJson | undefined {
  const root = objectOf(json(text));
  if (root === undefined) return undefined;
  const workspaces = root.workspaces;
  return {
    name: stringOf(root.name),
    version: stringOf(root.version),
    scripts: stringsOf(root.scripts),
    dependencies: {
      dependencies: stringsOf(root.dependencies),
      devDependencies: stringsOf(root.devDependencies),
      optionalDependencies: stringsOf(root.optionalDependencies),
      peerDependencies: stringsOf(root.peerDependencies),
    },
    workspaces: listOf(Array.isArray(workspaces) ? workspaces : objectOf(workspaces)?.packages),
    main: stringOf(root.main),
    module: stringOf(root.module),
    bin: binOf(root),
    type: root.type === "module" ? "module" : "commonjs",
    packageManager: stringOf(root.packageManager),
    engines: stringsOf(root.engines),
    private: root.private === true,
  };
}

/** Scripts that npm and its kin run while they install the project itself, with the sources it has by then. */
const installScripts = [
  "preinstall",
  "install",
  "postinstall",
  "prepublish",
  "preprepare",
  "prepare",
  "postprepare",
];

/** The scripts that run during an install in this folder; an install before the sources are there breaks them. */
export function scriptsRunByInstall(manifest: PackageJson): readonly string[] {
  return installScripts.filter((name) => Object.hasOwn(manifest.scripts, name));
}

/** Dependencies that are folders of the project. */
export function localDependencies(manifest: PackageJson): readonly LocalDependency[] {
  return kinds.flatMap((kind) =>
    Object.entries(manifest.dependencies[kind]).flatMap(([name, range]): LocalDependency[] => {
      if (range.startsWith("workspace:")) return [{ name, kind, source: "workspace", path: undefined }];
      const path =
        /^(?:file|link|portal):(.*)$/.exec(range)?.[1] ??
        (/^(?:\.{1,2}\/|\/|~\/)/.test(range) ? range : undefined);
      return path === undefined ? [] : [{ name, kind, source: "path", path }];
    }),
  );
}

export type NodePackageManager = "npm" | "yarn" | "pnpm" | "bun";

export interface Lockfile {
  readonly manager: NodePackageManager;
  /** Path of the lockfile relative to the context. */
  readonly path: string;
}

const lockfiles: readonly (readonly [name: string, manager: NodePackageManager])[] = [
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
  ["yarn.lock", "yarn"],
  ["pnpm-lock.yaml", "pnpm"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
];

/**
 * The lockfiles of a folder, that of the package manager it names first; undefined when the project does not tell
 * yet, empty when there are none.
 */
export function lockfilesOf(
  project: Project,
  folder: string,
  manifest: PackageJson | undefined,
): readonly Lockfile[] | undefined {
  const found: Lockfile[] = [];
  let known = true;
  for (const [name, manager] of lockfiles) {
    const path = folder === "." ? name : `${folder}/${name}`;
    const exists = project.exists(path);
    if (exists === undefined) known = false;
    else if (exists) found.push({ manager, path });
  }
  if (!known) return undefined;
  const named = packageManagerOf(manifest?.packageManager);
  return named === undefined
    ? found
    : found.sort((a, b) => Number(b.manager === named) - Number(a.manager === named));
}

/** The package manager of a `packageManager` field, `pnpm` for `pnpm@9.1.0`. */
function packageManagerOf(field: string | undefined): NodePackageManager | undefined {
  const name = field?.split("@")[0];
  return name === "npm" || name === "yarn" || name === "pnpm" || name === "bun" ? name : undefined;
}

/** Globs of workspace folders in pnpm-workspace.yaml: the list under `packages`. Reads any text. */
export function pnpmWorkspacePackages(text: string): readonly string[] {
  const found: string[] = [];
  let inside = false;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    if (/^\S/.test(line) && !line.startsWith("-")) {
      const flow = /^packages\s*:\s*\[(.*)\]\s*$/.exec(line)?.[1];
      if (flow !== undefined) found.push(...flow.split(",").map((each) => scalar(each)));
      inside = /^packages\s*:/.test(line);
    } else if (inside) {
      const item = /^\s*-\s+(.*)$/.exec(line)?.[1];
      if (item !== undefined) found.push(scalar(item));
    }
  }
  return found.filter((each) => each !== "");
}

/** A YAML scalar on one line, without quotes and comment. */
function scalar(text: string): string {
  const trimmed = text.trim();
  const quote = trimmed[0];
  if (quote === "'" || quote === '"') {
    const close = trimmed.indexOf(quote, 1);
    return close === -1 ? trimmed.slice(1) : trimmed.slice(1, close);
  }
  return trimmed.replace(/\s#.*$/, "").trim();
}

function binOf(root: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const single = stringOf(root.bin);
  return single === undefined ? stringsOf(root.bin) : { [stringOf(root.name) ?? ""]: single };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function stringsOf(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(objectOf(value) ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(entries);
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}
