// Earlier versions of a file, from the `git` client.

import { basename, dirname } from "node:path";
import { run, succeeded } from "../engine/process.ts";
import { printableLine } from "./printable.ts";

export type Revision =
  | { readonly ok: true; readonly text: string }
  /** `message` is one sentence. */
  | { readonly ok: false; readonly message: string };

const timeoutMs = 20_000;

/**
 * The file's text at a revision. The revision is first resolved to a commit, so that no spelling of it can be
 * taken for an option or for more than a revision.
 */
export async function fileAtRevision(path: string, revision: string, signal: AbortSignal): Promise<Revision> {
  const git = (args: readonly string[]) =>
    run("git", ["-C", dirname(path), ...args], {
      signal,
      timeoutMs,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: "0" },
    });
  const commit = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
  const name = printableLine(revision);
  if (commit.ending.kind === "not-started")
    return { ok: false, message: "The `git` client is not installed" };
  if (!succeeded(commit.ending))
    return { ok: false, message: `\`${name}\` is no revision of a git repository around the file` };
  const object = `${commit.stdout.trim()}:./${basename(path)}`;
  const blob = await git(["cat-file", "blob", object]);
  if (!succeeded(blob.ending))
    return { ok: false, message: `\`${printableLine(basename(path))}\` does not exist at \`${name}\`` };
  return { ok: true, text: blob.stdout };
}
