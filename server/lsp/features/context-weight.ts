// Weighs what a Dockerfile's findings say of its context when it is opened or saved, never while someone types.

import type { Session } from "../session.ts";

/** `weighAll` is for when the ignore file changed. */
export function addContextWeight(session: Session, refresh: () => void): { readonly weighAll: () => void } {
  const { connection, documents, projects } = session;
  if (projects === undefined) return { weighAll: () => {} };
  // One context after another, so that the disk is left to others.
  let last: Promise<void> = Promise.resolve();
  let stopped = false;

  const weigh = async (uri: string): Promise<void> => {
    if (stopped) return;
    const analyzed = await session.analyze(uri);
    if (analyzed?.path === undefined) return;
    if (await projects.weigh(analyzed.path, analyzed.analysis.weighable)) refresh();
  };
  const weighSoon = (uri: string): void => {
    last = last.then(() => weigh(uri)).catch((error: unknown) => connection.console.error(String(error)));
  };

  documents.onDidOpen(({ document }) => weighSoon(document.uri));
  documents.onDidSave(({ document }) => weighSoon(document.uri));
  session.onShutdown.push(() => {
    stopped = true;
  });
  return {
    weighAll: () => {
      for (const uri of documents.keys()) weighSoon(uri);
    },
  };
}
