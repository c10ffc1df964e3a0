// Rust: images, cargo and the dependency step.

import type { RunCommand } from "../model/commands.ts";
import type { Stage } from "../model/stage.ts";
import { parseCargoToml } from "../project/manifests/cargo-toml.ts";
import type { RuleFile } from "../rules/rule.ts";
import { type DependencyNeeds, type DependencyStep, defineEcosystem } from "./ecosystem.ts";
import { bindsContext, cacheMounts, ManifestFolder, unknownContext } from "./manifests.ts";

export const rust = defineEcosystem({
  id: "rust",
  title: "Rust",
  images: ["rust", "chainguard/rust", "rust-musl-builder"],
  packages: ["rustc", "cargo", "rust"],
  installs: (run) =>
    run.program === "rustup-init" ||
    (/^(?:ba|da)?sh$/.test(run.program) && run.args.some((word) => /rustup/.test(word.value))),
  words: { carries: "its compiler, crates and build folder", needs: "the built program" },
  manifests: ["Cargo.toml", "Cargo.lock", "rust-toolchain", "rust-toolchain.toml", ".cargo/config.toml"],
  builds: (run) =>
    run.program === "rustc" ||
    (run.program === "cargo" && /^(?:build|b|install|zigbuild|auditable)$/.test(subcommand(run) ?? "")),
  runsToolchain: (program, args) =>
    /(?:^|\/)cargo$/.test(program) && /^(?:run|r|watch|test|bench)$/.test(args[0] ?? ""),
  dependencyStep: rustDependencyStep,
  docs: { split: "Recognises `cargo build` and `cargo install`. It is not split yet." },
});

function subcommand(run: RunCommand): string | undefined {
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

function rustDependencyStep(file: RuleFile, stage: Stage, run: RunCommand): DependencyStep | undefined {
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
  const roots = place.present(["src/main.rs", "src/lib.rs"]);
  const others = place.present(["build.rs", "benches", "src/bin"]);
  if (
    text === undefined ||
    manifests === undefined ||
    vendored === undefined ||
    roots === undefined ||
    others === undefined
  )
    return { ...unknownContext, weight };
  const cargo = text === null ? undefined : parseCargoToml(text);
  if (cargo === undefined)
    return { kind: "none", why: "No copy from the build context brings its `Cargo.toml`", weight };
  if (cargo.members !== undefined)
    return {
      kind: "none",
      why: "A workspace needs a file for each of its crates before cargo reads it; `cargo chef` makes them",
      weight,
    };
  const [path] = cargo.pathDependencies;
  if (path !== undefined)
    return { kind: "none", why: `\`Cargo.toml\` takes a crate from the folder \`${path}\``, weight };
  const plain =
    cargo.bins.every((bin) => bin.path === undefined || bin.path === "src/main.rs") &&
    cargo.libPath === undefined &&
    cargo.buildScript === undefined &&
    others.length === 0 &&
    roots.length > 0 &&
    !vendored;
  if (!plain || (name !== "build" && name !== "b" && name !== "check"))
    return {
      kind: "none",
      why: "A first build of the crates alone needs a file for each target of the package; `cargo chef` makes them",
      weight,
    };
  return {
    kind: "reorder",
    ...dummyBuild(file, run, roots, manifests),
    weight: cargo.dependencies.length === 0 ? "empty" : weight,
  };
}

/**
 * Builds the crates with an empty program, then the project. Cargo goes by the files' times, and a copy keeps old
 * ones, so the crate roots are touched: without that cargo would ship the empty program.
 */
function dummyBuild(
  file: RuleFile,
  run: RunCommand,
  roots: readonly string[],
  manifests: readonly string[],
): Pick<
  Extract<DependencyNeeds, { kind: "reorder" }>,
  "manifests" | "command" | "prefix" | "safety" | "why"
> {
  const files = roots.map((path) => `src/${path.slice(path.lastIndexOf("/") + 1)}`);
  const makes = files.map((path) =>
    path === "src/main.rs" ? "echo 'fn main() {}' > src/main.rs" : `touch ${path}`,
  );
  const build = file.text.slice(run.command.span.start, run.command.span.end);
  return {
    manifests,
    command: `mkdir -p src && ${makes.join(" && ")} && ${build}`,
    prefix: `touch ${files.join(" ")} && `,
    safety: "unsafe",
    why: "The crates are compiled with an empty program first; a build that looks at more than `src` may not compile that one",
  };
}
