// C and C++: images and packages with a compiler, the commands that build with it, and the split.

import type { RunCommand } from "../model/commands.ts";
import { isWithin } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { pinnedBuilder } from "../split/builder-pin.ts";
import { carriesDevelopmentPackage } from "../split/buildpack-deps.ts";
import { distributionRuntimes } from "../split/distribution-runtimes.ts";
import { runs } from "../split/instruction-text.ts";
import { type AddedLine, declined, type Note, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { BuilderChanges, BuildOutput, ProgramBuild } from "../split/program-needs.ts";
import { runtimeHalves } from "../split/run-time-halves.ts";
import { toolchainStart } from "../split/toolchain-start.ts";
import { insertion } from "../text/edits.ts";
import { type CBuild, cBuild } from "./c-build.ts";
import { isCompiler, readCompilerCall } from "./c-command.ts";
import { linkedLibraries } from "./c-libraries.ts";
import { makesSomethingElse } from "./c-make.ts";
import { buildReadsVariable, cProgramNeeds, isCSource } from "./c-needs.ts";
import { readBuildCall } from "./c-tools.ts";
import { defineEcosystem, type SplitRequest } from "./ecosystem.ts";

const buildVariables =
  /^(?:CC|CXX|CPP|LD|AR|C(?:PP|XX)?FLAGS|LDFLAGS|LIBS|LDLIBS|MAKEFLAGS|CMAKE_\w+|PKG_CONFIG\w*|DEBIAN_FRONTEND|C_INCLUDE_PATH|CPLUS_INCLUDE_PATH|LIBRARY_PATH|VCPKG_\w+|CONAN_\w+|GCC_VERSION)$/;

/** A program of a few files as gcc 12 leaves it, measured: with glibc in it, and without. */
const staticBinary = 900_000;
const dynamicBinary = 20_000;

export const c = defineEcosystem({
  id: "c",
  title: "C and C++",
  images: ["gcc", "buildpack-deps", "chainguard/gcc-glibc"],
  packages: [
    "build-essential",
    "build-base",
    "alpine-sdk",
    "gcc",
    "g++",
    "gcc-c++",
    "clang",
    "base-devel",
    "Development Tools",
    "@development-tools",
  ],
  serves: "others-too",
  manifests: [
    "Makefile",
    "CMakeLists.txt",
    "**/CMakeLists.txt",
    "meson.build",
    "configure",
    "**/Makefile.am",
    "**/*.c",
    "**/*.h",
    "**/*.cpp",
    "**/*.cc",
  ],
  builds,
  buildsThroughFiles: (file, stage) => cBuild(file, stage) !== undefined,
  servesElse: (file, stage) => makesSomethingElse(file, stage, builds),
  runsToolchain: (program) =>
    isCompiler(program.replace(/^.*\//, "")) ||
    /^(?:make|gmake|cmake|ctest|ninja|meson|gdb|clangd|bazel)$/.test(program),
  words: { carries: "its compiler and headers", needs: "the built program and its libraries" },
  plan: planC,
  docs: {
    split: [
      "Recognises calls of gcc, g++ and clang, `make` with readable recipes, `cmake` with `--build`, `--install` and",
      "`install()` rules, `./configure && make install` and Meson, on `gcc` and on distributions with an installed compiler.",
      "A program linked with `-static` moves to distroless static or `scratch`. Others keep the C library: programs built on",
      "a distribution stay on it (`debian:bookworm-slim`, `ubuntu:22.04`, the same alpine), those built on `gcc` move to",
      "distroless or the slim Debian of its release. The run-time halves of installed `-dev` packages are installed.",
    ].join("\n"),
  },
});

function builds(run: RunCommand): boolean {
  const call = readBuildCall(run);
  if (call !== undefined) return call.kind === "build" && !call.idle && run.program !== "meson";
  const words = run.args.map((word) => word.value);
  switch (run.program) {
    case "meson":
    case "bazel":
    case "bazelisk":
      return ["compile", "install", "build"].includes(words.find((word) => !word.startsWith("-")) ?? "");
    case "scons":
      return true;
    default: {
      const compiled = readCompilerCall(run);
      return (
        compiled !== undefined && words.some((word) => word === "-o" || /\.(?:c|cc|cpp|cxx|o)$/.test(word))
      );
    }
  }
}

function planC(request: SplitRequest): SplitOutcome {
  const { file, stage } = request;
  const starts = toolchainStart(stage, c.runsToolchain);
  if (starts !== undefined) return declined("c", starts.message, starts.at);
  const found = cBuild(file, stage);
  if (found === undefined)
    return declined("c", "No command was found that builds a program", stage.base.span);
  if (found.unknown !== undefined)
    return declined("c", `The build can't be followed: ${found.unknown.why}`, found.unknown.at);
  const at = found.traced[0];
  if (found.sourceRoot === undefined)
    return declined("c", "The folder in which the program is built isn't known", at);
  const linkage = linkageOf(stage, found);
  if (typeof linkage === "string") return declined("c", linkage, at);
  const changes = changesOf(request, found, linkage);
  const build: ProgramBuild = {
    ecosystem: "c",
    outputs: [...found.outputs, ...compilerLibraries(found, linkage)],
    linkage: linkage.kind,
    cxx: found.cxx && linkage.compiler === "distribution",
    sourceRoot: found.sourceRoot,
    isBuildVariable: (name) => buildVariables.test(name),
    // The linker looks for the libraries of libraries there, as ld(1) says.
    readsInBuild: (name) => name === "LD_LIBRARY_PATH" || buildReadsVariable(file, name),
    isSource: (path) => isCSource(file.project, path),
    isToolchainProgram: (program) => isCompiler(program) || toolchainPrograms.has(program),
    traced: found.traced,
    fills: (path) => buildFolder.test(path) || found.folders.some((folder) => isWithin(path, folder)),
    needs: cProgramNeeds(file, stage, found),
    packages: linkage.packages,
    links: linkage.links,
    typicalBytes: linkage.kind === "static" ? staticBinary : dynamicBinary,
    runtimes: (needs) =>
      distributionRuntimes(request, needs, linkage.release).filter(
        (image) => found.installs === undefined || image.hasShell,
      ),
  };
  const outcome = planProgram(request, build, changes);
  if (outcome.kind === "declined" && found.aside !== undefined && found.outputs.length === 0)
    return declined("c", `The build can't be followed: ${found.aside.why}`, found.aside.at);
  return outcome;
}

/** Programs that build, or that prepare a build: they leave nothing that the program needs. */
const toolchainPrograms = new Set([
  "ar",
  "ranlib",
  "ld",
  "as",
  "nm",
  "objcopy",
  "strip",
  "make",
  "gmake",
  "cmake",
  "ctest",
  "cpack",
  "ninja",
  "meson",
  "configure",
  "autogen.sh",
  "bootstrap",
  "bootstrap.sh",
  "buildconf",
  "autoconf",
  "autoheader",
  "autoreconf",
  "automake",
  "aclocal",
  "libtoolize",
  "intltoolize",
  "bison",
  "flex",
  "yacc",
  "lex",
  "m4",
  "nasm",
  "yasm",
  "pkg-config",
  "protoc",
  "ccache",
  "update-alternatives",
]);

/** Folders that builds fill with objects, and archives of sources. */
const buildFolder =
  /\.(?:tar(?:\.\w+)?|tgz|txz|zip)$|\/(?:build|_build|builddir|build-\w+|cmake-build-\w+|obj|objs|out|bin|deps|\.deps|lib)$/;

interface CLinkage {
  readonly kind: "static" | "glibc" | "musl";
  /**
   * Whose C++ library the program uses: `distribution` the release's own, `linked-in` the compiler's, linked
   * statically, `copied` the compiler's, copied out of the builder.
   */
  readonly compiler: "distribution" | "linked-in" | "copied";
  readonly packages: readonly string[];
  readonly links: (developmentPackage: string) => boolean;
  readonly notes: readonly string[];
  /** A release that is no older than the builder's, where the builder's own isn't known. */
  readonly release?: string;
}

/** Older images of gcc are made of older releases than this one, and programs run on newer C libraries than their own. */
const newerRelease = "bookworm";

/** Versions of gcc that were last built before bookworm came out, or with it. Source: docker-library/gcc. */
function isOlderCompiler({ imageFacts }: Stage): boolean {
  return imageFacts?.family === "gcc" && Number(/^\d+/.exec(imageFacts.version ?? "")?.[0] ?? 99) <= 10;
}

function imageName({ rootBase }: Stage): string {
  return rootBase.kind === "image" ? rootBase.reference.text : "";
}

/** The compiler whose libraries a release of Debian has. Source: package gcc-defaults of each release. */
const releaseCompilers: Readonly<Record<string, number>> = { bullseye: 10, bookworm: 12, trixie: 14 };

function linkageOf(stage: Stage, build: CBuild): CLinkage | string {
  const facts = stage.imageFacts;
  const none = { packages: [], links: () => false };
  if (build.static)
    return {
      ...none,
      kind: "static",
      compiler: "distribution",
      notes: ["`-static` links the program statically"],
    };
  const libc = facts?.libc;
  if (libc !== "glibc" && libc !== "musl")
    return "What the program is linked to isn't known: the C library of the base image is not";
  const { packages, unknown } = linkedLibraries(build.libraries, build.own);
  if (facts?.release === undefined && facts?.role !== "os")
    return !build.open && unknown.length === 0 && packages.size === 0 && isOlderCompiler(stage)
      ? {
          ...none,
          kind: "glibc",
          compiler: "distribution",
          release: newerRelease,
          notes: [
            build.cxx
              ? `The program is linked to glibc and the C++ library alone, and runs on newer ones than those of \`${imageName(stage)}\`: ${newerRelease}'s`
              : `The program is linked to glibc alone, and runs on a newer one than that of \`${imageName(stage)}\`: ${newerRelease}'s`,
          ],
        }
      : "The program is linked to glibc, and the release of the base image isn't known";
  // Names that stand for no known package may belong to one that is installed: then all of those count.
  const precise = libc === "glibc" && !build.open && unknown.length === 0;
  const fromImage = [...packages].filter((name) => carriesDevelopmentPackage(facts, name));
  if (facts?.role !== "os" && unknown.length > 0 && !installsAnything(stage))
    return `Which package holds the library \`${unknown[0]}\` isn't known`;
  const needed: string[] = [];
  for (const name of fromImage) {
    const halves = runtimeHalves(name, facts?.release);
    if (halves === undefined) return `Which package holds the run-time half of \`${name}\` isn't known`;
    needed.push(...halves);
  }
  if (build.openmp) needed.push(libc === "musl" ? "libgomp" : "libgomp1");
  if (build.cxx && libc === "musl") needed.push("libstdc++");
  const release = facts?.release === undefined ? "" : ` ${facts.release}`;
  return {
    kind: libc,
    compiler: compilerOf(stage, build),
    packages: needed,
    links: (name) => !precise || packages.has(name),
    notes: [
      facts?.role === "os"
        ? `The program is linked to ${libc === "musl" ? "musl" : "glibc"}, so it stays on ${facts.distribution}${release}`
        : `The program is linked to ${libc === "musl" ? "musl" : "glibc"}, so it moves to an image of the builder's own release,${release}`,
    ],
  };
}

function installsAnything(stage: Stage): boolean {
  return stage.instructions.some((each) =>
    /\b(?:apt|apt-get|apk|dnf|yum)\b.*\b(?:install|add)\b/s.test(each.text),
  );
}

/** The gcc images have a compiler of their own, whose C++ library may be newer than the release's. */
function compilerOf(stage: Stage, build: CBuild): CLinkage["compiler"] {
  const facts = stage.imageFacts;
  if (!build.cxx || facts?.family !== "gcc") return "distribution";
  const version = Number(/^\d+/.exec(facts.version ?? "")?.[0] ?? Number.POSITIVE_INFINITY);
  if (version <= (releaseCompilers[facts.release ?? ""] ?? 0)) return "distribution";
  const written =
    build.direct.length > 0 && build.direct.every(({ run }) => run.instruction.exec === undefined);
  return written ? "linked-in" : "copied";
}

const libraryFolder = "/usr/local/lib64";

/** The compiler's own libraries, where the program needs those of no distribution. */
function compilerLibraries(build: CBuild, linkage: CLinkage): readonly BuildOutput[] {
  const at = build.outputs.at(-1)?.at;
  if (linkage.compiler !== "copied" || at === undefined) return [];
  return ["libstdc++.so.6", "libgcc_s.so.1"].map((name) => ({
    path: `${libraryFolder}/${name}`,
    at,
    own: true,
  }));
}

function changesOf(request: SplitRequest, build: CBuild, linkage: CLinkage): BuilderChanges {
  const at = build.traced[0];
  const place = at === undefined ? {} : { at };
  const assumptions: Note[] = linkage.notes.map((message) => ({ message, ...place }));
  const pin = linkage.kind === "static" || linkage.release !== undefined ? undefined : pinnedBuilder(request);
  const edits = [...(pin?.edits ?? [])];
  assumptions.push(...(pin?.assumptions ?? []));
  const runtime: AddedLine[] = [];
  if (linkage.compiler === "linked-in") {
    for (const call of build.direct)
      edits.push(insertion(call.run.command.programSpan.end, " -static-libstdc++ -static-libgcc"));
    assumptions.push({
      message: "The C++ library of the `gcc` image is newer than Debian's, so it is linked into the program",
      ...place,
    });
  } else if (linkage.compiler === "copied") {
    runtime.push({
      where: "artifacts",
      instruction: { keyword: "ENV", variables: { LD_LIBRARY_PATH: libraryFolder } },
    });
    assumptions.push({
      message: "The C++ library of the `gcc` image is newer than Debian's, so it comes along",
      ...place,
    });
  }
  for (const folder of build.libraryFolders)
    assumptions.push({
      message: `\`LD_LIBRARY_PATH\` leads to \`${folder}\`, so what was built there goes along whole; what it links beyond the packages here isn't known`,
      ...place,
    });
  if (build.installs !== undefined && linkage.kind === "glibc") {
    runtime.push({ where: "artifacts", instruction: runs("ldconfig") });
    assumptions.push({
      message: `What is installed isn't known file by file, so \`${build.installs}\` goes along whole, and \`ldconfig\` makes its libraries known`,
      ...place,
    });
  }
  return { edits, assumptions, runtime };
}
