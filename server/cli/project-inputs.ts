// What a project's files give to the build of a Dockerfile, as the sides of a comparison take it.

import { agreedInputs, inputsRemark } from "../core/project/builds/agreed-inputs.ts";
import type { BuildSide } from "../engine/index.ts";
import type { InputFile } from "./inputs.ts";

/** `platform` is the user's own, which counts in place of the project's. */
export function projectInputs(
  { context }: InputFile,
  platform: string | undefined,
): Pick<BuildSide, "buildArgs" | "platform"> {
  const { inputs } = agreedInputs(context?.builds ?? []);
  return {
    buildArgs: Object.entries(inputs.args).map(([name, value]) => `${name}=${value}`),
    platform: platform ?? inputs.platform,
  };
}

/** One sentence each on what is taken of the project's files. */
export function inputRemarks(files: readonly InputFile[]): readonly string[] {
  return [
    ...new Set(files.flatMap(({ context }) => inputsRemark(agreedInputs(context?.builds ?? [])) ?? [])),
  ];
}
