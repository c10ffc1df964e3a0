// Earlier versions of a file, from the `git` client. Only what the user asks to compare is read, and nothing is changed.

import { execFile } from "node:child_process";
import { basename, dirname } from "node:path";

export type CommittedText =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "no-client" }
  /** It is none, or there is no repository around the file. */
  | { readonly kind: "no-revision" }
  | { readonly kind: "no-file" };

const timeoutMs = 20_000;
/** Bytes; no Dockerfile comes near it. */
const mostOutput = 16 * 1024 * 1024;

/**
 * The file's text at a revision. The revision is first resolved to a commit, so that no spelling of it can be
 * taken for an option or for more than a revision. Never rejects; a call that is aborted ends as one that fails.
 */
export async function committedText(
  path: string,
  revision: string,
  signal?: AbortSignal,
): Promise<CommittedText> {
  const git = (...args: readonly string[]) => runGit(["-C", dirname(path), ...args], signal);
  const commit = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`);
  if (commit.kind === "no-client") return commit;
  if (commit.kind === "failed") return { kind: "no-revision" };
  // `./` before the name makes git take it relative to the folder, whatever the name looks like.
  const blob = await git("cat-file", "blob", `${commit.output.trim()}:./${basename(path)}`);
  return blob.kind === "done" ? { kind: "text", text: blob.output } : { kind: "no-file" };
}

type Answer =
  | { readonly kind: "done"; readonly output: string }
  | { readonly kind: "failed" }
  | { readonly kind: "no-client" };

function runGit(args: readonly string[], signal: AbortSignal | undefined): Promise<Answer> {
  const options = {
    timeout: timeoutMs,
    maxBuffer: mostOutput,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: "0" },
    ...(signal === undefined ? {} : { signal }),
  };
  return new Promise((resolve) => {
    execFile("git", args, options, (error, output) => {
      if (error === null) resolve({ kind: "done", output });
      else resolve({ kind: error.code === "ENOENT" ? "no-client" : "failed" });
    });
  });
}
