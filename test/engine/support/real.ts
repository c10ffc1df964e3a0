// A real engine for tests: which builders there are, Dockerfiles that can be told apart, and what is left of them.

import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "vitest";
import type { BuildSide } from "../../../server/engine/build.ts";
import { clientOf, type Engine } from "../../../server/engine/client.ts";
import { compareSides } from "../../../server/engine/compare.ts";
import { jsonAnswers } from "../../../server/engine/inspect.ts";
import type { CompareOptions } from "../../../server/engine/session.ts";
import type {
  CompareLog,
  CompareOutcome,
  CompareProgress,
  CompareResult,
} from "../../../server/protocol/compare.ts";
import { root } from "../../built.ts";
import { isRequired } from "../../harness/require.ts";
import { type FoundEngines, findTestEngines, requiredAs, type TestEngine } from "./engines.ts";
import { stepsOf } from "./recorded.ts";

export { base, type TestEngine } from "./engines.ts";

const dockers = await findTestEngines(["buildkit", "legacy"]);

/** Docker with each of its builders. Says in one line what is skipped, or fails where `LEAN_REQUIRE` asks for it. */
export function realEngines(): readonly TestEngine[] {
  return demand(dockers);
}

/** Every kind of engine. */
export async function allEngines(): Promise<readonly TestEngine[]> {
  return [...realEngines(), ...demand(await findTestEngines(["containerd", "podman"]))];
}

function demand({ engines, missing }: FoundEngines): readonly TestEngine[] {
  for (const { builder, reason } of missing) {
    test.skipIf(!isRequired(requiredAs[builder]))(`needs an engine: ${builder}: ${reason}`, () => {
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
  /** Where runs are written down that may have to be cleaned up later. */
  readonly state: string;
  readonly engine: Engine;
  readonly log: CompareLog[] = [];
  readonly progress: CompareProgress[] = [];
  private readonly temporaryBefore: string | undefined;
  /** Containers of podman's builder that an earlier, interrupted run of the tests left in their storage. */
  private readonly earlierContainers: ReadonlySet<string>;

  constructor({ engine }: TestEngine, contextName = "context") {
    this.engine = engine;
    this.temporaryBefore = process.env.TMPDIR;
    this.folder = mkdtempSync(path.join(tmpdir(), "lean-bench-"));
    this.context = path.join(this.folder, contextName);
    this.temporary = path.join(this.folder, "tmp");
    this.state = path.join(this.folder, "state");
    mkdirSync(this.context);
    mkdirSync(this.state);
    mkdirSync(this.temporary);
    process.env.TMPDIR = this.temporary;
    this.write("a.txt", "hello\n");
    this.earlierContainers = new Set(engine.identity.name === "podman" ? this.podmanContainers() : []);
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
    return compareSides(
      { sides, ...this.choice, ...options },
      {
        onLog: (line) => this.log.push(line),
        onProgress: (progress) => {
          this.progress.push(progress);
          onProgress(progress);
        },
      },
    );
  }

  /** The engine, and this bench's own folders for what a comparison keeps outside of it. */
  get choice() {
    return {
      enginePath: this.engine.command,
      builder: this.engine.builder === "legacy" ? "legacy" : "buildkit",
      env: { ...this.engine.env, TMPDIR: this.temporary },
      // The marker keeps step images apart, so these tests need not wait for other comparisons.
      lockFolder: this.temporary,
      stateFolder: this.state,
    } as const;
  }

  /** A comparison in a process of its own, which is killed at the step that begins with `at`. */
  killed(sides: readonly BuildSide[], at: string): void {
    const options = { sides, ...this.choice };
    spawnSync(
      process.execPath,
      [
        "scripts/run-ts.mjs",
        path.join(import.meta.dirname, "killed-run.ts"),
        JSON.stringify({ at, options }),
      ],
      { cwd: root, env: options.env },
    );
  }

  /** Makes the files that stand for a program at work look as if nobody had touched them for so long. */
  age(seconds: number): void {
    const then = new Date(Date.now() - seconds * 1000);
    for (const folder of [this.temporary, this.state])
      for (const name of readdirSync(folder)) utimesSync(path.join(folder, name), then, then);
  }

  /** Images (intermediate ones too), containers and temporary files that bear the marker or lie in the folder. */
  leftovers(): readonly string[] {
    return [
      ...this.images().map((id) => `image ${id}`),
      ...this.containers().map((id) => `container ${id}`),
      ...[this.temporary, this.state].flatMap((folder) => readdirSync(folder)).map((name) => `file ${name}`),
    ];
  }

  /** The ids of the images that bear the marker, intermediate ones too. */
  private images(also = `lean.test=${this.marker}`): readonly string[] {
    const list = ["image", "ls", "--all", "--quiet", "--no-trunc", `--filter=label=${also}`];
    const ids = [...new Set(words(docker(this.engine, ...list).stdout))];
    if (ids.length === 0) return [];
    // The filter is not exact everywhere: podman's also gives the images of other steps.
    const answers = jsonAnswers(
      docker(this.engine, "image", "inspect", "--format", "{{json .}}", ...ids).stdout,
    );
    const [name = "", value = ""] = also.split("=");
    return answers.flatMap((answer) => {
      const { Id = "", Config } = answer as { Id?: string; Config?: { Labels?: Record<string, string> } };
      return Config?.Labels?.[name] === value ? [Id.replace(/^(?:sha256:)?/, "sha256:")] : [];
    });
  }

  private containers(): readonly string[] {
    const list = ["container", "ls", "--all", "--quiet", "--no-trunc"];
    if (this.engine.identity.name === "podman")
      return this.podmanContainers().filter((id) => !this.earlierContainers.has(id));
    return words(docker(this.engine, ...list, `--filter=label=lean.test=${this.marker}`).stdout);
  }

  /** All there are: podman's storage belongs to the tests, and nothing marks the containers of its builder. */
  private podmanContainers(): readonly string[] {
    return words(
      docker(this.engine, "container", "ls", "--all", "--quiet", "--no-trunc", "--external").stdout,
    );
  }

  /** Builds as a user does, outside any comparison, and gives the image's id. */
  build(text: string, ...tags: readonly string[]): string {
    const file = path.join(this.folder, "Users.Dockerfile");
    writeFileSync(file, this.marked(text));
    // The label finds the image: what `--iidfile` holds is no image's name on the containerd store.
    const label = `lean.build=${randomBytes(6).toString("hex")}`;
    const options = [`--file=${file}`, `--label=${label}`, ...tags.map((tag) => `--tag=${tag}`)];
    const built = docker(this.engine, "build", ...options, this.context);
    if (built.status !== 0) throw new Error(built.stderr);
    return this.images(label)[0] ?? "";
  }

  /** Removes everything that bears the marker, and only that, and the folder. */
  close(): void {
    for (let round = 0; round < 20; round++) {
      const ids = this.images();
      if (ids.length === 0) break;
      docker(this.engine, ...clientOf(this.engine).removeImage, "--force", ...ids);
    }
    rmSync(this.folder, { recursive: true, force: true });
    if (this.temporaryBefore === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = this.temporaryBefore;
  }
}

function words(output: string): readonly string[] {
  return output.split(/\s+/).filter((each) => each !== "");
}
