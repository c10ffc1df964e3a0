// Finds the client program, asks the engine behind it what it is, and picks the builder.

import { accessSync, constants, statSync } from "node:fs";
import { basename, delimiter, extname, isAbsolute, join } from "node:path";
import type { CompareFailure, EngineIdentity, EngineName } from "../protocol/compare.ts";
import { clientFailure } from "./failure.ts";
import { type ProcessRun, run, succeeded } from "./process.ts";
import { plainLine } from "./redaction.ts";

/**
 * `buildx`: the buildx plugin, with the builder that the user selected. `buildkit`: BuildKit inside the
 * engine, which clients before 23 reach without buildx. `legacy`: the builder before BuildKit.
 */
export type Builder = "buildx" | "buildkit" | "legacy";

/** A client program and the engine it talks to. */
export interface Engine {
  readonly identity: EngineIdentity;
  /** Absolute path of the client program. */
  readonly command: string;
  readonly builder: Builder;
  /** The environment for every call of the client. */
  readonly env: NodeJS.ProcessEnv;
}

export interface EngineChoice {
  /** Only this engine; otherwise docker, then podman, then nerdctl. */
  readonly engine?: EngineName | undefined;
  /** A client program: an absolute path, or a name to find in PATH. */
  readonly enginePath?: string | undefined;
  /** `auto` takes BuildKit where it is there, unless the environment says `DOCKER_BUILDKIT=0`. */
  readonly builder?: "auto" | "buildkit" | "legacy" | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type EngineAnswer =
  | { readonly ok: true; readonly engine: Engine }
  | { readonly ok: false; readonly failure: CompareFailure };

const engineNames: readonly EngineName[] = ["docker", "podman", "nerdctl"];

/** Remote engines over SSH take seconds for the first answer. */
const probeTimeoutMs = 20_000;

/** Finds a client and checks that its engine answers and runs Linux containers. */
export async function findEngine(choice: EngineChoice = {}): Promise<EngineAnswer> {
  const env = choice.env ?? process.env;
  const client = findClient(choice, env);
  if (client === undefined) return failed(noClient(choice));
  if (client.name !== "docker") return failed(notYet(client.name));
  return probeDocker(client.command, choice, env);
}

interface Client {
  readonly name: EngineName;
  readonly command: string;
}

function findClient(choice: EngineChoice, env: NodeJS.ProcessEnv): Client | undefined {
  if (choice.enginePath !== undefined && choice.enginePath !== "") {
    const command = isAbsolute(choice.enginePath)
      ? runnable(choice.enginePath)
      : findInPath(choice.enginePath, env);
    return command === undefined ? undefined : { name: choice.engine ?? nameOf(command), command };
  }
  for (const name of choice.engine === undefined ? engineNames : [choice.engine]) {
    const command = findInPath(name, env);
    if (command !== undefined) return { name, command };
  }
  return undefined;
}

function nameOf(command: string): EngineName {
  const file = basename(command).toLowerCase();
  return engineNames.find((name) => file.includes(name)) ?? "docker";
}

/**
 * The absolute path of a program in PATH. Relative PATH entries are passed over: they would run a
 * program of the folder that happens to be open.
 */
export function findInPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  // A name with a folder in it is meant relative to somewhere, and nobody knows to where.
  if (/[\\/]/.test(name)) return undefined;
  const path = env.PATH ?? env.Path ?? "";
  for (const folder of path.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const found = runnable(join(folder, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function runnable(path: string): string | undefined {
  // Windows starts only real programs without a shell; scripts such as `docker.cmd` need one.
  const candidates =
    process.platform === "win32" && extname(path) === "" ? [`${path}.exe`, `${path}.com`] : [path];
  return candidates.find((candidate) => {
    try {
      accessSync(candidate, constants.X_OK);
      return statSync(candidate).isFile();
    } catch {
      return false;
    }
  });
}

interface VersionAnswer {
  readonly Client?: { readonly Version?: string; readonly APIVersion?: string } | null;
  readonly Server?: { readonly Version?: string; readonly Os?: string } | null;
}

interface InfoAnswer {
  readonly Driver?: string;
  readonly DriverStatus?: readonly (readonly string[])[] | null;
  readonly OSType?: string;
}

async function probeDocker(
  command: string,
  choice: EngineChoice,
  env: NodeJS.ProcessEnv,
): Promise<EngineAnswer> {
  const call = (args: readonly string[]) =>
    run(command, args, { env, signal: choice.signal, timeoutMs: probeTimeoutMs });
  const [version, info, buildx] = await Promise.all([
    call(["version", "--format", "{{json .}}"]),
    call(["info", "--format", "{{json .}}"]),
    call(["buildx", "version"]),
  ]);
  const answer = parseJson<VersionAnswer>(version.stdout);
  // `docker` may be podman under another name: it has no server part and exits with 0.
  if (succeeded(version.ending) && answer?.Server == null && answer?.Client?.APIVersion !== undefined) {
    return failed(notYet("podman"));
  }
  if (!succeeded(version.ending) || answer?.Server == null) {
    return failed(clientFailure(errorOf(version), version.ending));
  }
  const details = parseJson<InfoAnswer>(info.stdout);
  if (!succeeded(info.ending) || details === undefined) {
    return failed(clientFailure(errorOf(info), info.ending));
  }
  if ((details.OSType ?? answer.Server.Os) === "windows") return failed(windowsContainers());
  const clientMajor = Number.parseInt(answer.Client?.Version ?? "", 10);
  const builder = pickBuilder({
    wanted: choice.builder ?? "auto",
    hasBuildx: succeeded(buildx.ending),
    clientMajor: Number.isNaN(clientMajor) ? 0 : clientMajor,
    environment: env.DOCKER_BUILDKIT,
  });
  if (builder === undefined) return failed(noBuildKit());
  return {
    ok: true,
    engine: {
      identity: { name: "docker", version: plainLine(answer.Server.Version ?? ""), store: storeOf(details) },
      command,
      builder,
      env: clientEnvironment(env, builder),
    },
  };
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

/** The user's environment, with the builder chosen and without what would spoil output or result. */
function clientEnvironment(env: NodeJS.ProcessEnv, builder: Builder): NodeJS.ProcessEnv {
  return {
    ...env,
    DOCKER_BUILDKIT: builder === "legacy" ? "0" : "1",
    DOCKER_CLI_HINTS: "false",
    DOCKER_SCAN_SUGGEST: "false",
    // Attestations make an image an index and add bytes that nobody asked about.
    BUILDX_NO_DEFAULT_ATTESTATIONS: "1",
  };
}

function storeOf(info: InfoAnswer): string {
  const containerd = info.DriverStatus?.some(
    ([key, value]) => key === "driver-type" && value?.includes("containerd") === true,
  );
  return containerd === true ? "containerd" : plainLine(info.Driver ?? "unknown");
}

function errorOf(result: ProcessRun): string {
  return result.stderr.trim() === "" ? result.stdout : result.stderr;
}

function parseJson<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}

function failed(failure: CompareFailure): EngineAnswer {
  return { ok: false, failure };
}

function noClient(choice: EngineChoice): CompareFailure {
  if (choice.enginePath !== undefined && choice.enginePath !== "") {
    return {
      kind: "no-client",
      message: `\`${plainLine(choice.enginePath)}\` is not a program that can be run: set \`leanDockerfile.engine.path\` to an absolute path or to a name in PATH.`,
    };
  }
  const names = choice.engine === undefined ? "`docker`" : `\`${choice.engine}\``;
  return {
    kind: "no-client",
    message: `No ${names} client is in PATH: install one, or name its path in \`leanDockerfile.engine.path\`.`,
  };
}

function notYet(name: EngineName): CompareFailure {
  return {
    kind: "no-client",
    message: `Only \`${name}\` is found, and comparing needs a \`docker\` client for now: install one, or ask for an estimate.`,
  };
}

function noBuildKit(): CompareFailure {
  return {
    kind: "no-client",
    message:
      "This `docker` client has no BuildKit: install its buildx plugin, or let it use the legacy builder.",
  };
}

function windowsContainers(): CompareFailure {
  return {
    kind: "windows-containers",
    message:
      "The engine runs Windows containers, whose layers can't be measured: switch it to Linux containers and try again.",
  };
}
