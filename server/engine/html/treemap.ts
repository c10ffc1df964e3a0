// A treemap of an image's folders as SVG: what takes the room, at one glance. A list beside it says the same in words.

import { hierarchy, treemap, treemapSquarify } from "d3-hierarchy";
import { formatBytes } from "../../core/text/bytes.ts";
import type { FolderSize } from "../../protocol/compare.ts";
import { html, type Markup } from "./markup.ts";

interface Node {
  readonly path: string;
  readonly name: string;
  /** Bytes of the folder that none of its named subfolders has. */
  own: number;
  readonly children: Node[];
}

const width = 720;
const height = 300;
/** Smaller rectangles have no room for a name. */
const leastWidth = 64;
const leastHeight = 18;
const characterWidth = 6.6;

/** Undefined where there is nothing to draw. */
export function treemapOf(label: string, folders: readonly FolderSize[]): Markup | undefined {
  const root = treeOf(folders);
  if (root === undefined || root.children.length === 0) return undefined;
  const tree = hierarchy<Node>(root, (node) =>
    node.children.length === 0
      ? undefined
      : [
          ...node.children,
          ...(node.own > 0
            ? [{ path: `${node.path}/*`, name: "other files", own: node.own, children: [] }]
            : []),
        ],
  )
    .sum((node) => (node.children.length === 0 ? node.own : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const laidOut = treemap<Node>().size([width, height]).paddingInner(1).tile(treemapSquarify)(tree);
  const cells = laidOut.leaves().map((leaf) => {
    const [w, h] = [leaf.x1 - leaf.x0, leaf.y1 - leaf.y0];
    const top = leaf.ancestors().at(-2)?.data.name ?? "";
    const path = leaf.data.path.replace(/\/\*$/, "");
    const title = `/${path}: ${formatBytes(leaf.value ?? 0)}`;
    const room = Math.floor((w - 8) / characterWidth);
    const name = lastParts(path, room);
    const text =
      w >= leastWidth && h >= leastHeight && name !== ""
        ? html`<text x="${round(leaf.x0 + 4)}" y="${round(leaf.y0 + 13)}">${name}</text>`
        : undefined;
    return html`<g><title>${title}</title><rect class="c${hue(top)}" x="${round(leaf.x0)}" y="${round(leaf.y0)}" width="${round(w)}" height="${round(h)}"/>${text}</g>`;
  });
  return html`<svg class="treemap" viewBox="0 0 ${width} ${height}" role="img" aria-label="${`Folders of ${label} by size; the list below says the same`}">${cells}</svg>`;
}

/** The folders as a tree; each with what its named subfolders do not have. */
function treeOf(folders: readonly FolderSize[]): Node | undefined {
  const nodes = new Map<string, Node>();
  for (const { path, bytes } of folders)
    nodes.set(path, { path, name: path.slice(path.lastIndexOf("/") + 1), own: bytes, children: [] });
  for (const { path, bytes } of folders) {
    const node = nodes.get(path);
    const parent =
      path === "" ? undefined : nodes.get(path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "");
    if (node === undefined || parent === undefined) continue;
    parent.children.push(node);
    parent.own = Math.max(0, parent.own - bytes);
  }
  return nodes.get("");
}

/** As much of the end of a path as there is room for. */
function lastParts(path: string, room: number): string {
  if (path.length + 1 <= room) return `/${path}`;
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.length <= room ? name : "";
}

/** One of six colours for all that lies in the same folder of the root. */
function hue(top: string): number {
  let sum = 0;
  for (let at = 0; at < top.length; at++) sum = (sum * 31 + top.charCodeAt(at)) % 6;
  return sum;
}

function round(value: number): string {
  return value.toFixed(1);
}
