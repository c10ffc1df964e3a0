// Rust: the step that compiles the crates, and how it comes before the project's own sources.

import type { RunCommand } from "../model/commands.ts";
import type { Stage } from "../model/stage.ts";
import { type CargoToml, parseCargoToml } from "../project/manifests/cargo-toml.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { ShellWord } from "../syntax/shell.ts";
import type { DependencyNeeds, DependencyStep } from "./ecosystem.ts";
import { assignmentsText, bindsContext, cacheMounts, ManifestFolder, unknownContext } from "./manifests.ts";
import { inherit } from "./rust-project.ts";
import { shellText } from "./script-parts.ts";

/** The word behind `cargo` and its toolchain: `build`. */
export function subcommand(run: RunCommand): string | undefined {
  return run.args.map((word) => word.value).find((word) => !word.startsWith("-") && !word.startsWith("+"));
}

const compiling = new Set([
  "build",
  "b",
  "check",
  "test",
  "run",
  "install",
  "fetch",
  "clippy",
  "rustc",
  "bench",
  "zigbuild",
]);

export function rustDependencyStep(
  file: RuleFile,
  stage: Stage,
  run: RunCommand,
): DependencyStep | undefined {
  if (run.program !== "cargo" || bindsContext(run.instruction)) return undefined;
  const name = subcommand(run);
  if (name === "chef") return chefStep(run);
  if (name === undefined || !compiling.has(name)) return undefined;
  const installsPath = run.args.some((word) => /^--path(?:=|$)/.test(word.value));
  if (name === "install" && !installsPath) return undefined;
  return {
    at: run.command.span,
    label: `cargo ${name}`,
    consequence: "downloads and compiles every crate again",
    folder: run.cwd,
    reads: [],
    scope: "tree",
    examine: () => examine(file, stage, run, name),
  };
}

/** `cargo chef cook` is the step that the sources wait for. */
function chefStep(run: RunCommand): DependencyStep | undefined {
  const cooks = run.args.some((word) => word.value === "cook");
  const nothing = (): DependencyNeeds => ({ kind: "nothing" });
  return cooks
    ? {
        at: run.command.span,
        label: "cargo chef cook",
        consequence: "compiles every crate again",
        folder: run.cwd,
        reads: [],
        scope: "tree",
        examine: nothing,
      }
    : undefined;
}

function examine(file: RuleFile, stage: Stage, run: RunCommand, name: string): DependencyNeeds {
  const mounts = cacheMounts(run.instruction);
  if (
    mounts.some((target) => /(?:^|\/)target$/.test(target)) ||
    (name === "fetch" && mounts.some((target) => /registry/.test(target)))
  )
    return { kind: "nothing" };
  const weight = mounts.some((target) => /registry|\.cargo|cargo$/.test(target)) ? "cached" : "full";
  if (!file.project.known) return { ...unknownContext, weight };
  const place = new ManifestFolder(file, stage, run.cwd);
  const text = place.text("Cargo.toml");
  const manifests = place.present([
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain",
    "rust-toolchain.toml",
    ".cargo",
  ]);
  const vendored = place.has("vendor");
  const found = place.find("src/bin/**/*.rs", "Cargo.toml");
  const roots = place.present(["src/main.rs", "src/lib.rs", "build.rs"]);
  if (
    text === undefined ||
    manifests === undefined ||
    vendored === undefined ||
    found === undefined ||
    roots === undefined
  )
    return { ...unknownContext, weight };
  const cargo = text === null ? undefined : parseCargoToml(text);
  if (cargo === undefined)
    return { kind: "none", why: "No copy from the build context brings its `Cargo.toml`", weight };
  if (cargo.members !== undefined)
    return {
      kind: "none",
      why: "A workspace needs a file for each of its crates before cargo reads it; `cargo chef` makes them",
      weight: fetchesNothing(place, cargo) ? "empty" : weight,
    };
  const own = cargo.crates.every((crate) => crate.local) ? "empty" : weight;
  const [path] = cargo.pathDependencies;
  if (path !== undefined)
    return { kind: "none", why: `\`Cargo.toml\` takes a crate from the folder \`${path}\``, weight: own };
  const files = crateRoots(cargo, place.path("Cargo.toml") ?? "Cargo.toml", roots, found);
  const build = buildCommand(file, run, name);
  if (name === "install" && manifests.includes("Cargo.lock") && !run.args.some(isLocked))
    return {
      kind: "none",
      why: "`cargo install` without `--locked` passes over `Cargo.lock`, so it would compile other versions of the crates again",
      weight: own,
    };
  if (files === undefined || build === undefined || cargo.namesOtherTargets || vendored)
    return {
      kind: "none",
      why: "A first build of the crates alone needs a file for each target of the package; `cargo chef` makes them",
      weight: own,
    };
  return { kind: "reorder", ...dummyBuild(files, build, manifests), weight: own };
}

function isLocked({ value }: ShellWord): boolean {
  return value === "--locked" || value === "--frozen";
}

/** True when no package of a workspace asks for a crate from elsewhere; false as well while that isn't known. */
function fetchesNothing(place: ManifestFolder, root: CargoToml): boolean {
  const texts = (place.find("**/Cargo.toml", "Cargo.toml") ?? []).map((path) => place.textAt(path));
  const manifests = [root, ...texts.flatMap((text) => (text == null ? [] : (parseCargoToml(text) ?? [])))];
  const names = new Set(manifests.map((manifest) => manifest.name));
  return (
    texts.every((text) => text !== undefined) &&
    manifests.every((manifest) =>
      inherit(manifest, root).every((crate) => crate.local || names.has(crate.name)),
    )
  );
}

/** More files than this make no line that anyone wants to read. */
const mostRoots = 4;

/** The first file of each target, relative to the manifest; undefined where they are too many or not all found. */
function crateRoots(
  cargo: CargoToml,
  manifest: string,
  roots: readonly string[],
  inBin: readonly string[],
): readonly string[] | undefined {
  const prefix = manifest.slice(0, -"Cargo.toml".length);
  const there = new Set(
    [...roots, ...inBin.filter((path) => /src\/bin\/(?:[^/]+|[^/]+\/main)\.rs$/.test(path))].map((path) =>
      path.slice(prefix.length),
    ),
  );
  if (cargo.buildScript !== undefined) there.add(cargo.buildScript);
  if (cargo.libPath !== undefined) there.add(cargo.libPath);
  for (const bin of cargo.bins) {
    const guesses = [`src/bin/${bin.name}.rs`, `src/bin/${bin.name}/main.rs`, "src/main.rs"];
    const path = bin.path ?? guesses.find((each) => there.has(each));
    if (path === undefined) return undefined;
    there.add(path.replace(/^\.\//, ""));
  }
  const files = [...there];
  const plain = files.every(
    (path) => /^[\w./-]+$/.test(path) && !path.startsWith("/") && !path.includes(".."),
  );
  return files.length === 0 || files.length > mostRoots || !plain ? undefined : files;
}

/** The command that compiles the crates as the step does: for an installation, a build in the same profile. */
function buildCommand(file: RuleFile, run: RunCommand, name: string): string | undefined {
  if (name === "build" || name === "b" || name === "check") return shellText(file.text, run);
  if (name !== "install") return undefined;
  const at = run.args.findIndex((word) => word.value === "install");
  const kept: string[] = [];
  for (let index = 0; index < run.args.length; index++) {
    const word = run.args[index];
    if (word === undefined || index === at) continue;
    const next = run.args[index + 1]?.value;
    if (word.value === "--path") {
      if (next !== "." && next !== "./") return undefined;
      index++;
    } else if (word.value.startsWith("--path=")) {
      if (!/^--path=\.\/?$/.test(word.value)) return undefined;
    } else if (word.value === "--root") index++;
    else if (/^--(?:locked|frozen|offline|all-features|no-default-features|features=.*)$/.test(word.value))
      kept.push(word.raw);
    else if (word.value === "--features" && next !== undefined) {
      kept.push(word.raw, run.args[index + 1]?.raw ?? "");
      index++;
    } else if (!/^(?:--root=.*|--force|-f|--verbose|-v|--quiet|-q)$/.test(word.value)) return undefined;
  }
  return [`${assignmentsText(file, run, /./)}cargo build --release`, ...kept].join(" ");
}

/**
 * Builds the crates with an empty program, then the project. Cargo goes by the files' times, and a copy keeps old
 * ones, so the crate roots are touched: without that cargo would ship the empty program.
 */
function dummyBuild(
  files: readonly string[],
  build: string,
  manifests: readonly string[],
): Pick<
  Extract<DependencyNeeds, { kind: "reorder" }>,
  "manifests" | "command" | "prefix" | "safety" | "why"
> {
  const libraries = files.filter((path) => /(?:^|\/)lib\.rs$/.test(path));
  const programs = files.filter((path) => !libraries.includes(path));
  const folders = [...new Set(files.map((path) => path.slice(0, Math.max(0, path.lastIndexOf("/")))))]
    .filter((folder) => folder !== "")
    .sort();
  const needed = folders.filter((folder) => !folders.some((other) => other.startsWith(`${folder}/`)));
  const makes = [
    ...(needed.length === 0 ? [] : [`mkdir -p ${needed.join(" ")}`]),
    ...programs.map((path) => `echo 'fn main() {}' > ${path}`),
    ...(libraries.length === 0 ? [] : [`touch ${libraries.join(" ")}`]),
  ];
  return {
    manifests,
    command: `${makes.join(" && ")} && ${build}`,
    prefix: `touch ${files.join(" ")} && `,
    safety: "unsafe",
    why: "The crates are compiled with an empty program first; a build that looks at more than `src` may not compile that one",
  };
}
