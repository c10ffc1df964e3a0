// Reads Cargo.toml: package, programs, workspace and the crates it takes from other folders.

import { isTable, parseToml, type TomlTable, tableAt, tablesAt, textAt, textsAt } from "./toml.ts";

export interface CargoBin {
  readonly name: string;
  /** Relative to the manifest; undefined when cargo finds it by its name. */
  readonly path: string | undefined;
  /** It is built only with features that a build must ask for. */
  readonly requiresFeatures: boolean;
}

/** A crate that a manifest names. */
export interface CargoDependency {
  /** The crate's own name, where it is renamed as well. */
  readonly name: string;
  readonly features: readonly string[];
  readonly defaultFeatures: boolean;
  readonly optional: boolean;
  /** It is taken from a folder. */
  readonly local: boolean;
  /** `workspace = true`: the workspace's manifest says the rest. */
  readonly inherited: boolean;
}

export interface CargoToml {
  /** Undefined for a workspace's manifest without a package of its own. */
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly edition: string | undefined;
  /** `build.rs` or what `build` names; undefined when it is only found by its customary name. */
  readonly buildScript: string | undefined;
  readonly bins: readonly CargoBin[];
  /** False when programs are named in the manifest alone. */
  readonly autobins: boolean;
  readonly hasLib: boolean;
  readonly libPath: string | undefined;
  readonly defaultRun: string | undefined;
  /** Globs of member folders; undefined when it is no workspace. */
  readonly members: readonly string[] | undefined;
  readonly excluded: readonly string[];
  readonly defaultMembers: readonly string[];
  /** Folders of crates that it depends on, relative to the manifest, each once. */
  readonly pathDependencies: readonly string[];
  /** Names of all dependencies, build and development ones left out. */
  readonly dependencies: readonly string[];
  /** The same with what is asked of them, those of `[target.*]` included. */
  readonly crates: readonly CargoDependency[];
  /** What `[workspace.dependencies]` says for the members that inherit it. */
  readonly workspaceCrates: readonly CargoDependency[];
  /** Examples, tests or benches that the manifest names: cargo wants a file for each. */
  readonly namesOtherTargets: boolean;
  readonly features: readonly string[];
}

const dependencyTables = ["dependencies", "dev-dependencies", "build-dependencies"];

/** Reads any text; undefined when it is no TOML. */
export function parseCargoToml(text: string): CargoToml | undefined {
  const root = parseToml(text);
  if (root === undefined) return undefined;
  const described = tableAt(root, "package");
  const workspace = tableAt(root, "workspace");
  const lib = tableAt(root, "lib");
  const name = textAt(described, "name");
  return {
    name,
    version: textAt(described, "version"),
    edition: textAt(described, "edition"),
    buildScript: textAt(described, "build"),
    bins: tablesAt(root, "bin").map((bin) => ({
      name: textAt(bin, "name") ?? name ?? "",
      path: textAt(bin, "path"),
      requiresFeatures: textsAt(bin, "required-features").length > 0,
    })),
    autobins: described?.autobins !== false,
    hasLib: lib !== undefined,
    libPath: textAt(lib, "path"),
    defaultRun: textAt(described, "default-run"),
    members: workspace === undefined ? undefined : textsAt(workspace, "members"),
    excluded: textsAt(workspace, "exclude"),
    defaultMembers: textsAt(workspace, "default-members"),
    pathDependencies: pathDependencies(root),
    dependencies: Object.keys(tableAt(root, "dependencies") ?? {}),
    crates: [tableAt(root, "dependencies"), ...targetTables(root, ["dependencies"])].flatMap(cratesOf),
    workspaceCrates: cratesOf(tableAt(root, "workspace", "dependencies")),
    namesOtherTargets: ["example", "test", "bench"].some((kind) => tablesAt(root, kind).length > 0),
    features: Object.keys(tableAt(root, "features") ?? {}),
  };
}

function cratesOf(table: TomlTable | undefined): readonly CargoDependency[] {
  return Object.entries(table ?? {}).map(([key, value]) => {
    const described = isTable(value) ? value : undefined;
    return {
      name: textAt(described, "package") ?? key,
      features: textsAt(described, "features"),
      defaultFeatures: described?.["default-features"] !== false && described?.default_features !== false,
      optional: described?.optional === true,
      local: textAt(described, "path") !== undefined,
      inherited: described?.workspace === true,
    };
  });
}

/** The dependency tables of `[target.*]`. */
function targetTables(root: TomlTable, names: readonly string[]): readonly (TomlTable | undefined)[] {
  return Object.values(tableAt(root, "target") ?? {}).flatMap((target) =>
    isTable(target) ? names.map((name) => tableAt(target, name)) : [],
  );
}

function pathDependencies(root: TomlTable): readonly string[] {
  const tables = [
    ...dependencyTables.map((name) => tableAt(root, name)),
    tableAt(root, "workspace", "dependencies"),
    tableAt(root, "replace"),
    ...targetTables(root, dependencyTables),
    ...Object.values(tableAt(root, "patch") ?? {}).map((patch) => (isTable(patch) ? patch : undefined)),
  ];
  const paths = tables.flatMap((table) =>
    Object.values(table ?? {}).flatMap((each) => (isTable(each) ? (textAt(each, "path") ?? []) : [])),
  );
  return [...new Set(paths)];
}
