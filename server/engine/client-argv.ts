// Builds the argument lists for the clients. Values ride inside `--option=value`, so none can become an option.

import { type Builder, builders } from "./builders.ts";
import type { ClientDescription } from "./clients/description.ts";

/** The label that every image of a comparison bears; its value is the run's id. */
export const runLabel = "lean-dockerfile.compare";

/** The repository of the throw-away tags. */
export const tagRepository = "lean-dockerfile/compare";

export interface BuildArguments {
  readonly builder: Builder;
  /** Absolute path of the Dockerfile to build. */
  readonly dockerfile: string;
  /** Absolute path of the context folder. */
  readonly context: string;
  readonly tag: string;
  readonly run: string;
  readonly target?: string | undefined;
  readonly buildArgs: readonly string[];
  readonly secrets: readonly string[];
  readonly ssh: readonly string[];
  readonly buildContexts: readonly string[];
  readonly network?: string | undefined;
  readonly platform?: string | undefined;
}

/** The tag of one side of a run: `a`, `b`, ... then `s26`, `s27`, ... */
export function sideTag(run: string, index: number): string {
  const letter = index < 26 ? String.fromCharCode(97 + index) : `s${index}`;
  return `${tagRepository}:${run}-${letter}`;
}

/**
 * A build without `--pull`, to a unique tag and label. The context comes last and is absolute,
 * so it can't be taken for an option either.
 */
export function buildArgv(build: BuildArguments): readonly string[] {
  return [
    ...builders[build.builder].words,
    `--file=${build.dockerfile}`,
    `--tag=${build.tag}`,
    `--label=${runLabel}=${build.run}`,
    ...option("target", build.target),
    ...option("platform", build.platform),
    ...option("network", build.network),
    ...build.buildArgs.map((value) => `--build-arg=${value}`),
    ...build.secrets.map((value) => `--secret=${value}`),
    ...build.ssh.map((value) => `--ssh=${value}`),
    ...build.buildContexts.map((value) => `--build-context=${value}`),
    build.context,
  ];
}

function option(name: string, value: string | undefined): readonly string[] {
  return value === undefined || value === "" ? [] : [`--${name}=${value}`];
}

export function saveArgv(reference: string): readonly string[] {
  return ["image", "save", reference];
}

export function inspectArgv(reference: string): readonly string[] {
  return ["image", "inspect", "--format", "{{json .}}", reference];
}

/** One line of JSON for each id. */
export function inspectArgvOf(ids: readonly string[]): readonly string[] {
  return ["image", "inspect", "--format", "{{json .}}", ...ids];
}

/** The ids of images that have a tag, or of those that nothing refers to. */
export function listImagesArgv(which: "tagged" | "dangling"): readonly string[] {
  return ["image", "ls", "--quiet", "--no-trunc", `--filter=dangling=${which === "dangling"}`];
}

/** Removes at once: whoever calls this has asked. */
export const pruneImagesArgv: readonly string[] = ["image", "prune", "--force"];

/** What made the layers of an image, newest first, one a line. */
export function historyArgv(reference: string): readonly string[] {
  return ["image", "history", "--no-trunc", "--format", "{{.CreatedBy}}", reference];
}

/** Removes one tag or one image, and never its parents: those may be somebody else's. */
export function removeImageArgv(client: ClientDescription, reference: string): readonly string[] {
  return [...client.removeImage, reference];
}

/** Removes several, one after the other: an engine that refuses one goes on with the next. */
export function removeImagesArgv(client: ClientDescription, ids: readonly string[]): readonly string[] {
  return [...client.removeImage, ...ids];
}

/** The ids of all images, intermediate ones of the legacy builder included. */
export function allImagesArgv(): readonly string[] {
  return ["image", "ls", "--all", "--quiet", "--no-trunc"];
}

/** The ids of the images that bear a run's label. */
export function labelledImagesArgv(run: string): readonly string[] {
  return ["image", "ls", "--all", "--quiet", "--no-trunc", `--filter=label=${runLabel}=${run}`];
}

export function removeContainerArgv(container: string): readonly string[] {
  return ["container", "rm", "--force", "--volumes", container];
}

/** The ids of all containers, stopped ones included. */
export function allContainersArgv(): readonly string[] {
  return ["container", "ls", "--all", "--quiet", "--no-trunc"];
}

/** The containers of builders that work in the client, of which only the client's own list knows. */
export function workingContainersArgv(): readonly string[] {
  return ["container", "ls", "--all", "--external", "--no-trunc", "--format", "{{json .}}"];
}

/** What is wrong with a value that is to be passed to the client; undefined when it can be passed. */
export function argumentProblem(build: {
  readonly target?: string | undefined;
  readonly buildArgs: readonly string[];
  readonly secrets: readonly string[];
  readonly ssh: readonly string[];
  readonly buildContexts: readonly string[];
  readonly network?: string | undefined;
  readonly platform?: string | undefined;
}): string | undefined {
  const groups: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    ["target", [build.target]],
    ["build argument", build.buildArgs],
    ["secret", build.secrets],
    ["SSH key", build.ssh],
    ["build context", build.buildContexts],
    ["network", [build.network]],
    ["platform", [build.platform]],
  ];
  for (const [what, values] of groups) {
    // Never quote the value: it may be the secret itself.
    if (values.some((value) => value?.includes("\0"))) return `A ${what} has a NUL character`;
  }
  if (build.buildArgs.some((value) => value === "" || value.startsWith("=")))
    return "A build argument has no name";
  if (build.platform?.includes(","))
    return "More than one platform is given, and one image is measured at a time";
  return undefined;
}
