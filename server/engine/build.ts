// Builds one side: writes its text to the run's temporary folder, runs the client, and reads what it prints.

import { copyFile, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { CompareFailure } from "../protocol/compare.ts";
import { buildFailure, causeOf } from "./build-failure.ts";
import type { BuildLogReader, BuildStep } from "./build-log.ts";
import { builders, readsIgnoreFiles } from "./builders.ts";
import type { Engine } from "./client.ts";
import { type BuildArguments, buildArgv } from "./client-argv.ts";
import { makeTemporary, removeTemporary } from "./client-leftovers.ts";
import { cancelled, clientFailure } from "./failure.ts";
import { type Ending, run, succeeded } from "./process.ts";
import { plainLine, type Redact } from "./redaction.ts";
import type { InstructionStep } from "./steps.ts";

/** One image to build: a text, the file that it stands for, and the context. */
export interface BuildSide {
  /** Names the side in messages: `original`, `split`, a revision ... */
  readonly label: string;
  readonly dockerfileText: string;
  /** Absolute path of the file that the text is of; its `.dockerignore` beside it counts. */
  readonly dockerfilePath: string;
  /** Absolute path of the context folder. */
  readonly context: string;
  readonly target?: string | undefined;
  /** `NAME=VALUE`, beside those that all sides have, which win. Their values are never shown either. */
  readonly buildArgs?: readonly string[] | undefined;
  /** In place of the platform that all sides have. */
  readonly platform?: string | undefined;
  /** The instructions of the text, in order. */
  readonly steps: readonly InstructionStep[];
}

export interface BuildSurroundings {
  readonly engine: Engine;
  readonly run: string;
  readonly redact: Redact;
  readonly signal?: AbortSignal | undefined;
  /** Called before the client starts, with what its output will be read into. */
  readonly onStart: (log: BuildLogReader) => void;
  readonly onStep: (step: BuildStep) => void;
  readonly onLine: (line: string) => void;
}

/** What the client is told besides the side itself; as the options of `docker build` of the same name. */
export interface BuildInputs {
  readonly buildArgs: readonly string[];
  readonly secrets: readonly string[];
  readonly ssh: readonly string[];
  readonly buildContexts: readonly string[];
  readonly network?: string | undefined;
  readonly platform?: string | undefined;
}

export interface BuildAnswer {
  readonly failure: CompareFailure | null;
  /** Equal for two sides that fail for the same reason; empty without a failure. */
  readonly cause: string;
  readonly seconds: number;
  readonly cached: boolean | null;
  /** How the client ended. */
  readonly ending: Ending;
  /** What the output told about images and containers of steps, for the clean-up. */
  readonly log: BuildLogReader;
  readonly notes: readonly string[];
}

/** Builds the side to `tag`. Never rejects for what a build can do; only an unwritable temporary folder throws. */
export async function buildSide(
  side: BuildSide,
  tag: string,
  folder: string,
  inputs: BuildInputs,
  around: BuildSurroundings,
): Promise<BuildAnswer> {
  const { engine, redact } = around;
  const written = await writeDockerfile(side, folder, engine);
  const onStep = (step: BuildStep) => around.onStep({ ...step, instruction: redact(step.instruction) });
  const traits = builders[engine.builder];
  const log = traits.log(onStep);
  const args: BuildArguments = {
    ...inputs,
    buildArgs: argumentsOf(side, inputs),
    builder: engine.builder,
    dockerfile: written.path,
    context: side.context,
    target: side.target,
    platform: side.platform ?? inputs.platform,
    tag,
    run: around.run,
  };
  around.onStart(log);
  const temporary = traits.worksIn === "client" ? await makeTemporary(engine.env) : null;
  const started = performance.now();
  const result = await run(engine.command, buildArgv(args), {
    env: temporary === null ? engine.env : { ...engine.env, TMPDIR: temporary },
    signal: around.signal,
    stopSignal: traits.stopSignal,
    // A terminal interrupts its whole group, and a client that builds by itself would not end in an orderly way.
    group: traits.worksIn === "client" ? "own" : undefined,
    onLine: (raw, stream) => {
      const line = plainLine(raw);
      log.read(line, stream);
      around.onLine(redact(line));
    },
  });
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  if (temporary !== null) await removeTemporary(temporary);
  const printed = result.stderr.split(/\r?\n/).map(plainLine).join("\n");
  // A terminal's interrupt reaches the client directly, which then ends before we stop it.
  const interrupted =
    around.signal?.aborted === true && result.ending.kind !== "stopped" && !succeeded(result.ending);
  const ended: Ending = interrupted ? { kind: "stopped", why: "cancelled" } : result.ending;
  const failure = succeeded(ended) ? null : failureOf(ended, log, printed, side, around);
  return {
    failure,
    cause: failure === null ? "" : causeOf(log.problem),
    seconds,
    cached: log.cached,
    ending: ended,
    log,
    notes: written.notes,
  };
}

/** The arguments of a side: the last of one name counts for a client. */
function argumentsOf({ buildArgs = [] }: BuildSide, inputs: BuildInputs): readonly string[] {
  const name = (argument: string) => argument.split("=", 1)[0];
  const given = new Set(inputs.buildArgs.map(name));
  return [...buildArgs.filter((argument) => !given.has(name(argument))), ...inputs.buildArgs];
}

function failureOf(
  ending: Ending,
  log: BuildLogReader,
  printed: string,
  side: BuildSide,
  { engine, redact }: BuildSurroundings,
): CompareFailure {
  if (ending.kind === "stopped" && ending.why === "cancelled") return cancelled;
  if (ending.kind === "not-started") return clientFailure(printed, ending, engine.identity.name);
  return buildFailure(log.problem, printed, side, { redact, client: engine.identity.name });
}

/** Writes the text where the client can read it, with the file's own ignore file under the name that goes with it. */
async function writeDockerfile(
  side: BuildSide,
  folder: string,
  { builder, identity }: Engine,
): Promise<{ readonly path: string; readonly notes: readonly string[] }> {
  const traits = builders[builder];
  const notes: string[] = [];
  const ignoreFile = readsIgnoreFiles(builder, identity.version)
    ? await firstOf(side, traits.ignoreFiles)
    : "";
  if (ignoreFile === "" && (await isFile(`${side.dockerfilePath}.dockerignore`))) {
    notes.push(
      `The ${builder} builder does not read the Dockerfile's own \`.dockerignore\`: it sends the context without it.`,
    );
  }
  if (traits.changesIgnoreFile) {
    // With a Dockerfile from outside the legacy client changes the context's `.dockerignore`, which a
    // `COPY . .` then copies and the cache never matches; so the file itself is used where it will do.
    if (await isUnchangedInContext(side)) return { path: side.dockerfilePath, notes };
    if (await isFile(join(side.context, ".dockerignore"))) {
      notes.push(
        "The legacy client adds 34 bytes to the `.dockerignore` that it sends, so a step that copies it is built anew.",
      );
    }
  }
  await mkdir(folder, { recursive: true });
  const path = join(folder, "Dockerfile");
  await writeFile(path, side.dockerfileText);
  if (ignoreFile !== "") await copyFile(`${side.dockerfilePath}${ignoreFile}`, `${path}${ignoreFile}`);
  return { path, notes };
}

/** The first ending with which the Dockerfile's own ignore file exists; empty without one. */
async function firstOf(side: BuildSide, endings: readonly string[]): Promise<string> {
  for (const ending of endings) if (await isFile(`${side.dockerfilePath}${ending}`)) return ending;
  return "";
}

async function isUnchangedInContext(side: BuildSide): Promise<boolean> {
  const inside = relative(side.context, side.dockerfilePath);
  if (inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || inside === side.dockerfilePath)
    return false;
  try {
    return (await readFile(side.dockerfilePath, "utf8")) === side.dockerfileText;
  } catch {
    return false;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
