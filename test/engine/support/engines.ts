// The real engines that tests run on: docker with each builder, docker with the containerd store, and podman.

import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Engine, type EngineChoice, findEngine } from "../../../server/engine/client.ts";

/** The base image with a shell that the tests build on. */
export const base = "debian:bookworm-slim";

/** `buildkit` and `legacy` are docker on a graph driver, with the one builder and with the other. */
export type TestedEngine = "buildkit" | "legacy" | "containerd" | "podman";

export interface TestEngine {
  readonly builder: TestedEngine;
  readonly engine: Engine;
}

/** What `LEAN_REQUIRE` calls the engine. */
export const requiredAs: Readonly<Record<TestedEngine, string>> = {
  buildkit: "engine",
  legacy: "engine",
  containerd: "containerd",
  podman: "podman",
};

export interface FoundEngines {
  readonly engines: readonly TestEngine[];
  readonly missing: readonly { readonly builder: TestedEngine; readonly reason: string }[];
}

/** Looks for the engines; each that can't be had comes with the reason. */
export async function findTestEngines(wanted: readonly TestedEngine[]): Promise<FoundEngines> {
  const engines: TestEngine[] = [];
  const missing: { builder: TestedEngine; reason: string }[] = [];
  for (const builder of wanted) {
    const found = await finders[builder]();
    if (typeof found === "string") missing.push({ builder, reason: found });
    else engines.push({ builder, engine: found });
  }
  return { engines, missing };
}

const finders: Readonly<Record<TestedEngine, () => Promise<Engine | string>>> = {
  buildkit: () => findDocker("buildkit"),
  legacy: () => findDocker("legacy"),
  containerd: findContainerd,
  podman: findPodman,
};

async function findDocker(builder: "buildkit" | "legacy"): Promise<Engine | string> {
  let reason = "no docker client in PATH";
  for (const enginePath of dockerClients()) {
    const answer = await findEngine({ builder, enginePath });
    if (!answer.ok) reason = answer.failure.message;
    else return withBase(answer.engine);
  }
  return reason;
}

function dockerClients(): readonly string[] {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return [...new Set(folders)].map((folder) => path.join(folder, "docker"));
}

/** `LEAN_TEST_CONTAINERD` names a docker client, or a script in its place, whose engine has the containerd store. */
async function findContainerd(): Promise<Engine | string> {
  const enginePath = process.env.LEAN_TEST_CONTAINERD ?? "";
  if (enginePath === "") return "LEAN_TEST_CONTAINERD names no client of an engine with that store";
  const found = await choose({ enginePath, builder: "buildkit" });
  if (typeof found === "string") return found;
  const { store } = found.identity;
  return store === "containerd" ? withBase(found) : `the engine of ${enginePath} stores images by ${store}`;
}

/** Podman with a storage of its own, so that nobody's images are near. */
async function findPodman(): Promise<Engine | string> {
  const folder = path.join(tmpdir(), `lean-test-podman-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true });
  const configuration = path.join(folder, "storage.conf");
  writeFileSync(
    configuration,
    `[storage]\ndriver = "overlay"\ngraphroot = "${folder}/root"\nrunroot = "${folder}/run"\n`,
  );
  // Inside a container only this way of isolating a step works everywhere.
  const env = { ...process.env, CONTAINERS_STORAGE_CONF: configuration, BUILDAH_ISOLATION: "chroot" };
  const found = await choose({ enginePath: "podman", env });
  return typeof found === "string" ? found : withBase(found);
}

async function choose(choice: EngineChoice): Promise<Engine | string> {
  const answer = await findEngine(choice);
  return answer.ok ? answer.engine : answer.failure.message;
}

/** The engine when it has the base image, which it is given from docker where it can be. */
async function withBase(engine: Engine): Promise<Engine | string> {
  if (hasBase(engine)) return engine;
  const reason = `the image ${base} is not there`;
  if (engine.identity.name === "docker" && engine.identity.store !== "containerd") return reason;
  const docker = await findDocker("buildkit");
  if (typeof docker === "string") return reason;
  const saved = spawnSync(docker.command, ["image", "save", base], { env: docker.env, maxBuffer: 1 << 30 });
  spawnSync(engine.command, ["image", "load"], { env: engine.env, input: saved.stdout });
  return hasBase(engine) ? engine : reason;
}

function hasBase(engine: Engine): boolean {
  return spawnSync(engine.command, ["image", "inspect", base], { env: engine.env }).status === 0;
}
