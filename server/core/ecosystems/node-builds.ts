// The builds of a Node.js stage: its commands followed to the tools that run, and what those leave behind.

import { Memory } from "../memory.ts";
import { argumentValue, type RunCommand } from "../model/commands.ts";
import type { Stage } from "../model/stage.ts";
import { scriptsRunByInstall } from "../project/manifests/package-json.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { Span } from "../text/span.ts";
import { calledCommands } from "./called-commands.ts";
import { nodeDependencyStep } from "./node-dependencies.ts";
import { toolNames, toolResult } from "./node-outputs.ts";
import { nodeProject } from "./node-project.ts";
import type { ToolResult } from "./node-results.ts";
import { followScripts, type ToolCommand } from "./node-scripts.ts";

/** One tool that a RUN comes down to. */
export interface NodeStep {
  /** The command of the RUN. */
  readonly outer: RunCommand;
  readonly command: ToolCommand;
  readonly result: ToolResult;
}

export interface NodeBuilds {
  readonly steps: readonly NodeStep[];
  /** Spans of commands in the Dockerfile that these steps account for. */
  readonly traced: readonly Span[];
}

const runners = new Set(
  "npm npx yarn yarnpkg pnpm pnpx bun bunx node nodejs corepack node-gyp bower gulp grunt lerna nx turbo ember ionic quasar typings cross-env npm-run-all run-s run-p".split(
    " ",
  ),
);

/** Programs that any shell has: a command of theirs in a RUN is followed like everybody's. */
const generic = new Set("rm cp mkdir echo cat ls pwd test true exit date sleep".split(" "));

/** True for programs of the Node.js world, whatever they do. */
export function isNodeProgram(program: string): boolean {
  return runners.has(program) || (toolNames.has(program) && !generic.has(program));
}

/** What the RUN instructions of a stage come down to; made once for each analysis. */
export function nodeBuilds(file: RuleFile, stage: Stage): NodeBuilds {
  let builds = cache.get(stage);
  if (builds === undefined) {
    builds = read(file, stage);
    cache.set(stage, builds);
  }
  return builds;
}

const cache = new Memory<Stage, NodeBuilds>("stage");

/** Variables of the Dockerfile that say where a tool writes. */
function environmentOf(run: RunCommand): ReadonlyMap<string, string> {
  const path = run.variable("BUILD_PATH");
  return new Map(typeof path === "string" ? [["BUILD_PATH", path]] : []);
}

function read(file: RuleFile, stage: Stage): NodeBuilds {
  const project = nodeProject(file, stage);
  const manifests = (folder: string) => project.manifest(folder);
  const steps: NodeStep[] = [];
  const traced: Span[] = [];
  const add = (outer: RunCommand, commands: readonly ToolCommand[]): void => {
    for (const command of commands) steps.push({ outer, command, result: toolResult(command, project) });
  };
  for (const { run: outer, inner, file: path } of calledCommands(file, stage)) {
    if (!isNodeProgram(inner.program)) continue;
    if (path !== undefined) traced.push(outer.command.span);
    const words = inner.args.map((word) => argumentValue(inner, word));
    const call = {
      program: inner.command.program,
      args: words.map((word) => word ?? "$"),
      folder: inner.cwd ?? "/",
      environment: environmentOf(inner),
      unclear: inner.cwd === undefined || words.includes(undefined) || inner.command.conditional,
    };
    const followed = followScripts(manifests, call);
    add(outer, followed);
    const step = nodeDependencyStep(file, stage, inner);
    const manifest = step?.folder === undefined ? undefined : project.manifest(step.folder);
    if (step?.folder === undefined || manifest == null || call.args.includes("--ignore-scripts")) continue;
    // What the project's own scripts do when it is installed.
    for (const name of scriptsRunByInstall(manifest))
      add(
        outer,
        followScripts(manifests, { ...call, program: "npm", args: ["run", name], folder: step.folder }),
      );
  }
  return { steps, traced };
}
