// Haskell: images and packages with GHC, cabal and stack, and the commands that build with them.

import { defineEcosystem } from "./ecosystem.ts";

export const haskell = defineEcosystem({
  id: "haskell",
  title: "Haskell",
  images: ["haskell"],
  packages: ["ghc", "haskell-platform", "haskell-stack", "cabal-install"],
  installs: (run) =>
    run.args.some((word) => /get\.haskellstack\.org|get-ghcup\.haskell\.org/.test(word.value)),
  manifests: ["*.cabal", "cabal.project", "stack.yaml", "stack.yaml.lock", "package.yaml", "**/*.hs"],
  builds: (run) =>
    (run.program === "stack" && run.args.some(({ value }) => ["build", "install"].includes(value))) ||
    (run.program === "cabal" && /^(?:(?:new|v1|v2)-)?(?:build|install)$/.test(run.args[0]?.value ?? "")) ||
    (run.program === "ghc" && run.args.some(({ value }) => value.endsWith(".hs"))),
  // `stack exec` looks for the program in stack's own folders.
  runsToolchain: (program) => /(?:^|\/)(?:stack|cabal|ghci|runghc|runhaskell|ghcid)$/.test(program),
  words: { carries: "GHC and the built dependencies", needs: "the built program and its libraries" },
  docs: {
    split:
      "Recognises `stack build`, `stack install`, `cabal build`, `cabal install` and `ghc`. It is not split yet.",
  },
});
