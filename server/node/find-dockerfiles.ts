// Finds the Dockerfiles that a path names: the file itself, or all below a folder.

import { open, readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type GitRules, ignoredByGit, rulesAbove, rulesIn } from "./git-ignore.ts";

export interface FoundDockerfiles {
  readonly files: readonly string[];
  /** Files that look like Dockerfiles and are left out, with the reason. */
  readonly leftOut: readonly { readonly file: string; readonly why: string }[];
}

export type SearchAnswer =
  | ({ readonly ok: true } & FoundDockerfiles)
  | { readonly ok: false; readonly message: string };

const mostEntries = 200_000;
const dockerfileName =
  /^(?:Dockerfile|Containerfile)$|^(?:Dockerfile|Containerfile)[.\-_]|\.(?:Dockerfile|Containerfile)$/i;
/** Other files that belong to a Dockerfile, and what editors and merges leave behind. */
const notDockerfile = /\.(?:dockerignore|md|txt|orig|bak|old|save|swp|swo|rej|tmp)$|~$|^\.?#/i;
const template = /\.(?:j2|jinja2?|tmpl|tpl|template|erb|mustache|hbs|in|m4|ejs)$/i;
/** Endings of other languages: `dockerfile.go` is a Go file more often than a Dockerfile for Go. */
const otherLanguage = /\.(?:go|py|rb|js|mjs|ts|sh|php|java|cs|rs|yml|yaml|json|toml|xml|html|tmLanguage)$/i;

/** A file is taken as it is; a folder is searched, what git ignores aside. Links to folders are not followed. */
export async function findDockerfiles(path: string): Promise<SearchAnswer> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined) return { ok: false, message: `\`${path}\` does not exist: check the path` };
  if (!facts.isDirectory()) return { ok: true, files: [path], leftOut: [] };
  const files: string[] = [];
  const leftOut: { file: string; why: string }[] = [];
  let entries = 0;
  const visit = async (folder: string, above: GitRules | undefined): Promise<void> => {
    const rules = await rulesIn(resolve(folder), above);
    const names = await readdir(folder, { withFileTypes: true }).catch(() => []);
    names.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of names) {
      if (++entries > mostEntries) return;
      const child = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name === ".git" || entry.name === "node_modules") continue;
        if (!ignoredByGit(rules, resolve(child), "folder")) await visit(child, rules);
        continue;
      }
      if (!dockerfileName.test(entry.name) || notDockerfile.test(entry.name)) continue;
      if (!(await isFile(child, entry)) || ignoredByGit(rules, resolve(child), "file")) continue;
      if (template.test(entry.name)) leftOut.push({ file: child, why: "it is a template" });
      else if (!otherLanguage.test(entry.name) || (await startsLikeDockerfile(child))) files.push(child);
    }
  };
  await visit(path, await rulesAbove(resolve(path)));
  if (entries > mostEntries)
    leftOut.push({ file: path, why: `the search ends after ${mostEntries} files and folders` });
  return { ok: true, files, leftOut };
}

async function isFile(
  path: string,
  entry: { isFile(): boolean; isSymbolicLink(): boolean },
): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
}

/** How much of a file tells what it is. */
const headBytes = 4_096;

/** True when comments and blank lines are followed by FROM or ARG, as in every Dockerfile. */
async function startsLikeDockerfile(path: string): Promise<boolean> {
  try {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
      const lines = buffer
        .subarray(0, bytesRead)
        .toString("utf8")
        .replace(/^\ufeff/, "")
        .split(/\r?\n/);
      const first = lines.find((line) => line.trim() !== "" && !line.trimStart().startsWith("#"));
      return first !== undefined && /^\s*(?:FROM|ARG)\s+\S/i.test(first);
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
