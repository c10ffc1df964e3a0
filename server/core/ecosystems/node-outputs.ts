// What the build tools of Node.js projects leave behind: their output folders, from options and configuration.

import { resolvePath } from "../model/paths.ts";
import type { NodeProject } from "./node-project.ts";
import {
  configured,
  fileFolder,
  has,
  made,
  madeAt,
  nothing,
  option,
  type ToolResult,
  unknown,
} from "./node-results.ts";
import { scriptOutput } from "./node-script-output.ts";
import type { ToolCommand } from "./node-scripts.ts";
import { angularOutput, nestOutput, tscOutputs } from "./node-typescript.ts";
import { viteOutput } from "./node-vite.ts";

type Reader = (command: ToolCommand, project: NodeProject) => ToolResult;

/** The result of one command of a build. */
export function toolResult(command: ToolCommand, project: NodeProject): ToolResult {
  if (checks.has(command.program)) return nothing;
  const read = Object.hasOwn(tools, command.program) ? tools[command.program] : undefined;
  return read === undefined || command.unclear ? unknown : read(command, project);
}

/** Programs that look, clean or talk. */
const checks = new Set(
  (
    "eslint prettier jest vitest mocha ava tap nyc c8 rimraf del del-cli rm shx echo tsc-alias tscpaths resolve-tspaths " +
    "vue-tsc svelte-check tslint standard semistandard xo biome stylelint husky is-ci cypress playwright lint-staged " +
    "commitlint sentry-cli source-map-explorer size-limit bundlesize ts-prune madge depcheck npm-check-updates ncu " +
    "only-allow simple-git-hooks svelte-kit codecov typesync true exit test date cat ls pwd sleep"
  ).split(" "),
);

const tools: Readonly<Record<string, Reader>> = {
  tsc: (command, project) => tscOutputs(command, project),
  ttsc: (command, project) => tscOutputs(command, project),
  tspc: (command, project) => tscOutputs(command, project),
  vite: (command, project) => (command.args[0] === "build" ? viteOutput(command, project) : unknown),
  next: (command, project) => {
    if (command.args[0] !== "build") return command.args[0] === "lint" ? nothing : unknown;
    const { folder: name, output } = nextConfiguration(command.folder, project);
    if (name === undefined) return unknown;
    return made(command, output === "export" ? [name, "out"] : [name], "all");
  },
  nuxt: (command, project) => nuxtOutput(command, project),
  nuxi: (command, project) => nuxtOutput(command, project),
  ng: (command, project) =>
    command.args[0] === "build" || command.args[0] === "b" ? angularOutput(command, project) : unknown,
  nest: (command, project) => (command.args[0] === "build" ? nestOutput(command, project) : unknown),
  webpack: (command, project) =>
    command.args[0] === "serve" || has(command, /^(?:-w|--watch)$/)
      ? unknown
      : madeAt(command, option(command, /^(?:-o|--output-path)$/) ?? webpackOutput(command, project), "all"),
  "webpack-cli": (command, project) => tools.webpack?.(command, project) ?? unknown,
  esbuild: (command) =>
    madeAt(command, option(command, /^--outdir$/) ?? fileFolder(option(command, /^--outfile$/)), "all"),
  rollup: (command, project) =>
    madeAt(
      command,
      option(command, /^(?:-d|--dir)$/) ??
        fileFolder(option(command, /^(?:-o|--file)$/)) ??
        configured(
          command,
          project,
          ["rollup.config.js", "rollup.config.mjs", "rollup.config.ts", "rollup.config.cjs"],
          { name: "dir|file", otherwise: undefined },
        ),
      "all",
    ),
  tsup: (command, project) =>
    madeAt(
      command,
      option(command, /^(?:-d|--out-dir)$/) ??
        configured(command, project, ["tsup.config.ts", "tsup.config.js", "tsup.config.mjs"], {
          name: "outDir",
          otherwise: "dist",
        }),
      "all",
    ),
  tsdown: (command, project) =>
    madeAt(
      command,
      option(command, /^(?:-d|--out-dir)$/) ??
        configured(command, project, ["tsdown.config.ts", "tsdown.config.js"], {
          name: "outDir",
          otherwise: "dist",
        }),
      "all",
    ),
  swc: (command) =>
    madeAt(
      command,
      option(command, /^(?:-d|--out-dir)$/) ?? fileFolder(option(command, /^(?:-o|--out-file)$/)),
      "all",
    ),
  babel: (command) =>
    madeAt(
      command,
      option(command, /^(?:-d|--out-dir)$/) ?? fileFolder(option(command, /^(?:-o|--out-file)$/)),
      "all",
    ),
  ncc: (command) =>
    command.args[0] === "build"
      ? madeAt(command, option(command, /^(?:-o|--out)$/) ?? "dist", "all")
      : unknown,
  parcel: (command) =>
    command.args[0] === "build"
      ? madeAt(command, option(command, /^(?:-d|--dist-dir|--out-dir)$/) ?? "dist", "all")
      : unknown,
  "react-scripts": (command) => createReactApp(command),
  craco: (command) => createReactApp(command),
  "react-app-rewired": (command) => createReactApp(command),
  "vue-cli-service": (command, project) =>
    command.args[0] === "build"
      ? madeAt(
          command,
          option(command, /^--dest$/) ??
            configured(command, project, ["vue.config.js", "vue.config.ts"], {
              name: "outputDir",
              otherwise: "dist",
            }),
          "all",
        )
      : nothing,
  astro: (command, project) =>
    command.args[0] === "build"
      ? madeAt(
          command,
          configured(command, project, ["astro.config.mjs", "astro.config.ts", "astro.config.js"], {
            name: "outDir",
            otherwise: "dist",
          }),
          "all",
        )
      : command.args[0] === "check"
        ? nothing
        : unknown,
  gatsby: (command) => (command.args[0] === "build" ? made(command, ["public"], "all") : unknown),
  remix: (command) =>
    /^(?:build|vite:build)$/.test(command.args[0] ?? "")
      ? made(command, ["build", "public"], "all")
      : unknown,
  "react-router": (command) => (command.args[0] === "build" ? made(command, ["build"], "all") : unknown),
  docusaurus: (command) => (command.args[0] === "build" ? made(command, ["build"], "all") : unknown),
  ember: (command) => (command.args[0] === "build" ? made(command, ["dist"], "all") : unknown),
  eleventy: (command) => madeAt(command, option(command, /^--output$/) ?? "_site", "all"),
  unbuild: (command) => made(command, ["dist"], "all"),
  microbundle: (command) => made(command, ["dist"], "all"),
  sass: (command) => lastWord(command),
  "node-sass": (command) => madeAt(command, option(command, /^(?:-o|--output)$/), "all"),
  tailwindcss: (command) => madeAt(command, option(command, /^(?:-o|--output)$/), "all"),
  postcss: (command) => madeAt(command, option(command, /^(?:-o|--output|-d|--dir)$/), "all"),
  copyfiles: (command) => lastWord(command),
  cpx: (command) => lastWord(command),
  cpx2: (command) => lastWord(command),
  cpy: (command) => lastWord(command),
  "cpy-cli": (command) => lastWord(command),
  cp: (command) => lastWord(command),
  mkdir: (command) => lastWord(command),
  mkdirp: (command) => lastWord(command),
  prisma: (command, project) => prisma(command, project),
  "patch-package": () => ({ kind: "modules" }),
  node: (command, project) => scriptOutput(command, project),
  corepack: () => nothing,
  npm: (command) => manager(command),
  yarn: (command) => manager(command),
  pnpm: (command) => manager(command),
  bun: (command) =>
    isInstall(command)
      ? { kind: "modules" }
      : command.args[0] === "build"
        ? madeAt(command, option(command, /^--outdir$/) ?? fileFolder(option(command, /^--outfile$/)), "all")
        : unknown,
};

function manager(command: ToolCommand): ToolResult {
  if (isInstall(command)) return { kind: "modules" };
  return command.args.every((arg) => /^(?:-v|--version|version|-h|--help|help)$/.test(arg))
    ? nothing
    : unknown;
}

/** Installs, and what sets the package manager up. */
function isInstall(command: ToolCommand): boolean {
  const [first] = command.args.filter((arg) => !arg.startsWith("-"));
  return (
    (first === undefined && command.program === "yarn") ||
    /^(?:install|i|ci|clean-install|add|global|prune|rebuild|dedupe|cache|config|set|audit|fund|update|upgrade|fetch|workspaces|store|plugin|import|link)$/.test(
      first ?? "",
    )
  );
}

/** The folder of `next build` and its `output`, as far as they are written out. */
export function nextConfiguration(
  folder: string,
  project: NodeProject,
): {
  /** Undefined where it is computed. */
  readonly folder: string | undefined;
  readonly output: "standalone" | "export" | undefined;
  /** The root of what is traced is another folder, so the server lies deeper. */
  readonly traced: boolean;
} {
  const config =
    project.first(folder, ["next.config.js", "next.config.mjs", "next.config.ts", "next.config.cjs"])?.text ??
    "";
  const bare = config.replace(/^\s*\/\/.*$/gm, "").replace(/\/\*[\s\S]*?\*\//g, "");
  const output = /\boutput\s*:\s*["'](standalone|export)["']/.exec(bare)?.[1];
  return {
    folder:
      /\bdistDir\s*:\s*(["'])(.+?)\1/.exec(bare)?.[2] ?? (/\bdistDir\b/.test(bare) ? undefined : ".next"),
    output: output === "standalone" || output === "export" ? output : undefined,
    traced: bare.includes("outputFileTracingRoot"),
  };
}

function nuxtOutput(command: ToolCommand, project: NodeProject): ToolResult {
  const [verb] = command.args;
  if (verb === "prepare") return nothing;
  if (verb !== "build" && verb !== "generate") return unknown;
  const manifest = project.manifest(command.folder);
  const range = manifest?.dependencies.dependencies.nuxt ?? manifest?.dependencies.devDependencies.nuxt ?? "";
  const old = /^[\^~]?[12]\b/.test(range);
  return made(command, old ? [verb === "build" ? ".nuxt" : "dist"] : [".output"], "all");
}

function createReactApp(command: ToolCommand): ToolResult {
  if (command.args[0] !== "build") return command.args[0] === "test" ? nothing : unknown;
  return made(command, [command.environment.get("BUILD_PATH") ?? "build"], "all");
}

/** The client goes into `node_modules` unless the schema names another folder. */
function prisma(command: ToolCommand, project: NodeProject): ToolResult {
  if (command.args[0] !== "generate") return unknown;
  const given = option(command, /^--schema$/) ?? "prisma/schema.prisma";
  const text = project.text(resolvePath(command.folder, given));
  if (text == null) return unknown;
  const outputs = [...text.matchAll(/^\s*output\s*=\s*"([^"]+)"/gm)].map((match) => match[1] ?? "");
  return outputs.every((path) => path.includes("node_modules/")) ? { kind: "modules" } : unknown;
}

function webpackOutput(command: ToolCommand, project: NodeProject): string | undefined {
  const given = option(command, /^(?:-c|--config)$/);
  const names =
    given === undefined ? ["webpack.config.js", "webpack.config.ts", "webpack.config.cjs"] : [given];
  const config = project.first(command.folder, names)?.text;
  if (config === undefined) return given === undefined ? "dist" : undefined;
  const found = new Set<string>();
  for (const match of config.matchAll(/\bpath\s*:\s*path\.(?:resolve|join)\(\s*__dirname\s*,([^)]*)\)/g)) {
    const parts = (match[1] ?? "").split(",").map((part) => /^\s*(["'`])(.*)\1\s*$/.exec(part)?.[2]);
    if (parts.some((part) => part === undefined)) return undefined;
    found.add(parts.join("/"));
  }
  const written = [...config.matchAll(/\boutput\s*:/g)].length;
  const [only, ...others] = found;
  if (only === undefined)
    return written === 0 && !/merge|require\(["']\.|from ["']\./.test(config) ? "dist" : undefined;
  return others.length === 0 ? only : undefined;
}

function lastWord(command: ToolCommand): ToolResult {
  const words = command.args.filter((arg) => !arg.startsWith("-"));
  const last = words.at(-1);
  return last === undefined || /[$*]/.test(last)
    ? unknown
    : made(command, [last.split(":").at(-1) ?? last], "all");
}

/** Names of all programs that are known here. */
export const toolNames: ReadonlySet<string> = new Set([...Object.keys(tools), ...checks]);
