// Takes a tag apart into what it says: version, distribution and release, and the words that name a variant.

import { debianCodename, releaseNumber, ubuntuRelease } from "./releases.ts";

export interface TagWords {
  /** The first number, `1.22.3`; undefined for `latest` and the like. */
  readonly version: string | undefined;
  readonly distribution: string | undefined;
  readonly release: string | undefined;
  readonly windows: boolean;
  readonly onbuild: boolean;
  /** What names the variant apart from the above: `slim`, `jre`, `fpm`, `chiseled`, `nonroot`. */
  readonly variant: ReadonlySet<string>;
}

/** Words that say which channel or architecture it is, not which variant. */
const silent = new Set([
  "latest",
  "current",
  "lts",
  "mainline",
  "rc",
  "beta",
  "alpha",
  "tip",
  "nightly",
  "preview",
  "ga",
  "release",
  "amd64",
  "arm64",
  "arm64v8",
  "arm32v7",
  "arm32v6",
  "arm",
  "armhf",
  "i386",
  "s390x",
  "ppc64le",
  "riscv64",
  "x86_64",
  "argon",
  "boron",
  "carbon",
  "dubnium",
  "erbium",
  "fermium",
  "gallium",
  "hydrogen",
  "iron",
  "jod",
  "krypton",
  "linux",
  "otp",
  "hotspot",
]);

const distributions = new Map<string, string>([
  ["alpine", "alpine"],
  ["debian", "debian"],
  ["ubuntu", "ubuntu"],
  ["centos", "centos"],
  ["fedora", "fedora"],
  ["oraclelinux", "oraclelinux"],
  ["oracle", "oraclelinux"],
  ["ol", "oraclelinux"],
  ["ubi", "rhel"],
  ["al", "amazonlinux"],
  ["azurelinux", "azurelinux"],
  ["mariner", "mariner"],
  ["rockylinux", "rockylinux"],
  ["almalinux", "almalinux"],
  ["wolfi", "wolfi"],
]);

/** Channels that are releases of the distribution image itself. */
const distributionChannels = new Set([
  "stable",
  "oldstable",
  "oldoldstable",
  "testing",
  "unstable",
  "sid",
  "edge",
  "rolling",
]);

const runtimeVersion = /^(jdk|jre|java|python|node|php|ruby|go|erlang|temurin|zulu)(\d[\d.]*)$/;
const versionWord = /^v?\d+(?:\.\d+)*(?:[._+a-z]\w*)*$/;
const dateWord = /^\d{8}$/;

/**
 * Reads a tag. `image` is the distribution whose own image it is (`debian`, `alpine`), so that `12` and `3.19`
 * are its releases; undefined for every other image.
 */
export function tagWords(tag: string, image: string | undefined): TagWords {
  let version: string | undefined;
  let distribution = image;
  let release: string | undefined;
  let windows = false;
  let onbuild = false;
  const variant = new Set<string>();
  for (const word of tag.toLowerCase().split("-")) {
    if (word === "" || silent.has(word) || dateWord.test(word)) continue;
    if (word === "windowsservercore" || word === "nanoserver" || word.startsWith("ltsc")) {
      windows = true;
      continue;
    }
    if (word === "onbuild") {
      onbuild = true;
      continue;
    }
    const named = distributionOf(word);
    if (named !== undefined) {
      distribution = named.distribution;
      release = named.release ?? release;
      continue;
    }
    if (distributionChannels.has(word)) {
      // `stable` moves from release to release; `edge` and `sid` are what they are called for good.
      if (image !== undefined && (word === "edge" || word === "sid")) release = word;
      continue;
    }
    const runtime = runtimeVersion.exec(word);
    if (runtime !== null) {
      variant.add(runtime[1] ?? "");
      version ??= runtime[2];
      continue;
    }
    if (versionWord.test(word)) {
      const number = word.startsWith("v") ? word.slice(1) : word;
      version ??= number;
      if (image !== undefined && release === undefined) release = releaseOf(image, number);
      continue;
    }
    variant.add(word);
  }
  if (image === "debian" || image === "ubuntu") version = releaseNumber(release) ?? version;
  return { version, distribution, release, windows, onbuild, variant };
}

/** `bookworm`, `jammy`, `alpine3.19`, `debian12`, `ubi9`. */
function distributionOf(
  word: string,
): { readonly distribution: string; readonly release: string | undefined } | undefined {
  const code = word.charCodeAt(0);
  if (code < 97 || code > 122) return undefined;
  const debian = debianCodename(word);
  if (debian !== undefined) return { distribution: "debian", release: debian };
  const ubuntu = ubuntuRelease(word);
  if (ubuntu !== undefined) return { distribution: "ubuntu", release: ubuntu };
  const digits = word.search(/\d/);
  const name = digits === -1 ? word : word.slice(0, digits);
  const distribution = distributions.get(name);
  if (distribution === undefined) return undefined;
  const number = digits === -1 ? undefined : word.slice(digits);
  return { distribution, release: number === undefined ? undefined : releaseOf(distribution, number) };
}

/** What a distribution's release is called, given the number in a tag. */
function releaseOf(distribution: string, number: string): string | undefined {
  switch (distribution) {
    case "debian":
      return debianCodename(number);
    case "ubuntu":
      return ubuntuRelease(number);
    case "alpine": {
      const parts = number.split(".");
      return parts.length < 2 ? undefined : `${parts[0]}.${parts[1]}`;
    }
    case "busybox":
      return undefined;
    case "amazonlinux":
    case "azurelinux":
    case "mariner":
    case "photon":
      return number;
    default:
      return number.split(".")[0];
  }
}

/** The numbers of a version; what is no number ends it. */
export function versionNumbers(version: string): readonly number[] {
  const numbers: number[] = [];
  for (const part of version.split(/[._+]/)) {
    const value = Number.parseInt(part, 10);
    if (Number.isNaN(value)) break;
    numbers.push(value);
  }
  return numbers;
}

/** Below zero when `a` is older than `b`; compared as far as the shorter one goes. */
export function compareVersions(a: string, b: string): number {
  const left = versionNumbers(a);
  const right = versionNumbers(b);
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
