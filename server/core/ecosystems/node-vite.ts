// Vite's output folder, from its configuration.

import { resolvePath } from "../model/paths.ts";
import type { NodeProject } from "./node-project.ts";
import { configured, made, madeAt, option, type ToolResult, unknown } from "./node-results.ts";
import type { ToolCommand } from "./node-scripts.ts";

const configurations = [
  "vite.config.ts",
  "vite.config.js",
  "vite.config.mjs",
  "vite.config.mts",
  "vite.config.cjs",
];

/** The text of the project's configuration of vite. */
export function viteText(folder: string, project: NodeProject): string | undefined {
  return project.first(folder, configurations)?.text;
}

/** The results of `vite build`. */
export function viteOutput(command: ToolCommand, project: NodeProject): ToolResult {
  const [, root] = command.args;
  const folder =
    root === undefined || root.startsWith("-") ? command.folder : resolvePath(command.folder, root);
  const at = { ...command, folder };
  const given = option(command, /^--outDir$/);
  if (given !== undefined) return madeAt(at, given, "all");
  const config = viteText(folder, project) ?? "";
  if (/sveltekit\s*\(/.test(config)) return svelteOutput(at, project);
  // Frameworks on vite that write a server of their own form.
  if (/\b(?:tanstackStart|solidStart|qwikCity|nitro)\s*\(/.test(config)) return unknown;
  if (/@remix-run\/dev|@react-router\/dev/.test(config)) return made(at, ["build"], "all");
  return madeAt(at, viteFolder(at, project), "all");
}

/** The folder that `vite build` writes to and `vite preview` serves, relative to the project. */
export function viteFolder(command: ToolCommand, project: NodeProject): string | undefined {
  if (/\broot\s*:/.test(viteText(command.folder, project) ?? "")) return undefined;
  return configured(command, project, configurations, { name: "outDir", otherwise: "dist" });
}

function svelteOutput(command: ToolCommand, project: NodeProject): ToolResult {
  const config = project.first(command.folder, ["svelte.config.js", "svelte.config.ts"])?.text ?? "";
  if (!/adapter-(?:node|static)/.test(config)) return unknown;
  return made(command, [/\b(?:out|pages)\s*:\s*(["'])(.+?)\1/.exec(config)?.[2] ?? "build"], "all");
}
