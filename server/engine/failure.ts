// Turns what clients and engines print when something fails into one of our failures, with a sentence each.

import type { CompareFailure, EngineName } from "../protocol/compare.ts";
import { clients } from "./clients/index.ts";
import type { Ending } from "./process.ts";
import { plainLine } from "./redaction.ts";

export const cancelled: CompareFailure = {
  kind: "cancelled",
  message: "The comparison was cancelled; only the build cache stays.",
};

/** What a client that did not reach its engine printed, as a failure. */
export function clientFailure(output: string, ending: Ending, client: EngineName): CompareFailure {
  if (ending.kind === "stopped" && ending.why === "cancelled") return cancelled;
  if (ending.kind === "stopped") {
    return {
      kind: "engine-not-running",
      message: `The container engine does not answer: ${clients[client].advice.notRunning}.`,
    };
  }
  if (ending.kind === "not-started") {
    return {
      kind: "no-client",
      message: `The container client can't be started (${plainLine(ending.reason)}): check \`leanDockerfile.engine.path\`.`,
    };
  }
  return (
    reachFailure(output, client) ?? {
      kind: "other",
      message: `The container client fails with \`${firstLine(output)}\`: run \`${client} version\` in a terminal to see more.`,
    }
  );
}

/** The failures that any call can end in because the engine is out of reach; undefined for others. */
export function reachFailure(output: string, client: EngineName): CompareFailure | undefined {
  const { advice } = clients[client];
  if (noPermission.test(output)) {
    return {
      kind: "permission-denied",
      message: `The current user may not use the container engine's socket: ${advice.permission}.`,
    };
  }
  if (noAnswer.test(output)) {
    return {
      kind: "engine-not-running",
      message: `The container engine does not answer${endpoint(output)}: ${advice.notRunning}.`,
    };
  }
  return undefined;
}

const noPermission =
  /permission denied while trying to connect|dial unix \S+: connect: permission denied|cannot access containerd socket .*: permission denied/i;

/** Docker's words, podman's for an engine on another machine, and nerdctl's for containerd and BuildKit. */
const noAnswer =
  /cannot connect to the docker daemon|is the docker daemon running|error during connect|docker desktop is (?:unable|not)|failed to connect to the docker API|cannot connect to podman|unable to connect to podman|cannot access containerd socket|rootless containerd not running|no buildkit host is available/i;

function endpoint(output: string): string {
  const match = /(?:daemon|API) at ((?:unix|tcp|npipe|ssh):\/\/[^\s,;]+)/.exec(output);
  const address = match?.[1]?.replace(/[.;:]+$/, "");
  return address === undefined ? "" : ` at \`${plainLine(address)}\``;
}

/** True for the words of a full disk, as engines and programs print them. */
export function saysDiskFull(text: string): boolean {
  return /no space left on device|There is not enough space on the disk/i.test(text);
}

export function diskFull(side: string, client: EngineName): CompareFailure {
  return {
    kind: "disk-full",
    message: `The engine's disk is full while building ${side}: free some space (${clients[client].advice.diskFull}) and try again.`,
    side,
  };
}

/** The first line of an output, without control characters, short enough for a sentence. */
export function firstLine(output: string): string {
  const line = plainLine(
    output.split(/\r?\n/).find((candidate) => candidate.trim() !== "") ?? "no output",
  ).trim();
  return shorten(line.replaceAll("`", "'"), 160);
}

/** Cuts a text for a sentence. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 3)}...`;
}
