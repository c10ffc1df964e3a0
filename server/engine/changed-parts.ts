// What the first side has and the last one has not, and what stayed: by what folders are for, else by folder.

import type { CompareResult, FolderSize } from "../protocol/compare.ts";
import { folderKind } from "./folder-kinds.ts";
import { ownSizes } from "./folder-sizes.ts";

/** Folders of one kind, or one folder. */
export interface Part {
  readonly name: string;
  readonly bytes: number;
  /** The largest first. */
  readonly folders: readonly FolderSize[];
}

/** The largest first; undefined where there are not two measured sides: with three none is what another became. */
export function changedParts({
  sides,
}: CompareResult): { readonly gone: readonly Part[]; readonly stayed: readonly Part[] } | undefined {
  const [first, last] = sides;
  if (first === undefined || last === undefined || sides.length !== 2 || first.folders.length === 0)
    return undefined;
  const kept = new Set(last.folders.map(({ path }) => path));
  return {
    gone: byKind(ownSizes(first.folders).filter(({ path }) => !kept.has(path))),
    stayed: byKind(ownSizes(last.folders)),
  };
}

function byKind(folders: readonly FolderSize[]): readonly Part[] {
  const found = new Map<string, { name: string; bytes: number; folders: Map<string, number> }>();
  for (const { path, bytes } of folders) {
    const kind = folderKind(path);
    const top = kind === undefined ? path : outermost(path, kind);
    const key = kind ?? `/${path}`;
    const part = found.get(key) ?? { name: kind ?? "", bytes: 0, folders: new Map() };
    part.bytes += bytes;
    part.folders.set(top, (part.folders.get(top) ?? 0) + bytes);
    found.set(key, part);
  }
  return [...found.values()]
    .map(({ folders: parts, ...part }) => ({
      ...part,
      folders: [...parts].map(([path, bytes]) => ({ path, bytes })).sort((a, b) => b.bytes - a.bytes),
    }))
    .sort((a, b) => b.bytes - a.bytes);
}

/** The folder highest up that is of the same kind. */
function outermost(path: string, kind: string): string {
  const parent = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  return parent !== "" && folderKind(parent) === kind ? outermost(parent, kind) : path;
}
