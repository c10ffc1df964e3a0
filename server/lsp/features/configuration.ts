// Settings, workspace folders and what the client says about itself: what was read before is read again.

import { DidChangeConfigurationNotification } from "vscode-languageserver";
import { configurationSection, notifications } from "../../protocol/names.ts";
import { sessionOptions } from "../server.ts";
import type { Session } from "../session.ts";

export function addConfiguration(session: Session, refresh: () => void): void {
  const { connection } = session;
  const again = (pushed?: unknown) => {
    session.forgetSettings(pushed);
    refresh();
  };

  session.onInitialized.push(() => {
    if (session.features.registersConfiguration) {
      const registration = { section: configurationSection };
      void connection.client.register(DidChangeConfigurationNotification.type, registration);
    }
    if (session.features.workspaceFolders) watchFolders(session, refresh);
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    // Editors that are asked for settings send an empty note; the others send all sections or ours.
    const sections = typeof settings === "object" && settings !== null ? settings : {};
    again((sections as Record<string, unknown>)[configurationSection]);
  });
  connection.onNotification(notifications.didChangeSession, (options: unknown) => {
    session.options = sessionOptions(options);
    again();
  });
}

function watchFolders(session: Session, refresh: () => void): void {
  const paths = (folders: readonly { readonly uri: string }[]) =>
    folders.flatMap(({ uri }) => session.host.files?.pathOf(uri) ?? []);
  session.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const gone = paths(removed);
    session.roots = [...session.roots.filter((root) => !gone.includes(root)), ...paths(added)];
    session.projects?.clear();
    refresh();
  });
}
