// The runtime images of Node.js programs: the slim and alpine variants of the builder's image, and distroless.

import { imageFacts } from "../images/lookup.ts";
import type { ImageReference } from "../images/reference.ts";
import { stageCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { mayLockNative, nodeLockfiles } from "../project/manifests/node-lockfile.ts";
import { mayBeNativeNodePackage } from "../project/native-packages.ts";
import type { RuntimeImage, RuntimeNeeds } from "../split/runtime.ts";
import { familyVariant, imageOf } from "../split/runtime-variants.ts";
import type { NodeInstall } from "./node-install.ts";
import type { NodeProject } from "./node-project.ts";

/** True for an image with compilers and headers, of which smaller variants exist. */
export function isFullImage(stage: Stage): boolean {
  const facts = stage.imageFacts;
  return facts?.family === "node" && facts.role === "toolchain" && facts.distribution === "debian";
}

export interface NodeRuntimeFacts {
  readonly stage: Stage;
  /** Native code: none for sure, or some, or it isn't known. */
  readonly native: "none" | "some";
  /** `node file.js` in exec form is all that starts. */
  readonly plainStart: boolean;
  /** The runtime stage runs commands of the file again. */
  readonly repeats: boolean;
  /** Why the program has to start as root, as a sentence. */
  readonly rootBecause: string | undefined;
}

/** The images to choose from, best first. */
export function nodeRuntimes(facts: NodeRuntimeFacts): (needs: RuntimeNeeds) => readonly RuntimeImage[] {
  return (needs) => {
    const { stage } = facts;
    const base = stage.rootBase.kind === "image" ? stage.rootBase.reference : undefined;
    if (base === undefined) return [];
    const images: RuntimeImage[] = [];
    if (isFullImage(stage)) {
      const slim = familyVariant(base, "slim");
      if (slim !== undefined) images.push(imageOf("slim", slim));
      const alpine =
        facts.native === "none" && needs.packages.length === 0 ? familyVariant(base, "alpine") : undefined;
      if (alpine !== undefined && needs.shell !== "bash") images.push(imageOf("alpine", alpine));
      const distroless = distrolessImage(facts, needs);
      if (distroless !== undefined) images.push(distroless);
    } else {
      const { distribution, variant = [] } = stage.imageFacts ?? {};
      const name = distribution === "alpine" ? "alpine" : variant.includes("slim") ? "slim" : "same";
      const slim = slimBun(stage, base);
      if (slim !== undefined) images.push(imageOf("slim", slim));
      images.push(imageOf(name, base));
    }
    const { rootBecause } = facts;
    const written = asWritten(stage, base.text, images);
    return rootBecause === undefined ? written : written.map((image) => ({ ...image, rootBecause }));
  };
}

/** Bun's image on the slim Debian of the same release. Source: oven-sh/bun, dockerhub and its release workflow. */
function slimBun(stage: Stage, { name, tag, digest }: ImageReference): string | undefined {
  if (stage.imageFacts?.family !== "oven/bun" || digest !== undefined) return undefined;
  if (tag === undefined || tag === "latest" || tag === "debian") return `${name}:slim`;
  const version = /^(\d+(?:\.\d+){0,2})(?:-debian)?$/.exec(tag)?.[1];
  return version === undefined ? undefined : `${name}:${version}-slim`;
}

/** A version that a variable gives stays that variable: `node:${NODE_VERSION}` becomes `node:${NODE_VERSION}-slim`. */
function asWritten(stage: Stage, base: string, images: readonly RuntimeImage[]): readonly RuntimeImage[] {
  const [word] = stage.from.words;
  if (word === undefined || !word.text.includes("$")) return images;
  return images.flatMap((image) => {
    if (image.image === base || image.image.startsWith(`${base}-`))
      return [{ ...image, image: word.text + image.image.slice(base.length) }];
    // Another tag than the one with a suffix would not follow the variable.
    return image.name === "distroless" ? [image] : [];
  });
}

/** The same major version on distroless, where nothing asks for a shell, a package or this libc's release. */
function distrolessImage(facts: NodeRuntimeFacts, needs: RuntimeNeeds): RuntimeImage | undefined {
  const { stage } = facts;
  const major = /^(\d+)/.exec(stage.imageFacts?.version ?? "")?.[1];
  // Another image has no user of that name.
  const user = stage.user().value?.split(":")[0] ?? "root";
  if (!/^(?:root|\d+|)$/.test(user)) return undefined;
  if (major === undefined || !facts.plainStart || facts.repeats || facts.native !== "none") return undefined;
  if (needs.mirror !== undefined || needs.packages.length > 0 || needs.shell !== "none") return undefined;
  const keepsRoot = needs.keepsUser || facts.rootBecause !== undefined;
  const reference = `gcr.io/distroless/nodejs${major}-debian13${keepsRoot ? "" : ":nonroot"}`;
  return imageFacts(reference)?.exact === true ? imageOf("distroless", reference) : undefined;
}

/** Whether an install brings native code, by the lockfile; `some` also where that isn't known. */
export function nativeCode(install: NodeInstall | undefined, project: NodeProject): "none" | "some" {
  if (install === undefined) return "none";
  const { manifest, folder } = install;
  const direct = Object.keys({
    ...manifest.dependencies.dependencies,
    ...manifest.dependencies.optionalDependencies,
  });
  if (direct.some(mayBeNativeNodePackage)) return "some";
  if (direct.length === 0 && manifest.workspaces.length === 0) return "none";
  for (const name of nodeLockfiles) {
    const text = project.text(resolvePath(folder, name));
    if (text != null) return mayLockNative(name, text) === false ? "none" : "some";
  }
  return "some";
}

/** The stage installs compilers and leaves them there. */
export function installsCompilers(stage: Stage): boolean {
  const removed = new Set<string>();
  const runs = stageCommands(stage).map((run) => packageCommand(run));
  for (const each of runs)
    if (each?.action === "remove") for (const word of each.packages) removed.add(packageName(word));
  return runs.some(
    (each) =>
      each?.action === "install" &&
      each.packages.some(
        (word) => compilers.has(packageName(word)) && !removed.has(packageName(word)) && removed.size === 0,
      ),
  );
}

const compilers = new Set(["build-base", "build-essential", "g++", "gcc", "make", "alpine-sdk", "clang"]);
