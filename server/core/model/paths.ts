// Paths inside an image: always `/`, resolved against a working directory.

/** The absolute path of `path` as seen from `workdir`, without `.`, `..` and doubled slashes. */
export function resolvePath(workdir: string, path: string): string {
  const joined = path.startsWith("/") ? path : `${workdir}/${path}`;
  // Most paths are written as they are resolved.
  if (joined.length > 1 && joined.startsWith("/") && !needsWork.test(joined)) return joined;
  const parts: string[] = [];
  for (const part of joined.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** A part that is empty, `.` or `..`. */
const needsWork = /\/(?:\.\.?)?(?:\/|$)/;

/** The last part of a path; the path itself when it has no slash. */
export function baseName(path: string): string {
  const trimmed = path.endsWith("/") ? path.replace(/\/+$/, "") : path;
  return trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

export function dirName(path: string): string {
  const at = path.lastIndexOf("/");
  return at <= 0 ? "/" : path.slice(0, at);
}

/** Linux opens no path that is longer (PATH_MAX), so none is followed; that keeps look-ups through folders short. */
const longestPath = 4096;

/** The working directory after `cd PATH` or `WORKDIR PATH`; undefined when it can't be known or can't be. */
export function changedFolder(from: string | undefined, path: string | undefined): string | undefined {
  if (path === undefined || (from === undefined && !path.startsWith("/"))) return undefined;
  const folder = resolvePath(from ?? "/", path);
  return folder.length > longestPath ? undefined : folder;
}

/** The path itself and the folders it lies in, the nearest first; none for what is too long to be opened. */
export function* foldersOf(path: string): Generator<string> {
  if (path.length > longestPath) return;
  yield path;
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) yield path.slice(0, at);
  if (path !== "/") yield path.startsWith("/") ? "/" : ".";
}

/** True when `path` is `folder` or lies below it; both absolute. */
export function isWithin(folder: string, path: string): boolean {
  return folder === "/" || path === folder || path.startsWith(`${folder}/`);
}
