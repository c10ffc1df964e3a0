// What a Node.js image starts, followed through the scripts of package.json: a program, a framework's server, a file
// server for a site, or a tool that is meant for development.

import { baseName, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { startCommand } from "../split/start-command.ts";
import type { Span } from "../text/span.ts";
import type { NodeProject } from "./node-project.ts";
import { followScripts, type ToolCommand } from "./node-scripts.ts";
import { type ServedSite, servedSite } from "./node-site.ts";

export type NodeStart =
  /** `node dist/main.js`, a framework's server, a process manager: it runs what is there. */
  | {
      readonly kind: "program";
      /** The commands that run, in their order. */
      readonly commands: readonly ToolCommand[];
      /** Absolute paths of the JavaScript files that node starts; empty for frameworks' servers. */
      readonly entries: readonly string[];
    }
  | { readonly kind: "site"; readonly site: ServedSite; readonly command: ToolCommand }
  /** It compiles, watches or serves sources. */
  | { readonly kind: "development"; readonly command: ToolCommand; readonly what: "compiles" | "watches" }
  /** Scripts of the project's own and the like: generic steps follow them. */
  | { readonly kind: "other"; readonly commands: readonly ToolCommand[] };

export interface NodeStartCommand {
  readonly start: NodeStart;
  readonly at: Span;
  /** The script of package.json that the start command names first; undefined when it names a program. */
  readonly script: string | undefined;
}

/** Tools that run sources as they are, and those that watch them. */
const compiling =
  /^(?:ts-node|typeorm-ts-node-commonjs|typeorm-ts-node-esm|ts-node-esm|ts-node-dev|tsnd|tsx|babel-node|esno|esr|swc-node|sucrase-node|vite-node)$/;
const watching =
  /^(?:nodemon|node-dev|supervisor|webpack-dev-server|live-server|lite-server|browser-sync|parcel|gulp|grunt|storybook|start-storybook|expo)$/;

/** Subcommands of frameworks that compile, while they serve or before another command does. */
const development: Readonly<Record<string, RegExp>> = {
  next: /^(?:dev|build)?$/,
  nuxt: /^(?:dev|build|generate)?$/,
  nuxi: /^(?:dev|build|generate)$/,
  nest: /^(?:start|build)$/,
  vite: /^(?:dev|serve|build|-.*)?$/,
  ng: /^(?:serve|s|build|b)$/,
  "react-scripts": /^(?:start|build)$/,
  craco: /^(?:start|build)$/,
  "react-app-rewired": /^(?:start|build)$/,
  "vue-cli-service": /^(?:serve|build)$/,
  gatsby: /^(?:develop|build)$/,
  astro: /^(?:dev|build)?$/,
  remix: /^(?:dev|build|vite:dev|vite:build)$/,
  "react-router": /^(?:dev|build)$/,
  webpack: /^(?:serve|.*)$/,
  "svelte-kit": /^(?:dev|build|sync|package)$/,
  "svelte-package": /.*/,
  docusaurus: /^(?:start|build)$/,
  vuepress: /^(?:dev|build)$/,
  vitepress: /^(?:dev|build)$/,
  strapi: /^(?:develop|build)$/,
  medusa: /^develop$/,
  turbo: /^(?:run)?.*/,
  "electron-forge": /.*/,
  tsc: /.*/,
};

/** Modules that compile what node loads. */
const hooks =
  /^(?:--?(?:r|require|loader|experimental-loader|import)(?:=|$))?(?:ts-node(?:\/.*)?|tsx(?:\/.*)?|@babel\/register|babel-register|@babel\/node|@swc-node\/register|@swc\/register|esbuild-register|sucrase\/register|coffee-script\/register|esm-hook)$/;

/** Options of node that take the next word. */
const nodeValued =
  /^(?:-r|--require|--loader|--experimental-loader|--import|--env-file|-C|--conditions|--title)$/;

/** Reads the start command of a stage; undefined where none says what to start, or where it can't be read. */
export function nodeStart(stage: Stage, project: NodeProject): NodeStartCommand | undefined {
  const answer = startCommand(stage);
  if (answer.kind !== "start") return undefined;
  const { start } = answer;
  const commands = startTools(stage, project);
  if (commands === undefined) return undefined;
  return {
    at: start.span,
    script: commands[0]?.scripts[0],
    start: classify(stage, project, commands),
  };
}

/** The programs that ENTRYPOINT and CMD come down to; undefined where they can't be read. */
function startTools(stage: Stage, project: NodeProject): readonly ToolCommand[] | undefined {
  const folder = stage.workdir().value;
  if (folder === undefined) return undefined;
  const manifests = (at: string) => project.manifest(at);
  const call = { folder, environment: new Map<string, string>(), unclear: false };
  const words = startWords(stage);
  if (words === undefined) return undefined;
  const [program, ...args] = words;
  return program === undefined ? undefined : followScripts(manifests, { ...call, program, args });
}

/** The words that start, without what the image's own entrypoint and small init programs put before them. */
function startWords(stage: Stage): readonly string[] | undefined {
  const { entrypoint, cmd } = stage;
  const ownCmd = cmd?.by === undefined ? undefined : cmd;
  const ownEntrypoint = entrypoint?.by === undefined ? undefined : entrypoint;
  const words = [ownEntrypoint, ownCmd].flatMap((setting): readonly string[] => {
    if (setting === undefined) return [];
    if (setting.value.form === "shell") return ["sh", "-c", setting.by?.argsText ?? ""];
    return setting.value.words;
  });
  return words.length === 0 ? undefined : behindLaunchers(words);
}

/** `tini -- node app.js`, `dumb-init node app.js`, `docker-entrypoint.sh npm start`. */
function behindLaunchers(words: readonly string[]): readonly string[] {
  const name = baseName(words[0] ?? "");
  if (name === "docker-entrypoint.sh" && words.length > 1 && !(words[0] ?? "").includes("./"))
    return behindLaunchers(words.slice(1));
  if (!/^(?:tini|dumb-init|catatonit|env|exec|nice)$/.test(name)) return words;
  const at = words.findIndex(
    (word, index) => index > 0 && !word.startsWith("-") && !/^[A-Za-z_]\w*=/.test(word),
  );
  return at === -1 ? words : behindLaunchers(words.slice(at));
}

/** Servers for development that a script of the project starts; a guard on `NODE_ENV` may keep them from it. */
const developmentServer =
  /(?:\brequire\s*\(\s*|\bfrom\s*)["'](?:webpack-dev-server|webpack-dev-middleware|webpack-hot-middleware|browser-sync)["']/;

function startsServer(command: ToolCommand, project: NodeProject): boolean {
  const entry = entryOf(command);
  const text = entry === undefined ? undefined : (project.text(entry) ?? project.text(`${entry}.js`));
  return text != null && developmentServer.test(text) && !text.includes("NODE_ENV");
}

function classify(stage: Stage, project: NodeProject, commands: readonly ToolCommand[]): NodeStart {
  for (const command of commands) {
    const what = developmentTool(command) ?? (startsServer(command, project) ? "compiles" : undefined);
    if (what !== undefined) return { kind: "development", command, what };
  }
  const [only, ...others] = commands;
  if (only !== undefined && others.length === 0) {
    const site = servedSite(stage, project, only);
    if (site !== undefined) return { kind: "site", site, command: only };
  }
  const entries: string[] = [];
  for (const command of commands) {
    const entry = entryOf(command);
    if (entry !== undefined) entries.push(entry);
  }
  const known = commands.every(
    (command) =>
      entryOf(command) !== undefined || servers.has(command.program) || oneOff.has(command.program),
  );
  return known && commands.length > 0 ? { kind: "program", commands, entries } : { kind: "other", commands };
}

/** Servers of frameworks and process managers. */
const servers = new Set([
  "next",
  "nuxt",
  "remix-serve",
  "react-router-serve",
  "strapi",
  "medusa",
  "pm2-runtime",
  "pm2",
  "forever",
  "keystone",
  "payload",
  "moleculer-runner",
  "fastify",
  "micro",
  "json-server",
  "probot",
  "node-red",
  "hubot",
  "ghost",
  "directus",
]);

/** Programs that do something once before the server starts. */
const oneOff = new Set([
  "prisma",
  "sequelize",
  "sequelize-cli",
  "knex",
  "typeorm",
  "migrate",
  "db-migrate",
  "drizzle-kit",
]);

/** True for a command that compiles or watches sources. */
export function isDevelopment(command: ToolCommand, project: NodeProject): boolean {
  return developmentTool(command) !== undefined || startsServer(command, project);
}

function developmentTool(command: ToolCommand): "compiles" | "watches" | undefined {
  const { program, args } = command;
  if (compiling.test(program)) return "compiles";
  if (watching.test(program)) return "watches";
  if (program === "node") {
    if (args.some((arg) => /^--watch/.test(arg))) return "watches";
    return args.some(
      (arg, at) => hooks.test(arg) && (arg.startsWith("-") || nodeValued.test(args[at - 1] ?? "")),
    )
      ? "compiles"
      : undefined;
  }
  if (program === "bun") return args.includes("--watch") || args.includes("--hot") ? "watches" : undefined;
  const pattern = Object.hasOwn(development, program) ? development[program] : undefined;
  return pattern?.test(args[0] ?? "") === true ? "compiles" : undefined;
}

/** The absolute path of the file that node or bun starts; undefined for other programs. */
export function entryOf(command: ToolCommand): string | undefined {
  const { program, args, folder } = command;
  if (program === "pm2-runtime") {
    const file = args.find((arg) => /\.[cm]?js$/.test(arg) && !/ecosystem|\.config\./.test(arg));
    return file === undefined ? undefined : resolvePath(folder, file);
  }
  if (program !== "node" && program !== "nodejs" && program !== "bun") return undefined;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (/^(?:-e|--eval|-p|--print)$/.test(arg)) return undefined;
    if (program === "bun" && arg === "run") continue;
    if (!arg.startsWith("-")) return resolvePath(folder, arg);
    if (nodeValued.test(arg)) at++;
  }
  return undefined;
}
