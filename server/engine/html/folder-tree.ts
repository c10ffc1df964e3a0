// The folders of an image as a tree: what each has itself, and what its named subfolders have.

import type { FolderSize } from "../../protocol/compare.ts";

export interface Folder {
  /** Without a leading `/`; the root is "". */
  readonly path: string;
  readonly name: string;
  /** With everything in it. */
  readonly bytes: number;
  /** What none of its named subfolders has. */
  own: number;
  /** The largest first. */
  readonly children: Folder[];
}

/** Undefined without a root. Folders whose parent is not named are left out; they count in the one above. */
export function folderTree(folders: readonly FolderSize[]): Folder | undefined {
  const known = new Map<string, Folder>();
  for (const { path, bytes } of folders)
    known.set(path, { path, name: path.slice(path.lastIndexOf("/") + 1), bytes, own: bytes, children: [] });
  for (const folder of known.values()) {
    const parent = folder.path === "" ? undefined : known.get(parentOf(folder.path));
    if (parent === undefined) continue;
    parent.children.push(folder);
    parent.own = Math.max(0, parent.own - folder.bytes);
  }
  for (const { children } of known.values()) children.sort((a, b) => b.bytes - a.bytes);
  return known.get("");
}

/** A folder with hardly anything but one other in it is shown as one with it: `gcc/x86_64-linux-gnu/12`. */
export function withOnlyChild(folder: Folder): { readonly folder: Folder; readonly name: string } {
  const [only] = folder.children;
  if (only === undefined || folder.children.length > 1 || folder.own > folder.bytes / 100)
    return { folder, name: folder.name };
  const inner = withOnlyChild(only);
  return { folder: inner.folder, name: `${folder.name}/${inner.name}` };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
