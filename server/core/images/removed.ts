// Images that were taken away from their registry: since when, and where the same image is now.

import type { ImageReference } from "./reference.ts";
import data from "./removed.json" with { type: "json" };

export interface Removal {
  /** What follows the image's name in a sentence: `is not on Docker Hub`. */
  readonly gone: string;
  /** ISO date, or its month where the day isn't known. */
  readonly since: string;
  /** The same image where it is now; undefined where that isn't certain. */
  readonly moved: Moved | undefined;
}

export interface Moved {
  /** With its tag: `mcr.microsoft.com/dotnet/sdk:2.1`. */
  readonly to: string;
  /** What may be different for the build, as a sentence. */
  readonly why: string;
}

/** An entry names repositories of Docker Hub, all of an owner's there, or a whole registry. */
interface RemovedRecord {
  readonly repositories?: readonly string[];
  readonly owner?: string;
  /** Names of the owner that stayed, or of which nothing is known. */
  readonly except?: readonly string[];
  readonly registry?: string;
  /** Only tags of this form are gone, and digests are not; everything is when absent. */
  readonly tags?: string;
  readonly gone: string;
  readonly since: string;
  readonly source: string;
  /** Of `moved`: what may be different. */
  readonly why?: string;
  readonly moved?: readonly { readonly tags: string; readonly to: string }[];
}

const records: readonly RemovedRecord[] = data.images;

/** How an image was taken away by a day; undefined for images that are there, as far as is known. */
export function removalOf(reference: ImageReference, today: string): Removal | undefined {
  const record = records.find((each) => isNamed(each, reference));
  if (record === undefined || record.since > today || !isGone(record, reference)) return undefined;
  const { gone, since } = record;
  return { gone, since, moved: movedOf(record, reference) };
}

function isNamed(
  { repositories, owner, except, registry }: RemovedRecord,
  reference: ImageReference,
): boolean {
  if (registry !== undefined || reference.registry !== undefined) return registry === reference.registry;
  if (repositories !== undefined) return repositories.includes(reference.repository);
  const [first, name, ...rest] = reference.repository.split("/");
  return first === owner && name !== undefined && rest.length === 0 && except?.includes(name) !== true;
}

function isGone({ tags }: RemovedRecord, { tag, digest }: ImageReference): boolean {
  return tags === undefined || (digest === undefined && whole(tags).test(tag ?? "latest"));
}

function movedOf({ moved = [], why = "" }: RemovedRecord, reference: ImageReference): Moved | undefined {
  const { digest, tag = "latest", name, repository } = reference;
  const row = digest === undefined ? moved.find(({ tags }) => whole(tags).test(tag)) : undefined;
  if (row === undefined) return undefined;
  const to = tag
    .replace(whole(row.tags), row.to)
    .replace("{name}", repository.slice(repository.lastIndexOf("/") + 1));
  // Who writes `docker.io/` wants it written.
  const host = name.endsWith(repository) ? name.slice(0, name.length - repository.length) : "";
  return { to: /^[^/]+\.[^/]+\//.test(to) ? to : `${host}${to}`, why };
}

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}
