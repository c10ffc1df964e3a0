// Lays the layers over one another: what is visible in the final tree, and what only takes up space below it.

import type { FileFacts } from "./file-facts.ts";
import { ImageFiles, type ImageNode, type Rights } from "./image-files.ts";
import type { Layer, LayerEntry } from "./tar-layer.ts";

/** A file's content: one layer stores it once, however many hard links name it. */
interface Content {
  readonly path: string;
  readonly bytes: number;
  readonly layer: number;
  /** How many paths of the tree still show it. */
  names: number;
  /** The layer that hid its last name. */
  hiddenBy: number | undefined;
  readonly rights: Rights;
  readonly facts: FileFacts | undefined;
}

interface Folder {
  readonly children: Map<string, TreeNode>;
  rights: Rights;
}

/** Of folders that no layer mentions by themselves: engines make them so. */
const impliedRights: Rights = { mode: 0o755, uid: 0, gid: 0 };

type TreeNode =
  | { readonly kind: "folder"; readonly folder: Folder }
  | { readonly kind: "content"; readonly content: Content }
  | { readonly kind: "link"; readonly target: string }
  | { readonly kind: "other" };

interface VisibleFile {
  readonly path: string;
  readonly bytes: number;
}

/** A file that is stored in one layer and replaced or deleted by another; both are indices from the base up. */
interface HiddenFile {
  readonly path: string;
  readonly bytes: number;
  readonly layer: number;
  readonly hiddenBy: number;
}

export interface MergedTree {
  readonly visible: readonly VisibleFile[];
  readonly hidden: readonly HiddenFile[];
  /** The final tree, to look things up in. */
  readonly files: ImageFiles;
}

const opaqueMark = ".wh..wh..opq";
const whiteoutPrefix = ".wh.";

/** Merges layers, given from the base upwards. */
export function mergeLayers(layers: readonly Layer[]): MergedTree {
  const root: Folder = { children: new Map(), rights: impliedRights };
  const contents: Content[] = [];
  layers.forEach((layer, index) => {
    // Whiteouts speak of the layers below only, wherever in the archive they stand.
    for (const entry of layer.entries) applyWhiteout(root, entry, index);
    const links: LayerEntry[] = [];
    for (const entry of layer.entries) {
      if (isWhiteout(entry)) continue;
      if (entry.kind === "hard-link") links.push(entry);
      else addEntry(root, entry, index, contents);
    }
    for (const link of links) addLink(root, link, index);
  });
  return {
    visible: contents.flatMap(({ path, bytes, hiddenBy }) =>
      hiddenBy === undefined ? [{ path, bytes }] : [],
    ),
    hidden: contents.flatMap(({ path, bytes, layer, hiddenBy }) =>
      hiddenBy === undefined ? [] : [{ path, bytes, layer, hiddenBy }],
    ),
    files: new ImageFiles((parts) => nodeAt(root, parts)),
  };
}

function folderNode({ rights, children }: Folder): ImageNode {
  return { kind: "folder", rights, names: () => [...children.keys()] };
}

/** What lies at a path whose folders are no links. */
function nodeAt(root: Folder, parts: readonly string[]): ImageNode | undefined {
  if (parts.length === 0) return folderNode(root);
  const node = existingFolder(root, parts.slice(0, -1))?.children.get(parts.at(-1) ?? "");
  if (node === undefined) return undefined;
  switch (node.kind) {
    case "folder":
      return folderNode(node.folder);
    case "link":
      return node;
    case "content":
      return { kind: "file", rights: node.content.rights, facts: node.content.facts ?? {} };
    case "other":
      return { kind: "other" };
  }
}

function isWhiteout(entry: LayerEntry): boolean {
  return nameOf(entry.path).startsWith(whiteoutPrefix);
}

function applyWhiteout(root: Folder, entry: LayerEntry, layer: number): void {
  const name = nameOf(entry.path);
  if (!name.startsWith(whiteoutPrefix)) return;
  const folder = existingFolder(root, folderOf(entry.path));
  if (folder === undefined) return;
  if (name === opaqueMark) {
    for (const child of folder.children.values()) hide(child, layer);
    folder.children.clear();
    return;
  }
  // Other names with the doubled prefix are notes of old storage drivers and hide nothing.
  if (!name.startsWith(`${whiteoutPrefix}${whiteoutPrefix}`)) {
    remove(folder, name.slice(whiteoutPrefix.length), layer);
  }
}

function addEntry(root: Folder, entry: LayerEntry, layer: number, contents: Content[]): void {
  if (entry.path === "") return;
  const folder = madeFolder(root, folderOf(entry.path), layer);
  const name = nameOf(entry.path);
  if (entry.kind === "directory") {
    const known = folder.children.get(name);
    if (known?.kind === "folder") known.folder.rights = entry.rights;
    else {
      remove(folder, name, layer);
      const made: Folder = { children: new Map(), rights: entry.rights };
      folder.children.set(name, { kind: "folder", folder: made });
    }
    return;
  }
  remove(folder, name, layer);
  if (entry.kind === "symbolic-link") {
    folder.children.set(name, { kind: "link", target: entry.target });
    return;
  }
  if (entry.kind !== "file") {
    folder.children.set(name, { kind: "other" });
    return;
  }
  const { path, bytes, rights, facts } = entry;
  const content: Content = { path, bytes, layer, names: 1, hiddenBy: undefined, rights, facts };
  contents.push(content);
  folder.children.set(name, { kind: "content", content });
}

function addLink(root: Folder, entry: LayerEntry, layer: number): void {
  if (entry.path === "") return;
  const target = existingFolder(root, folderOf(entry.target))?.children.get(nameOf(entry.target));
  const content = target?.kind === "content" ? target.content : undefined;
  // Count the new name first: it may replace the very name that kept the content visible.
  if (content !== undefined) content.names++;
  const folder = madeFolder(root, folderOf(entry.path), layer);
  remove(folder, nameOf(entry.path), layer);
  folder.children.set(
    nameOf(entry.path),
    content === undefined ? { kind: "other" } : { kind: "content", content },
  );
}

function remove(folder: Folder, name: string, layer: number): void {
  const node = folder.children.get(name);
  if (node === undefined) return;
  hide(node, layer);
  folder.children.delete(name);
}

function hide(node: TreeNode, layer: number): void {
  // An own stack: trees in images can be deeper than the call stack.
  const pending: TreeNode[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "folder") pending.push(...next.folder.children.values());
    else if (next.kind === "content" && --next.content.names === 0) next.content.hiddenBy = layer;
  }
}

function existingFolder(root: Folder, parts: readonly string[]): Folder | undefined {
  let folder: Folder | undefined = root;
  for (const part of parts) {
    const child: TreeNode | undefined = folder.children.get(part);
    if (child?.kind !== "folder") return undefined;
    folder = child.folder;
  }
  return folder;
}

function madeFolder(root: Folder, parts: readonly string[], layer: number): Folder {
  let folder = root;
  for (const part of parts) {
    const child = folder.children.get(part);
    if (child?.kind === "folder") {
      folder = child.folder;
      continue;
    }
    remove(folder, part, layer);
    const made: Folder = { children: new Map(), rights: impliedRights };
    folder.children.set(part, { kind: "folder", folder: made });
    folder = made;
  }
  return folder;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function folderOf(path: string): readonly string[] {
  const end = path.lastIndexOf("/");
  return end === -1 ? [] : path.slice(0, end).split("/");
}
