// Rust: images, cargo, dependencies and the split into a builder and a runtime stage.

import { stageCommands } from "../model/commands.ts";
import type { Stage } from "../model/stage.ts";
import { pinnedBuilder } from "../split/builder-pin.ts";
import { dependencyOrder } from "../split/dependency-order.ts";
import { distributionRuntimes } from "../split/distribution-runtimes.ts";
import { declined, type Note, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { BuilderChanges, ProgramBuild } from "../split/program-needs.ts";
import { startCommand } from "../split/start-command.ts";
import type { TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { defineEcosystem, type SplitRequest } from "./ecosystem.ts";
import { buildsRust, type RustBuild, rustBuilds, rustSourceRoot } from "./rust-build.ts";
import { rustDependencyStep, subcommand } from "./rust-dependencies.ts";
import { linkedDevelopmentPackages, runtimePackages, rustLibraries } from "./rust-libraries.ts";
import { type RustLinkage, rustLinkage } from "./rust-linkage.ts";
import { isRustSource, readsVariable, rustProgramNeeds } from "./rust-needs.ts";
import { builtStart, cargoRunRemedy } from "./rust-run-remedy.ts";

/** A small server of the standard library as rustc 1.63 leaves it, measured. */
const typicalBinary = 11_600_000;

/** PATH of the rust images. Source: their Dockerfiles in rust-lang/docker-rust. */
const rustPath = "/usr/local/cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

const buildVariables =
  /^(?:CARGO_\w+|RUST(?:FLAGS|UP_\w+|C|C_\w+|DOC\w*|_VERSION)|SQLX_OFFLINE|OPENSSL_\w+|PKG_CONFIG\w*|CC|CXX|CFLAGS|CXXFLAGS|LDFLAGS|AR|DEBIAN_FRONTEND|ROCKET_CODEGEN_DEBUG|PROTOC|LIBCLANG_PATH)$/;

export const rust = defineEcosystem({
  id: "rust",
  title: "Rust",
  images: ["rust", "rustlang/rust", "chainguard/rust", "rust-musl-builder"],
  packages: ["rustc", "cargo", "rust"],
  installs: (run) =>
    run.program === "rustup-init" ||
    (/^(?:ba|da)?sh$/.test(run.program) && run.args.some((word) => /rustup/.test(word.value))),
  words: { carries: "its compiler, crates and build folder", needs: "the built program" },
  manifests: [
    "Cargo.toml",
    "Cargo.lock",
    "**/Cargo.toml",
    "rust-toolchain",
    "rust-toolchain.toml",
    ".cargo/config.toml",
    "**/*.rs",
  ],
  builds: (run) =>
    run.program === "rustc" ||
    (run.program === "cargo" && /^(?:build|b|install|zigbuild|auditable)$/.test(subcommand(run) ?? "")),
  buildsThroughFiles: buildsRust,
  runsToolchain: (program, args) =>
    /(?:^|\/)cargo$/.test(program) && /^(?:run|r|watch|test|bench|shuttle|leptos|make)$/.test(args[0] ?? ""),
  dependencyStep: rustDependencyStep,
  plan: planRust,
  docs: {
    split: [
      "Recognises `cargo build`, `cargo install --path` and `cargo install` of the project's own published crate, with",
      "workspaces, `-p`, `--bin`, `--target`, `--target-dir`, profiles and `[[bin]]`, also through a readable Makefile target or script.",
      "A program for a musl target is static and moves to distroless static, `scratch`, alpine or a slim Debian; one for",
      "a gnu target moves to distroless cc or the slim Debian of its builder's release, whose tag is pinned.",
      "Libraries that crates of `Cargo.lock` link (`openssl-sys`, `pq-sys`) are installed in the runtime stage.",
      "Files that the sources name (`static`, `Rocket.toml`, templates) go along; what is compiled in need not.",
    ].join("\n"),
  },
});

function planRust(request: SplitRequest): SplitOutcome {
  const { file, stage } = request;
  const starts = startsToolchain(request);
  const start = starts === undefined ? undefined : builtStart(request);
  if (starts !== undefined && start === undefined)
    return declined("rust", starts.message, starts.at, cargoRunRemedy(request));
  const found = rustBuilds(file, stage);
  if (found.kind === "unknown")
    return declined("rust", `The build can't be followed: ${found.why}`, found.at ?? stage.base.span);
  const own = found.builds.filter((build) => build.own);
  const last = own.at(-1);
  const fetched = found.builds.at(-1);
  if (last === undefined)
    return fetched === undefined
      ? declined("rust", "No `cargo build` or `cargo install` was found", stage.base.span)
      : declined(
          "rust",
          "The program is fetched by `cargo install`, its sources are not those in the build context, and which libraries its crates link isn't known",
          fetched.call.run.command.span,
        );
  const at = last.call.run.command.span;
  const sourceRoot = rustSourceRoot(own);
  const { project } = last;
  // Files that decide are not loaded yet: the host asks again.
  if (project === undefined || sourceRoot === undefined)
    return declined("rust", "The project's manifests were not read", at);
  const libraries = rustLibraries(project);
  const linkage = rustLinkage(stage, own, libraries);
  if (typeof linkage === "string") return declined("rust", linkage, at);
  const linked = linkedDevelopmentPackages(stage, libraries.crates);
  const packages = linkage.kind === "glibc" ? runtimePackages(linked, stage.imageFacts?.release) : [];
  if (typeof packages === "string") return declined("rust", packages, at);
  const notes: Note[] = [...linkage.notes.map((message) => ({ message, at }))];
  const build: ProgramBuild = {
    ecosystem: "rust",
    outputs: found.builds.flatMap((each) => each.outputs),
    linkage: linkage.kind,
    // libgcc_s unwinds panics, and only the image with the C++ library has it.
    cxx: linkage.kind === "glibc",
    sourceRoot,
    isBuildVariable: (name) => buildVariables.test(name) || (name === "PATH" && leadsToToolchain(stage)),
    readsInBuild: (name) => readsVariable(file, project, name),
    isSource: (path) => isRustSource(file.project, path),
    isToolchainProgram: (program) => toolchainPrograms.has(program),
    traced: [...found.builds.map((each) => each.call.run.command.span), ...installers(stage)],
    needs: rustProgramNeeds(
      file,
      stage,
      project,
      own.flatMap((each) => each.packages),
      libraries,
    ),
    packages: [...packages, ...linkage.packages],
    links: (name) => linked.has(name),
    typicalBytes: typicalBinary,
    searchPath: rustPath,
    runtimes: (needs) => distributionRuntimes(request, needs, linkage.release),
    ...(start === undefined ? {} : { start }),
  };
  return planProgram(request, build, changesOf(request, own, linkage, notes));
}

/** Programs that come with Rust or serve its builds: they leave nothing that the program needs. */
const toolchainPrograms = new Set([
  "cargo",
  "rustc",
  "rustup",
  "rustup-init",
  "rustfmt",
  "cross",
  "protoc",
  "sqlx",
  "cbindgen",
]);

/** Every folder that the file adds to PATH is the one of rustup's programs. */
function leadsToToolchain(stage: Stage): boolean {
  const values = (stage.variableChanges.get("PATH") ?? []).flatMap(({ by }) =>
    by.pairs.flatMap((pair) => (pair.key === "PATH" ? [pair.value?.text ?? ""] : [])),
  );
  return values.every((value) =>
    value
      .split(":")
      .every((folder) => /^"?(?:\$\{?PATH\}?|.*\.cargo\/bin|\$\{?CARGO_HOME\}?\/bin)"?$/.test(folder)),
  );
}

/** Commands that install the toolchain: `curl https://sh.rustup.rs | sh`. */
function installers(stage: Stage): readonly Span[] {
  const commands = stageCommands(stage);
  return commands.flatMap((run, at) => {
    if (rust.installs?.(run) === true) return [run.command.span];
    const fetches = /^(?:curl|wget)$/.test(run.program) && run.args.some((word) => /rustup/.test(word.value));
    const next = commands[at + 1];
    if (!fetches) return [];
    const runs =
      next !== undefined && next.instruction === run.instruction && /^(?:ba|da)?sh$/.test(next.program);
    return runs ? [run.command.span, next.command.span] : [run.command.span];
  });
}

function startsToolchain({ stage }: SplitRequest): Note | undefined {
  const answer = startCommand(stage);
  if (answer.kind !== "start") return undefined;
  const { start } = answer;
  const command = start.programs.includes("cargo")
    ? `cargo ${start.args.find((word) => !word.startsWith("-") && !word.startsWith("+")) ?? ""}`.trim()
    : undefined;
  if (command === undefined) return undefined;
  return {
    message: /^cargo (?:run|r)$/.test(command)
      ? `The start command compiles: \`${command}\` needs the toolchain at run time`
      : `The start command needs the toolchain at run time: \`${command}\``,
    at: start.span,
  };
}

function changesOf(
  request: SplitRequest,
  builds: readonly RustBuild[],
  linkage: RustLinkage,
  notes: readonly Note[],
): BuilderChanges {
  const edits: TextEdit[] = [];
  const assumptions: Note[] = [...notes];
  const pin = linkage.kind === "static" || linkage.release !== undefined ? undefined : pinnedBuilder(request);
  edits.push(...(pin?.edits ?? []));
  assumptions.push(...(pin?.assumptions ?? []));
  const published = builds.find(({ command }) => command.remote.length > 0);
  if (published !== undefined)
    assumptions.push({
      message: `\`cargo install\` fetches the newest release of \`${published.command.remote[0]}\`; what it links and opens is taken from the sources of that crate in the build context`,
      at: published.call.run.command.span,
    });
  const debug = builds.find(({ command }) => command.profile === "debug");
  if (debug !== undefined)
    assumptions.push({
      message: "The program is built without `--release`, so it is larger and slower than it could be",
      at: debug.call.run.command.span,
    });
  // A build of the crates alone is only of use where there are any.
  const order = dependencyOrder(request.file, request.stage, rust, "any");
  if (order !== undefined && order.step.needs.weight === "full") {
    edits.push(...order.edits);
    assumptions.push({
      message:
        "The crates are compiled with an empty program before the sources are copied, so that an edit does not compile them again",
      at: order.step.run.command.span,
    });
  }
  return { edits, assumptions };
}
