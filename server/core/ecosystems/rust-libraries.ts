// Which shared libraries of the system a Rust program links, from Cargo.lock or, without one, from the manifests.

import { isArchivedRelease } from "../images/releases.ts";
import { stageCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import type { Stage } from "../model/stage.ts";
import type { LockedCrate } from "../project/manifests/cargo-lock.ts";
import type { CargoDependency } from "../project/manifests/cargo-toml.ts";
import { carriesDevelopmentPackage } from "../split/buildpack-deps.ts";
import { runtimeHalves } from "../split/run-time-halves.ts";
import {
  buildCrates,
  certificateCrates,
  linkingCrates,
  linkingDependencies,
  standaloneCrates,
  standaloneSys,
} from "./data/rust-crates.ts";
import type { CargoProject } from "./rust-project.ts";

export interface RustLibraries {
  /** Names of the crates that link a library of the system, where its development package is there. */
  readonly crates: readonly string[];
  readonly certificates: boolean;
  /** Why it can't be told, as a clause. */
  readonly unknown: string | undefined;
}

/** What the crates of the project link. */
export function rustLibraries(project: CargoProject): RustLibraries {
  return project.lock === undefined ? fromManifests(project) : fromLock(project.lock);
}

function fromLock(lock: readonly LockedCrate[]): RustLibraries {
  const names = new Set(lock.map((each) => each.name));
  const crates: string[] = [];
  let unknown: string | undefined;
  for (const crate of lock) {
    if (crate.local || buildCrates.has(crate.name)) continue;
    const linking = Object.hasOwn(linkingCrates, crate.name) ? linkingCrates[crate.name] : undefined;
    if (linking === undefined) {
      if (/[-_]sys\d*(?:-|$)/.test(crate.name) && !standaloneSys.test(crate.name))
        unknown ??= `which library \`${crate.name}\` links isn't known`;
      continue;
    }
    const vendored =
      (linking.vendoredBy !== undefined && names.has(linking.vendoredBy)) ||
      (linking.vendoredWith !== undefined && crate.dependencies.includes(linking.vendoredWith));
    if (!vendored) crates.push(crate.name);
  }
  if (names.has("pyo3-ffi") || names.has("llvm-sys"))
    unknown ??= "the program is linked to Python or LLVM, whose libraries aren't followed";
  return { crates, certificates: [...names].some((name) => certificateCrates.has(name)), unknown };
}

/** Without a lock file only what is asked for is known, so every crate that isn't well known leaves it open. */
function fromManifests(project: CargoProject): RustLibraries {
  const local = new Set(project.packages.map(({ manifest }) => manifest.name));
  const crates = new Set<string>();
  let unknown: string | undefined;
  for (const { crates: asked } of project.packages)
    for (const dependency of asked) {
      if (dependency.local || local.has(dependency.name) || standaloneCrates.has(dependency.name)) continue;
      const links = linksOf(dependency);
      if (links === undefined)
        unknown ??= `no copy from the build context brings a \`Cargo.lock\`, and what \`${dependency.name}\` links isn't known`;
      else for (const each of links) crates.add(each);
    }
  return {
    crates: [...crates],
    certificates: [...crates].some((name) => certificateCrates.has(name)),
    unknown,
  };
}

function linksOf(dependency: CargoDependency): readonly string[] | undefined {
  if (dependency.name === "diesel") return dieselLinks(dependency);
  if (Object.hasOwn(linkingCrates, dependency.name)) return [dependency.name];
  const known = Object.hasOwn(linkingDependencies, dependency.name)
    ? linkingDependencies[dependency.name]
    : undefined;
  if (known === undefined) return undefined;
  const { features } = dependency;
  if (known.unless?.some((each) => features.includes(each)) === true) return [];
  const conditional = known.features !== undefined || known.byDefault === true;
  const asked =
    !conditional ||
    (known.byDefault === true && dependency.defaultFeatures) ||
    known.features?.some((each) => features.includes(each)) === true;
  return asked ? known.links : [];
}

function dieselLinks({ features }: CargoDependency): readonly string[] {
  return [
    ...(features.includes("postgres") ? ["pq-sys"] : []),
    ...(features.includes("mysql") ? ["mysqlclient-sys"] : []),
    ...(features.includes("sqlite") ? ["libsqlite3-sys"] : []),
  ];
}

/** The development packages whose libraries are linked: asked for by a crate, and there in the builder. */
export function linkedDevelopmentPackages(stage: Stage, crates: readonly string[]): ReadonlySet<string> {
  const installed = new Set<string>();
  for (const each of stage.chain)
    for (const run of stageCommands(each)) {
      const command = packageCommand(run);
      if (command?.action === "install")
        for (const word of command.packages) installed.add(packageName(word));
    }
  const found = new Set<string>();
  for (const crate of crates)
    for (const name of linkingCrates[crate]?.development ?? [])
      if (installed.has(name) || carriesDevelopmentPackage(stage.imageFacts, name)) found.add(name);
  return found;
}

/** The packages to install for linked libraries; a sentence for one whose run-time half isn't known. */
export function runtimePackages(
  linked: ReadonlySet<string>,
  release: string | undefined,
): readonly string[] | string {
  const packages = new Set<string>();
  for (const name of linked) {
    const halves = runtimeHalves(name, release);
    if (halves === undefined && isArchivedRelease(release))
      return `The program is linked to the library of \`${name}\`, and Debian's mirrors no longer have the packages of ${release} to install it from`;
    if (halves === undefined) return `Which package holds the run-time half of \`${name}\` isn't known`;
    for (const each of halves) packages.add(each);
  }
  return [...packages].sort();
}
