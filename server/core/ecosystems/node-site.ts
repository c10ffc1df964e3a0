// File servers of the Node.js world that only hand out a built site: which folder, on which port, with what fallback.

import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { NodeProject } from "./node-project.ts";
import { has, option } from "./node-results.ts";
import type { ToolCommand } from "./node-scripts.ts";
import { viteFolder, viteText } from "./node-vite.ts";

/** A folder of files that is served as it is. */
export interface ServedSite {
  /** Absolute. */
  readonly folder: string;
  readonly port: number;
  /** Paths that are no file give `index.html` (`history`), a page of the name with `.html`, or nothing. */
  readonly fallback: "history" | "page" | "none";
  /** Something of the server that nginx would do differently; undefined where there is nothing. */
  readonly differs: string | undefined;
}

type Reader = (command: ToolCommand, project: NodeProject, stage: Stage) => ServedSite | undefined;

/** The site that a command serves; undefined for any other command. */
export function servedSite(stage: Stage, project: NodeProject, command: ToolCommand): ServedSite | undefined {
  if (command.unclear && !command.args.every((arg) => !arg.includes("$") || /^\$\{?PORT\}?$/.test(arg)))
    return undefined;
  const read = Object.hasOwn(fileServers, command.program) ? fileServers[command.program] : undefined;
  return read?.(command, project, stage);
}

const fileServers: Readonly<Record<string, Reader>> = {
  serve: (command, project, stage) => {
    const folder = firstWord(command, /^(?:-l|--listen|-p|--port|-c|--config|-d)$/) ?? ".";
    const configuration = has(command, /^(?:-c|--config)$/)
      ? "its configuration file sets more"
      : project.has(resolvePath(command.folder, `${folder}/serve.json`)) === true ||
          project.has(resolvePath(command.folder, "serve.json")) === true
        ? "`serve.json` sets more"
        : undefined;
    return site(command, folder, portOf(command, stage, /^(?:-l|--listen|-p|--port)$/, servePort(stage)), {
      fallback: has(command, /^(?:-s|--single)$/) ? "history" : "page",
      differs:
        configuration ??
        (has(command, /^(?:--cors|-C|--ssl-cert|--symlinks|-S)$/)
          ? "it sets `--cors`, TLS or links"
          : undefined),
    });
  },
  "http-server": (command, project, stage) => {
    const word = firstWord(
      command,
      /^(?:-p|--port|-a|-c|-e|--ext|-P|--proxy|-C|-K|--username|--password|-t)$/,
    );
    const custom = project.has(resolvePath(command.folder, "public")) === true ? "public" : ".";
    return site(command, word ?? custom, portOf(command, stage, /^(?:-p|--port)$/, 8080), {
      fallback: "none",
      differs: has(command, /^(?:-P|--proxy|-S|--tls|--ssl|--cors|--username|--password)/)
        ? "it sets `--proxy`, `--cors`, TLS or a password"
        : undefined,
    });
  },
  vite: (command, project, stage) => {
    if (command.args[0] !== "preview") return undefined;
    const config = viteText(command.folder, project) ?? "";
    const configured = /\bpreview\s*:\s*\{[^}]*\bport\s*:\s*(\d+)/.exec(config)?.[1];
    const folder = option(command, /^--outDir$/) ?? viteFolder(command, project);
    if (folder === undefined) return undefined;
    return site(
      command,
      folder,
      portOf(command, stage, /^--port$/, configured === undefined ? 4173 : Number(configured), "option"),
      {
        fallback: "history",
        differs: /\bproxy\s*:/.test(config) ? "the configuration of vite sets a proxy" : undefined,
      },
    );
  },
  gatsby: (command, _project, stage) =>
    command.args[0] === "serve"
      ? site(command, "public", portOf(command, stage, /^(?:-p|--port)$/, 9000, "option"), {
          fallback: "page",
          differs: has(command, /^--prefix-paths$/) ? "it sets `--prefix-paths`" : undefined,
        })
      : undefined,
  docusaurus: (command, _project, stage) =>
    command.args[0] === "serve"
      ? site(
          command,
          option(command, /^--dir$/) ?? "build",
          portOf(command, stage, /^(?:-p|--port)$/, 3000, "option"),
          {
            fallback: "page",
            differs: undefined,
          },
        )
      : undefined,
  "angular-http-server": (command, _project, stage) =>
    site(
      command,
      option(command, /^--path$/) ?? ".",
      portOf(command, stage, /^(?:-p|--port)$/, 8080, "option"),
      {
        fallback: "history",
        differs: has(command, /^(?:--proxy|--https|--cors|--config)/)
          ? "it sets a proxy, TLS or CORS"
          : undefined,
      },
    ),
  "http-server-spa": (command, _project, stage) =>
    site(
      command,
      command.args[0] ?? ".",
      Number(command.args[2] ?? stage.variableChange("PORT")?.value ?? 8080),
      {
        fallback: "history",
        differs: undefined,
      },
    ),
  "spa-http-server": (command, _project, stage) =>
    site(command, firstWord(command, /^(?:-p|-a|-c|-e)$/) ?? ".", portOf(command, stage, /^-p$/, 8080), {
      fallback: "history",
      differs: undefined,
    }),
  "pushstate-server": (command, _project, stage) =>
    site(
      command,
      command.args[0] ?? "public",
      Number(command.args[1] ?? stage.variableChange("PORT")?.value ?? 9000),
      {
        fallback: "history",
        differs: undefined,
      },
    ),
  sirv: (command, _project, stage) =>
    site(
      command,
      firstWord(command, /^(?:-p|--port|-H|--host|-m|--maxage)$/) ?? ".",
      portOf(command, stage, /^(?:-p|--port)$/, 8080),
      {
        fallback: has(command, /^(?:-s|--single)$/) ? "history" : "page",
        differs: undefined,
      },
    ),
  "sirv-cli": (command, project, stage) => fileServers.sirv?.(command, project, stage),
};

/** serve listened on 5000 up to its 13th version and listens on 3000 since; what the image exposes tells which. */
function servePort(stage: Stage): number {
  const exposed = stage.instructionsOf("EXPOSE").flatMap((each) => each.words.map((word) => word.text));
  return exposed.some((port) => /^5000(?:\/tcp)?$/.test(port)) && !exposed.some((port) => /^3000/.test(port))
    ? 5000
    : 3000;
}

function site(
  command: ToolCommand,
  folder: string,
  port: number | undefined,
  rest: Pick<ServedSite, "fallback" | "differs">,
): ServedSite | undefined {
  if (port === undefined || !Number.isInteger(port) || port < 1 || port > 65_535 || folder.includes("$"))
    return undefined;
  return { folder: resolvePath(command.folder, folder), port, ...rest };
}

/** The port that is given, or the variable `PORT` where the server reads it, or the server's own. */
function portOf(
  command: ToolCommand,
  stage: Stage,
  name: RegExp,
  otherwise: number,
  reads: "PORT" | "option" = "PORT",
): number | undefined {
  // `"-p 3030"` as one word means the same.
  const joined = command.args
    .map((arg) => /^-[pl]\s*(\d+)$/.exec(arg)?.[1])
    .find((port) => port !== undefined);
  const given = option(command, name) ?? joined;
  const set = stage.variableChange("PORT");
  const variable = command.environment.get("PORT") ?? (set === undefined ? null : set.value);
  if (given !== undefined && !/^\$\{?PORT\}?$/.test(given)) {
    const number = /(?:^|:)(\d+)\/?$/.exec(given)?.[1];
    return number === undefined ? undefined : Number(number);
  }
  if (given !== undefined || reads === "PORT") {
    if (variable === undefined) return undefined;
    if (variable !== null) return Number(variable);
    if (given !== undefined) return undefined;
  }
  return otherwise;
}

/** The first word that is no option and no option's value. */
function firstWord(command: ToolCommand, valued: RegExp): string | undefined {
  for (let at = 0; at < command.args.length; at++) {
    const arg = command.args[at] ?? "";
    if (!arg.startsWith("-")) return arg;
    if (valued.test(arg)) at++;
  }
  return undefined;
}
