// The files of a Node.js project as they lie in the folders of a stage: manifests, configuration, what is below a folder.

import { Memory } from "../memory.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { dockerignoreOf, ignored } from "../project/dockerignore.ts";
import { type PackageJson, parsePackageJson } from "../project/manifests/package-json.ts";
import type { RuleFile } from "../rules/rule.ts";
import { ContextPaths } from "./called-commands.ts";

/** Reads by absolute image path what copies from the context bring there. */
export class NodeProject {
  private readonly file: RuleFile;
  private readonly paths: ContextPaths;
  private readonly manifests = new Map<string, PackageJson | null | undefined>();

  constructor(file: RuleFile, stage: Stage) {
    this.file = file;
    this.paths = new ContextPaths(file, stage);
  }

  /** The context path of an image path; undefined when no copy brings it, or `.dockerignore` leaves it out. */
  toContext(path: string): string | undefined {
    const context = this.paths.toContext(path);
    const ignore = dockerignoreOf(this.file.project);
    return context !== undefined && ignore !== undefined && ignored(ignore, context) ? undefined : context;
  }

  /** The text of a file: null when it is not there or can't be read, undefined while it is not loaded. */
  text(path: string): string | null | undefined {
    const context = this.toContext(path);
    return context === undefined ? null : this.file.project.text(context);
  }

  /** Whether a file or folder of the context lies there; undefined while that isn't known. */
  has(path: string): boolean | undefined {
    const context = this.toContext(path);
    return context === undefined ? false : this.file.project.exists(context);
  }

  /** The manifest of a folder: null without one, undefined while it is not loaded. */
  manifest(folder: string): PackageJson | null | undefined {
    if (this.manifests.has(folder)) return this.manifests.get(folder);
    const text = this.text(resolvePath(folder, "package.json"));
    const manifest = text == null ? text : (parsePackageJson(text) ?? null);
    this.manifests.set(folder, manifest);
    return manifest;
  }

  /** The text of the first of these files that is there, with its path. */
  first(
    folder: string,
    names: readonly string[],
  ): { readonly path: string; readonly text: string } | undefined {
    for (const name of names) {
      const path = resolvePath(folder, name);
      const text = this.text(path);
      if (text != null) return { path, text };
    }
    return undefined;
  }
}

/** A stage is made anew for every analysis, so that nothing outlives its snapshot. */
const cache = new Memory<Stage, NodeProject>("stage");

/** The project behind a stage, made once for each analysis. */
export function nodeProject(file: RuleFile, stage: Stage): NodeProject {
  let project = cache.get(stage);
  if (project === undefined) {
    project = new NodeProject(file, stage);
    cache.set(stage, project);
  }
  return project;
}
