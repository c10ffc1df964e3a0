// The step that restores the packages of .NET projects, and the manifests that it reads.

import type { RunCommand } from "../model/commands.ts";
import { dirName, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { parseMsbuild, solutionProjects } from "../project/manifests/msbuild.ts";
import type { RuleFile } from "../rules/rule.ts";
import { ContextPaths } from "./called-commands.ts";
import { type DotnetCommand, readDotnetCommand } from "./dotnet-command.ts";
import type { DependencyNeeds, DependencyStep } from "./ecosystem.ts";
import { assignmentsText, bindsContext, cacheMounts, ManifestFolder, unknownContext } from "./manifests.ts";

/** Files that restoring reads in the folder of a project and in those above it. Source: learn.microsoft.com, "NuGet restore". */
const sharedFiles = [
  "Directory.Build.props",
  "Directory.Build.targets",
  "Directory.Packages.props",
  "nuget.config",
  "NuGet.config",
  "NuGet.Config",
  "global.json",
  "packages.lock.json",
];

const isManifest = /\.(?:\w{2,3}proj|slnx?)$/i;

export function dotnetDependencyStep(
  file: RuleFile,
  stage: Stage,
  run: RunCommand,
): DependencyStep | undefined {
  const command = readDotnetCommand(run);
  if (command === undefined || bindsContext(run.instruction)) return undefined;
  const { operand } = command;
  const { cwd } = run;
  const target =
    cwd === undefined || operand === undefined
      ? undefined
      : operand === null
        ? cwd
        : resolvePath(cwd, operand);
  const folder = target !== undefined && /\.(?:\w{2,3}proj|slnx?)$/i.test(target) ? dirName(target) : target;
  return {
    at: run.command.span,
    label: `dotnet ${command.verb}`,
    consequence: "downloads every NuGet package again",
    folder,
    reads: [],
    scope: "tree",
    examine: () => new Examiner(file, stage, command, target).examine(),
  };
}

/** More projects than this are not copied one by one. */
const mostProjects = 40;

/** Paths are absolute ones of the image. */
class Examiner {
  private readonly command: DotnetCommand;
  private readonly file: RuleFile;
  private readonly target: string | undefined;
  private readonly root: ManifestFolder;
  private readonly paths: ContextPaths;

  constructor(file: RuleFile, stage: Stage, command: DotnetCommand, target: string | undefined) {
    this.file = file;
    this.command = command;
    this.target = target;
    this.root = new ManifestFolder(file, stage, "/");
    this.paths = new ContextPaths(file, stage);
  }

  examine(): DependencyNeeds {
    const weight = "full";
    const { command } = this;
    const { run } = command;
    if (cacheMounts(run.instruction).some((mount) => /\.nuget(?:\/|$)|\/nuget/.test(mount)))
      return { kind: "nothing" };
    if (command.options.has("packages") || run.args.some(({ value }) => value === "--no-restore"))
      return { kind: "nothing" };
    if (!this.file.project.known) return { ...unknownContext, weight };
    const first = this.first();
    if (first === undefined) return { ...unknownContext, weight };
    if (first === null) return { kind: "none", why: "Which project it restores isn't known", weight };
    const projects = this.projects(first);
    if (projects === undefined) return { ...unknownContext, weight };
    if (typeof projects === "string") return { kind: "none", why: projects, weight };
    const manifests = this.withShared(first.endsWith("proj") ? projects : [first, ...projects]);
    if (manifests === undefined) return { ...unknownContext, weight };
    const packages = projects.some((path) => parseMsbuild(this.text(path) ?? "").packages.length > 0);
    return {
      kind: "reorder",
      manifests,
      command: command.verb === "restore" ? undefined : this.restoring(),
      safety: "safe",
      weight: packages ? weight : "empty",
    };
  }

  /** `dotnet restore` with what decides the packages. */
  private restoring(): string {
    const { run, operand } = this.command;
    const rid = this.command.options.get("runtime");
    return (
      assignmentsText(this.file, run, /./) +
      [
        "dotnet",
        "restore",
        ...(operand == null ? [] : [operand]),
        ...(rid === undefined || !/^[\w.-]+$/.test(rid) ? [] : ["-r", rid]),
      ].join(" ")
    );
  }

  /** The project or solution; null when none or several are there. */
  private first(): string | null | undefined {
    const { target } = this;
    if (target === undefined) return null;
    if (isManifest.test(target)) {
      const text = this.text(target);
      return text == null ? text : target;
    }
    const folder = this.paths.toContext(target);
    if (folder === undefined) return null;
    const prefix = folder === "." ? "" : `${folder}/`;
    const globs = ["csproj", "fsproj", "vbproj", "sln", "slnx"].map((end) =>
      this.file.project.find(`${prefix}*.${end}`),
    );
    if (globs.some((each) => each === undefined)) return undefined;
    const [only, ...others] = globs.flatMap((each) => each ?? []);
    return only === undefined || others.length > 0 ? null : resolvePath(target, only.slice(prefix.length));
  }

  private text(path: string): string | null | undefined {
    return this.root.text(path);
  }

  /** All projects that are restored; a sentence when one can't be followed. */
  private projects(first: string): readonly string[] | string | undefined {
    const solution = first.endsWith("proj") ? undefined : this.text(first);
    const open =
      solution == null
        ? [first]
        : solutionProjects(solution).map((path) => resolvePath(dirName(first), path));
    const found = new Set(open);
    let complete = true;
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      if (found.size > mostProjects) return "There are too many projects to copy one by one";
      const own = this.text(each);
      if (own === null) return `\`${each}\` is not in the build context`;
      if (own === undefined) {
        complete = false;
        continue;
      }
      const manifest = parseMsbuild(own);
      if (manifest.imports.length > 0) return `\`${each}\` imports other files`;
      for (const reference of manifest.projectReferences) {
        if (/[$*]/.test(reference)) return `\`${each}\` computes its references`;
        const path = resolvePath(dirName(each), reference);
        if (!found.has(path)) {
          found.add(path);
          open.push(path);
        }
      }
    }
    return complete ? [...found] : undefined;
  }

  /** With the files that hold for all projects in their folders and above, as context paths. */
  private withShared(manifests: readonly string[]): readonly string[] | undefined {
    const folders = new Set<string>();
    for (const manifest of manifests)
      for (let folder = dirName(manifest); !folders.has(folder); folder = dirName(folder))
        folders.add(folder);
    const wanted = [...folders].flatMap((folder) => sharedFiles.map((name) => resolvePath(folder, name)));
    return this.root.present([...manifests, ...wanted]);
  }
}
