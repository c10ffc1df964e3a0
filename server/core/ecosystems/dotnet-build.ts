// What `dotnet publish` and `dotnet build` make: the folder, the assembly in it and what it needs to run.
//
// Sources: learn.microsoft.com "dotnet publish", "dotnet build", "Artifacts output layout" and the notes on breaking
// changes of the SDK 7 and 8 (Release by default, no self-contained by default).

import { Memory } from "../memory.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { type CalledCommand, calledCommands } from "./called-commands.ts";
import { type DotnetCommand, readDotnetCommand } from "./dotnet-command.ts";
import { assemblyOf, type DotnetProject, DotnetProjects, isProgram, propertyOf } from "./dotnet-project.ts";

/** How a program is deployed: with the shared framework of the image, with its own, or compiled to machine code. */
export type Deployment = "framework" | "self-contained" | "aot";

export interface DotnetBuild {
  readonly call: CalledCommand;
  readonly command: DotnetCommand;
  readonly project: DotnetProject;
  /** Without `.dll`. */
  readonly assembly: string;
  /** Absolute path of the folder that it is written to. */
  readonly folder: string;
  readonly deployment: Deployment;
  /** It is one file that starts by itself. */
  readonly singleFile: boolean;
  /** `8.0` for `net8.0`. */
  readonly framework: string;
}

/** A command whose result can't be told, and why, as a clause. */
export interface UnclearBuild {
  readonly call: CalledCommand;
  readonly command: DotnetCommand;
  readonly why: string;
}

export interface DotnetBuilds {
  /** Programs, in the order in which they are made. */
  readonly builds: readonly DotnetBuild[];
  readonly unclear: readonly UnclearBuild[];
}

/** Everything that the commands of a stage publish and build. */
export function dotnetBuilds(file: RuleFile, stage: Stage): DotnetBuilds {
  const cached = cache.get(stage);
  if (cached !== undefined) return cached;
  const projects = new DotnetProjects(file, stage);
  const builds: DotnetBuild[] = [];
  const unclear: UnclearBuild[] = [];
  for (const call of calledCommands(file, stage)) {
    const command = readDotnetCommand(call.inner);
    if (command === undefined || command.verb === "restore") continue;
    const found = buildsOf(projects, call, command, sdkVersion(stage));
    if (typeof found === "string") unclear.push({ call, command, why: found });
    else builds.push(...found);
  }
  const result = { builds, unclear };
  cache.set(stage, result);
  return result;
}

/** Stages are made anew for every analysis, so what was found for one never outlives its snapshot. */
const cache = new Memory<Stage, DotnetBuilds>("stage");

/** The SDK's version as a number, `8`, `3.1`; undefined for `latest` and unknown images. */
function sdkVersion(stage: Stage): number | undefined {
  const version = /^\d+\.\d+/.exec(stage.imageFacts?.version ?? "")?.[0];
  return version === undefined ? undefined : Number(version);
}

function buildsOf(
  projects: DotnetProjects,
  call: CalledCommand,
  command: DotnetCommand,
  sdk: number | undefined,
): readonly DotnetBuild[] | string {
  if (command.unclear) return "its options are computed";
  const answer = projects.of(command);
  if (answer.kind === "unknown") return answer.why;
  const found: DotnetBuild[] = [];
  for (const project of answer.projects) {
    // A library of a solution is no program; a project that is named is built for something.
    if (!isProgram(project)) {
      if (answer.single) return `\`${project.contextPath}\` makes no program`;
      continue;
    }
    const build = buildOf(call, command, project, sdk);
    if (typeof build === "string") {
      if (answer.single) return build;
    } else found.push(build);
  }
  return found.length === 0 ? "none of its projects makes a program" : found;
}

function buildOf(
  call: CalledCommand,
  command: DotnetCommand,
  project: DotnetProject,
  sdk: number | undefined,
): DotnetBuild | string {
  const named = `\`${project.contextPath}\``;
  const assembly = assemblyOf(project, command);
  if (assembly === undefined) return `${named} computes the name of its assembly`;
  const moniker = monikerOf(command, project);
  const framework = frameworkVersion(moniker);
  if (moniker === undefined || framework === undefined) return `the target framework of ${named} isn't known`;
  const rid = runtimeOf(command, project);
  if (rid === undefined) return "the runtime identifier it builds for is computed";
  const folder = folderOf(command, project, { moniker, rid, framework, sdk });
  if (folder.startsWith("?")) return folder.slice(1);
  const isTrue = (name: string): boolean => propertyOf(project, name, command)?.toLowerCase() === "true";
  const aot = command.verb === "publish" && isTrue("PublishAot");
  const contained = isSelfContained(command, project, { rid, framework, sdk });
  if (contained === undefined) return "whether it brings its own runtime is computed";
  return {
    call,
    command,
    project,
    assembly,
    folder,
    deployment: aot ? "aot" : contained ? "self-contained" : "framework",
    singleFile: aot || (command.verb === "publish" && isTrue("PublishSingleFile")),
    framework,
  };
}

/** `net8.0`: the one that is asked for, or the project's only one. */
function monikerOf(command: DotnetCommand, project: DotnetProject): string | undefined {
  if (command.options.has("framework")) return command.options.get("framework");
  const one = propertyOf(project, "TargetFramework", command);
  if (one !== null) return one;
  const several = propertyOf(project, "TargetFrameworks", command)?.split(";").filter(Boolean) ?? [];
  return several.length === 1 ? several[0]?.trim() : undefined;
}

/** `8.0` for `net8.0` and `net8.0-linux`, `2.1` for `netcoreapp2.1`; undefined for .NET Framework and libraries. */
function frameworkVersion(moniker: string | undefined): string | undefined {
  const match = /^(?:netcoreapp(\d+\.\d+)|net(\d+\.\d+)(?:-\w+(?:\.\d+)*)?)$/i.exec(moniker ?? "");
  return match?.[1] ?? match?.[2];
}

/** The runtime identifier, `linux-x64`: null without one, undefined when computed. */
function runtimeOf(command: DotnetCommand, project: DotnetProject): string | null | undefined {
  if (command.options.has("runtime")) return command.options.get("runtime");
  if (["arch", "os", "use-current-runtime"].some((name) => command.options.has(name))) return undefined;
  return propertyOf(project, "RuntimeIdentifier", command);
}

interface Target {
  readonly rid: string | null;
  readonly framework: string;
  readonly sdk: number | undefined;
}

/** The folder that it writes to, or `?` and why it isn't known. */
function folderOf(
  command: DotnetCommand,
  project: DotnetProject,
  target: Target & { readonly moniker: string },
): string {
  const { cwd } = command.run;
  const output = command.options.get("output");
  if (command.options.has("output")) {
    if (output === undefined || output === "") return "?the folder that it writes to is computed";
    // Up to the SDK 2.2 a relative folder is one of the project's, and later of the working directory.
    const base = target.sdk !== undefined && target.sdk < 3 ? project.folder : cwd;
    if (output.startsWith("/")) return resolvePath("/", output);
    return base === undefined ? "?its working directory isn't known" : resolvePath(base, output);
  }
  const moved = ["OutputPath", "BaseOutputPath", "PublishDir", "OutDir", "ArtifactsPath"].find(
    (name) => propertyOf(project, name, command) !== null,
  );
  if (
    moved !== undefined ||
    command.options.has("artifacts-path") ||
    propertyOf(project, "UseArtifactsOutput", command)?.toLowerCase() === "true" ||
    propertyOf(project, "AppendTargetFrameworkToOutputPath", command) !== null
  )
    return `?\`${project.contextPath}\` moves its output folder`;
  const configuration = configurationOf(command, project, target);
  if (configuration === undefined) return "?whether it builds for Release isn't known";
  const parts = [
    "bin",
    configuration,
    target.moniker.toLowerCase(),
    ...(target.rid === null ? [] : [target.rid]),
  ];
  const folder = resolvePath(project.folder, parts.join("/"));
  return command.verb === "publish" ? `${folder}/publish` : folder;
}

/** `Release` or `Debug`; since the SDK 8, `dotnet publish` takes Release for projects that target 8 or later. */
function configurationOf(
  command: DotnetCommand,
  project: DotnetProject,
  { framework, sdk }: Target,
): string | undefined {
  if (command.options.has("configuration")) return command.options.get("configuration");
  if (command.properties.has("configuration")) return command.properties.get("configuration");
  const own = propertyOf(project, "Configuration");
  if (own !== null) return own;
  if (command.verb !== "publish") return "Debug";
  const release = propertyOf(project, "PublishRelease", command);
  if (release !== null)
    return sdk === undefined || sdk < 7 ? undefined : release?.toLowerCase() === "true" ? "Release" : "Debug";
  if (Number(framework) >= 8) return "Release";
  return "Debug";
}

/** Undefined when computed. */
function isSelfContained(
  command: DotnetCommand,
  project: DotnetProject,
  { rid, framework, sdk }: Target,
): boolean | undefined {
  const said = command.options.get("self-contained");
  if (command.options.has("self-contained"))
    return said === undefined ? undefined : said.toLowerCase() !== "false";
  if (command.options.has("no-self-contained")) return false;
  for (const name of ["SelfContained", ...(command.verb === "publish" ? ["PublishSelfContained"] : [])]) {
    const value = propertyOf(project, name, command);
    if (value === undefined) return undefined;
    if (value !== null) return value.toLowerCase() === "true";
  }
  if (rid === null) return false;
  // Before the SDK 8 a runtime identifier alone makes a program bring its runtime.
  const version = Number(framework);
  return sdk === undefined ? (version >= 8 ? false : undefined) : !(sdk >= 8 && version >= 6);
}
