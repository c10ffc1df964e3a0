// Earlier versions of a file from VS Code's own git extension; without it the language server asks the `git` client.

import { extensions, type Uri } from "vscode";

export interface Commit {
  readonly hash: string;
  /** Its first line. */
  readonly message: string;
  readonly date: Date | undefined;
}

/** What is used of version 1 of the extension's interface. */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

interface GitApi {
  getRepository(uri: Uri): Repository | null;
}

interface Repository {
  log(options: {
    readonly maxEntries: number;
    readonly path: string;
  }): Promise<readonly { readonly hash: string; readonly message: string; readonly authorDate?: Date }[]>;
  show(revision: string, path: string): Promise<string>;
}

const mostCommits = 30;

/** Those that changed the file, the newest first; empty where there is no repository or no git extension. */
export async function commitsOf(file: Uri): Promise<readonly Commit[]> {
  try {
    const repository = await repositoryOf(file);
    const found = (await repository?.log({ maxEntries: mostCommits, path: file.fsPath })) ?? [];
    return found.map(({ hash, message, authorDate }) => ({
      hash,
      message: message.split("\n", 1)[0] ?? "",
      date: authorDate,
    }));
  } catch {
    // A repository without commits, or one that git does not read: there is nothing to choose from.
    return [];
  }
}

/** The file's text at a revision; undefined where the extension does not know it. */
export async function textAt(file: Uri, revision: string): Promise<string | undefined> {
  // Whatever begins like an option is no name of a revision.
  if (revision.startsWith("-")) return undefined;
  try {
    return await (await repositoryOf(file))?.show(revision, file.fsPath);
  } catch {
    return undefined;
  }
}

async function repositoryOf(file: Uri): Promise<Repository | undefined> {
  const extension = extensions.getExtension<GitExtension>("vscode.git");
  if (extension === undefined) return undefined;
  const git = extension.isActive ? extension.exports : await extension.activate();
  return git.enabled ? (git.getAPI(1).getRepository(file) ?? undefined) : undefined;
}
