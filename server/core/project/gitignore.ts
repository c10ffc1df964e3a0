// Files that the project's `.gitignore` keeps out of the repository: a context that lacks one may be a fresh clone.

import { dockerignore } from "./dockerignore.ts";
import type { Project } from "./project.ts";

/**
 * Whether the `.gitignore` of the context's top folder names a path as a file; false where it is not known. Only its
 * own lines count, not those of folders above or below.
 */
export function leftOutByGit(project: Project, path: string): boolean {
  const text = project.text(".gitignore");
  return text != null && dockerignore(asDockerignore(text))(path);
}

/** Git looks for a name without a slash in every folder; what ends with one is a folder, and matches no file. */
function asDockerignore(text: string): string {
  return text
    .split(/\r?\n/)
    .flatMap((line) => {
      const pattern = line.trim();
      if (pattern === "" || pattern.startsWith("#") || pattern.endsWith("/")) return [];
      const [, exception = "", rest = ""] = /^(!?)(.*)$/.exec(pattern) ?? [];
      return [exception + (rest.includes("/") ? rest : `**/${rest}`)];
    })
    .join("\n");
}
