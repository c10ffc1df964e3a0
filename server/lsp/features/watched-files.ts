// File watching: what changes on disk is taken out of the snapshots, and the findings are asked for again.

import { DidChangeWatchedFilesNotification, FileChangeType } from "vscode-languageserver";
import type { FileEvent } from "../projects.ts";
import type { Session } from "../session.ts";

/** Saving all files or switching a branch sends many events; findings are asked for once, after this many milliseconds. */
const settleDelay = 150;

const configurationFile = /(?:^|[\\/])(?:\.lean-dockerfile\.json|\.hadolint\.ya?ml)$/;

const kinds: Readonly<Record<FileChangeType, FileEvent["kind"]>> = {
  [FileChangeType.Created]: "created",
  [FileChangeType.Changed]: "changed",
  [FileChangeType.Deleted]: "deleted",
};

export function addWatchedFiles(session: Session, refresh: () => void): void {
  const { connection } = session;
  let timer: ReturnType<typeof setTimeout> | undefined;

  session.onInitialized.push(() => {
    if (!session.features.registersWatchers || session.projects === undefined) return;
    // Any file may be what a COPY names or a manifest leads to; which ones matter, the snapshots know.
    void connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: "**/*" }],
    });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const events = changes.flatMap(({ uri, type }): FileEvent[] => {
      const path = session.host.files?.pathOf(uri);
      return path === undefined ? [] : [{ path, kind: kinds[type] }];
    });
    const configured = events.some(({ path }) => configurationFile.test(path));
    if (configured) session.forgetSettings();
    if (session.projects?.forget(events) !== true && !configured) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, settleDelay);
  });
  session.onShutdown.push(() => clearTimeout(timer));
}
