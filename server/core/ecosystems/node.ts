// Node.js: images, package managers, bundlers and the dependency step.

import type { RunCommand } from "../model/commands.ts";
import type { Stage } from "../model/stage.ts";
import type { Project } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import { dependencyOrder } from "../split/dependency-order.ts";
import { declined, type SplitOutcome } from "../split/plan.ts";
import { defineEcosystem, type SplitRequest } from "./ecosystem.ts";
import { nodeBuiltFolders } from "./node-built-folders.ts";
import { nodeDependencyStep } from "./node-dependencies.ts";
import { planServer } from "./node-plan.ts";
import { nodeProject } from "./node-project.ts";
import { developmentRemedy } from "./node-remedy.ts";
import { installsCompilers, isFullImage } from "./node-runtimes.ts";
import { planSite } from "./node-site-plan.ts";
import { nodeStart } from "./node-start.ts";

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
  alsoStarts: /^(?:node|npm|npx|yarn|pnpm|bun)$/,
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
  gains,
  builtFolders: nodeBuiltFolders,
  plan: planNode,
  docs: {
    split: [
      "Follows npm, yarn, pnpm and Bun through the scripts of `package.json` to the compilers and bundlers that run, and",
      "reads where these write: `tsconfig.json` with `extends`, vite, Next, Nuxt, Angular, Nest, webpack and others.",
      "A server moves from the full image to the slim one of the same version with its packages, what was built and the",
      "files that it may read; development packages stay behind unless something that runs loads one. Where it isn't",
      "known what a build makes, the whole folder goes along. A site that `serve`, `http-server` or `vite preview` hands",
      "out moves to nginx on the same port. A start command that compiles or watches is declined, with an edit that",
      "builds instead where a script says how.",
    ].join("\n"),
  },
});

/** An image with compilers under a program that needs none of them at run time. */
function gains(_file: RuleFile, stage: Stage): boolean {
  const fat = isFullImage(stage) || (stage.imageFacts?.family === "node" && installsCompilers(stage));
  return fat && (stage.cmd?.by !== undefined || stage.entrypoint?.by !== undefined);
}

function planNode(request: SplitRequest): SplitOutcome {
  const { file, stage } = request;
  const base = stage.base.span;
  if (!/^(?:node|oven\/bun)$/.test(stage.imageFacts?.family ?? ""))
    return declined("node", foreignImage(stage), base);
  const found = nodeStart(stage, nodeProject(file, stage));
  if (found === undefined)
    return declined("node", "No CMD or ENTRYPOINT says what to start", stage.from.textSpan);
  const { start, at } = found;
  switch (start.kind) {
    case "development": {
      const name = [start.command.program, ...start.command.args].join(" ");
      return declined(
        "node",
        `The start command ${start.what === "compiles" ? "compiles" : "watches sources"} at run time: \`${name}\` needs the sources and the packages that ${start.what === "compiles" ? "compile" : "watch"} them${productionFile(file.project)}`,
        at,
        developmentRemedy(request, start.command),
      );
    }
    case "site":
      return planSite(request, { site: start.site, command: start.command, at });
    default:
      return planServer(request, found, dependencyOrder(file, stage, node));
  }
}

/** Why an image that is none of Node.js is not followed. */
function foreignImage({ base, imageFacts }: Stage): string {
  if (base.kind !== "image")
    return "The base image isn't known, so neither is which image could run the program";
  const name = `\`${base.reference.text}\``;
  return imageFacts === undefined
    ? `What ${name} is made of isn't known, so neither is which image could run the program`
    : `${name} is no image of Node.js, and which one has the same version as what is installed here isn't known`;
}

/** Names a Dockerfile beside this one that says it is for production, as a clause. */
function productionFile(project: Project): string {
  const name = (project.find("*ockerfile*") ?? []).find((path) => /\bprod(?:uction)?\b/i.test(path));
  return name === undefined ? "" : `; \`${name}\` beside it is for production`;
}

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
