// What this VS Code tells the language server about itself: trust, and which neighbours show findings already.

import { extensions, workspace } from "vscode";
import { commands } from "../server/protocol/names.ts";
import type { Coexistence, SessionOptions } from "../server/protocol/session.ts";

/** Extensions by what they show for Dockerfiles. An extension that the user disabled is not found by its id. */
const neighbours: Readonly<Record<keyof Coexistence, readonly string[]>> = {
  buildkit: ["docker.docker", "wharflab.tally"],
  hadolint: ["exiasr.hadolint", "wharflab.tally"],
  syntax: ["docker.docker", "ms-azuretools.vscode-containers", "wharflab.tally"],
};

export function sessionOptions(): SessionOptions {
  const shows = (kind: keyof Coexistence) =>
    neighbours[kind].some((id) => extensions.getExtension(id) !== undefined);
  return {
    trusted: workspace.isTrusted,
    coexistence: { buildkit: shows("buildkit"), hadolint: shows("hadolint"), syntax: shows("syntax") },
    clientCommands: Object.values(commands),
  };
}
