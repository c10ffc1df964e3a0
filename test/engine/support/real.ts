// A real engine for tests: which builders there are, Dockerfiles that can be told apart, and what is left of them.

import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "vitest";
import type { BuildSide } from "../../../server/engine/build.ts";
import { type Engine, findEngine } from "../../../server/engine/client.ts";
import { type CompareOptions, compareSides } from "../../../server/engine/compare.ts";
import type {
  CompareLog,
  CompareOutcome,
  CompareProgress,
  CompareResult,
} from "../../../server/protocol/compare.ts";
import { engineRequired } from "../../harness/require.ts";
import { stepsOf } from "./recorded.ts";

/** The base image with a shell that the tests build on. */
export const base = "debian:bookworm-slim";

type TestedBuilder = "buildkit" | "legacy";

export interface TestEngine {
  readonly builder: TestedBuilder;
  readonly engine: Engine;
}

/** One engine for each builder that can be had, and why the others can't. */
async function testEngines(): Promise<{
  readonly engines: readonly TestEngine[];
  readonly missing: readonly string[];
}> {
  const engines: TestEngine[] = [];
  const missing: string[] = [];
  for (const builder of ["buildkit", "legacy"] as const) {
    let reason = "no docker client in PATH";
    let found: Engine | undefined;
    for (const enginePath of dockerClients()) {
      const answer = await findEngine({ builder, enginePath });
      if (answer.ok) {
        found = answer.engine;
        break;
      }
      reason = answer.failure.message;
    }
    if (found !== undefined && docker(found, "image", "inspect", base).status !== 0) {
      reason = `the image ${base} is not there`;
      found = undefined;
    }
    if (found === undefined) missing.push(`${builder}: ${reason}`);
    else engines.push({ builder, engine: found });
  }
  return { engines, missing };
}

function dockerClients(): readonly string[] {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return [...new Set(folders)].map((folder) => path.join(folder, "docker"));
}

const { engines, missing } = await testEngines();

/** The engines to test on. Says in one line what is skipped, or fails where `LEAN_REQUIRE=engine` is set. */
export function realEngines(): readonly TestEngine[] {
  for (const reason of missing) {
    test.skipIf(!engineRequired())(`needs an engine: ${reason}`, () => {
      throw new Error(reason);
    });
  }
  return engines;
}

/** The result of a comparison that has to succeed; its failure otherwise is the test's. */
export function succeed(outcome: CompareOutcome): CompareResult {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure, null, 2));
  return outcome.result;
}

/** Calls the client directly, as a user would. */
export function docker(engine: Engine, ...args: readonly string[]) {
  return spawnSync(engine.command, args, { encoding: "utf8", env: engine.env, maxBuffer: 1 << 28 });
}

/**
 * A place for one test: a context, a private folder for temporary files, and Dockerfiles whose every stage
 * bears a label, by which all that comes of them is found again among the work of others.
 */
export class Bench {
  readonly marker = randomBytes(6).toString("hex");
  readonly folder: string;
  readonly context: string;
  readonly temporary: string;
  readonly engine: Engine;
  readonly log: CompareLog[] = [];
  readonly progress: CompareProgress[] = [];
  private readonly temporaryBefore: string | undefined;

  constructor({ engine }: TestEngine, contextName = "context") {
    this.engine = engine;
    this.temporaryBefore = process.env.TMPDIR;
    this.folder = mkdtempSync(path.join(tmpdir(), "lean-bench-"));
    this.context = path.join(this.folder, contextName);
    this.temporary = path.join(this.folder, "tmp");
    mkdirSync(this.context);
    mkdirSync(this.temporary);
    process.env.TMPDIR = this.temporary;
    this.write("a.txt", "hello\n");
  }

  write(name: string, content: string | Uint8Array): string {
    const file = path.join(this.context, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  /** The text with the marker as a label at the beginning of every stage. */
  marked(text: string): string {
    return text.replace(/^FROM .*$/gm, (line) => `${line}\nLABEL lean.test=${this.marker}`);
  }

  side(label: string, text: string, more: Partial<BuildSide> = {}): BuildSide {
    const dockerfileText = this.marked(text);
    return {
      label,
      dockerfileText,
      dockerfilePath: path.join(this.context, "Dockerfile"),
      context: this.context,
      steps: stepsOf(dockerfileText),
      ...more,
    };
  }

  compare(
    sides: readonly BuildSide[],
    options: Partial<CompareOptions> = {},
    onProgress: (progress: CompareProgress) => void = () => {},
  ): Promise<CompareOutcome> {
    const builder = this.engine.builder === "legacy" ? "legacy" : "buildkit";
    return compareSides(
      // The marker keeps step images apart, so these tests need not wait for other comparisons.
      { sides, enginePath: this.engine.command, builder, lockFolder: this.temporary, ...options },
      {
        onLog: (line) => this.log.push(line),
        onProgress: (progress) => {
          this.progress.push(progress);
          onProgress(progress);
        },
      },
    );
  }

  /** Images (intermediate ones too), containers and temporary files that bear the marker or lie in the folder. */
  leftovers(): readonly string[] {
    const filter = `--filter=label=lean.test=${this.marker}`;
    const images = docker(this.engine, "image", "ls", "--all", "--quiet", "--no-trunc", filter).stdout;
    const containers = docker(
      this.engine,
      "container",
      "ls",
      "--all",
      "--quiet",
      "--no-trunc",
      filter,
    ).stdout;
    return [
      ...images
        .split("\n")
        .filter((id) => id !== "")
        .map((id) => `image ${id}`),
      ...containers
        .split("\n")
        .filter((id) => id !== "")
        .map((id) => `container ${id}`),
      ...readdirSync(this.temporary).map((name) => `file ${name}`),
    ];
  }

  /** Builds as a user does, outside any comparison, and gives the image's id. */
  build(text: string, ...tags: readonly string[]): string {
    const file = path.join(this.folder, "Users.Dockerfile");
    writeFileSync(file, this.marked(text));
    const iid = path.join(this.folder, "iid");
    const built = docker(
      this.engine,
      "build",
      `--file=${file}`,
      `--iidfile=${iid}`,
      ...tags.map((tag) => `--tag=${tag}`),
      this.context,
    );
    if (built.status !== 0) throw new Error(built.stderr);
    return docker(
      this.engine,
      "image",
      "inspect",
      "--format",
      "{{.Id}}",
      tags[0] ?? readIid(iid),
    ).stdout.trim();
  }

  /** Removes everything that bears the marker, and only that, and the folder. */
  close(): void {
    const filter = `--filter=label=lean.test=${this.marker}`;
    for (let round = 0; round < 20; round++) {
      const images = docker(this.engine, "image", "ls", "--all", "--quiet", "--no-trunc", filter).stdout;
      const ids = [...new Set(images.split("\n").filter((id) => id !== ""))];
      if (ids.length === 0) break;
      docker(this.engine, "image", "rm", "--force", "--no-prune", ...ids);
    }
    rmSync(this.folder, { recursive: true, force: true });
    if (this.temporaryBefore === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = this.temporaryBefore;
  }
}

function readIid(file: string): string {
  return readFileSync(file, "utf8").trim();
}
