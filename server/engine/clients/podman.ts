// The `podman` client, which builds by itself without an engine behind it, or with one on another machine.

import { type ProcessRun, succeeded } from "../process.ts";
import { type ClientDescription, idOf, type Probed, parsed, word } from "./description.ts";

interface Info {
  readonly host?: { readonly os?: string; readonly hostname?: string } | null;
  readonly store?: { readonly graphDriverName?: string; readonly graphRoot?: string } | null;
  readonly version?: { readonly Version?: string } | null;
}

export const podman: ClientDescription = {
  name: "podman",
  probes: { info: ["info", "--format", "{{json .}}"] },
  read,
  environment: () => ({}),
  removeImage: ["image", "rm", "--no-prune"],
  diskUsage: ["system", "df", "--format", "{{json .}}"],
  // Its cache is the images of steps, which go with the dangling ones.
  pruneBuildCache: null,
  registryDigest: null,
  imageSource: { trivy: "podman", grype: "podman", "docker scout": null },
  advice: {
    permission: "run the comparison as the user that the engine belongs to",
    notRunning: "start its machine (`podman machine start`) or check the connection, and try again",
    diskFull: "`podman system df` lists what is used",
  },
};

function read(answers: Readonly<Record<string, ProcessRun>>): Probed {
  const { info } = answers;
  if (info === undefined) throw new Error("The client was not probed.");
  const details = parsed<Info>(info);
  if (!succeeded(info.ending) || details?.host == null) return { kind: "unreachable", answer: info };
  return {
    kind: "engine",
    version: word(details.version?.Version),
    store: word(details.store?.graphDriverName ?? "unknown"),
    id: idOf(details.host.hostname, details.store?.graphRoot),
    builder: "buildah",
  };
}
