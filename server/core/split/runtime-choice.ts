// Chooses the runtime image for what a program needs, with what must be added to that image.

import { imageFacts } from "../images/lookup.ts";
import type { ImageReference } from "../images/reference.ts";
import { isArchivedRelease } from "../images/releases.ts";
import { type AddedInstruction, runs } from "./instruction-text.ts";
import type { AddedLine, Artifact, Note } from "./plan.ts";
import {
  mirrorOf,
  type RuntimeImage,
  type RuntimeName,
  type RuntimeNeeds,
  runtimeImages,
} from "./runtime.ts";
import { busyboxPrograms, debianSlimPrograms } from "./system-packages.ts";

export interface RuntimeDemand {
  readonly linkage: "static" | "glibc" | "musl";
  readonly cxx: boolean;
  readonly shell: "none" | "sh" | "bash";
  /** Programs beside the artifacts that run in the image. */
  readonly programs: readonly string[];
  /** System packages that the program may need. */
  readonly packages: readonly string[];
  /** Some of them are named as in the release that the base image's floating tag stands for. */
  readonly namesRelease: boolean;
  readonly base: ImageReference | undefined;
  readonly distribution: string | undefined;
  readonly release: string | undefined;
  readonly certificates: boolean;
  /** The builder has a certificate bundle that can be copied. */
  readonly certificatesInBuilder: boolean;
  readonly timeZones: boolean;
  readonly users: boolean;
  readonly temporaryFolder: boolean;
  /** The images to choose from, best first, where the ecosystem has its own. */
  readonly candidates?: (needs: RuntimeNeeds) => readonly RuntimeImage[];
}

export type RuntimeChoice =
  | {
      readonly kind: "chosen";
      readonly runtime: RuntimeImage;
      readonly alternatives: readonly RuntimeImage[];
      readonly added: readonly AddedLine[];
      readonly artifacts: readonly Artifact[];
      readonly notes: readonly Note[];
      /** Packages to install, sorted. */
      readonly installed: readonly string[];
    }
  | { readonly kind: "none"; readonly reason: string };

/** Programs that a package of the same or another name brings on both Debian and alpine. */
const programPackages: Readonly<Record<string, string>> = {
  curl: "curl",
  wget: "wget",
  git: "git",
  bash: "bash",
  ffmpeg: "ffmpeg",
  ssh: "openssh-client",
  tini: "tini",
  "dumb-init": "dumb-init",
  jq: "jq",
  sqlite3: "sqlite3",
  psql: "postgresql-client",
  gs: "ghostscript",
  convert: "imagemagick",
  rsync: "rsync",
  openssl: "openssl",
};

/** Picks the wanted runtime, or with `auto` the first that fits. */
export function chooseRuntime(
  wanted: RuntimeName,
  demand: RuntimeDemand & { readonly keepsUser: boolean },
): RuntimeChoice {
  const missing = demand.programs.filter(
    (program) => !busyboxPrograms.has(program) && !debianSlimPrograms.has(program),
  );
  const packages = new Set(demand.packages);
  for (const program of missing) {
    const name = packageOf(program);
    if (name !== undefined) packages.add(name);
    else if (!packages.has(program))
      return {
        kind: "none",
        reason: `The image also runs \`${program}\`, and no runtime image is known that has it`,
      };
  }
  const shell = demand.shell === "none" && demand.programs.length > 0 ? "sh" : demand.shell;
  const fitting = (demand.candidates ?? runtimeImages)({
    linkage: demand.linkage,
    cxx: demand.cxx,
    shell,
    packages: [...packages],
    distribution: demand.distribution,
    release: demand.release,
    mirror: demand.base === undefined ? undefined : mirrorOf(demand.base),
    keepsUser: demand.keepsUser,
  }).filter((image) => fits(image, demand) && suits(image, shell, packagesFor(image, [...packages]).length));
  const extrasOf = (image: RuntimeImage): Extras =>
    complete(image, demand, packagesFor(image, [...packages]));
  const archived = fitting.find((image) => installsFromArchive(image, extrasOf(image)));
  const images =
    archived === undefined
      ? fitting
      : fitting.filter((image) => !installsFromArchive(image, extrasOf(image)));
  if (archived !== undefined && (images.length === 0 || wanted === archived.name))
    return { kind: "none", reason: archivedReason(archived, extrasOf(archived)) };
  const chosen = wanted === "auto" ? images[0] : images.find((image) => image.name === wanted);
  if (chosen === undefined) return { kind: "none", reason: noneFits(wanted, images, demand, shell) };
  const extras = extrasOf(chosen);
  return {
    kind: "chosen",
    runtime: chosen,
    alternatives: images.filter((image, at) => isAlternative(image, at, images, chosen)),
    ...extras,
  };
}

/** One image for each name is offered: an alternative is asked for by its name. */
function isAlternative(
  image: RuntimeImage,
  at: number,
  images: readonly RuntimeImage[],
  chosen: RuntimeImage,
): boolean {
  return image.name !== chosen.name && images.findIndex((each) => each.name === image.name) === at;
}

/** The packages without those whose programs the image has already. */
function packagesFor(image: RuntimeImage, packages: readonly string[]): readonly string[] {
  const { brings } = image;
  if (brings === undefined) return packages;
  const brought = new Set([...brings].map((program) => packageOf(program) ?? program));
  return packages.filter((name) => !brought.has(name));
}

function packageOf(program: string): string | undefined {
  return Object.hasOwn(programPackages, program) ? programPackages[program] : undefined;
}

/** It has the shell that is needed, and can install what is to be installed. */
function suits(image: RuntimeImage, shell: RuntimeNeeds["shell"], packages: number): boolean {
  return (shell === "none" || image.hasShell) && (packages === 0 || image.packageManager !== undefined);
}

function fits(image: RuntimeImage, demand: RuntimeDemand): boolean {
  if (demand.programs.some((program) => image.lacks?.has(program) === true)) return false;
  if (image.name === "scratch") {
    const certified = !demand.certificates || demand.certificatesInBuilder;
    return certified && !demand.timeZones && !demand.users && !demand.temporaryFolder;
  }
  const kind = likeOf(image);
  if (kind === "alpine")
    return demand.programs.every(
      (program) => busyboxPrograms.has(program) || !debianSlimPrograms.has(program),
    );
  if (kind === "slim")
    return demand.programs.every(
      (program) =>
        debianSlimPrograms.has(program) ||
        !busyboxPrograms.has(program) ||
        Object.hasOwn(programPackages, program),
    );
  return true;
}

/** A distribution's own image has the programs of its small one. */
function likeOf(image: RuntimeImage): RuntimeImage["name"] {
  if (image.name !== "same" || imageFacts(image.image)?.role !== "os") return image.name;
  return image.packageManager === "apk" ? "alpine" : "slim";
}

/** What a runtime image needs beside the program. */
interface Extras {
  readonly added: readonly AddedLine[];
  readonly artifacts: readonly Artifact[];
  readonly notes: readonly Note[];
  /** Packages to install, sorted. */
  readonly installed: readonly string[];
}

/** It would install packages from mirrors that no longer have those of its release. */
function installsFromArchive(image: RuntimeImage, { installed }: Extras): boolean {
  return installed.length > 0 && image.packageManager === "apt" && isArchivedRelease(releaseOf(image));
}

function releaseOf(image: RuntimeImage): string | undefined {
  return imageFacts(image.image)?.release;
}

function archivedReason(image: RuntimeImage, { installed }: Extras): string {
  return `The runtime stage would install ${list(installed)}, and Debian's mirrors no longer have the packages of ${releaseOf(image)}`;
}

function complete(image: RuntimeImage, demand: RuntimeDemand, packages: readonly string[]): Extras {
  const notes: Note[] = image.because === undefined ? [] : [{ message: image.because }];
  const artifacts: Artifact[] = [];
  const install = new Set(packages);
  if (demand.certificates && !image.has.has("certificates")) {
    if (image.packageManager !== undefined) install.add("ca-certificates");
    else {
      const path = "/etc/ssl/certs/ca-certificates.crt";
      artifacts.push({ from: path, to: path, kind: "file" });
      notes.push({ message: "The certificates come along: the program may make TLS connections" });
    }
  }
  if (demand.timeZones && !image.has.has("time-zones") && image.packageManager !== undefined)
    install.add("tzdata");
  for (const program of demand.programs)
    if (likeOf(image) === "slim" && !debianSlimPrograms.has(program) && image.brings?.has(program) !== true) {
      const name = packageOf(program);
      if (name !== undefined) install.add(name);
    }
  if (install.size > 0)
    notes.push({
      message: `${list([...install].sort())} may be needed at run time, so the runtime stage installs ${install.size === 1 ? "it" : "them"}`,
    });
  const installed = [...install].sort();
  const added: AddedLine[] =
    installed.length === 0 ? [] : [{ where: "start", instruction: installation(image, installed) }];
  return { added, artifacts, notes, installed };
}

function installation(image: RuntimeImage, packages: readonly string[]): AddedInstruction {
  if (image.packageManager === "apk") return runs("apk", "add", "--no-cache", ...packages);
  return {
    keyword: "RUN",
    commands: [
      { words: ["apt-get", "update"] },
      { words: ["apt-get", "install", "-y", "--no-install-recommends", ...packages] },
      { words: ["rm", "-rf", "/var/lib/apt/lists/*"] },
    ],
  };
}

function noneFits(
  wanted: RuntimeName,
  images: readonly RuntimeImage[],
  demand: RuntimeDemand,
  shell: string,
): string {
  const why = [
    demand.linkage === "static"
      ? undefined
      : `the program is linked to ${demand.linkage === "musl" ? "musl" : "glibc"}`,
    shell === "none" ? undefined : `it needs \`${shell}\``,
    demand.packages.length === 0 ? undefined : `it may need ${list(demand.packages)}`,
    demand.timeZones ? "it loads time zones" : undefined,
    demand.users ? "it looks up users" : undefined,
    demand.temporaryFolder ? "it writes temporary files" : undefined,
    demand.distribution === undefined && demand.linkage !== "static"
      ? "the release of the base image isn't known"
      : undefined,
  ].filter((reason) => reason !== undefined);
  const because = why.length === 0 ? "" : `: ${why.join(", ")}`;
  return wanted === "auto" || images.length === 0
    ? `No runtime image fits${because}`
    : `\`${wanted}\` does not fit${because}; ${list(images.map((image) => image.name))} would`;
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
