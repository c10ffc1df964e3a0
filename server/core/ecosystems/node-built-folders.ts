// What Node.js leaves in a stage for a program of another language: bundles, style sheets, a front end.

import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { BuiltFolders } from "../split/built-folders.ts";
import type { BuildOutput } from "../split/program-needs.ts";
import { firstLine } from "../text/first-line.ts";
import { isNodeProgram, nodeBuilds } from "./node-builds.ts";

const buildVariables =
  /^(?:npm_config_.*|yarn_cache_folder|node_options|node_version|nvm_\w+|puppeteer_skip_\w+|cypress_install_binary)$/i;

const packages = /^(?:nodejs|npm|yarn|yarnpkg|nodejs-npm|node-gyp)$/;

/** Undefined where no command of Node.js runs. */
export function nodeBuiltFolders(file: RuleFile, stage: Stage): BuiltFolders | undefined {
  const { steps, traced } = nodeBuilds(file, stage);
  if (steps.length === 0) return undefined;
  const outputs: BuildOutput[] = [];
  let unclear: BuiltFolders["unclear"];
  for (const { outer, command, result } of steps) {
    const at = outer.command.span;
    if (result.kind === "makes")
      for (const path of result.paths)
        outputs.push({ path, at, own: true, kind: /\.\w{1,5}$/.test(path) ? "file" : "folder" });
    else if (result.kind === "unknown")
      unclear ??= {
        message: `What \`${firstLine(file.text.slice(at.start, at.end))}\` leaves behind isn't known, and the program may need it`,
        at,
        folder: command.folder,
      };
  }
  return {
    outputs,
    unclear,
    folders: [...new Set(steps.map(({ command }) => command.folder))],
    isToolchainProgram: isNodeProgram,
    readsEnvironment: isNodeProgram,
    isBuildVariable: (name) => buildVariables.test(name),
    isBuildPackage: (name) => packages.test(name),
    traced,
  };
}
