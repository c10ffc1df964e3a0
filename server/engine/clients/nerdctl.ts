// The `nerdctl` client: containerd, and a BuildKit daemon beside it for building.

import { type ProcessRun, succeeded } from "../process.ts";
import { type ClientDescription, idOf, type Probed, parsed, windowsContainers, word } from "./description.ts";

interface Version {
  readonly Client?: { readonly Version?: string } | null;
  readonly Server?: {
    readonly Components?: readonly { readonly Name?: string; readonly Version?: string }[];
  } | null;
}

interface Info {
  readonly OSType?: string;
  readonly ID?: string;
}

export const nerdctl: ClientDescription = {
  name: "nerdctl",
  probes: {
    version: ["version", "--format", "{{json .}}"],
    info: ["info", "--format", "{{json .}}"],
  },
  read,
  environment: () => ({}),
  // It has no `--no-prune`, and removes no parents.
  removeImage: ["image", "rm"],
  diskUsage: null,
  pruneBuildCache: ["builder", "prune", "--force"],
  registryDigest: null,
  imageSource: { trivy: "containerd", grype: null, "docker scout": null },
  advice: {
    permission: "use `sudo`, or containerd without root (`containerd-rootless-setuptool.sh install`)",
    notRunning: "start containerd, and `buildkitd` to build, and try again",
    diskFull: "`nerdctl image ls` lists the images",
  },
};

function read(answers: Readonly<Record<string, ProcessRun>>): Probed {
  const { version, info } = answers;
  if (version === undefined || info === undefined) throw new Error("The client was not probed.");
  const answer = parsed<Version>(version);
  const containerd = answer?.Server?.Components?.find(({ Name }) => Name === "containerd");
  if (!succeeded(version.ending) || containerd === undefined) return { kind: "unreachable", answer: version };
  const details = parsed<Info>(info);
  if (details?.OSType === "windows") return { kind: "unfit", failure: windowsContainers };
  // The client's version decides what it can do; containerd's own says nothing here.
  return {
    kind: "engine",
    version: word(answer?.Client?.Version),
    store: "containerd",
    id: idOf(details?.ID),
    builder: "buildkit",
  };
}
