// The packages of a Cargo workspace, as far as the build context shows them, and the names of their programs.

import { Memory } from "../memory.ts";
import { dirName, isWithin, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { type LockedCrate, parseCargoLock } from "../project/manifests/cargo-lock.ts";
import { type CargoDependency, type CargoToml, parseCargoToml } from "../project/manifests/cargo-toml.ts";
import { parseToml, tableAt, textAt, textsAt } from "../project/manifests/toml.ts";
import type { RuleFile } from "../rules/rule.ts";
import { ContextPaths } from "./called-commands.ts";

export interface CargoPackage {
  /** Absolute image path of its folder, and the context path. */
  readonly folder: string;
  readonly context: string;
  readonly manifest: CargoToml;
  /** The crates that it asks for, with what the workspace's manifest says of them. */
  readonly crates: readonly CargoDependency[];
  /** Names of its programs; those that a build must ask features for are left out. */
  readonly bins: readonly string[];
}

export interface CargoProject {
  /** Absolute image path of the folder that holds Cargo.lock and the target folder. */
  readonly root: string;
  /** The package that the command starts from; undefined for a workspace's manifest without one. */
  readonly main: CargoPackage | undefined;
  readonly packages: readonly CargoPackage[];
  readonly defaultMembers: readonly string[];
  readonly isWorkspace: boolean;
  /** Undefined where the context has no readable Cargo.lock. */
  readonly lock: readonly LockedCrate[] | undefined;
  readonly config: CargoConfig;
}

/** What `.cargo/config.toml` says. */
export interface CargoConfig {
  readonly target: string | undefined;
  readonly targetFolder: string | undefined;
  readonly rustflags: string;
}

export type ProjectAnswer =
  | { readonly kind: "project"; readonly project: CargoProject }
  /** Files that the answer needs are not loaded yet. */
  | { readonly kind: "waiting" }
  | { readonly kind: "unknown"; readonly why: string };

/** More packages than this are not read. */
const mostPackages = 60;

/** Reads the project that a cargo command in an absolute folder works on. */
export function cargoProject(file: RuleFile, stage: Stage, folder: string): ProjectAnswer {
  const known = cache.get(stage) ?? new Map<string, ProjectAnswer>();
  cache.set(stage, known);
  const answer = known.get(folder) ?? new ProjectReader(file, new ContextPaths(file, stage)).read(folder);
  known.set(folder, answer);
  return answer;
}

/** Stages are made anew for every analysis, so what was found for one never outlives its snapshot. */
const cache = new Memory<Stage, Map<string, ProjectAnswer>>("stage");

/**
 * The project in the build context as if it were copied to an absolute folder: a command that fetches a published
 * crate builds sources that no instruction copies, and where the context holds that very crate, they are known.
 */
export function projectOfContext(file: RuleFile, folder: string): ProjectAnswer {
  const toContext = (path: string): string | undefined =>
    path === folder ? "." : isWithin(folder, path) ? path.slice(prefixOf(folder).length) : undefined;
  return new ProjectReader(file, { toContext }).read(folder);
}

function prefixOf(folder: string): string {
  return folder === "/" ? "/" : `${folder}/`;
}

class ProjectReader {
  private readonly file: RuleFile;
  private readonly paths: Pick<ContextPaths, "toContext">;
  private waiting = false;

  constructor(file: RuleFile, paths: Pick<ContextPaths, "toContext">) {
    this.file = file;
    this.paths = paths;
  }

  read(folder: string): ProjectAnswer {
    const own = this.manifest(folder);
    // All folders above are asked for at once: one at a time would take a round of loading each.
    const above = ancestors(folder).map((at) => ({ at, manifest: this.manifest(at) }));
    if (this.waiting) return { kind: "waiting" };
    if (own === undefined) {
      // Cargo looks upwards for the manifest.
      const found = above.find(({ manifest }) => manifest !== undefined);
      return found === undefined
        ? { kind: "unknown", why: "no copy from the build context brings its `Cargo.toml`" }
        : this.read(found.at);
    }
    const parent =
      own.members === undefined
        ? above.find(
            ({ at, manifest }) => manifest?.members !== undefined && !isExcluded(manifest, at, folder),
          )
        : undefined;
    const root = parent?.at ?? folder;
    const rootManifest = parent?.manifest ?? own;
    const packages = this.packages(root, rootManifest, folder, own);
    const lock = this.text(resolvePath(root, "Cargo.lock"));
    const config = this.config([folder, ...ancestors(folder)]);
    if (this.waiting || packages === undefined || lock === undefined) return { kind: "waiting" };
    return {
      kind: "project",
      project: {
        root,
        main: packages.find((each) => each.folder === folder),
        packages,
        defaultMembers: rootManifest.defaultMembers.map((each) => resolvePath(root, each)),
        isWorkspace: rootManifest.members !== undefined,
        lock: lock === null ? undefined : parseCargoLock(lock),
        config,
      },
    };
  }

  private packages(
    root: string,
    rootManifest: CargoToml,
    folder: string,
    own: CargoToml,
  ): readonly CargoPackage[] | undefined {
    const folders = new Set<string>([root, folder]);
    for (const member of rootManifest.members ?? []) {
      if (/[*?[]/.test(member)) {
        const context = this.paths.toContext(root);
        if (context === undefined) continue;
        const found = this.file.project.find(`${context === "." ? "" : `${context}/`}${member}/Cargo.toml`);
        if (found === undefined) this.waiting = true;
        const prefix = context === "." ? 0 : context.length + 1;
        for (const path of found ?? []) folders.add(dirName(resolvePath(root, path.slice(prefix))));
      } else folders.add(resolvePath(root, member));
    }
    for (const path of own.pathDependencies) folders.add(resolvePath(folder, path));
    const result: CargoPackage[] = [];
    for (const each of folders) {
      if (folders.size > mostPackages) break;
      const manifest = each === root ? rootManifest : this.manifest(each);
      if (manifest === undefined) continue;
      // Crates in folders are crates of the workspace as well; a Set goes on over what is added meanwhile.
      for (const path of manifest.pathDependencies) folders.add(resolvePath(each, path));
      const context = this.paths.toContext(resolvePath(each, "Cargo.toml"));
      const bins = this.bins(each, manifest);
      if (bins === undefined || context === undefined) continue;
      if (manifest.name !== undefined)
        result.push({
          folder: each,
          context: contextFolder(context),
          manifest,
          crates: inherit(manifest, rootManifest),
          bins,
        });
    }
    return this.waiting ? undefined : result;
  }

  /** Programs that the manifest names and those that cargo finds by their place. */
  private bins(folder: string, manifest: CargoToml): readonly string[] | undefined {
    if (manifest.name === undefined) return [];
    const names = new Set(manifest.bins.filter((bin) => !bin.requiresFeatures).map((bin) => bin.name));
    const paths = new Set(manifest.bins.map((bin) => bin.path?.replace(/^\.\//, "")));
    const named = new Set(manifest.bins.map((bin) => bin.name));
    // Before the edition of 2018 a manifest that names one program names all.
    const finds = manifest.autobins && (manifest.bins.length === 0 || manifest.edition !== undefined);
    const main = this.exists(resolvePath(folder, "src/main.rs"));
    const context = this.paths.toContext(resolvePath(folder, "Cargo.toml"));
    const prefix =
      context === undefined || contextFolder(context) === "." ? "" : `${contextFolder(context)}/`;
    const others = this.file.project.find(`${prefix}src/bin/**/*.rs`);
    if (main === undefined || others === undefined) {
      this.waiting = true;
      return undefined;
    }
    if (!finds) return [...names];
    if (main && !paths.has("src/main.rs") && !named.has(manifest.name)) names.add(manifest.name);
    for (const path of others) {
      const inside = path.slice(prefix.length);
      const match = /^src\/bin\/(?:([^/]+)\.rs|([^/]+)\/main\.rs)$/.exec(inside);
      const name = match?.[1] ?? match?.[2];
      if (name !== undefined && !paths.has(inside) && !named.has(name)) names.add(name);
    }
    return [...names];
  }

  private manifest(folder: string): CargoToml | undefined {
    const text = this.text(resolvePath(folder, "Cargo.toml"));
    return text == null ? undefined : parseCargoToml(text);
  }

  /** The nearest file of each kind; what lies further up fills what the nearer ones leave out. */
  private config(folders: readonly string[]): CargoConfig {
    let result: CargoConfig = { target: undefined, targetFolder: undefined, rustflags: "" };
    for (const folder of folders)
      for (const name of [".cargo/config.toml", ".cargo/config"]) {
        const text = this.text(resolvePath(folder, name));
        const root = text == null ? undefined : parseToml(text);
        if (root === undefined) continue;
        const build = tableAt(root, "build");
        const folderText = textAt(build, "target-dir");
        const target = result.target ?? textAt(build, "target");
        const flags = [
          ...textsAt(build, "rustflags"),
          textAt(build, "rustflags") ?? "",
          ...textsAt(tableAt(root, "target", target ?? ""), "rustflags"),
        ];
        result = {
          target,
          targetFolder:
            result.targetFolder ?? (folderText === undefined ? undefined : resolvePath(folder, folderText)),
          rustflags: [result.rustflags, ...flags].join(" ").trim(),
        };
      }
    return result;
  }

  /** Null when the build context does not bring the file, undefined while that is not known. */
  private text(path: string): string | null | undefined {
    const context = this.paths.toContext(path);
    if (context === undefined) return null;
    const text = this.file.project.text(context);
    if (text === undefined) this.waiting = true;
    return text;
  }

  private exists(path: string): boolean | undefined {
    const context = this.paths.toContext(path);
    return context === undefined ? false : this.file.project.exists(context);
  }
}

function ancestors(folder: string): readonly string[] {
  const found: string[] = [];
  for (let at = folder; at !== "/"; ) {
    at = dirName(at);
    found.push(at);
  }
  return found;
}

function isExcluded(manifest: CargoToml, at: string, folder: string): boolean {
  return manifest.excluded.some((each) => resolvePath(at, each) === folder);
}

function contextFolder(manifestPath: string): string {
  const slash = manifestPath.lastIndexOf("/");
  return slash === -1 ? "." : manifestPath.slice(0, slash);
}

/** Dependencies with what the workspace says of those that are inherited. */
export function inherit(manifest: CargoToml, root: CargoToml): readonly CargoDependency[] {
  return manifest.crates.map((crate) => {
    const shared = crate.inherited
      ? root.workspaceCrates.find((each) => each.name === crate.name)
      : undefined;
    return shared === undefined
      ? crate
      : { ...shared, features: [...shared.features, ...crate.features], optional: crate.optional };
  });
}
