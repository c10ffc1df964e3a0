// Runtime images that a split can choose from, and which of them fit what an artifact needs.

import { imageFacts } from "../images/lookup.ts";
import { type ImageReference, parseImageReference } from "../images/reference.ts";

/** The name of a runtime choice as settings, the command line and titles use it. */
export type RuntimeName = "auto" | "scratch" | "distroless" | "alpine" | "slim" | "same";

/** A runtime image that fits an artifact. */
export interface RuntimeImage {
  readonly name: Exclude<RuntimeName, "auto">;
  /** As FROM names it; `scratch` for the empty image. */
  readonly image: string;
  /** Bytes on disk; undefined where no figure is known. */
  readonly bytes: number | undefined;
  readonly hasShell: boolean;
  readonly packageManager: "apt" | "apk" | undefined;
  /** True when the image itself runs as a non-root user. */
  readonly nonRoot: boolean;
  /** What the image brings along. */
  readonly has: ReadonlySet<RuntimeFeature>;
  /** The non-root user that it has for its programs, `node`; undefined when a number must do. */
  readonly user?: string;
  /** Why its program starts as root, as a sentence, where another user can't start it. */
  readonly rootBecause?: string;
  /** What it starts by itself; only for images whose interpreter is their entrypoint. */
  readonly entrypoint?: readonly string[];
  /** Programs that it has beyond those of its distribution's own image: they need no package. */
  readonly brings?: ReadonlySet<string>;
  /** Programs that one would expect of its kind and that it does not have. */
  readonly lacks?: ReadonlySet<string>;
  /** Why it stands in for the builder's own image, as a sentence for the assumptions. */
  readonly because?: string;
}

/** Things beside a libc that a program may find missing in a small image. */
export type RuntimeFeature = "certificates" | "time-zones" | "users" | "temporary-folder";

/** What an artifact needs of its runtime image. */
export interface RuntimeNeeds {
  /** What it is linked to; `static` needs no libc. */
  readonly linkage: "static" | "glibc" | "musl";
  /** It also needs the C++ runtime. */
  readonly cxx: boolean;
  readonly shell: "none" | "sh" | "bash";
  /** System packages to be installed in the runtime stage. */
  readonly packages: readonly string[];
  /** Distribution and release of the builder; undefined when not known. */
  readonly distribution: string | undefined;
  readonly release: string | undefined;
  /** Everything before the last part of the base image's name: a mirror that other images come from too. */
  readonly mirror: string | undefined;
  /** The program keeps the user it had, root included. */
  readonly keepsUser: boolean;
}

/** Debian releases and their numbers, as distroless names them. */
const debianNumbers: Readonly<Record<string, number>> = { bullseye: 11, bookworm: 12, trixie: 13 };

/** The newest release where the artifact doesn't decide. Source: the images' own facts in `images/`. */
const freeAlpine = "3.22";
const freeDebian = "bookworm";

const everything: ReadonlySet<RuntimeFeature> = new Set([
  "certificates",
  "time-zones",
  "users",
  "temporary-folder",
]);
const shellImage: ReadonlySet<RuntimeFeature> = new Set(["users", "temporary-folder"]);
const alpineImage: ReadonlySet<RuntimeFeature> = new Set(["users", "temporary-folder", "certificates"]);

/** The images that fit, the one a careful engineer would take first at the front; empty when none does. */
export function runtimeImages(needs: RuntimeNeeds): readonly RuntimeImage[] {
  return [distroless(needs), scratch(needs), alpine(needs), slim(needs)].filter(
    (image) => image !== undefined,
  );
}

/** The mirror of an image reference: `registry.corp/base/` for `registry.corp/base/golang:1.22`. */
export function mirrorOf(reference: ImageReference): string | undefined {
  if (reference.registry === undefined || publicRegistries.has(reference.registry)) return undefined;
  return reference.name.slice(0, reference.name.lastIndexOf("/") + 1);
}

/** Registries that everyone reaches: images from them say nothing about where others must come from. */
const publicRegistries = new Set([
  "docker.io",
  "gcr.io",
  "ghcr.io",
  "quay.io",
  "mcr.microsoft.com",
  "public.ecr.aws",
  "cgr.dev",
]);

function distroless(needs: RuntimeNeeds): RuntimeImage | undefined {
  if (needs.shell !== "none" || needs.packages.length > 0 || needs.linkage === "musl") return undefined;
  // A mirror is there because the registry behind it is not to be used; whether it carries distroless isn't known.
  if (needs.mirror !== undefined) return undefined;
  const number = needs.linkage === "static" ? 13 : debianNumber(needs);
  if (number === undefined || number < 12) return undefined;
  const kind = needs.linkage === "static" ? "static" : needs.cxx ? "cc" : "base";
  const tag = needs.keepsUser ? "" : ":nonroot";
  return image("distroless", `gcr.io/distroless/${kind}-debian${number}${tag}`, {
    hasShell: false,
    packageManager: undefined,
    nonRoot: !needs.keepsUser,
    has: everything,
  });
}

function scratch(needs: RuntimeNeeds): RuntimeImage | undefined {
  if (needs.shell !== "none" || needs.packages.length > 0 || needs.linkage !== "static") return undefined;
  return {
    name: "scratch",
    image: "scratch",
    bytes: 0,
    hasShell: false,
    packageManager: undefined,
    nonRoot: false,
    has: new Set(),
  };
}

function alpine(needs: RuntimeNeeds): RuntimeImage | undefined {
  if (needs.linkage === "glibc" || needs.shell === "bash") return undefined;
  const fromAlpine = needs.distribution === "alpine";
  // Package names and the musl release belong to the builder's alpine.
  if (needs.packages.length > 0 && !fromAlpine) return undefined;
  const release = fromAlpine ? needs.release : undefined;
  if (needs.linkage === "musl" && release === undefined) return undefined;
  return image("alpine", `${needs.mirror ?? ""}alpine:${release ?? freeAlpine}`, {
    hasShell: true,
    packageManager: "apk",
    nonRoot: false,
    has: alpineImage,
  });
}

function slim(needs: RuntimeNeeds): RuntimeImage | undefined {
  if (needs.linkage === "musl") return undefined;
  const fromDebian = needs.distribution === "debian";
  const fromUbuntu = needs.distribution === "ubuntu" && needs.release !== undefined;
  if (needs.linkage === "glibc" && (needs.release === undefined || !(fromDebian || fromUbuntu)))
    return undefined;
  if (needs.packages.length > 0 && !fromDebian && !fromUbuntu) return undefined;
  const release = fromDebian && needs.release !== undefined ? needs.release : freeDebian;
  // Ubuntu's own image is the small one.
  const keepsUbuntu = fromUbuntu && (needs.linkage === "glibc" || needs.packages.length > 0);
  const name = keepsUbuntu ? `ubuntu:${needs.release}` : `debian:${release}-slim`;
  return image("slim", `${needs.mirror ?? ""}${name}`, {
    hasShell: true,
    packageManager: "apt",
    nonRoot: false,
    has: shellImage,
  });
}

function debianNumber(needs: RuntimeNeeds): number | undefined {
  return needs.distribution === "debian" && needs.release !== undefined
    ? debianNumbers[needs.release]
    : undefined;
}

function image(
  name: RuntimeImage["name"],
  reference: string,
  rest: Pick<RuntimeImage, "hasShell" | "packageManager" | "nonRoot" | "has">,
): RuntimeImage {
  return { name, image: reference, bytes: imageFacts(parseImageReference(reference))?.bytes, ...rest };
}
