// Adds the files of an image up by folder, so that it can be shown what takes the room.

import type { FolderSize } from "../protocol/compare.ts";

/** A folder is named when it has at least this share of all bytes. */
const leastShare = 0.004;
/** Folders deeper than this are counted in the one above them. */
const deepest = 5;
/** No report has room for more. */
const mostFolders = 250;

/** Sums by folder, each with what its named subfolders have; paths without a leading `/`, the root is "". */
export function folderSizes(
  files: readonly { readonly path: string; readonly bytes: number }[],
): readonly FolderSize[] {
  const sums = new Map<string, number>([["", 0]]);
  for (const { path, bytes } of files) {
    sums.set("", (sums.get("") ?? 0) + bytes);
    let end = path.indexOf("/");
    for (let depth = 1; end !== -1 && depth <= deepest; depth++) {
      const folder = path.slice(0, end);
      sums.set(folder, (sums.get(folder) ?? 0) + bytes);
      end = path.indexOf("/", end + 1);
    }
  }
  const least = (sums.get("") ?? 0) * leastShare;
  return [...sums]
    .filter(([path, bytes]) => path === "" || (bytes >= least && bytes > 0))
    .sort(([a, bytesA], [b, bytesB]) => bytesB - bytesA || (a < b ? -1 : 1))
    .slice(0, mostFolders)
    .map(([path, bytes]) => ({ path, bytes }));
}

/** Each folder with what its named subfolders do not have, so that the figures add up; the largest first. */
export function ownSizes(folders: readonly FolderSize[]): readonly FolderSize[] {
  const own = new Map(folders.map(({ path, bytes }) => [path, bytes]));
  for (const { path, bytes } of folders)
    if (path !== "") own.set(parentOf(path), (own.get(parentOf(path)) ?? 0) - bytes);
  const least = (folders.find(({ path }) => path === "")?.bytes ?? 0) / 1000;
  return [...own]
    .filter(([path, bytes]) => path !== "" && bytes > least)
    .map(([path, bytes]) => ({ path, bytes }))
    .sort((a, b) => b.bytes - a.bytes);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
