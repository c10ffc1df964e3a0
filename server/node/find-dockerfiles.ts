// Finds the Dockerfiles that a path names: the file itself, or all below a folder.

import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import ignore, { type Ignore } from "ignore";

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
  /^(?:Dockerfile|Containerfile)$|^(?:Dockerfile|Containerfile)\.|\.(?:Dockerfile|Containerfile)$|^(?:Dockerfile|Containerfile)[-_]/i;
const otherKind =
  /\.(?:dockerignore|md|txt|orig|bak|swp|swo|rej|tmp|go|py|rb|js|ts|sh|yml|yaml|json)$|~$|^\.#|^#/i;
const template = /\.(?:j2|jinja2?|tmpl|tpl|template|erb|mustache|hbs|in|m4|ejs)$/i;

/** A file is taken as it is; a folder is searched, what its `.gitignore` files leave out aside. */
export async function findDockerfiles(path: string): Promise<SearchAnswer> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined) return { ok: false, message: `\`${path}\` does not exist: check the path` };
  if (!facts.isDirectory()) return { ok: true, files: [path], leftOut: [] };
  const files: string[] = [];
  const leftOut: { file: string; why: string }[] = [];
  let entries = 0;
  const visit = async (folder: string, rules: readonly GitRules[]): Promise<void> => {
    const own = await gitRules(folder);
    const all = own === undefined ? rules : [...rules, own];
    const names = await readdir(folder, { withFileTypes: true }).catch(() => []);
    names.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of names) {
      if (++entries > mostEntries) return;
      const child = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name === ".git" || entry.name === "node_modules" || ignoredByGit(all, child, "folder"))
          continue;
        await visit(child, all);
      } else if (entry.isFile() && dockerfileName.test(entry.name) && !ignoredByGit(all, child, "file")) {
        if (template.test(entry.name)) leftOut.push({ file: child, why: "it is a template" });
        else if (!otherKind.test(entry.name)) files.push(child);
      }
    }
  };
  await visit(path, []);
  return { ok: true, files, leftOut };
}

/** True for a file name that this search would take. */
export function isDockerfileName(path: string): boolean {
  const name = basename(path);
  return dockerfileName.test(name) && !otherKind.test(name) && !template.test(name);
}

interface GitRules {
  readonly folder: string;
  readonly matcher: Ignore;
}

async function gitRules(folder: string): Promise<GitRules | undefined> {
  const text = await readFile(join(folder, ".gitignore"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : { folder, matcher: ignore().add(text) };
}

function ignoredByGit(rules: readonly GitRules[], path: string, kind: "file" | "folder"): boolean {
  return rules.some(({ folder, matcher }) => {
    const below = relative(folder, path).split(sep).join("/");
    return (
      below !== "" && !below.startsWith("..") && matcher.ignores(kind === "folder" ? `${below}/` : below)
    );
  });
}
