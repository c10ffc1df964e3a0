// What the parts of a Node.js plan know of the server that is split.

import type { SplitRequest } from "./ecosystem.ts";
import type { NodeBuilds } from "./node-builds.ts";
import type { NodeInstall } from "./node-install.ts";
import type { NodeProject } from "./node-project.ts";
import type { NodeStartCommand } from "./node-start.ts";

export interface NodeServer {
  readonly request: SplitRequest;
  readonly project: NodeProject;
  readonly start: NodeStartCommand;
  readonly builds: NodeBuilds;
  readonly installs: readonly NodeInstall[];
  /** Absolute folder of the package that starts. */
  readonly folder: string;
  /** The install of that package; undefined where its packages come from elsewhere. */
  readonly install: NodeInstall | undefined;
}
