// The .NET projects of a stage: which one a command works on, and what its manifests say.

import { baseName, dirName, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { type MsbuildProject, parseMsbuild, solutionProjects } from "../project/manifests/msbuild.ts";
import type { RuleFile } from "../rules/rule.ts";
import { ContextPaths } from "./called-commands.ts";
import type { DotnetCommand } from "./dotnet-command.ts";

export interface DotnetProject {
  /** Absolute image path of the project file. */
  readonly path: string;
  /** Absolute image path of its folder. */
  readonly folder: string;
  readonly contextPath: string;
  readonly text: string;
  readonly manifest: MsbuildProject;
  /** The text of the nearest Directory.Build.props. */
  readonly sharedText: string | undefined;
  /** Properties of the nearest Directory.Build.props; empty without one. */
  readonly shared: MsbuildProject | undefined;
}

/** The projects that a command works on, or why they can't be told. `single` is false for a solution. */
export type ProjectsAnswer =
  | { readonly kind: "projects"; readonly projects: readonly DotnetProject[]; readonly single: boolean }
  | { readonly kind: "unknown"; readonly why: string };

/** More projects than this are not read. */
const mostProjects = 120;

export class DotnetProjects {
  private readonly file: RuleFile;
  private readonly paths: ContextPaths;

  constructor(file: RuleFile, stage: Stage) {
    this.file = file;
    this.paths = new ContextPaths(file, stage);
  }

  /** The project or solution that a command names, or the only one in its folder. */
  of(command: DotnetCommand): ProjectsAnswer {
    const { operand } = command;
    const { cwd } = command.run;
    if (operand === undefined || cwd === undefined)
      return { kind: "unknown", why: "the project it works on is computed" };
    return this.at(operand === null ? cwd : resolvePath(cwd, operand));
  }

  /** The project at a path, or the only one in a folder. */
  at(path: string): ProjectsAnswer {
    if (/\.slnx?$/i.test(path)) return this.solution(path);
    if (/\.(?:cs|fs|vb)proj$/i.test(path)) return this.listed([path], true, path);
    const folder = this.paths.toContext(path);
    if (folder === undefined)
      return { kind: "unknown", why: `no copy from the build context brings a project to \`${path}\`` };
    const { project } = this.file;
    const prefix = folder === "." ? "" : `${folder}/`;
    const globs = ["csproj", "fsproj", "vbproj", "sln", "slnx"].map((end) =>
      project.find(`${prefix}*.${end}`),
    );
    if (globs.some((each) => each === undefined))
      return { kind: "unknown", why: "the build context was not read" };
    const names = globs.flatMap((each) => each ?? []).map((each) => resolvePath(path, baseName(each)));
    const solutions = names.filter((each) => /\.slnx?$/i.test(each));
    const projects = names.filter((each) => !solutions.includes(each));
    if (projects.length === 1 && projects[0] !== undefined) return this.listed(projects, true, projects[0]);
    if (projects.length === 0 && solutions.length === 1 && solutions[0] !== undefined)
      return this.solution(solutions[0]);
    return {
      kind: "unknown",
      why: names.length === 0 ? `\`${path}\` has no project` : `\`${path}\` has several projects`,
    };
  }

  /** The project and those that it refers to, directly or not; undefined while one was not read. */
  withReferences(first: DotnetProject): readonly DotnetProject[] | undefined {
    const found = new Map<string, DotnetProject>([[first.path, first]]);
    const open = [first];
    let complete = true;
    for (let each = open.pop(); each !== undefined && found.size <= mostProjects; each = open.pop()) {
      for (const reference of each.manifest.projectReferences) {
        const path = resolvePath(each.folder, reference);
        if (found.has(path)) continue;
        const project = reference.includes("$(") || reference.includes("*") ? null : this.read(path);
        if (project == null) complete = false;
        else {
          found.set(path, project);
          open.push(project);
        }
      }
    }
    return complete ? [...found.values()] : undefined;
  }

  private solution(path: string): ProjectsAnswer {
    const context = this.paths.toContext(path);
    const text = context === undefined ? null : this.file.project.text(context);
    if (text === undefined) return { kind: "unknown", why: "the build context was not read" };
    if (text === null) return { kind: "unknown", why: `\`${path}\` is not in the build context` };
    const paths = solutionProjects(text)
      .filter((each) => /\.(?:cs|fs|vb)proj$/i.test(each))
      .map((each) => resolvePath(dirName(path), each));
    return this.listed(paths, false, path);
  }

  private listed(paths: readonly string[], single: boolean, asked: string): ProjectsAnswer {
    if (paths.length > mostProjects) return { kind: "unknown", why: `\`${asked}\` has too many projects` };
    const read = paths.map((each) => this.read(each));
    if (read.some((each) => each === undefined))
      return { kind: "unknown", why: "the build context was not read" };
    const projects = read.filter((each) => each != null);
    return projects.length === 0
      ? { kind: "unknown", why: `\`${asked}\` is not in the build context` }
      : { kind: "projects", projects, single };
  }

  /** Null where no copy brings it, undefined while it was not read. */
  private read(path: string): DotnetProject | null | undefined {
    const contextPath = this.paths.toContext(path);
    if (contextPath === undefined) return null;
    const text = this.file.project.text(contextPath);
    if (text == null) return text;
    const shared = this.sharedProperties(dirName(path));
    if (shared === undefined) return undefined;
    return {
      path,
      folder: dirName(path),
      contextPath,
      text,
      manifest: parseMsbuild(text),
      sharedText: shared ?? undefined,
      shared: shared === null ? undefined : parseMsbuild(shared),
    };
  }

  /** Directory.Build.props of the nearest folder upwards that has one. */
  private sharedProperties(from: string): string | null | undefined {
    const folders: string[] = [];
    for (let at = from; at !== "/"; at = dirName(at)) folders.push(at);
    folders.push("/");
    // All are asked for at once: one at a time would take a round of loading each.
    const texts = folders.map((folder) => {
      const context = this.paths.toContext(resolvePath(folder, "Directory.Build.props"));
      return context === undefined ? null : this.file.project.text(context);
    });
    for (const text of texts) {
      if (text === undefined) return undefined;
      if (text !== null) return text;
    }
    return null;
  }
}

/** The value of a property: null where it is not set, undefined where it can't be known. */
export function propertyOf(
  project: DotnetProject,
  name: string,
  command?: DotnetCommand,
): string | null | undefined {
  const key = name.toLowerCase();
  if (command?.properties.has(key) === true) return command.properties.get(key);
  if (project.manifest.properties.has(key)) return project.manifest.properties.get(key);
  if (project.shared?.properties.has(key) === true) return project.shared.properties.get(key);
  // What another file brings in may set anything, but hardly what a project says about itself.
  return null;
}

/** The name of its assembly without `.dll`; undefined when computed. */
export function assemblyOf(project: DotnetProject, command?: DotnetCommand): string | undefined {
  const own = propertyOf(project, "AssemblyName", command);
  return own === null ? baseName(project.path).replace(/\.\w+proj$/i, "") : own;
}

/** True for a project that makes a program: the web and worker kinds always, others by their `OutputType`. */
export function isProgram(project: DotnetProject): boolean {
  const { sdk } = project.manifest;
  const type = propertyOf(project, "OutputType");
  return /^Microsoft\.NET\.Sdk\.(?:Web|Worker)$/i.test(sdk ?? "") || /^(?:Win)?Exe$/i.test(type ?? "");
}
