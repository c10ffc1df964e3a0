// Folders that programs of a language read in their working directory by custom, where the project has them.

import type { Project } from "../project/project.ts";
import type { AssetUse } from "./program-needs.ts";

/** Those of `names` that are folders below a context path (`.` is the context itself); undefined for no such path. */
export function customaryAssets(
  project: Project,
  context: string | undefined,
  names: readonly string[],
): readonly AssetUse[] {
  if (context === undefined) return [];
  const prefix = context === "." ? "" : `${context}/`;
  return names
    .map((name) => `${prefix}${name}`)
    .filter((path) => project.file(path)?.kind === "folder")
    .map((path) => ({ path, why: "programs read such a folder in the working directory" }));
}
