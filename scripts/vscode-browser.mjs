// Serves the installed VS Code on this machine and builds the addresses under which a browser opens it.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import net from "node:net";
import path from "node:path";

/** Settings that make every run look the same and keep VS Code from asking for the network. */
const machineSettings = {
  "workbench.colorTheme": "Default Dark Modern",
  "workbench.tips.enabled": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "git.openRepositoryInParentFolders": "never",
};

/**
 * Starts the server and waits until it answers. `trust` is `trusted` for folders that are trusted without a
 * question, or `ask` for the trust dialog and restricted mode; `environment` is added to what extensions see. Gives its base address and a function that stops it.
 */
export async function serveVscode({ serverMain, dataFolder, trust, port = 0, environment = {} }) {
  const chosenPort = port === 0 ? await freePort() : port;
  const machineFolder = path.join(dataFolder, "data", "Machine");
  await mkdir(machineFolder, { recursive: true });
  await writeFile(path.join(machineFolder, "settings.json"), JSON.stringify(machineSettings));
  const token = randomBytes(18).toString("base64url");
  const tokenFile = path.join(dataFolder, "token");
  await writeFile(tokenFile, token, { mode: 0o600 });
  const args = [
    serverMain,
    "--accept-server-license-terms",
    // Whoever reaches the server can run programs as this user: only this machine does, and only with the token.
    ...["--connection-token-file", tokenFile],
    ...["--host", "127.0.0.1"],
    ...["--port", String(chosenPort)],
    ...["--server-data-dir", dataFolder],
    ...["--telemetry-level", "off"],
    ...(trust === "trusted" ? ["--disable-workspace-trust"] : []),
  ];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  let output = "";
  const remember = (data) => {
    output = (output + data).slice(-20_000);
  };
  child.stdout.on("data", remember);
  child.stderr.on("data", remember);
  const stop = () => stopProcess(child);
  try {
    await untilListening(chosenPort, child, 30_000);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${output.trim()}`);
  }
  return {
    address: `http://127.0.0.1:${chosenPort}`,
    authority: `127.0.0.1:${chosenPort}`,
    token,
    stop,
    output: () => output,
  };
}

/**
 * The address that opens `folder` with the extension in `extension` loaded, `openFile` shown, and, where `tests`
 * is given, that module's `run()` executed inside the extension host. All paths are absolute.
 */
export function workbenchUrl(server, { folder, extension, openFile, tests }) {
  const remote = (file) => `vscode-remote://${server.authority}${file}`;
  const payload = [["skipWelcome", "true"]];
  if (extension !== undefined) payload.push(["extensionDevelopmentPath", remote(extension)]);
  if (openFile !== undefined) payload.push(["openFile", remote(openFile)]);
  if (tests !== undefined) payload.push(["extensionTestsPath", remote(tests)]);
  const query = new URLSearchParams({ tkn: server.token, folder, payload: JSON.stringify(payload) });
  return `${server.address}/?${query}`;
}

/** The command line arguments that keep Chromium quiet and off the network. */
export const chromiumArguments = [
  // Containers and build machines have no user namespaces for the sandbox; it only ever shows our own server.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** An installed Chromium or Chrome: `LEAN_CHROMIUM`, or where the systems' packages put it; else undefined. */
export function findChromium() {
  const given = process.env.LEAN_CHROMIUM;
  if (given !== undefined && given !== "") return existsSync(given) ? given : undefined;
  const usual = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ];
  return usual.find((file) => existsSync(file));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function untilListening(port, child, milliseconds) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`VS Code's server ended with exit code ${child.exitCode}.`);
    if (await answers(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`VS Code's server did not answer on port ${port} within ${milliseconds / 1000} seconds.`);
}

async function answers(port) {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/version`);
    return response.ok;
  } catch {
    return false;
  }
}

/** Ends a process that we started: politely, and after five seconds for good. */
function stopProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill("SIGKILL"), 5_000);
    child.once("exit", () => {
      clearTimeout(force);
      resolve();
    });
    child.kill("SIGTERM");
  });
}
