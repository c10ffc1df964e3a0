// The edit that lets a Dockerfile with `dotnet run` be split: publish the project, and start its assembly.

import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { insertedBefore, spelledKeyword } from "../model/writing.ts";
import type { Remedy } from "../split/plan.ts";
import { type StartCommand, startCommand } from "../split/start-command.ts";
import { replacement } from "../text/edits.ts";
import { dotnetRuntimes } from "./dotnet-images.ts";
import { assemblyOf, DotnetProjects, isProgram, propertyOf } from "./dotnet-project.ts";
import type { SplitRequest } from "./ecosystem.ts";

/** Options of `dotnet run` itself; all others go to the program. */
const valued =
  /^(?:-c|--configuration|-f|--framework|-p|--project|--launch-profile|-lp|-r|--runtime|-v|--verbosity|-a|--arch|--os)$/;
const plain =
  /^(?:--no-build|--no-restore|--no-launch-profile|--no-dependencies|--force|--interactive|--self-contained|--no-self-contained)$/;

/** Undefined unless `dotnet run` is all that starts, and the project and the name of its assembly are known. */
export function dotnetRunRemedy({ file, stage }: SplitRequest): Remedy | undefined {
  const answer = startCommand(stage);
  if (answer.kind !== "start") return undefined;
  const { start } = answer;
  const { by } = start;
  const words = start.shell === "needed" ? undefined : runWords(start);
  const workdir = stage.workdir().value;
  if (words === undefined || by === undefined || workdir === undefined) return undefined;
  const projects = new DotnetProjects(file, stage).at(
    words.project === undefined ? workdir : resolvePath(workdir, words.project),
  );
  const [project] = projects.kind === "projects" && projects.single ? projects.projects : [];
  if (project === undefined || !isProgram(project)) return undefined;
  const assembly = assemblyOf(project);
  // Several frameworks need one to be chosen, and a program of its own runtime has no assembly to start.
  if (assembly === undefined || propertyOf(project, "TargetFramework") == null) return undefined;
  if (["RuntimeIdentifier", "SelfContained", "PublishAot"].some((name) => propertyOf(project, name) !== null))
    return undefined;
  const folder = resolvePath(workdir, "out");
  if (!hasRuntime(stage, propertyOf(project, "TargetFramework") ?? "")) return undefined;
  const { dockerfile } = file;
  const named = words.project === undefined ? [] : [words.project];
  const build = ["dotnet", "publish", ...named, "-c", words.configuration ?? "Release", "-o", folder];
  const exec = ["dotnet", `${folder}/${assembly}.dll`, ...words.args];
  const settings = resolvePath(project.folder, "Properties/launchSettings.json");
  return {
    title: `Publish the project with \`dotnet publish\` and start \`${assembly}.dll\``,
    why: `The program is compiled when the image is built, and no longer takes its environment and addresses from \`${settings.slice(project.folder.length + 1)}\``,
    edits: [
      insertedBefore(dockerfile, by, [`${spelledKeyword(dockerfile, "RUN")} ${build.join(" ")}`]),
      replacement(by.args, `[${exec.map((word) => JSON.stringify(word)).join(", ")}]`),
    ],
  };
}

/** A runtime image belongs to the builder's: otherwise the edit would help nobody. */
function hasRuntime(stage: Stage, moniker: string): boolean {
  const base = stage.rootBase;
  const framework = /^net(?:coreapp)?(\d+\.\d+)/.exec(moniker)?.[1];
  if (base.kind !== "image" || framework === undefined) return false;
  const needs = { runtime: "aspnet", framework, invariant: false, portable: false, lowPort: false } as const;
  return dotnetRuntimes(base.reference, needs) !== undefined;
}

interface RunWords {
  readonly project: string | undefined;
  readonly configuration: string | undefined;
  readonly args: readonly string[];
}

function runWords(start: StartCommand): RunWords | undefined {
  const [run, ...rest] = start.args;
  if (start.program !== "dotnet" || run !== "run" || start.programs.length !== 1) return undefined;
  let project: string | undefined;
  let configuration: string | undefined;
  const args: string[] = [];
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? "";
    if (word === "--") {
      args.push(...rest.slice(at + 1));
      break;
    }
    const [name = "", inline] = word.startsWith("-") ? word.split(/[=:](.*)/s) : [word];
    if (valued.test(name)) {
      const value = inline ?? rest[++at];
      if (/^(?:-p|--project)$/.test(name)) project = value;
      else if (/^(?:-c|--configuration)$/.test(name)) configuration = value;
      else if (!/^(?:-v|--verbosity|--launch-profile|-lp)$/.test(name)) return undefined;
    } else if (!plain.test(word)) args.push(word);
  }
  if (project !== undefined && !/^[\w./-]+$/.test(project)) return undefined;
  return configuration === undefined || /^\w+$/.test(configuration)
    ? { project, configuration, args }
    : undefined;
}
