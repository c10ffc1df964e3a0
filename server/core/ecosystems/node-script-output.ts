// Where a build script of the project's own (`node build.mjs`) puts its results, as far as it says so in plain words.

import { resolvePath } from "../model/paths.ts";
import type { NodeProject } from "./node-project.ts";
import { fileFolder, made, type ToolResult, unknown } from "./node-results.ts";
import type { ToolCommand } from "./node-scripts.ts";

/** Options of bundlers' own interfaces, and folders that the script makes. */
const named =
  /\b(?:outdir|outfile|outDir|destDir)\s*:\s*(["'`])([^"'`$\n]{1,200})\1|\bmkdir(?:Sync)?\s*\(\s*(["'`])([^"'`$\n]{1,200})\3/g;

/** Anything else that may write a file somewhere. */
const otherwise =
  /\b(?:outdir|outfile|outDir|destDir)\s*:\s*[^"'`\s]|\bmkdir(?:Sync)?\s*\(\s*[^"'`\s]|\b(?:exec|spawn|fork)(?:Sync|File)?\s*\(/;

/** `node build.mjs`: the one or more folders that the script names; unknown where it computes one. */
export function scriptOutput(command: ToolCommand, project: NodeProject): ToolResult {
  const script = command.args.find((arg) => !arg.startsWith("-"));
  if (script === undefined || !/\.[cm]?js$/.test(script)) return unknown;
  const text = project.text(resolvePath(command.folder, script));
  if (text == null || otherwise.test(text)) return unknown;
  const folders = new Set([...text.matchAll(named)].map((match) => fileFolder(match[2] ?? match[4]) ?? ""));
  const outer = [...folders].filter((each) => ![...folders].some((other) => each.startsWith(`${other}/`)));
  return outer.length === 0 || outer.includes("") ? unknown : made(command, outer, "all");
}
