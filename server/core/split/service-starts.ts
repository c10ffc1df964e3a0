// Compose services that start the image otherwise than the Dockerfile does: what a split means for them.

import type { Ecosystem } from "../ecosystems/ecosystem.ts";
import type { Stage } from "../model/stage.ts";
import type { ProjectBuild } from "../project/builds/build.ts";
import type { RuleFile } from "../rules/rule.ts";
import { targetOf } from "../targets.ts";
import type { Note } from "./plan.ts";
import { commandsOfWords, startCommand } from "./start-command.ts";

export interface ServiceStarts {
  /** One sentence for each service whose start command the runtime stage is not made for. */
  readonly notes: readonly Note[];
  /** One of them starts the toolchain, so that it has to end with the builder. */
  readonly builderIsStarted: boolean;
}

/** How the services of compose files start the stage in place of its own start command. */
export function serviceStarts(ecosystem: Ecosystem, file: RuleFile, stage: Stage): ServiceStarts {
  const answer = startCommand(stage);
  // What only a compose file starts is what the split is made for.
  if (answer.kind !== "start" || answer.start.by === undefined) return { notes: [], builderIsStarted: false };
  const own = answer.start;
  const messages = new Set<string>();
  let builderIsStarted = false;
  for (const build of file.project.builds) {
    if ((targetOf(file.dockerfile, build) ?? stage) !== stage) continue;
    const started = startedBy(stage, build);
    const other = started.find(({ program }) => program !== own.program);
    if (started.length === 0) continue;
    if (started.some(({ program, args }) => ecosystem.runsToolchain(program, args))) {
      builderIsStarted = true;
      messages.add(
        `${opening(build)} needs the toolchain and the sources, which the runtime stage lacks: its \`build\` has to name the builder as \`target\``,
      );
    } else if (other !== undefined)
      messages.add(
        `${opening(build)} is not what the runtime stage is made for: where that lacks something, its \`build\` has to name the builder as \`target\``,
      );
  }
  return { notes: [...messages].map((message) => ({ message, at: own.span })), builderIsStarted };
}

function opening({ file, name, start }: ProjectBuild): string {
  const words = [...(start?.entrypoint ?? []), ...(start?.command ?? [])];
  return `The service \`${name}\` of \`${file}\`, which starts \`${words.join(" ")}\`,`;
}

/** The programs of a service that has a start command of its own; none where the image's own starts. */
function startedBy(stage: Stage, { start }: ProjectBuild): ReturnType<typeof commandsOfWords>["commands"] {
  const command = start?.command ?? [];
  if (command.length === 0 && (start?.entrypoint ?? []).length === 0) return [];
  const entrypoint =
    start?.entrypoint ?? (stage.entrypoint?.by === undefined ? [] : stage.entrypoint.value.words);
  return commandsOfWords([...entrypoint, ...command]).commands;
}
