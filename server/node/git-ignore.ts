// What git ignores, from the `.gitignore` files of a folder, of those above it and of those below.

import { readFile, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import ignore, { type Ignore } from "ignore";

/** The rules of one `.gitignore`, with those of the folders above. */
export interface GitRules {
  readonly folder: string;
  readonly matcher: Ignore;
  readonly above: GitRules | undefined;
}

/** No repository is nested deeper. */
const mostLevels = 40;

/** The rules that hold in a folder because of the folders above it, up to the repository's root. */
export async function rulesAbove(folder: string): Promise<GitRules | undefined> {
  const folders: string[] = [];
  let root: string | undefined;
  for (let level = folder; folders.length < mostLevels; level = dirname(level)) {
    if (level !== folder) folders.push(level);
    if (await exists(join(level, ".git"))) {
      root = level;
      break;
    }
    if (dirname(level) === level) break;
  }
  // Outside a repository the files above are nobody's.
  if (root === undefined) return undefined;
  let rules: GitRules | undefined;
  for (const level of folders.reverse()) rules = await rulesIn(level, rules);
  return rules;
}

/** The rules of a folder, given those above. */
export async function rulesIn(folder: string, above: GitRules | undefined): Promise<GitRules | undefined> {
  const text = await readFile(join(folder, ".gitignore"), "utf8").catch(() => undefined);
  return text === undefined ? above : { folder, matcher: ignore().add(text), above };
}

/** True when git ignores the path; the nearest file with a word on it decides. */
export function ignoredByGit(rules: GitRules | undefined, path: string, kind: "file" | "folder"): boolean {
  for (let each = rules; each !== undefined; each = each.above) {
    const below = relative(each.folder, path).split(sep).join("/");
    if (below === "" || below === ".." || below.startsWith("../")) continue;
    const verdict = each.matcher.test(kind === "folder" ? `${below}/` : below);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
