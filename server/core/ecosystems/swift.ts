// Swift: the toolchain's images and the commands that build with it.

import { defineEcosystem } from "./ecosystem.ts";

export const swift = defineEcosystem({
  id: "swift",
  title: "Swift",
  images: ["swift"],
  packages: ["swiftlang"],
  manifests: ["Package.swift", "Package.resolved", "**/*.swift"],
  builds: (run) => (run.program === "swift" && run.args[0]?.value === "build") || run.program === "swiftc",
  runsToolchain: (program, args) =>
    /(?:^|\/)swift$/.test(program) &&
    (args.length === 0 || /^(?:run|test|package|repl|build)$/.test(args[0] ?? "")),
  words: { carries: "its compiler and build folder", needs: "the built program and Swift's libraries" },
  docs: { split: "Recognises `swift build` and `swiftc`. It is not split yet." },
});
