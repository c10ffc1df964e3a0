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
  /** Offset of the first character of the digest, behind the `@`; undefined without one. */
  readonly digestStart: number | undefined;
  /** False when docker refuses the text: an upper-case repository, an empty tag, a stray character. */
  readonly valid: boolean;
}

/** Hosts that are Docker Hub. */
const hub = new Set(["docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"]);

const hostGrammar =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?$/;
const partGrammar = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const tagGrammar = /^\w[\w.-]{0,127}$/;
const digestGrammar = /^[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

/** Takes a reference apart as docker does; any string gives a value. */
export function parseImageReference(text: string): ImageReference {
  const at = text.indexOf("@");
  const beforeDigest = at === -1 ? text : text.slice(0, at);
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const slash = beforeDigest.lastIndexOf("/");
  const colon = beforeDigest.lastIndexOf(":");
  const hasTag = colon > slash;
  const name = hasTag ? beforeDigest.slice(0, colon) : beforeDigest;
  const tag = hasTag ? beforeDigest.slice(colon + 1) : undefined;
  const firstSlash = name.indexOf("/");
  const first = firstSlash === -1 ? "" : name.slice(0, firstSlash);
  const isRegistry =
    first.includes(".") || first.includes(":") || first === "localhost" || first !== first.toLowerCase();
  const path = isRegistry ? name.slice(first.length + 1) : name;
  const onHub = !isRegistry || hub.has(first);
  return {
    text,
    registry: onHub ? undefined : first,
    repository: onHub && path.startsWith("library/") ? path.slice("library/".length) : path,
    tag,
    digest,
    name,
    tagStart: hasTag ? colon + 1 : undefined,
    digestStart: at === -1 ? undefined : at + 1,
    valid:
      (!isRegistry || hostGrammar.test(first)) &&
      path.split("/").every((part) => partGrammar.test(part)) &&
      (tag === undefined || tagGrammar.test(tag)) &&
      (digest === undefined || digestGrammar.test(digest)),
  };
}
