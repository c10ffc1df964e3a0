// Reads GitHub workflows: which images their steps build.

import { isTable, type TomlTable, tableAt, textAt } from "../manifests/toml.ts";
import { parseYaml } from "../manifests/yaml.ts";
import type { DescribedBuild } from "./build.ts";
import { buildCommands } from "./build-commands.ts";
import { combinations } from "./combinations.ts";
import { joined } from "./places.ts";

/** The builds of a workflow; paths are relative to the repository's folder. */
export function workflowBuilds(text: string): readonly DescribedBuild[] {
  const root = parseYaml(text);
  const jobs = isTable(root) ? tableAt(root, "jobs") : undefined;
  return Object.keys(jobs ?? {}).flatMap((name) => {
    const job = tableAt(jobs, name);
    const steps = job?.steps;
    if (job === undefined || !Array.isArray(steps)) return [];
    const folder =
      folderOf(tableAt(job, "defaults")) ?? folderOf(isTable(root) ? tableAt(root, "defaults") : undefined);
    return matrixOf(job).flatMap((matrix) =>
      steps.filter(isTable).flatMap((step) => stepBuilds(name, step, folder ?? ".", matrix)),
    );
  });
}

type Matrix = ReadonlyMap<string, string>;

function folderOf(defaults: TomlTable | undefined): string | undefined {
  return textAt(tableAt(defaults, "run"), "working-directory");
}

function stepBuilds(job: string, step: TomlTable, folder: string, matrix: Matrix): readonly DescribedBuild[] {
  const uses = textAt(step, "uses");
  if (uses !== undefined && /^docker\/build-push-action(?:@|$)/.test(uses))
    return actionBuild(job, step, matrix);
  const run = textAt(step, "run");
  if (run === undefined) return [];
  const start = joined(".", filled(textAt(step, "working-directory") ?? folder, matrix) ?? ".");
  return buildCommands(filledScript(run, matrix)).map((build) => ({
    name: job,
    context: joined(start, build.context),
    dockerfile: build.dockerfileFrom === "folder" ? joined(start, build.dockerfile) : build.dockerfile,
    dockerfileFrom: build.dockerfileFrom,
    target: build.target,
  }));
}

function actionBuild(job: string, step: TomlTable, matrix: Matrix): readonly DescribedBuild[] {
  const inputs = tableAt(step, "with");
  const input = (key: string, byDefault: string): string | undefined => {
    const written = textAt(inputs, key);
    return written === undefined || written === "" ? byDefault : filled(written, matrix);
  };
  // The action's own default is the repository itself.
  const context = input("context", ".")?.replace(/^\{\{\s*defaultContext\s*\}\}:?/, "");
  const file = input("file", "");
  if (context === undefined || file === undefined) return [];
  const target = input("target", "");
  return [
    {
      name: job,
      context: context === "" ? "." : context,
      dockerfile: file === "" ? "Dockerfile" : file,
      dockerfileFrom: file === "" ? "context" : "folder",
      target: target === "" ? undefined : target,
    },
  ];
}

/** The job's choices of texts: those of the matrix's lists, and each map under `include` on its own. */
function matrixOf(job: TomlTable): readonly Matrix[] {
  const matrix = tableAt(job, "strategy", "matrix");
  if (matrix === undefined) return [new Map()];
  const choices = new Map<string, readonly string[]>();
  for (const [name, values] of Object.entries(matrix))
    if (name !== "include" && name !== "exclude" && Array.isArray(values))
      choices.set(
        name,
        values.filter((value): value is string => typeof value === "string"),
      );
  const included = Array.isArray(matrix.include) ? matrix.include.filter(isTable) : [];
  const all = [
    ...(choices.size === 0 ? [] : combinations(choices)),
    ...included
      .slice(0, 64)
      .map(
        (each): Matrix =>
          new Map(
            Object.entries(each).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
          ),
      ),
  ];
  return all.length === 0 ? [new Map()] : all;
}

/** A text with the matrix's values and the repository's folder put in; undefined where more is computed. */
function filled(text: string, matrix: Matrix): string | undefined {
  const result = filledScript(text, matrix);
  return result.includes("${{") ? undefined : result;
}

function filledScript(text: string, matrix: Matrix): string {
  return text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (whole, name: string) => {
    if (name === "github.workspace") return ".";
    return name.startsWith("matrix.") ? (matrix.get(name.slice("matrix.".length)) ?? whole) : whole;
  });
}
