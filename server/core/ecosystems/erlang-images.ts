// The images that a release of Elixir or Erlang runs on: its run-time system comes along, the system libraries don't.
//
// Sources: erlef/docker-elixir and erlang/docker-erlang-otp (the FROM lines of each version, with the dates at which
// official-images built its tags), hexpm/bob (the tags of hexpm's images).

import type { ImageReference } from "../images/reference.ts";
import type { RuntimeImage, RuntimeNeeds } from "../split/runtime.ts";
import { imageOf } from "../split/runtime-variants.ts";

/** The distribution that a builder image is made of, as its slimmest image. */
export interface ReleaseImage {
  /** `debian:bookworm-slim`. */
  readonly image: string;
  readonly kind: "slim" | "alpine";
}

/** Releases of Debian by OTP's version; a tag that is built no more keeps what it had. */
const otpReleases: readonly (readonly [versions: RegExp, release: string])[] = [
  [/^2[23](?:\.|$)/, "buster"],
  [/^24(?:$|\.3)/, "bullseye"],
  [/^25(?:\.|$)/, "bullseye"],
  [/^26\.[01]/, "bullseye"],
  [/^26(?:$|\.2$|\.2\.[3-9])/, "bookworm"],
  [/^27(?:\.|$)/, "bookworm"],
  [/^28\.[0-2](?:\.|$)/, "bookworm"],
  [/^28(?:$|\.5)/, "trixie"],
  [/^29(?:\.|$)/, "trixie"],
];

/** The same by Elixir's version, for tags that do not name OTP's. */
const elixirReleases: readonly (readonly [versions: RegExp, release: string])[] = [
  [/^1\.1[01](?:\.|$)/, "buster"],
  [/^1\.12(?:$|\.3)/, "bullseye"],
  [/^1\.13(?:$|\.[234])/, "bullseye"],
  [/^1\.14\.[0-4]$/, "bullseye"],
  [/^1\.14(?:$|\.5)/, "bookworm"],
  [/^1\.15\.[0-6]$/, "bullseye"],
  [/^1\.15(?:$|\.[78])/, "bookworm"],
  [/^1\.16\.0$/, "bullseye"],
  [/^1\.16(?:$|\.[23])/, "bookworm"],
  [/^1\.17(?:\.|$)/, "bookworm"],
  [/^1\.18\.[0-3]$/, "bookworm"],
  [/^1\.18(?:$|\.4)/, "trixie"],
  [/^1\.19(?:$|\.5)/, "trixie"],
  [/^1\.20(?:\.|$)/, "trixie"],
];

/** The image below a builder image; undefined where its release can't be told. */
export function releaseImageOf(base: ImageReference): ReleaseImage | undefined {
  const name = base.repository.slice(base.repository.lastIndexOf("/") + 1);
  const tag = base.tag ?? "latest";
  if (/^hexpm\//.test(base.repository) || /\/hexpm\//.test(base.repository)) return hexpmImage(tag);
  if (base.digest !== undefined || (name !== "elixir" && name !== "erlang")) return undefined;
  const [version = "", ...words] = tag.split("-");
  if (words.includes("alpine") || words.some((word) => /^windows/.test(word))) return undefined;
  const otp = words.indexOf("otp");
  const table = name === "erlang" || otp !== -1 ? otpReleases : elixirReleases;
  const asked = otp === -1 ? version : (words[otp + 1] ?? "");
  const release = table.find(([versions]) => versions.test(asked))?.[1];
  return release === undefined ? undefined : { image: `debian:${release}-slim`, kind: "slim" };
}

/** `1.15.7-erlang-26.1.2-debian-bookworm-20231009-slim` is made of `debian:bookworm-20231009-slim`. */
function hexpmImage(tag: string): ReleaseImage | undefined {
  const match = /-(debian|ubuntu|alpine)-([\w.-]+)$/.exec(tag);
  const [, distribution, release] = match ?? [];
  if (distribution === undefined || release === undefined) return undefined;
  if (distribution === "alpine") return { image: `alpine:${release}`, kind: "alpine" };
  const slim = distribution === "debian" && !release.endsWith("-slim") ? "-slim" : "";
  return { image: `${distribution}:${release}${slim}`, kind: "slim" };
}

/** Libraries of the run-time system: its JIT compiler, `crypto`, and the shell for `remote`. Source: hexdocs.pm, "mix release". */
export function releasePackages(kind: ReleaseImage["kind"]): readonly string[] {
  return kind === "alpine"
    ? ["libgcc", "libstdc++", "ncurses-libs", "openssl"]
    : ["libncurses6", "libstdc++6", "openssl"];
}

/** The distribution's slim image. */
export function erlangRuntimes(
  found: ReleaseImage,
  rootBecause: string | undefined,
): (needs: RuntimeNeeds) => readonly RuntimeImage[] {
  return ({ mirror }) => {
    const image = ours(imageOf(found.kind, `${mirror ?? ""}${found.image}`));
    return [rootBecause === undefined ? image : { ...image, rootBecause }];
  };
}

/** The tag of the same minor version whose release is known; undefined when the table has none. */
export function knownTag(base: ImageReference): string | undefined {
  const [version = "", ...words] = (base.tag ?? "").split("-");
  const minor = /^\d+\.\d+(?=\.)|^\d+(?=\.)/.exec(version)?.[0];
  if (minor === undefined) return undefined;
  const tag = [minor, ...words].join("-");
  const known = releaseImageOf({ ...base, tag, text: `${base.name}:${tag}` });
  return known === undefined ? undefined : tag;
}

/** `nobody` is there on both Debian and alpine, and is who the generated files of Phoenix run as. */
function ours(image: RuntimeImage): RuntimeImage {
  const has = new Set([...image.has].filter((feature) => feature !== "certificates"));
  const packageManager = image.packageManager ?? (image.name === "alpine" ? "apk" : "apt");
  return { ...image, has, hasShell: true, packageManager, user: "nobody" };
}

/** True where the libraries have their current names and the packages are still served: Debian 11, Ubuntu 20.04 and later. */
export function hasCurrentLibraries(image: string): boolean {
  return !/:(?:jessie|stretch|buster|trusty|xenial|bionic|1[468]\.04)\b/.test(image);
}
