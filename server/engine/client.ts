// Finds the client program, asks the engine behind it what it is, and picks the builder.

import { accessSync, constants, statSync } from "node:fs";
import { basename, delimiter, extname, isAbsolute, join } from "node:path";
import type { CompareFailure, EngineIdentity, EngineName } from "../protocol/compare.ts";
import type { Builder } from "./builders.ts";
import type { ClientDescription } from "./clients/description.ts";
import { clientNames, clients } from "./clients/index.ts";
import { clientFailure } from "./failure.ts";
import { type ProcessRun, run } from "./process.ts";
import { plainLine } from "./redaction.ts";

/** A client program and the engine it talks to. */
export interface Engine {
  readonly identity: EngineIdentity;
  /** Tells this engine from every other one; empty where it does not say. */
  readonly id: string;
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

/** Remote engines over SSH take seconds for the first answer. */
const probeTimeoutMs = 20_000;

/** Finds a client and checks that its engine answers and runs Linux containers. */
export async function findEngine(choice: EngineChoice = {}): Promise<EngineAnswer> {
  const env = choice.env ?? process.env;
  const client = findClient(choice, env);
  if (client === undefined) return failed(noClient(choice));
  return probe(client, choice, env);
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
  for (const name of choice.engine === undefined ? clientNames : [choice.engine]) {
    const command = findInPath(name, env);
    if (command !== undefined) return { name, command };
  }
  return undefined;
}

function nameOf(command: string): EngineName {
  const file = basename(command).toLowerCase();
  return clientNames.find((name) => file.includes(name)) ?? "docker";
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

/** Asks the client what it and its engine are; `docker` may turn out to be another client under that name. */
async function probe(client: Client, choice: EngineChoice, env: NodeJS.ProcessEnv): Promise<EngineAnswer> {
  const description = clients[client.name];
  const calls = Object.entries(description.probes).map(async ([name, args]) => {
    const options = { env, signal: choice.signal, timeoutMs: probeTimeoutMs };
    return [name, await run(client.command, args, options)] as const;
  });
  const answers = Object.fromEntries(await Promise.all(calls));
  const found = description.read(answers, { builder: choice.builder ?? "auto", env });
  switch (found.kind) {
    case "other-client":
      return probe({ ...client, name: found.name }, choice, env);
    case "unreachable":
      return failed(clientFailure(errorOf(found.answer), found.answer.ending, client.name));
    case "unfit":
      return failed(found.failure);
    case "engine": {
      const { version, store, builder, id } = found;
      return {
        ok: true,
        engine: {
          identity: { name: client.name, version, store },
          id,
          command: client.command,
          builder,
          env: { ...env, ...description.environment(builder) },
        },
      };
    }
  }
}

/** How the client of an engine is spoken to. */
export function clientOf(engine: Engine): ClientDescription {
  return clients[engine.identity.name];
}

function errorOf(result: ProcessRun): string {
  return result.stderr.trim() === "" ? result.stdout : result.stderr;
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
  const what =
    choice.engine === undefined
      ? "No container client (`docker`, `podman` or `nerdctl`) is"
      : `No \`${choice.engine}\` client is`;
  return {
    kind: "no-client",
    message: `${what} in PATH: install one, or name its path in \`leanDockerfile.engine.path\`.`,
  };
}
