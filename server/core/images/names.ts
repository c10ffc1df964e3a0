// Which known image a reference names: other spellings, copies of Docker Hub and private mirrors.

import { familyOf, isKnownImage } from "./data.ts";
import type { ImageReference } from "./reference.ts";

export interface KnownName {
  /** The name as the data has it: `golang`, `gcr.io/distroless/static`. */
  readonly image: string;
  /** A further word of the tag that the name carries: `debian12` of `distroless/static-debian12`. */
  readonly word: string | undefined;
  /** It is behind a registry that is nobody's in particular: taken for a mirror. */
  readonly viaMirror: boolean;
}

/** Registries whose images are their publishers' own: the last part of a name there says nothing. */
const publishers = new Set([
  "ghcr.io",
  "quay.io",
  "gcr.io",
  "us.gcr.io",
  "eu.gcr.io",
  "asia.gcr.io",
  "k8s.gcr.io",
  "registry.k8s.io",
  "public.ecr.aws",
  "mcr.microsoft.com",
  "cgr.dev",
  "nvcr.io",
  "dhi.io",
  "docker.elastic.co",
  "docker.pkg.github.com",
  "registry.gitlab.com",
  "registry.access.redhat.com",
  "registry.redhat.io",
  "registry.fedoraproject.org",
  "registry.suse.com",
  "registry.opensuse.org",
  "container-registry.oracle.com",
]);

/** Copies of Docker Hub that are run in the open, with the path before the name. */
const copies: readonly (readonly [registry: string, path: string])[] = [
  ["public.ecr.aws", "docker/library/"],
  ["mirror.gcr.io", "library/"],
  ["mirror.gcr.io", ""],
];

/** Docker Hub's per-architecture organisations of the official images. */
const architectures = new Set([
  "amd64",
  "arm32v5",
  "arm32v6",
  "arm32v7",
  "arm64v8",
  "i386",
  "ppc64le",
  "s390x",
  "riscv64",
]);

/** Microsoft's names before and beside mcr.microsoft.com/dotnet. */
const olderDotnet = new Map<string, string>([
  ["microsoft/aspnetcore", "mcr.microsoft.com/dotnet/aspnet"],
  ["microsoft/aspnetcore-build", "mcr.microsoft.com/dotnet/sdk"],
  ["mcr.microsoft.com/dotnet/core/sdk", "mcr.microsoft.com/dotnet/sdk"],
  ["mcr.microsoft.com/dotnet/core/aspnet", "mcr.microsoft.com/dotnet/aspnet"],
  ["mcr.microsoft.com/dotnet/core/runtime", "mcr.microsoft.com/dotnet/runtime"],
  ["mcr.microsoft.com/dotnet/core/runtime-deps", "mcr.microsoft.com/dotnet/runtime-deps"],
]);

/** The known image that a reference names; undefined for an unknown one. */
export function knownName(reference: ImageReference): KnownName | undefined {
  const { registry, repository } = reference;
  if (registry === undefined) {
    const slash = repository.indexOf("/");
    const official = slash !== -1 && architectures.has(repository.slice(0, slash));
    return spelled(official ? repository.slice(slash + 1) : repository, reference.tag, false);
  }
  for (const [host, path] of copies) {
    if (registry !== host || !repository.startsWith(path)) continue;
    const found = spelled(repository.slice(path.length), reference.tag, false);
    if (found !== undefined) return found;
  }
  const own = spelled(`${registry}/${repository}`, reference.tag, false);
  if (own !== undefined || publishers.has(registry)) return own;
  return mirrored(repository, reference.tag);
}

/** A name in the data, by its own or an older spelling. */
function spelled(name: string, tag: string | undefined, viaMirror: boolean): KnownName | undefined {
  const older = olderDotnet.get(name) ?? (name === "microsoft/dotnet" ? olderDotnetOf(tag ?? "") : undefined);
  if (older !== undefined) return { image: older, word: undefined, viaMirror };
  const distroless = /^gcr\.io\/distroless\/([a-z]+?(?:-[a-z]+?)??)\d*(?:-(debian\d+))?$/.exec(name);
  if (distroless !== null && distrolessKinds.has(distroless[1] ?? ""))
    return { image: name, word: distroless[2], viaMirror };
  return isKnownImage(name) ? { image: name, word: undefined, viaMirror } : undefined;
}

const distrolessKinds = new Set([
  "static",
  "base",
  "base-nossl",
  "cc",
  "java",
  "java-base",
  "nodejs",
  "python",
]);

function olderDotnetOf(tag: string): string {
  const root = "mcr.microsoft.com/dotnet";
  if (tag.includes("aspnetcore-runtime")) return `${root}/aspnet`;
  if (tag.includes("runtime-deps")) return `${root}/runtime-deps`;
  return tag.includes("runtime") ? `${root}/runtime` : `${root}/sdk`;
}

/** The registries that a mirror's path may leave out. */
const mirroredRegistries = [
  "gcr.io",
  "mcr.microsoft.com",
  "cgr.dev",
  "registry.access.redhat.com",
  "ghcr.io",
];

/**
 * A known image behind a private registry: `mirror/library/golang` for `golang`,
 * `proxy/gcr.io/distroless/static-debian12` or `proxy/distroless/static-debian12` for that image.
 */
function mirrored(repository: string, tag: string | undefined): KnownName | undefined {
  const parts = repository.split("/");
  for (let from = Math.max(0, parts.length - 4); from < parts.length; from++) {
    const rest = parts.slice(from).join("/");
    if (from === parts.length - 1) {
      const family = familyOf(rest);
      return family === undefined || family.noMirror === true ? undefined : spelled(rest, tag, true);
    }
    const found =
      spelled(rest, tag, true) ??
      mirroredRegistries
        .map((host) => spelled(`${host}/${rest}`, tag, true))
        .find((each) => each !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a family is called in messages and by ecosystems: without registry and release. */
export function familyName(image: string): string {
  const distroless = /^gcr\.io\/(distroless\/[a-z]+(?:-[a-z]+)*?)\d*(?:-debian\d+)?$/.exec(image);
  if (distroless !== null) return distroless[1] ?? image;
  for (const host of ["mcr.microsoft.com/", "cgr.dev/", "registry.access.redhat.com/", "ghcr.io/"])
    if (image.startsWith(host)) return image.slice(host.length);
  return image === "java" ? "openjdk" : image;
}
