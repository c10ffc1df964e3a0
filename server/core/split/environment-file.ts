// A file of variables that the program loads from its folder and that a split leaves behind: it is mostly in nobody's
// repository, so that no listing of the context shows it, and yet a copy of the whole context takes it along.

import { baseName } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { dockerignoreOf, ignored } from "../project/dockerignore.ts";
import type { RuleFile } from "../rules/rule.ts";
import { contextMapOf } from "./context-map.ts";

/** `.env`, `.env.local`, `config.env`: names that say that the file holds variables. */
const environmentFile = /^[\w-]*\.env(?:\.[\w-]+)?$/;

/** True for a path whose name says that the file holds variables. */
export function isEnvironmentFile(path: string): boolean {
  return environmentFile.test(baseName(path));
}

/**
 * Whether a copy brings a file to this absolute image path where the context has it, and the context at hand has it
 * not: nobody can say then whether the image has it. False while that isn't known.
 */
export function mayBeCopied(file: RuleFile, stage: Stage, path: string): boolean {
  const { project, dockerfile } = file;
  const map = contextMapOf(dockerfile, stage, project);
  const context = map.toContext(path);
  if (context === undefined || project.exists(context) !== false || map.expects(context)) return false;
  const ignore = dockerignoreOf(project);
  return ignore !== undefined && !ignored(ignore, context);
}

/** What to say where the outputs don't carry a file of variables; `path` is where the program looks for it. */
export function leftBehind(path: string): string {
  return `The program loads \`${path}\`, which is no longer in the image: mount the \`${baseName(path)}\` there, or split where the context has it`;
}
