// `.dockerignore`: which paths of the context the builder never sees.

import ignore from "@balena/dockerignore";

/** True for context paths that are left out. */
export type IgnoreMatcher = (path: string) => boolean;

/** Reads the text of a `.dockerignore`; any text gives a matcher. Patterns that can't be read match nothing. */
export function dockerignore(text: string): IgnoreMatcher {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const patterns = lines.filter((line) => line.trim() !== "" && !line.startsWith("#"));
  if (patterns.length === 0) return () => false;
  const matcher = ignore({ ignorecase: false });
  for (const pattern of patterns) {
    try {
      matcher.add(pattern);
    } catch {
      // A pattern that the library refuses is one that the builder refuses too.
    }
  }
  return (path) => {
    if (path === "" || path === "." || path.startsWith("../") || path.startsWith("/")) return false;
    try {
      return matcher.ignores(path);
    } catch {
      return false;
    }
  };
}
