// ShellCheck: runs on a document's scripts when it is opened or saved, where the user switched that on; never while typing.

import { MessageType, ShowMessageNotification } from "vscode-languageserver";
import { Dockerfile } from "../../core/model/dockerfile.ts";
import { shellScripts } from "../../core/shellcheck/scripts.ts";
import { parseDockerfile } from "../../core/syntax/parse.ts";
import type { Session } from "../session.ts";

/** Scripts whose answers are kept; a Dockerfile has about ten. */
const mostAnswers = 2_000;

/** `checkAll` is for when settings or trust change. */
export function addShellcheck(session: Session, refresh: () => void): { readonly checkAll: () => void } {
  const { connection, documents, host } = session;
  const { shellcheck } = host;
  if (shellcheck === undefined) return { checkAll: () => {} };
  const shutdown = new AbortController();
  /** Programs that could not be started, so that each is complained of once. */
  const failed = new Set<string>();
  // One document after another: ShellCheck takes a processor to itself.
  let last: Promise<void> = Promise.resolve();

  const check = async (uri: string): Promise<void> => {
    const settings = (await session.settingsOf(uri)).shellcheck;
    const text = documents.get(uri)?.getText();
    if (settings === undefined || text === undefined || shutdown.signal.aborted) return;
    const answers = session.shellcheckAnswers;
    const scripts = shellScripts(new Dockerfile(parseDockerfile(text))).filter(
      ({ key }) => !answers.has(key),
    );
    if (scripts.length === 0) return;
    const { path } = settings;
    const run = await shellcheck.check({ path, scripts, signal: shutdown.signal });
    for (const [key, comments] of run.answers) answers.set(key, comments);
    for (const key of answers.keys()) {
      if (answers.size <= mostAnswers) break;
      answers.delete(key);
    }
    if (run.failure !== undefined && !failed.has(path)) {
      failed.add(path);
      const message = `ShellCheck can't be started (${run.failure}). Install it, or name it in the setting leanDockerfile.shellcheck.path.`;
      await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    }
    if (run.answers.size > 0) refresh();
  };
  const checkSoon = (uri: string): void => {
    last = last.then(() => check(uri)).catch((error: unknown) => connection.console.error(String(error)));
  };

  documents.onDidOpen(({ document }) => checkSoon(document.uri));
  documents.onDidSave(({ document }) => checkSoon(document.uri));
  session.onShutdown.push(() => shutdown.abort());
  return {
    checkAll: () => {
      failed.clear();
      for (const uri of documents.keys()) checkSoon(uri);
    },
  };
}
