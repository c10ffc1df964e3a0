// Calls the client of a real engine for tests that build images and start them.

import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import type { Engine } from "../../server/engine/client.ts";

const run = promisify(execFile);

/** What a program says: the page that it serves on port 8080, or what it printed before it ended by itself. */
export interface Answer {
  readonly text: string;
  /** Null for a program that still runs. */
  readonly exitCode: number | null;
}

/** How long a started program may take to answer or to end, in milliseconds; others may use the machine, too. */
const patience = 60_000;

/** The client of an engine. Each call rejects with what the client printed where it fails. */
export class Client {
  private readonly engine: Pick<Engine, "command" | "env">;

  constructor(engine: Pick<Engine, "command" | "env">) {
    this.engine = engine;
  }

  async call(...args: readonly string[]): Promise<string> {
    const { stdout } = await run(this.engine.command, args, { env: this.engine.env, maxBuffer: 1 << 24 });
    return stdout.trim();
  }

  async has(image: string): Promise<boolean> {
    return this.call("image", "inspect", "--format", "{{.Id}}", image).then(
      () => true,
      () => false,
    );
  }

  /** The engine's own figure for an image, in bytes. */
  async size(image: string): Promise<number> {
    return Number(await this.call("image", "inspect", "--format", "{{.Size}}", image));
  }

  /** Builds a text that needs no context. */
  async build(tag: string, dockerfile: string): Promise<void> {
    const { command, env } = this.engine;
    const child = spawn(command, ["build", `--tag=${tag}`, "-"], { env, stdio: ["pipe", "ignore", "pipe"] });
    const printed: string[] = [];
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => printed.push(chunk));
    child.stdin.end(dockerfile);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    if (code !== 0) throw new Error(`The image ${tag} does not build:\n${printed.join("").slice(-2000)}`);
  }

  /** Starts an image and waits for its answer; empty where none comes in time. */
  async answer(image: string): Promise<Answer> {
    const id = await this.call("create", "--publish", "127.0.0.1::8080", image);
    try {
      await this.call("start", id);
      const end = performance.now() + patience;
      while (performance.now() < end) {
        const { State, NetworkSettings } = JSON.parse(
          await this.call("container", "inspect", "--format", "{{json .}}", id),
        ) as Inspected;
        if (State.Status === "exited") return { text: await this.call("logs", id), exitCode: State.ExitCode };
        const port = NetworkSettings.Ports["8080/tcp"]?.[0]?.HostPort;
        const text = await page(`http://127.0.0.1:${port}/`);
        if (text !== undefined) return { text, exitCode: null };
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return { text: "", exitCode: null };
    } finally {
      await this.call("rm", "--force", "--volumes", id);
    }
  }
}

/** The text of a page; undefined where nothing answers, or not in time. */
async function page(address: string): Promise<string | undefined> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
    return await response.text();
  } catch {
    return undefined;
  }
}

interface Inspected {
  readonly State: { readonly Status: string; readonly ExitCode: number };
  readonly NetworkSettings: {
    readonly Ports: Readonly<Record<string, readonly { readonly HostPort: string }[] | null>>;
  };
}
