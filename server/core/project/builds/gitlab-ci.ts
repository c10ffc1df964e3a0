// Reads GitLab's pipeline files: which images their jobs build.

import { isTable, type TomlTable } from "../manifests/toml.ts";
import { parseYaml } from "../manifests/yaml.ts";
import type { DescribedBuild } from "./build.ts";
import { buildCommands } from "./build-commands.ts";

/** Scripts may be lists of lists, as `!reference` and anchors make them. */
const deepest = 4;

/** The builds of a pipeline; paths are relative to the repository's folder. */
export function gitlabBuilds(text: string): readonly DescribedBuild[] {
  const root = parseYaml(text);
  if (!isTable(root)) return [];
  return Object.entries(root).flatMap(([name, job]) =>
    isTable(job) ? buildCommands(scriptOf(job)).map((build) => ({ name, ...build })) : [],
  );
}

function scriptOf(job: TomlTable): string {
  return [job.before_script, job.script]
    .flatMap((part) => linesOf(part, deepest))
    .join("\n")
    .replace(/\$\{?CI_PROJECT_DIR\}?/g, ".");
}

function linesOf(value: unknown, depth: number): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) && depth > 0 ? value.flatMap((each) => linesOf(each, depth - 1)) : [];
}
