// Runs the bundled command line as a shell would, in a folder of its own.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { bundle } from "../built.ts";

export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** A minute, where nothing else is said. */
  readonly timeoutMs?: number;
}

/** The environment without what would change colours or the engine. */
const plainEnvironment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:NO_COLOR|FORCE_COLOR|CI|DOCKER_)/.test(name)),
);

export function runCli(args: readonly string[], options: CliOptions): CliRun {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle("cli.js"), ...args], {
    cwd: options.cwd,
    env: { ...plainEnvironment, ...options.env },
    input: options.input ?? "",
    encoding: "utf8",
    timeout: options.timeoutMs ?? 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

/** Starts the command line, sends SIGINT twice at once as soon as standard error holds `after`, and waits for its end. */
export function interruptCli(args: readonly string[], after: string, options: CliOptions): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle("cli.js"), ...args], {
      cwd: options.cwd,
      env: { ...plainEnvironment, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    let sent = false;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      if (sent || !stderr.includes(after)) return;
      sent = child.kill("SIGINT");
      // As `npm` and `timeout` do, which pass on what the terminal sent to all.
      setTimeout(() => child.kill("SIGINT"), 20);
    });
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
}

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A temporary folder with these files; it is removed when the test file ends. */
export function projectFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "lean-dockerfile-cli-"));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** A Go server as people write it first: it has findings of several rules and can be split. */
export const goProject: Readonly<Record<string, string>> = {
  Dockerfile: `FROM golang:1.22
WORKDIR /app
COPY . .
RUN go build -o server .
EXPOSE 8080
CMD ["./server"]
`,
  "go.mod": "module example.com/server\n\ngo 1.22\n",
  "main.go":
    'package main\n\nimport "net/http"\n\nfunc main() {\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
};
