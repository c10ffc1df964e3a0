// What a Go program that ships in an empty image finds missing there, by its sources.

import { type GoSource, readGoSource } from "../project/manifests/go-source.ts";
import type { Project } from "../project/project.ts";
import { stageCommands } from "./commands.ts";
import type { Dockerfile } from "./dockerfile.ts";
import type { Stage } from "./stage.ts";

/** More files are not read: an answer that takes longer helps nobody who types. */
const mostFiles = 200;

export interface ScratchProgram {
  readonly stage: Stage;
  /** The stage that its program comes from. */
  readonly builder: Stage;
  /** The first source file that a test holds for, with its path. */
  readonly where: (test: (source: GoSource) => boolean) => string | undefined;
}

/** The shipped stage, where it is made from nothing and runs a Go program whose sources are at hand. */
export function scratchProgram(dockerfile: Dockerfile, project: Project): ScratchProgram | undefined {
  const stage = dockerfile.final;
  if (stage?.rootBase.kind !== "scratch" || !project.known) return undefined;
  if (stage.cmd?.by === undefined && stage.entrypoint?.by === undefined) return undefined;
  const builder = stage.instructions
    .map((each) => (each.keyword === "COPY" ? dockerfile.copy(each)?.origin : undefined))
    .find(
      (origin) =>
        origin?.kind === "stage" &&
        stageCommands(origin.stage).some((run) => run.program === "go" && run.args[0]?.value === "build"),
    );
  if (builder?.kind !== "stage") return undefined;
  const paths = project
    .find("**/*.go")
    ?.filter((path) => !/_test\.go$|(?:^|\/)(?:vendor|testdata)\//.test(path));
  if (paths === undefined || paths.length > mostFiles) return undefined;
  const sources = paths.flatMap((path) => {
    const text = project.text(path);
    return text == null ? [] : [{ path, source: readGoSource(text) }];
  });
  return {
    stage,
    builder: builder.stage,
    where: (test) => sources.find(({ source }) => !source.excluded && test(source))?.path,
  };
}
