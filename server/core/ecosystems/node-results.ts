// What a command of a build leaves behind, and how its options are read.

import { resolvePath } from "../model/paths.ts";
import type { NodeProject } from "./node-project.ts";
import type { ToolCommand } from "./node-scripts.ts";

/** What a tool takes in: TypeScript alone, or whatever the sources import (styles, images, JavaScript). */
export type Takes = "typescript" | "all";

export type ToolResult =
  /** Files or folders at these absolute paths, made of the project's sources. */
  | { readonly kind: "makes"; readonly paths: readonly string[]; readonly takes: Takes }
  /** Something in folders that go along anyway: packages, generated clients in `node_modules`. */
  | { readonly kind: "modules" }
  /** A check, a cleaning, a message: nothing that the program needs. */
  | { readonly kind: "nothing" }
  | { readonly kind: "unknown" };

export const nothing: ToolResult = { kind: "nothing" };
export const unknown: ToolResult = { kind: "unknown" };

/** Results at these paths, relative to the command's folder. */
export function made(command: ToolCommand, paths: readonly string[], takes: Takes): ToolResult {
  return { kind: "makes", paths: paths.map((path) => resolvePath(command.folder, path)), takes };
}

/** The result at one path; unknown without one or where it is computed. */
export function madeAt(command: ToolCommand, path: string | undefined, takes: Takes): ToolResult {
  return path === undefined || path.includes("$") ? unknown : made(command, [path], takes);
}

/** The value of an option: `-d x`, `--out-dir x`, `--out-dir=x`. */
export function option(command: Pick<ToolCommand, "args">, name: RegExp): string | undefined {
  for (const [at, arg] of command.args.entries()) {
    const equals = arg.indexOf("=");
    if (equals !== -1 && name.test(arg.slice(0, equals))) return arg.slice(equals + 1);
    if (name.test(arg)) return command.args[at + 1];
  }
  return undefined;
}

/** True when an option is given. */
export function has(command: Pick<ToolCommand, "args">, name: RegExp): boolean {
  return command.args.some((arg) => name.test(arg));
}

/** `dist` for `dist/index.js`: what is shipped is the folder; a file that lies in no folder stays itself. */
export function fileFolder(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const clean = path.replace(/^\.\//, "");
  if (!/\.[a-z]+$/.test(clean)) return clean;
  const slash = clean.lastIndexOf("/");
  return slash === -1 ? clean : clean.slice(0, slash);
}

/**
 * The one value that a setting such as `outDir: "x"` has in the first configuration file that is there; `otherwise`
 * where the file does not name it, undefined where the value is computed or there are several.
 */
export function configured(
  command: ToolCommand,
  project: NodeProject,
  names: readonly string[],
  setting: { readonly name: string; readonly otherwise: string | undefined },
): string | undefined {
  const given = option(command, /^(?:-c|--config)$/);
  const config = project.first(command.folder, given === undefined ? names : [given])?.text;
  if (config === undefined) return given === undefined ? setting.otherwise : undefined;
  const bare = config.replace(/^\s*\/\/.*$/gm, "");
  const literal = new RegExp(`\\b(?:${setting.name})\\s*:\\s*(["'\`])(.+?)\\1`, "g");
  const values = new Set([...bare.matchAll(literal)].map((match) => fileFolder(match[2]) ?? ""));
  const [only, ...others] = values;
  if (only !== undefined) return others.length === 0 ? only : undefined;
  return new RegExp(`\\b(?:${setting.name})\\b`).test(bare) ? undefined : setting.otherwise;
}
