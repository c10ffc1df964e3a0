// What this VS Code tells the language server about itself: trust, and which neighbours show findings already.

import { extensions, workspace } from "vscode";
import { commands } from "../server/protocol/names.ts";
import { coexistenceWith } from "../server/protocol/neighbours.ts";
import type { SessionOptions } from "../server/protocol/session.ts";

export function sessionOptions(): SessionOptions {
  return {
    trusted: workspace.isTrusted,
    // An extension that the user disabled is not found by its id.
    coexistence: coexistenceWith((id) => extensions.getExtension(id) !== undefined),
    clientCommands: Object.values(commands),
  };
}
