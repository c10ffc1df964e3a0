// Runtime images of an interpreter: other variants of the builder's own image, and images named outright.

import { imageFacts } from "../images/lookup.ts";
import { type ImageReference, parseImageReference } from "../images/reference.ts";
import type { RuntimeFeature, RuntimeImage } from "./runtime.ts";

/** How the tags of an image name a variant and a release together. Source: the tag lists in official-images. */
const tagOrders: Readonly<Record<string, "release-variant" | "variant-release">> = {
  node: "release-variant",
  python: "variant-release",
  ruby: "variant-release",
  perl: "variant-release",
  rust: "variant-release",
  swift: "release-variant",
  haskell: "variant-release",
  elixir: "variant-release",
  erlang: "variant-release",
  openjdk: "variant-release",
  debian: "release-variant",
};

/** How the tags of a family of images name a variant and a release together; undefined where that isn't known. */
export function tagOrder(family: string): "release-variant" | "variant-release" | undefined {
  return Object.hasOwn(tagOrders, family) ? tagOrders[family] : undefined;
}

/**
 * The same repository, version and distribution release in another variant: `node:18` and `slim` give `node:18-slim`,
 * `python:3.11-bookworm` gives `python:3.11-slim-bookworm`; a mirror stays. Undefined where the tag says something
 * that has no counterpart there (another distribution, a variant of its own), or is pinned by digest.
 */
export function familyVariant(base: ImageReference, variant: "slim" | "alpine"): ImageReference | undefined {
  const facts = imageFacts(base);
  if (facts === undefined || base.digest !== undefined || facts.windows) return undefined;
  const order = tagOrder(facts.family);
  if (order === undefined || facts.distribution !== "debian") return undefined;
  if (facts.variant.some((word) => word !== "slim")) return undefined;
  const words = (base.tag ?? "latest").split("-").filter((word) => word !== "slim" && word !== "latest");
  const release = facts.releaseNamed && facts.release !== undefined ? facts.release : undefined;
  const version = words.filter((word) => word !== release);
  if (version.length > 1) return undefined;
  const placed = release === undefined || variant === "alpine" ? [] : [release];
  const tag =
    order === "release-variant" ? [...version, ...placed, variant] : [...version, variant, ...placed];
  return parseImageReference(`${base.name}:${tag.join("-")}`);
}

/** Package managers whose commands a runtime stage can use. */
const managers = new Map([
  ["apt", "apt"],
  ["apk", "apk"],
] as const);

/**
 * A runtime image with what the data knows of it: bytes, shell, package manager, users, entrypoint. What isn't known
 * counts as missing.
 */
export function imageOf(name: RuntimeImage["name"], reference: ImageReference | string): RuntimeImage {
  const parsed = typeof reference === "string" ? parseImageReference(reference) : reference;
  const facts = imageFacts(parsed);
  const user = facts?.userKind === "root" ? facts.otherUsers[0]?.name : facts?.user;
  const interpreter = facts?.hasShell === false && facts.commandKnown ? facts.entrypoint : null;
  return {
    name,
    image: parsed.text,
    bytes: facts?.bytes,
    hasShell: facts?.hasShell === true,
    packageManager: managers.get(facts?.packageManager as "apt" | "apk"),
    nonRoot: facts?.userKind === "non-root",
    has: featuresOf(facts),
    ...(user === undefined ? {} : { user }),
    ...(interpreter === null ? {} : { entrypoint: interpreter }),
  };
}

/** What images of languages have: `ca-certificates` and a /tmp always; time zones where Debian's tzdata is installed. */
function featuresOf(facts: ReturnType<typeof imageFacts>): ReadonlySet<RuntimeFeature> {
  const has = new Set<RuntimeFeature>(["users", "temporary-folder"]);
  if (facts?.ecosystem !== undefined || facts?.distribution === "alpine") has.add("certificates");
  if (facts?.family.startsWith("distroless/") === true) {
    has.add("certificates");
    has.add("time-zones");
  }
  return has;
}
