// Rust builds: what each `cargo build` and `cargo install` of a stage makes, and where it lands.

import { Memory } from "../memory.ts";
import { stageCommands } from "../model/commands.ts";
import { baseName, isWithin, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { BuildOutput } from "../split/program-needs.ts";
import { type CalledCommand, calledCommands } from "./called-commands.ts";
import { cacheMounts } from "./manifests.ts";
import { type CargoCommand, readCargoCommand } from "./rust-command.ts";
import { type CargoPackage, type CargoProject, cargoProject, projectOfContext } from "./rust-project.ts";

export interface RustBuild {
  readonly call: CalledCommand;
  readonly command: CargoCommand;
  /** Undefined for a crate that is fetched. */
  readonly project: CargoProject | undefined;
  /** The packages whose programs it makes. */
  readonly packages: readonly CargoPackage[];
  readonly outputs: readonly BuildOutput[];
  /** The target triple; undefined for the builder's own. */
  readonly target: string | undefined;
  /** Flags for the compiler, from variables and configuration. */
  readonly rustflags: string;
  /** Made of the project's own sources, copied or fetched as the crate that the project publishes. */
  readonly own: boolean;
}

export type RustBuilds =
  | { readonly kind: "builds"; readonly builds: readonly RustBuild[] }
  | { readonly kind: "unknown"; readonly why: string; readonly at: CargoCommand["span"] | undefined };

/** Programs of well-known tools that are fetched with `cargo install`. Source: the `[[bin]]` of each crate. */
const toolPrograms: Readonly<Record<string, readonly string[]>> = {
  diesel_cli: ["diesel"],
  "sqlx-cli": ["sqlx", "cargo-sqlx"],
  "sea-orm-cli": ["sea-orm-cli"],
  "wasm-bindgen-cli": ["wasm-bindgen", "wasm-bindgen-test-runner", "wasm2es6js"],
  "cargo-edit": ["cargo-add", "cargo-rm", "cargo-upgrade", "cargo-set-version"],
  refinery_cli: ["refinery"],
  ripgrep: ["rg"],
  mdbook: ["mdbook"],
};

/** Images whose cargo builds for another target than the machine's by default. Source: their README and Dockerfile. */
const imageTargets: readonly (readonly [family: string, target: string])[] = [
  ["clux/muslrust", "x86_64-unknown-linux-musl"],
  ["ekidd/rust-musl-builder", "x86_64-unknown-linux-musl"],
  ["ghcr.io/rust-cross/rust-musl-cross", "x86_64-unknown-linux-musl"],
];

/** All builds of a stage in order, those in Makefile targets and scripts of the project included. */
export function rustBuilds(file: RuleFile, stage: Stage): RustBuilds {
  const known = cache.get(stage);
  if (known !== undefined) return known;
  const found = readBuilds(file, stage);
  cache.set(stage, found);
  return found;
}

/** Stages are made anew for every analysis, so what was found for one never outlives its snapshot. */
const cache = new Memory<Stage, RustBuilds>("stage");

function readBuilds(file: RuleFile, stage: Stage): RustBuilds {
  const builds: RustBuild[] = [];
  for (const call of calledCommands(file, stage)) {
    const command = readCargoCommand(stage, call.inner);
    if (command === undefined) continue;
    const build = buildOf(file, stage, call, command);
    if (typeof build === "string") return { kind: "unknown", why: build, at: call.run.command.span };
    builds.push(build);
  }
  return { kind: "builds", builds };
}

/** Quick: whether any command of the stage builds, files of the project included. */
export function buildsRust(file: RuleFile, stage: Stage): boolean {
  return calledCommands(file, stage).some(({ inner }) => readCargoCommand(stage, inner) !== undefined);
}

/** A sentence's clause where it can't be followed. */
function buildOf(
  file: RuleFile,
  stage: Stage,
  call: CalledCommand,
  command: CargoCommand,
): RustBuild | string {
  const base = { call, command, target: undefined, rustflags: command.rustflags ?? "" };
  if (command.remote.length > 0)
    return (
      publishedBuild(file, stage, call, command) ?? {
        ...base,
        project: undefined,
        packages: [],
        outputs: remoteOutputs(stage, call, command),
        own: false,
      }
    );
  if (command.folder === undefined) return `the folder in which \`${command.label}\` runs isn't known`;
  const answer = cargoProject(file, stage, command.folder);
  // The next round knows more; whatever is planned now is thrown away.
  if (answer.kind === "waiting") return { ...base, project: undefined, packages: [], outputs: [], own: true };
  if (answer.kind === "unknown") return answer.why;
  const { project } = answer;
  const packages = builtPackages(project, command);
  if (packages === undefined) return "which packages of the workspace are built isn't known";
  const target = targetOf(stage, project, command);
  if (target === undefined) return "the target that is built for isn't known";
  const folder = targetFolder(project, command);
  if (folder === undefined || command.profile === undefined)
    return `where \`${command.label}\` puts its result isn't known`;
  const names = programNames(packages, command);
  if (names === undefined) return "which programs are built isn't known";
  const built = resolvePath(folder, `${target ?? "."}/${command.profile}`);
  return {
    call,
    command,
    project,
    packages,
    outputs: outputsOf(stage, call, command, built, names),
    target: target ?? undefined,
    rustflags: `${command.rustflags ?? ""} ${project.config.rustflags}`,
    own: true,
  };
}

/** A fetched crate that is the project in the build context itself; undefined for any other. */
function publishedBuild(
  file: RuleFile,
  stage: Stage,
  call: CalledCommand,
  command: CargoCommand,
): RustBuild | undefined {
  const [crate, ...others] = command.remote;
  const folder = command.run.cwd;
  if (crate === undefined || others.length > 0 || folder === undefined) return undefined;
  const answer = projectOfContext(file, folder);
  if (answer.kind !== "project") return undefined;
  const { project } = answer;
  const named = project.packages.filter(({ manifest }) => manifest.name === crate.replace(/@.*$/, ""));
  const target = targetOf(stage, project, command);
  const names = programNames(named, command);
  const installed = installFolder(stage, command);
  if (named.length === 0 || target === undefined || names === undefined || installed === undefined)
    return undefined;
  const at = call.run.command.span;
  return {
    call,
    command,
    project,
    packages: named,
    outputs: names.map((name) => ({ path: resolvePath(installed, name), at, own: true })),
    target: target ?? undefined,
    // A crate that is fetched is built without the configuration of the project.
    rustflags: command.rustflags ?? "",
    own: true,
  };
}

function builtPackages(project: CargoProject, command: CargoCommand): readonly CargoPackage[] | undefined {
  if (command.packages === undefined) return undefined;
  if (command.packages.length > 0) {
    const names = command.packages.map((name) => name.replace(/[@#].*$/, ""));
    return project.packages.filter(({ manifest }) => names.includes(manifest.name ?? ""));
  }
  if (command.wholeWorkspace) return project.packages;
  if (project.main !== undefined && project.main.folder !== project.root) return [project.main];
  if (project.defaultMembers.length > 0)
    return project.packages.filter(({ folder }) => project.defaultMembers.includes(folder));
  return project.main === undefined ? project.packages : [project.main];
}

/** Null for the machine's own, undefined where it is computed. */
function targetOf(stage: Stage, project: CargoProject, command: CargoCommand): string | null | undefined {
  if (command.target === undefined) return undefined;
  const base = stage.rootBase;
  const name = base.kind === "image" ? base.reference.repository : "";
  const image = imageTargets.find(([family]) => stage.imageFacts?.family === family || name === family);
  return command.target ?? project.config.target ?? image?.[1] ?? null;
}

function targetFolder(project: CargoProject, command: CargoCommand): string | undefined {
  if (command.targetFolder === undefined) return undefined;
  return command.targetFolder ?? project.config.targetFolder ?? resolvePath(project.root, "target");
}

function programNames(
  packages: readonly CargoPackage[],
  command: CargoCommand,
): readonly string[] | undefined {
  if (command.buildsNoProgram) return [];
  if (command.bins === undefined) return undefined;
  if (command.bins === null) return command.examples.length > 0 ? [] : packages.flatMap(({ bins }) => bins);
  return command.bins.some((name) => /[*?[]/.test(name))
    ? packages.flatMap(({ bins }) => bins)
    : command.bins;
}

function outputsOf(
  stage: Stage,
  call: CalledCommand,
  command: CargoCommand,
  built: string,
  names: readonly string[],
): readonly BuildOutput[] {
  const at = call.run.command.span;
  // What a build leaves in a cache mount is not in the image; what a command copies out of it is.
  const mounted = cacheMounts(call.run.instruction).some((target) => isWithin(target, built));
  const removed = mounted || isCleaned(stage, call);
  const programs = names.map((name) => ({ path: resolvePath(built, name), at, own: !removed }));
  const examples = command.examples.map((name) => ({
    path: resolvePath(built, `examples/${name}`),
    at,
    own: !removed,
  }));
  if (command.kind === "build") return [...programs, ...examples];
  const folder = installFolder(stage, command);
  if (folder === undefined) return programs;
  const installed = names.map((name) => ({ path: resolvePath(folder, name), at, own: true }));
  // `cargo install --path` leaves the program in the target folder as well; that one counts where something names it.
  const named = lastPlaces(stage).target > call.run.instruction.span.start;
  return named ? [...programs.map((each) => ({ ...each, own: false })), ...installed] : installed;
}

/** `cargo clean` after the build removes what lies in the target folder. */
function isCleaned(stage: Stage, call: CalledCommand): boolean {
  return lastPlaces(stage).clean > call.run.command.span.start;
}

/** Offsets of the last `cargo clean` and of the last instruction that names the target folder; -1 without one. */
interface LastPlaces {
  readonly clean: number;
  readonly target: number;
}

const places = new Memory<Stage, LastPlaces>("stage");

function lastPlaces(stage: Stage): LastPlaces {
  let found = places.get(stage);
  if (found === undefined) {
    const clean = stageCommands(stage).findLast(
      (run) => run.program === "cargo" && run.args[0]?.value === "clean",
    );
    const target = stage.instructions.findLast((each) => each.text.includes("target/"));
    found = { clean: clean?.command.span.start ?? -1, target: target?.span.start ?? -1 };
    places.set(stage, found);
  }
  return found;
}

/** The folder that `cargo install` fills: `--root`, CARGO_INSTALL_ROOT, CARGO_HOME, `$HOME/.cargo`. */
function installFolder(stage: Stage, command: CargoCommand): string | undefined {
  if (command.root === undefined) return undefined;
  if (command.root !== null)
    return command.root.startsWith("/")
      ? resolvePath(command.root, "bin")
      : command.run.cwd === undefined
        ? undefined
        : resolvePath(command.run.cwd, `${command.root}/bin`);
  if (command.home === undefined) return undefined;
  const image = stage.imageFacts?.env.CARGO_HOME ?? officialHome(stage);
  return `${command.home ?? image ?? "/root/.cargo"}/bin`;
}

/** Images named like the official one set CARGO_HOME as it does. Source: rust-lang/docker-rust. */
function officialHome(stage: Stage): string | undefined {
  const base = stage.rootBase;
  return base.kind === "image" && /(?:^|\/)rust$/.test(base.reference.repository)
    ? "/usr/local/cargo"
    : undefined;
}

function remoteOutputs(stage: Stage, call: CalledCommand, command: CargoCommand): readonly BuildOutput[] {
  const folder = installFolder(stage, command);
  if (folder === undefined) return [];
  const at = call.run.command.span;
  const names =
    command.bins !== null && command.bins !== undefined
      ? command.bins
      : command.remote.flatMap((name) => {
          if (name === undefined) return [];
          const crate = baseName(name.replace(/@.*$/, "")).replace(/\.git$/, "");
          return Object.hasOwn(toolPrograms, crate) ? (toolPrograms[crate] ?? []) : [crate];
        });
  return names.map((name) => ({ path: resolvePath(folder, name), at, own: false }));
}

/** The folder of the sources: the root of the workspace, or the folder that all builds share. */
export function rustSourceRoot(builds: readonly RustBuild[]): string | undefined {
  const roots = builds.flatMap(({ project }) => (project === undefined ? [] : [project.root]));
  const [first, ...rest] = roots.sort((a, b) => a.length - b.length);
  return rest.every((root) => first !== undefined && isWithin(first, root)) ? first : roots[0];
}
