// Node.js: images, package managers, bundlers and the dependency step.

import type { RunCommand } from "../model/commands.ts";
import { defineEcosystem } from "./ecosystem.ts";
import { nodeDependencyStep } from "./node-dependencies.ts";

/** Programs that compile or bundle, run by themselves or through npx. */
const builders = new Set([
  "tsc",
  "webpack",
  "vite",
  "rollup",
  "esbuild",
  "parcel",
  "next",
  "nuxt",
  "ng",
  "vue-cli-service",
  "react-scripts",
  "nest",
  "gulp",
  "grunt",
  "swc",
  "babel",
  "tsup",
  "astro",
  "gatsby",
  "turbo",
  "nx",
]);

export const node = defineEcosystem({
  id: "node",
  title: "Node.js",
  images: ["node", "chainguard/node", "oven/bun"],
  packages: ["nodejs", "npm", "nodejs-npm", "yarn"],
  interpreted: true,
  words: {
    carries: "compilers, a package manager and what only the build installs",
    needs: "Node.js, the built files and the production dependencies",
  },
  manifests: [
    "package.json",
    "package-lock.json",
    "npm-shrinkwrap.json",
    "yarn.lock",
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "bun.lock",
    "bun.lockb",
    ".npmrc",
    ".yarnrc.yml",
  ],
  builds,
  runsToolchain: (program, args) => {
    const name = program.replace(/^.*\//, "");
    if (/^(?:nodemon|ts-node|ts-node-dev|tsx|vite|webpack-dev-server)$/.test(name)) return true;
    if (name === "ng" || name === "react-scripts") return /^(?:serve|start)$/.test(args[0] ?? "");
    if (name === "next" || name === "nuxt" || name === "astro" || name === "nest")
      return args[0] === "dev" || (name === "nest" && args[0] === "start");
    // `npm start` may run anything; only scripts named after development surely need the tools.
    if (!/^(?:npm|yarn|pnpm|bun)$/.test(name)) return false;
    const script =
      args.filter((arg) => !arg.startsWith("-") && arg !== "run" && arg !== "run-script")[0] ?? "";
    return /^(?:dev|develop|serve|watch|start:dev|dev:.*)$/.test(script);
  },
  dependencyStep: nodeDependencyStep,
  docs: {
    split:
      "Recognises npm, yarn, pnpm and bun, and the bundlers and compilers that they start. It is not split yet.",
  },
});

function builds(run: RunCommand): boolean {
  const words = run.args.filter((word) => !word.value.startsWith("-")).map((word) => word.value);
  const [first, second] = words;
  if (builders.has(run.program)) return first !== "dev" && first !== "serve";
  if (run.program === "npx" || run.program === "bunx") return first !== undefined && builders.has(first);
  if (!/^(?:npm|yarn|pnpm|bun)$/.test(run.program)) return false;
  const script = first === "run" || first === "run-script" ? second : first;
  return (
    script !== undefined &&
    /^(?:build|compile|bundle|dist|prod|production|generate|export)(?:$|[:._-])/.test(script)
  );
}
