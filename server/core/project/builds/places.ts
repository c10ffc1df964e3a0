// Paths that builds name, relative to a folder that is searched, also where they leave it.

/** `/srv/app`, `C:\app`. */
export function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path);
}

/** `path` seen from `folder`, without `.` and with `..` only in front; `.` for the folder that is searched. */
export function joined(folder: string, path: string): string {
  const slashed = path.replaceAll("\\", "/");
  const whole = isAbsolute(slashed) ? slashed : `${folder}/${slashed}`;
  const parts: string[] = [];
  for (const part of whole.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  const text = parts.join("/");
  if (whole.startsWith("/")) return `/${text.replace(/^(?:\.\.\/)+/, "")}`;
  return text === "" ? "." : text;
}

/** The folder of a relative path; `.` for a name alone. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf("/");
  return at === -1 ? "." : path.slice(0, at);
}

/** True for the address of a repository or an archive in place of a folder. */
export function isAddress(context: string): boolean {
  return /^(?:[a-z][\w+.-]*:\/\/|git@|(?:github|gitlab|bitbucket)\.(?:com|org)\/)/i.test(context);
}
