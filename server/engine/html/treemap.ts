// Where each folder's rectangle lies in a treemap: what takes the room, at one glance.

import { hierarchy, treemap, treemapSquarify } from "d3-hierarchy";
import type { FolderSize } from "../../protocol/compare.ts";
import { type Folder, folderTree, withOnlyChild } from "./folder-tree.ts";

/** What one folder has beside its named subfolders, as a rectangle. */
export interface Cell {
  readonly path: string;
  /** Short, where there is no room for the path. */
  readonly name: string;
  readonly bytes: number;
  /** Whether the folder has named subfolders, so that the cell is the rest of it. */
  readonly part: "whole" | "rest";
  /** Rank of the folder of the root that it lies in, the largest first. */
  readonly group: number;
  /** In percent of the map. */
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

interface Node {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly part: Cell["part"];
  readonly children: readonly Node[];
}

/** The map is about this many times as wide as it is high. */
const proportion = 1.7;
/** Smaller rectangles can be neither read nor hit; in percent of the map's area. */
const leastArea = 0.02;

/** The largest first; empty where there is nothing to draw. */
export function treemapOf(folders: readonly FolderSize[]): readonly Cell[] {
  const root = folderTree(folders);
  if (root === undefined || root.children.length === 0 || root.bytes === 0) return [];
  const tree = hierarchy<Node>(rootNode(root), ({ children }) =>
    children.length === 0 ? undefined : children,
  )
    .sum(({ children, bytes }) => (children.length === 0 ? bytes : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const laidOut = treemap<Node>()
    .size([100 * proportion, 100])
    .tile(treemapSquarify)(tree);
  const groups = root.children.map(({ path }) => path);
  return laidOut
    .leaves()
    .map(({ data: { path, name, part }, value = 0, x0, x1, y0, y1 }): Cell => {
      const group = groups.indexOf(path.split("/")[0] ?? "");
      const box = { left: x0 / proportion, top: y0, width: (x1 - x0) / proportion, height: y1 - y0 };
      return { path, name, bytes: value, part, group: group === -1 ? groups.length : group, box };
    })
    .filter(({ box: { width, height } }) => (width * height) / 100 >= leastArea)
    .sort((a, b) => b.bytes - a.bytes);
}

/** The root stays, also where it holds one folder alone. */
function rootNode({ path, name, bytes, own, children }: Folder): Node {
  const rest: readonly Node[] = own > 0 ? [{ path, name: "/*", bytes: own, part: "rest", children: [] }] : [];
  return { path, name, bytes, part: "whole", children: [...children.map(nodeOf), ...rest] };
}

function nodeOf(outer: Folder): Node {
  const { folder, name } = withOnlyChild(outer);
  const { path, bytes, own, children } = folder;
  if (children.length === 0) return { path, name: nameIn(path, name), bytes, part: "whole", children: [] };
  const rest: readonly Node[] =
    own > 0 ? [{ path, name: `${folder.name}/*`, bytes: own, part: "rest", children: [] }] : [];
  return { path, name, bytes, part: "whole", children: [...children.map(nodeOf), ...rest] };
}

/** Names such as `8d` or `12` say nothing without the folder that they are in. */
function nameIn(path: string, name: string): string {
  return name.length > 3 ? name : path.split("/").slice(-2).join("/");
}
