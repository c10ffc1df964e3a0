// The `docker` client: engines from 20.10 on, with buildx, with the client's own BuildKit, or with the legacy builder.

import type { CompareFailure } from "../../protocol/compare.ts";
import type { Builder } from "../builders.ts";
import { type ProcessRun, succeeded } from "../process.ts";
import {
  type ClientDescription,
  idOf,
  type Probed,
  parsed,
  type Wishes,
  windowsContainers,
  word,
} from "./description.ts";

interface Version {
  readonly Client?: { readonly Version?: string; readonly APIVersion?: string } | null;
  readonly Server?: {
    readonly Version?: string;
    readonly Os?: string;
    readonly Components?: readonly { readonly Name?: string }[];
  } | null;
}

interface Info {
  readonly Driver?: string;
  readonly DriverStatus?: readonly (readonly string[])[] | null;
  readonly OSType?: string;
  readonly ID?: string;
  readonly DockerRootDir?: string;
}

export const docker: ClientDescription = {
  name: "docker",
  probes: {
    version: ["version", "--format", "{{json .}}"],
    info: ["info", "--format", "{{json .}}"],
    buildx: ["buildx", "version"],
  },
  read,
  environment: (builder) => ({
    DOCKER_BUILDKIT: builder === "legacy" ? "0" : "1",
    DOCKER_CLI_HINTS: "false",
    DOCKER_SCAN_SUGGEST: "false",
    // Attestations make an image an index and add bytes that nobody asked about.
    BUILDX_NO_DEFAULT_ATTESTATIONS: "1",
  }),
  removeImage: ["image", "rm", "--no-prune"],
  diskUsage: ["system", "df", "--format", "{{json .}}"],
  pruneBuildCache: ["builder", "prune", "--force"],
  registryDigest: ["buildx", "imagetools", "inspect", "--format", "{{json .Manifest}}"],
  imageSource: { trivy: "docker", grype: "docker", "docker scout": "local" },
  advice: {
    permission: "add the user to the `docker` group, or use a rootless engine",
    notRunning: "start it, or check the client's context, and try again",
    diskFull: "`docker system df` lists what is used",
  },
};

function read(answers: Readonly<Record<string, ProcessRun>>, wishes: Wishes): Probed {
  const { version, info, buildx } = answers;
  if (version === undefined || info === undefined) throw new Error("The client was not probed.");
  const answer = parsed<Version>(version);
  // `docker` may be another client under this name: podman has no server part, or one that tells an `APIVersion`.
  if (answer?.Client?.APIVersion !== undefined) return { kind: "other-client", name: "podman" };
  if (answer?.Server?.Version === undefined && isNerdctl(answer))
    return { kind: "other-client", name: "nerdctl" };
  if (!succeeded(version.ending) || answer?.Server == null) return { kind: "unreachable", answer: version };
  const details = parsed<Info>(info);
  if (!succeeded(info.ending) || details === undefined) return { kind: "unreachable", answer: info };
  if ((details.OSType ?? answer.Server.Os) === "windows")
    return { kind: "unfit", failure: windowsContainers };
  const clientMajor = Number.parseInt(answer.Client?.Version ?? "", 10);
  const builder = pickBuilder({
    wanted: wishes.builder,
    hasBuildx: buildx !== undefined && succeeded(buildx.ending),
    clientMajor: Number.isNaN(clientMajor) ? 0 : clientMajor,
    environment: wishes.env.DOCKER_BUILDKIT,
  });
  if (builder === undefined) return { kind: "unfit", failure: noBuildKit };
  return {
    kind: "engine",
    version: word(answer.Server.Version),
    store: storeOf(details),
    // Before version 23 all engines of a machine have the same id.
    id: idOf(details.ID, details.DockerRootDir),
    builder,
  };
}

function isNerdctl(answer: Version | undefined): boolean {
  return answer?.Server?.Components?.some(({ Name }) => Name === "containerd") === true;
}

/** The builder for what was asked and what is there; undefined when BuildKit is wanted and not to be had. */
export function pickBuilder(facts: {
  readonly wanted: "auto" | "buildkit" | "legacy";
  readonly hasBuildx: boolean;
  readonly clientMajor: number;
  /** The user's `DOCKER_BUILDKIT`. */
  readonly environment: string | undefined;
}): Builder | undefined {
  if (facts.wanted === "legacy") return "legacy";
  if (facts.wanted === "auto" && facts.environment === "0") return "legacy";
  if (facts.hasBuildx) return "buildx";
  // From 23 on the client has no BuildKit of its own: `docker build` goes through buildx or the old builder.
  if (facts.clientMajor < 23) return "buildkit";
  return facts.wanted === "auto" ? "legacy" : undefined;
}

function storeOf(info: Info): string {
  const containerd = info.DriverStatus?.some(
    ([key, value]) => key === "driver-type" && value?.includes("containerd") === true,
  );
  return containerd === true ? "containerd" : word(info.Driver ?? "unknown");
}

const noBuildKit: CompareFailure = {
  kind: "no-client",
  message:
    "This `docker` client has no BuildKit: install its buildx plugin, or let it use the legacy builder.",
};
