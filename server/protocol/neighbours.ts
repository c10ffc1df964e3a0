// Extensions that show findings for Dockerfiles already, and whose names their findings go by.

import type { Coexistence } from "./session.ts";

/** Extensions by what they show. An extension that the user disabled is not there. */
const neighbours: Readonly<Record<keyof Coexistence, readonly string[]>> = {
  buildkit: ["docker.docker", "wharflab.tally"],
  hadolint: ["exiasr.hadolint", "wharflab.tally"],
  // Docker's shows what stops its builder; the others have dockerfile-utils.
  syntax: [
    "docker.docker",
    "ms-azuretools.vscode-containers",
    "ms-azuretools.vscode-docker",
    "wharflab.tally",
  ],
};

/** Under which names of tools a rule's `sources` has what a kind of extension shows. */
export const toolsShown: Readonly<Record<keyof Coexistence, string>> = {
  buildkit: "buildkit",
  hadolint: "hadolint",
  syntax: "dockerfile-utils",
};

/** What the extensions that are there show; `isThere` is asked with their ids. */
export function coexistenceWith(isThere: (id: string) => boolean): Coexistence {
  const shows = (kind: keyof Coexistence): boolean => neighbours[kind].some(isThere);
  return { buildkit: shows("buildkit"), hadolint: shows("hadolint"), syntax: shows("syntax") };
}
