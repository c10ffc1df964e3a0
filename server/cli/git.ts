// Earlier versions of a file, with the words for those that are not to be had.

import { basename } from "node:path";
import { committedText } from "../node/git.ts";
import { printableLine } from "./printable.ts";

export type Revision =
  | { readonly ok: true; readonly text: string }
  /** `message` is one sentence. */
  | { readonly ok: false; readonly message: string };

/** The file's text at a revision. */
export async function fileAtRevision(path: string, revision: string, signal: AbortSignal): Promise<Revision> {
  const found = await committedText(path, revision, signal);
  const name = printableLine(revision);
  switch (found.kind) {
    case "text":
      return { ok: true, text: found.text };
    case "no-client":
      return { ok: false, message: "The `git` client is not installed" };
    case "no-revision":
      return { ok: false, message: `\`${name}\` is no revision of a git repository around the file` };
    case "no-file":
      return { ok: false, message: `\`${printableLine(basename(path))}\` does not exist at \`${name}\`` };
  }
}
