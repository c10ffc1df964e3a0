// The edit that lets a Dockerfile with `mix phx.server` or `mix run` be split: make a release, and start it.

import { resolvePath } from "../model/paths.ts";
import { insertedBefore, spelledKeyword } from "../model/writing.ts";
import type { Remedy } from "../split/plan.ts";
import { type StartCommand, startCommand } from "../split/start-command.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import { ContextPaths } from "./called-commands.ts";
import type { SplitRequest } from "./ecosystem.ts";
import { knownTag, releaseImageOf } from "./erlang-images.ts";
import { mixProject } from "./erlang-release.ts";

/** Undefined unless mix only starts the project, for production, and the name of its release is known. */
export function mixRemedy(request: SplitRequest): Remedy | undefined {
  const { file, stage } = request;
  const answer = startCommand(stage);
  if (answer.kind !== "start") return undefined;
  const { start } = answer;
  const { by } = start;
  const server = serverTask(start);
  const workdir = stage.workdir().value;
  if (server === undefined || by === undefined || workdir === undefined) return undefined;
  // Other environments are made for a machine with the sources.
  if (stage.variable("MIX_ENV") !== "prod") return undefined;
  const paths = new ContextPaths(file, stage);
  const project = mixProject(file, paths, workdir);
  const [release = project?.app, ...others] = project?.releases ?? [];
  if (project == null || release === undefined || others.length > 0 || project.releases === undefined)
    return undefined;
  if (project.isUmbrella || project.hasReleaseOptions || project.dependencies.includes("distillery"))
    return undefined;
  const text = (name: string): string => {
    const context = paths.toContext(resolvePath(workdir, name));
    return (context === undefined ? null : file.project.text(context)) ?? "";
  };
  const runtime = text("config/runtime.exs");
  const configured = /\bserver:\s*true/.test(text("config/prod.exs") + text("config/config.exs"));
  const variable = /get_env\("PHX_SERVER"\)/.test(runtime);
  // A release starts the endpoint only where the configuration says so.
  if (server === "endpoint" && !variable && !configured) return undefined;
  const builder = builderEdits(request);
  if (builder === undefined) return undefined;
  const { dockerfile } = file;
  const program = resolvePath(workdir, `_build/prod/rel/${release}/bin/${release}`);
  const lines = [
    `${spelledKeyword(dockerfile, "RUN")} mix release`,
    ...(server === "endpoint" && variable && !configured
      ? [`${spelledKeyword(dockerfile, "ENV")} PHX_SERVER=true`]
      : []),
  ];
  return {
    title: `Make a release with \`mix release\` and start it`,
    why: "A release reads `config/runtime.exs` when it starts and all other configuration when it is made, and its tasks are not those of mix",
    edits: [
      ...builder,
      insertedBefore(dockerfile, by, lines),
      replacement(by.args, `[${JSON.stringify(program)}, "start"]`),
    ],
  };
}

/** Another tag of the same version, built longer, of which it is known what it is made of. */
export function tagRemedy({ file, stage }: SplitRequest): Remedy | undefined {
  const { base } = stage;
  if (base.kind !== "image") return undefined;
  const tag = knownTag(base.reference);
  if (tag === undefined || file.text.slice(base.span.start, base.span.end) !== base.reference.text)
    return undefined;
  return {
    title: `Build with \`${base.reference.name}:${tag}\`, whose release is known`,
    why: `The tag stands for the last patch release of its version, not for \`${base.reference.tag}\``,
    edits: [replacement(base.span, `${base.reference.name}:${tag}`)],
  };
}

/** What the builder's tag must become: nothing where its release is known, undefined where it can't be. */
function builderEdits(request: SplitRequest): readonly TextEdit[] | undefined {
  const { base } = request.stage;
  if (base.kind === "image" && releaseImageOf(base.reference) !== undefined) return [];
  return tagRemedy(request)?.edits;
}

/** `endpoint` for Phoenix' server, `application` for a project that is only run. */
function serverTask(start: StartCommand): "endpoint" | "application" | undefined {
  if (start.shell === "needed" || start.programs.length !== 1) return undefined;
  const words = [start.program, ...start.args].join(" ");
  if (/^(?:mix|elixir -S mix) (?:phx|phoenix)\.server$/.test(words)) return "endpoint";
  return /^(?:mix|elixir -S mix) run --no-halt$/.test(words) ? "application" : undefined;
}
