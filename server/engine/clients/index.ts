// The client programs that are known, in the order in which they are looked for.

import type { EngineName } from "../../protocol/compare.ts";
import type { ClientDescription } from "./description.ts";
import { docker } from "./docker.ts";
import { nerdctl } from "./nerdctl.ts";
import { podman } from "./podman.ts";

export const clients: Readonly<Record<EngineName, ClientDescription>> = { docker, podman, nerdctl };

export const clientNames: readonly EngineName[] = ["docker", "podman", "nerdctl"];
