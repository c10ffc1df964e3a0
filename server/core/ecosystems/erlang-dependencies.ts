// The step that fetches the dependencies of Elixir projects.

import type { RunCommand } from "../model/commands.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { DependencyNeeds, DependencyStep } from "./ecosystem.ts";
import { mixTasks } from "./erlang-release.ts";
import { assignmentsText, bindsContext, cacheMounts, ManifestFolder, unknownContext } from "./manifests.ts";

export function mixDependencyStep(file: RuleFile, stage: Stage, run: RunCommand): DependencyStep | undefined {
  if (run.program !== "mix" || bindsContext(run.instruction)) return undefined;
  const tasks = mixTasks(run);
  const fetch = tasks.find(({ name }) => name === "deps.get");
  if (fetch === undefined) return undefined;
  return {
    at: run.command.span,
    label: "mix deps.get",
    consequence: "fetches every dependency again",
    folder: run.cwd,
    reads: [],
    scope: "tree",
    examine: () => examine(file, stage, run, tasks.length === 1),
  };
}

function examine(file: RuleFile, stage: Stage, run: RunCommand, fetchesOnly: boolean): DependencyNeeds {
  const weight = "full";
  if (cacheMounts(run.instruction).some((target) => /\/deps$|\.hex(?:\/|$)/.test(target)))
    return { kind: "nothing" };
  if (!file.project.known) return { ...unknownContext, weight };
  const place = new ManifestFolder(file, stage, run.cwd);
  const text = place.text("mix.exs");
  const manifests = place.present(["mix.exs", "mix.lock"]);
  if (text === undefined || manifests === undefined) return { ...unknownContext, weight };
  if (text === null)
    return { kind: "none", why: "No copy from the build context brings its `mix.exs`", weight };
  if (/\bapps_path:/.test(text))
    return { kind: "none", why: "Its applications have dependencies of their own", weight };
  if (/\bpath:\s*"/.test(text) || /\bFile\.|\bCode\.|\bimport_file|\bSystem\.cmd/.test(text))
    return { kind: "none", why: "`mix.exs` reads other files of the project", weight };
  return {
    kind: "reorder",
    manifests,
    command: fetchesOnly ? undefined : assignmentsText(file, run, /./) + fetchingCommand(run),
    safety: "safe",
    weight: /\{\s*:\w+\s*,/.test(text.replace(/^\s*#.*$/gm, "")) ? weight : "empty",
  };
}

/** The tasks that fetch: the dependencies, and before them Hex and rebar, without which mix would ask for them. */
function fetchingCommand(run: RunCommand): string {
  const tasks = mixTasks(run)
    .filter(({ name }) => name === "deps.get" || name.startsWith("local."))
    .map(({ name, args }) => [name, ...args.map(({ raw }) => raw)].join(" "));
  return `mix ${tasks.length > 1 ? "do " : ""}${tasks.join(", ")}`;
}
