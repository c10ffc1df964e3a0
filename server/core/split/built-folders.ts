// What commands of other languages leave for a program: a front end beside a Go server, style sheets beside Python.

import type { SplitRequest } from "../ecosystems/ecosystem.ts";
import { isWithin } from "../model/paths.ts";
import type { Span } from "../text/span.ts";
import { contextMapOf } from "./context-map.ts";
import { Declined } from "./declined.ts";
import type { BuildOutput, ProgramBuild } from "./program-needs.ts";

/** What one language's commands leave behind in a stage, as it tells those that plan programs of other languages. */
export interface BuiltFolders {
  /** What its builds make, by their commands. Packages and caches are none of it. */
  readonly outputs: readonly BuildOutput[];
  /** A build whose results can't be told, with the folder that it works in. */
  readonly unclear:
    | { readonly message: string; readonly at: Span; readonly folder: string | undefined }
    | undefined;
  readonly isToolchainProgram: (program: string) => boolean;
  readonly readsEnvironment: (program: string) => boolean;
  readonly isBuildVariable: (name: string) => boolean;
  readonly isBuildPackage: (name: string) => boolean;
  /** Absolute paths of the folders in which its commands run. */
  readonly folders: readonly string[];
  readonly traced: readonly Span[];
}

/**
 * The program with what others build for it. What ends up inside the program (`ProgramBuild.embedded`) is left out.
 * Throws `Declined` where it isn't known what a build makes.
 */
export function withBuiltFolders(build: ProgramBuild, { file, stage, others }: SplitRequest): ProgramBuild {
  if (others.length === 0) return build;
  const map = contextMapOf(file.dockerfile, stage, file.project);
  const embedded = build.embedded ?? [];
  for (const { unclear } of others) {
    if (unclear === undefined) continue;
    const { folder } = unclear;
    const inside =
      folder !== undefined && embedded.some((path) => isWithin(path, folder) || isWithin(folder, path));
    if (!inside) throw new Declined(unclear.message, unclear.at);
  }
  const outputs = others
    .flatMap((each) => each.outputs)
    .filter(({ path }) => !embedded.some((folder) => isWithin(folder, path)));
  // A program that stands alone does not need what only the others read; the folder that they share may hold both.
  const folders =
    build.carries === "sources"
      ? []
      : others.flatMap((each) => each.folders).filter((folder) => !isWithin(folder, build.sourceRoot));
  const isTheirs = (contextPath: string): boolean => {
    const image = map.toImage(contextPath);
    return image !== undefined && folders.some((folder) => isWithin(folder, image));
  };
  // A whole folder that others build in holds their sources and packages: what they make of it is among the outputs.
  const assets = build.needs.assets.filter(({ path }) => {
    const image = map.toImage(path);
    return image === undefined || !folders.some((folder) => isWithin(image, folder));
  });
  return {
    ...build,
    needs: { ...build.needs, assets },
    outputs: [...build.outputs, ...outputs],
    isToolchainProgram: (program) =>
      build.isToolchainProgram(program) || others.some((each) => each.isToolchainProgram(program)),
    readsEnvironment: (program) =>
      build.readsEnvironment?.(program) === true || others.some((each) => each.readsEnvironment(program)),
    isBuildVariable: (name) =>
      build.isBuildVariable(name) || others.some((each) => each.isBuildVariable(name)),
    isBuildPackage: (name) =>
      build.isBuildPackage?.(name) === true || others.some((each) => each.isBuildPackage(name)),
    isSource: (path) => build.isSource(path) || isTheirs(path),
    traced: [...build.traced, ...others.flatMap((each) => each.traced)],
  };
}
