// Reads `docker-build` tasks of VS Code.

import { parseJsonWithComments } from "../manifests/json-comments.ts";
import { isTable, tableAt, textAt } from "../manifests/toml.ts";
import type { DescribedBuild } from "./build.ts";
import { argumentsIn, inputsOf } from "./build-inputs.ts";

/** The builds of a `tasks.json`; paths are relative to the workspace folder. */
export function taskBuilds(text: string): readonly DescribedBuild[] {
  const root = parseJsonWithComments(text);
  const tasks = isTable(root) ? root.tasks : undefined;
  if (!Array.isArray(tasks)) return [];
  return tasks.filter(isTable).flatMap((task): readonly DescribedBuild[] => {
    if (textAt(task, "type") !== "docker-build") return [];
    const build = tableAt(task, "dockerBuild");
    const context = placed(textAt(build, "context") ?? ".");
    const dockerfile = placed(textAt(build, "dockerfile") ?? "Dockerfile");
    if (context === undefined || dockerfile === undefined) return [];
    const name = textAt(task, "label") ?? "docker-build";
    const target = textAt(build, "target");
    const inputs = inputsOf(argumentsIn(build?.buildArgs, fixed), fixed(textAt(build, "platform") ?? ""));
    return [{ name, context, dockerfile, dockerfileFrom: "folder", target, inputs }];
  });
}

/** A text that no variable of the editor decides. */
function fixed(text: string): string | undefined {
  return text.includes("${") ? undefined : text;
}

/** A path from the workspace folder; undefined where another variable decides. */
function placed(path: string): string | undefined {
  const replaced = path.replace(/\$\{workspace(?:Folder|Root)\}[\\/]?/g, "./");
  return replaced.includes("${") ? undefined : replaced;
}
