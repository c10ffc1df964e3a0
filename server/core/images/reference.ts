// Image references: registry, repository, tag and digest, with their places in the text.

/** An image reference taken apart. Offsets are within `text`. */
export interface ImageReference {
  readonly text: string;
  /** Host, with port: `ghcr.io`, `localhost:5000`; undefined for Docker Hub. */
  readonly registry: string | undefined;
  /** Without registry, tag and digest: `library` is left out, `gcr.io/distroless/static` gives `distroless/static`. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** Everything before the tag and the digest, as written. */
  readonly name: string;
  /** Offset of the first character of the tag; undefined without one. */
  readonly tagStart: number | undefined;
}

/** Takes a reference apart as docker does; any string gives a value. */
export function parseImageReference(text: string): ImageReference {
  const at = text.indexOf("@");
  const beforeDigest = at === -1 ? text : text.slice(0, at);
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const slash = beforeDigest.lastIndexOf("/");
  const colon = beforeDigest.lastIndexOf(":");
  const hasTag = colon > slash;
  const name = hasTag ? beforeDigest.slice(0, colon) : beforeDigest;
  const first = name.indexOf("/") === -1 ? "" : name.slice(0, name.indexOf("/"));
  const isRegistry = first.includes(".") || first.includes(":") || first === "localhost";
  const registry = isRegistry ? first : undefined;
  const hub = registry === undefined || registry === "docker.io" || registry === "index.docker.io";
  const path = isRegistry ? name.slice(first.length + 1) : name;
  return {
    text,
    registry: hub ? undefined : registry,
    repository: hub && path.startsWith("library/") ? path.slice("library/".length) : path,
    tag: hasTag ? beforeDigest.slice(colon + 1) : undefined,
    digest,
    name,
    tagStart: hasTag ? colon + 1 : undefined,
  };
}
