// Globs over context paths: `*`, `?` and `[...]` within a part, `**` across parts.

/** True for the paths that match. Any glob gives a matcher; one that can't be read matches nothing. */
export function globMatcher(glob: string): (path: string) => boolean {
  let source = "";
  for (let at = 0; at < glob.length; ) {
    const rest = glob.slice(at);
    const token = /^(?:\*\*\/|\*\*|\*|\?|\[!?\^?\]?[^\]/]*\]|\\.|[\s\S])/.exec(rest)?.[0] ?? rest[0] ?? "";
    at += token.length;
    if (token === "**/") source += "(?:.*/)?";
    else if (token === "**") source += ".*";
    else if (token === "*") source += "[^/]*";
    else if (token === "?") source += "[^/]";
    else if (token.length > 2 && token.startsWith("[")) source += `[${token.slice(1, -1).replace(/^[!^]/, "^").replace(/[\\[\]]/g, "\\$&")}]`;
    else source += (token.length === 2 ? (token[1] ?? "") : token).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  }
  try {
    const pattern = new RegExp(`^${source}$`, "s");
    return (path) => pattern.test(path);
  } catch {
    return () => false;
  }
}

/** The folder that a glob can only match below, `src` for `src/**\/*.go`; `.` when it may match anywhere. */
export function globFolder(glob: string): string {
  const wild = glob.search(/[*?[]/);
  const fixed = wild === -1 ? glob : glob.slice(0, wild);
  const slash = fixed.lastIndexOf("/");
  return slash === -1 ? "." : fixed.slice(0, slash);
}
