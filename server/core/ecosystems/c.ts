// C and C++: images and packages with a compiler, and the commands that build with it.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { defineEcosystem } from "./ecosystem.ts";

const compilers = /^(?:(?:[\w.]+-)*(?:gcc|g\+\+|clang|clang\+\+)(?:-\d+(?:\.\d+)*)?|cc|c\+\+)$/;

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
  manifests: ["Makefile", "CMakeLists.txt", "meson.build", "configure", "**/*.c", "**/*.cpp", "**/*.cc"],
  builds,
  runsToolchain: (program) =>
    compilers.test(program) || /^(?:make|gmake|cmake|ctest|ninja|meson|gdb|clangd|bazel)$/.test(program),
  words: { carries: "its compiler and headers", needs: "the built program and its libraries" },
  docs: {
    split:
      "Recognises `make`, `cmake --build`, `ninja`, `meson compile` and calls of a compiler. It is not split yet.",
  },
});

/** Targets of make that leave nothing behind. */
const idleTargets = /^(?:clean|distclean|mrproper|test|tests|check|lint|fmt|format|help|deps|vet|uninstall)$/;

function builds(run: RunCommand): boolean {
  const words = run.args.map((word) => argumentValue(run, word) ?? word.value);
  switch (run.program) {
    case "make":
    case "gmake": {
      const targets = words.filter(
        (word, at) => !/^-|=/.test(word) && !/^-[CfIo]$/.test(words[at - 1] ?? ""),
      );
      return targets.length === 0 || targets.some((target) => !idleTargets.test(target));
    }
    case "ninja":
      return !words.some((word) => word === "clean" || word === "test");
    case "cmake":
      return words.includes("--build");
    case "meson":
    case "bazel":
    case "bazelisk":
      return ["compile", "install", "build"].includes(words.find((word) => !word.startsWith("-")) ?? "");
    case "scons":
      return true;
    default:
      return (
        compilers.test(run.program) &&
        words.some((word) => word === "-o" || /\.(?:c|cc|cpp|cxx|o)$/.test(word))
      );
  }
}
