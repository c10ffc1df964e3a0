// A docker engine of a test's own, on a small file system and a network of its own, that may be filled up and stopped.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "../../../server/engine/client.ts";
import type { TestEngine } from "./engines.ts";

/** How long an engine may take to answer, or to end. */
const patienceMs = 60_000;

export class OwnEngine {
  readonly folder = mkdtempSync(path.join(tmpdir(), "lean-own-engine-"));
  private readonly disk = path.join(this.folder, "disk");
  private daemon: ChildProcess | undefined;

  /** Makes the file system and starts the engine; gives the reason where that can't be done here. */
  async open(megabytes: number): Promise<string | undefined> {
    if (process.getuid?.() !== 0) return "only root can start an engine and mount its disk";
    const image = `${this.disk}.img`;
    mkdirSync(this.disk);
    for (const [command = "", ...args] of [
      ["truncate", `--size=${megabytes}M`, image],
      ["mkfs.ext4", "-q", image],
      ["mount", "-o", "loop", image, this.disk],
    ]) {
      const { status, stderr } = spawnSync(command, args, { encoding: "utf8" });
      if (status !== 0) return `${command} fails: ${stderr?.trim() ?? "it is not there"}`;
    }
    return this.start();
  }

  /** Starts the engine, and waits until it answers; gives its last words where it does not. */
  async start(): Promise<string | undefined> {
    await this.stop();
    const log = openSync(path.join(this.folder, "dockerd.log"), "a");
    // What the machine's own configuration says, of a data root perhaps, is for its own engine.
    const configuration = path.join(this.folder, "daemon.json");
    writeFileSync(configuration, "{}");
    const daemon = spawn(
      // In a network of its own it can't take away another engine's bridge.
      "unshare",
      [
        "--net",
        "--",
        "dockerd",
        `--config-file=${configuration}`,
        `--data-root=${this.disk}/data`,
        `--exec-root=${this.folder}/exec`,
        `--pidfile=${this.folder}/dockerd.pid`,
        `--host=unix://${this.socket}`,
      ],
      { stdio: ["ignore", log, log] },
    );
    daemon.on("error", () => {});
    this.daemon = daemon;
    for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(200)) {
      if (daemon.exitCode !== null || daemon.pid === undefined) return "dockerd ends at once";
      const version = spawnSync("docker", ["version"], { env: { ...process.env, ...this.environment } });
      if (version.status === 0) return undefined;
    }
    return "dockerd does not answer";
  }

  /** Stops the engine as an administrator does. */
  async stop(): Promise<void> {
    const { daemon } = this;
    if (daemon === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
    const ended = new Promise((resolve) => daemon.once("exit", resolve));
    daemon.kill("SIGTERM");
    await Promise.race([ended, sleep(patienceMs, undefined, { ref: false })]);
  }

  async close(): Promise<void> {
    await this.stop();
    if (existsSync(this.disk)) spawnSync("umount", ["--recursive", this.disk]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  get socket(): string {
    return path.join(this.folder, "docker.sock");
  }

  /** What makes a docker client talk to this engine. */
  get environment(): Readonly<Record<string, string>> {
    return { DOCKER_HOST: `unix://${this.socket}` };
  }

  /** The same client and builder, on this engine. */
  instead({ builder, engine }: TestEngine): TestEngine {
    return { builder, engine: { ...engine, env: { ...engine.env, ...this.environment } } };
  }

  /** Takes over an image from another engine. */
  take(image: string, from: Engine): void {
    const saved = spawnSync(from.command, ["image", "save", image], { env: from.env, maxBuffer: 1 << 30 });
    spawnSync(from.command, ["image", "load"], {
      env: { ...from.env, ...this.environment },
      input: saved.stdout,
    });
  }
}
