// What a Rust program is linked to, by its target, its flags and the builder's image.

import { newestReleases } from "../images/releases.ts";
import { runCommands, stageCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import type { Stage } from "../model/stage.ts";
import type { RustBuild } from "./rust-build.ts";
import type { RustLibraries } from "./rust-libraries.ts";

export interface RustLinkage {
  readonly kind: "static" | "glibc" | "musl";
  /** System packages that it needs beside those of its crates. */
  readonly packages: readonly string[];
  readonly notes: readonly string[];
  /** A release that is no older than the builder's, where the builder's own isn't known. */
  readonly release?: string;
}

/** A sentence where it can't be told. */
export function rustLinkage(
  stage: Stage,
  builds: readonly RustBuild[],
  libraries: RustLibraries,
): RustLinkage | string {
  for (const { target } of builds)
    if (target !== undefined && !/linux/.test(target)) return `The program is built for \`${target}\``;
  const facts = stage.imageFacts;
  const targets = new Set(builds.map(({ target }) => libcOf(target) ?? facts?.libc));
  const [libc, ...others] = targets;
  if (libc === undefined || others.length > 0 || libc === "none")
    return "What the program is linked to isn't known: the C library of the base image is not";
  const flags = builds.map(({ rustflags }) => rustflags).join(" ");
  if (builds.some(({ command }) => command.rustflags === undefined))
    return "The flags for the compiler (`RUSTFLAGS`) aren't known, and they decide what the program is linked to";
  if (libc === "musl") return muslLinkage(stage, flags, libraries);
  if (/\+crt-static/.test(flags))
    return libraries.crates.length === 0
      ? { kind: "static", packages: [], notes: ["`+crt-static` links the program statically"] }
      : `The program is linked statically, and whether \`${libraries.crates[0]}\` is too isn't known`;
  // Only development packages bring what a linker finds a shared library by.
  if (libraries.unknown !== undefined && mayLinkLibraries(stage))
    return `Which shared libraries the program needs isn't known: ${libraries.unknown}`;
  if (facts?.release === undefined && facts?.role !== "os") {
    const newest = newestReleases[facts?.distribution ?? ""];
    if (facts?.distribution !== "debian" || newest === undefined || libraries.crates.length > 0)
      return "The program is linked to glibc, and the release of the base image isn't known";
    return {
      kind: "glibc",
      packages: [],
      release: newest,
      notes: [
        `The program is linked to glibc and the compiler's libraries alone, and runs on newer ones than its builder's: those of ${newest}, because the tag doesn't name the builder's release`,
      ],
    };
  }
  const release = facts?.release === undefined ? "" : `, ${facts.release}`;
  return {
    kind: "glibc",
    packages: [],
    notes: [
      `The program is linked to glibc and libgcc, so it moves to an image of the builder's own release${release}`,
    ],
  };
}

function muslLinkage(stage: Stage, flags: string, libraries: RustLibraries): RustLinkage | string {
  const facts = stage.imageFacts;
  // Alpine's own compiler links dynamically; the one of rustup links statically.
  const dynamic = /-crt-static/.test(flags.replace(/\+crt-static/g, "")) || installsAlpineRust(stage);
  if (!dynamic) {
    const linking = libraries.crates.find((name) => !hasStaticLibrary(stage, name));
    return linking === undefined
      ? { kind: "static", packages: [], notes: ["A program for a musl target is linked statically"] }
      : `Whether the library that \`${linking}\` links is linked statically isn't known`;
  }
  if (libraries.unknown !== undefined)
    return `Which shared libraries the program needs isn't known: ${libraries.unknown}`;
  if (facts?.release === undefined)
    return "The program is linked to musl, and the release of the base image isn't known";
  return {
    kind: "musl",
    packages: ["libgcc"],
    notes: [`The program is linked to musl and libgcc, so it stays on alpine ${facts.release}`],
  };
}

function libcOf(target: string | undefined): "glibc" | "musl" | undefined {
  if (target === undefined) return undefined;
  return target.includes("musl") ? "musl" : target.includes("gnu") ? "glibc" : undefined;
}

function installedPackages(stage: Stage): ReadonlySet<string> {
  const names = new Set<string>();
  for (const each of stage.chain)
    for (const run of stageCommands(each)) {
      const command = packageCommand(run);
      if (command?.action === "install") for (const word of command.packages) names.add(packageName(word));
    }
  return names;
}

/** Development packages of compilers: the libraries of these are part of what any Rust program links. */
const compilerPackages = /^(?:libc6|libc|libgcc-\d+|libstdc\+\+-\d+|linux-libc|musl)-dev$/;

/** The builder has some library to link: a package brings it, its image does, or a command may. */
function mayLinkLibraries(stage: Stage): boolean {
  const facts = stage.imageFacts;
  if (facts?.family !== "rust" || !facts.variant.includes("slim")) return true;
  const brings = stage.chain.some((each) =>
    each.instructions.some(
      (instruction) =>
        (instruction.keyword === "COPY" && instruction.flag("from") !== undefined) ||
        runCommands(each, instruction).some(({ program }) =>
          /^(?:make|cmake|meson|ninja|dpkg|wget|curl|tar)$/.test(program),
        ),
    ),
  );
  if (brings) return true;
  return [...installedPackages(stage)].some((name) => !compilerPackages.test(name) && !buildTools.has(name));
}

/** Packages without a library to link. */
const buildTools: ReadonlySet<string> = new Set([
  "build-essential",
  "clang",
  "cmake",
  "curl",
  "wget",
  "ca-certificates",
  "gcc",
  "g++",
  "git",
  "lld",
  "make",
  "mold",
  "musl-tools",
  "perl",
  "pkg-config",
  "protobuf-compiler",
]);

function installsAlpineRust(stage: Stage): boolean {
  if (stage.imageFacts?.distribution !== "alpine") return false;
  const names = installedPackages(stage);
  return names.has("cargo") || names.has("rust");
}

/** Packages of alpine with the static library that a crate links. */
const staticPackages: Readonly<Record<string, readonly string[]>> = {
  "openssl-sys": ["openssl-libs-static"],
  "libsqlite3-sys": ["sqlite-static"],
  "libz-sys": ["zlib-static"],
  "pq-sys": ["postgresql-static"],
  "bzip2-sys": ["bzip2-static"],
  "lzma-sys": ["xz-static"],
};

/** Crates that compile their library along for a musl target. Source: their build scripts. */
const compiledForMusl = new Set([
  "libz-sys",
  "bzip2-sys",
  "lzma-sys",
  "curl-sys",
  "libssh2-sys",
  "libgit2-sys",
]);

function hasStaticLibrary(stage: Stage, crate: string): boolean {
  if (compiledForMusl.has(crate)) return true;
  // These images bring static libraries for what most programs link.
  const family = stage.imageFacts?.family ?? "";
  if (/muslrust|rust-musl-builder/.test(family) && /^(?:openssl-sys|pq-sys|libsqlite3-sys)$/.test(crate))
    return true;
  const names = installedPackages(stage);
  return (staticPackages[crate] ?? []).some((name) => names.has(name));
}
